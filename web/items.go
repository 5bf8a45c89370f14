package web

import (
	"net/http"
	"slices"
)

// itemOffers are the forms that features can be had in: GeoJSON and HTML, page by page,
// and whatever formats the program can write.
func (s *server) itemOffers() []offer {
	offers := []offer{asGeoJSON, asHTML}
	for _, w := range s.Formats.Writers {
		offers = append(offers, offer{name: w.Name(), title: w.Title(), media: w.MediaType()})
	}
	return offers
}

// linkedOffers are the forms that links lead to. GeoJSON as a file is left out: a client
// that looks for a link to GeoJSON must find the pages, and only them.
func (s *server) linkedOffers() []offer {
	return slices.DeleteFunc(s.itemOffers(), func(o offer) bool { return o.media == asGeoJSON.media && o.name != asGeoJSON.name })
}

// items answers with features of a collection.
func (s *server) items(w http.ResponseWriter, r *http.Request) error {
	c, err := collectionOf(r)
	if err != nil {
		return err
	}
	p, err := readParams(r, itemParams(c)...)
	if err != nil {
		return err
	}
	if err := p.zipped(); err != nil {
		return err
	}
	sel, err := s.readSelection(r.Context(), c, p)
	if err != nil {
		return err
	}
	o, err := s.prepare(w, r, p, s.itemOffers()...)
	if err != nil || o.name == "" {
		return err
	}
	if err := sel.fits(o); err != nil {
		return err
	}
	switch o.name {
	case asGeoJSON.name:
		return s.itemsGeoJSON(w, r, sel)
	case asHTML.name:
		return s.itemsHTML(w, r, sel)
	}
	return s.export(w, r, p, o, sel)
}

// fits refuses what only some forms can do: files always hold WGS 84 and every property, so
// that nobody takes one for another.
func (sel selection) fits(o offer) error {
	if o.name != asGeoJSON.name && !inCRS84(sel.system) {
		return badParameter("crs", `Parameter "crs" is for GeoJSON pages (f=json); every other form is in WGS 84, longitude first.`)
	}
	if o.name != asGeoJSON.name && o.name != asHTML.name && sel.only != nil {
		return badParameter("properties", `Parameter "properties" is for pages (f=json, f=html); files hold every property.`)
	}
	return nil
}
