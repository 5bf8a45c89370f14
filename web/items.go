package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
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
	sel, err := readSelection(c, p)
	if err != nil {
		return err
	}
	o, err := s.prepare(w, r, p, s.itemOffers()...)
	if err != nil || o.name == "" {
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

// itemParams are the query parameters that the items of a collection know.
func itemParams(c data.Collection) []string {
	names := []string{"f", "limit", "bbox", "datetime", "q", "ids", "after", "package"}
	for _, f := range filterFields(c) {
		names = append(names, f.Name)
	}
	return names
}

// filterFields are the fields that features can be picked by.
func filterFields(c data.Collection) []data.Field {
	return slices.DeleteFunc(fieldsOf(c), func(f data.Field) bool { return f.Type == data.JSON })
}

// selection is what a request asks of a collection.
type selection struct {
	collection data.Collection
	query      data.Query // without the limit
	limit      int
	when       *interval // nil for any time
}

func readSelection(c data.Collection, p params) (selection, error) {
	sel := selection{collection: c, query: data.Query{Collection: c.Name}}
	var err error
	if sel.limit, err = p.limit(defaultLimit); err != nil {
		return sel, err
	}
	if sel.query.Bound, err = p.bbox(); err != nil {
		return sel, err
	}
	if sel.query.Words, err = p.words(); err != nil {
		return sel, err
	}
	if sel.query.IDs, err = p.ids(); err != nil {
		return sel, err
	}
	if sel.query.After, err = p.number("after", 0, 0, 1<<62); err != nil {
		return sel, err
	}
	if sel.when, err = p.datetime(); err != nil {
		return sel, err
	}
	if _, dated := c.Field("period"); !dated {
		sel.when = nil // nothing here has a time: everything matches, as the standard says
	}
	for _, f := range filterFields(c) {
		text, ok := p[f.Name]
		if !ok {
			continue
		}
		value, err := filterValue(f, text)
		if err != nil {
			return sel, err
		}
		if sel.query.Equal == nil {
			sel.query.Equal = map[string]string{}
		}
		sel.query.Equal[f.Name] = value
	}
	return sel, nil
}

// filterValue checks a value to pick by, and writes it the way it is stored.
func filterValue(f data.Field, text string) (string, error) {
	refuse := func(detail string) (string, error) {
		return "", badParameter(f.Name, fmt.Sprintf("Parameter %q %s.", f.Name, detail))
	}
	switch f.Type {
	case data.Enum:
		if !slices.Contains(f.Values, text) {
			return refuse(fmt.Sprintf("is to be one of %s", strings.Join(f.Values, ", ")))
		}
	case data.Boolean:
		if text != "true" && text != "false" {
			return refuse("is to be true or false")
		}
	case data.Integer:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return refuse("is to be a whole number")
		}
		return strconv.FormatInt(n, 10), nil
	case data.Real:
		v, err := data.ParseDecimal(text)
		if err != nil {
			return refuse("is to be a decimal number")
		}
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	}
	return text, nil
}
