package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/gorilla/mux"

	"burialmap/data"
)

// item answers with one feature.
func (s *server) item(w http.ResponseWriter, r *http.Request) error {
	c, err := collectionOf(r)
	if err != nil {
		return err
	}
	id, err := url.PathUnescape(mux.Vars(r)["id"])
	if err != nil {
		return missing("There is nothing at this address.")
	}
	p, err := readParams(r, "f")
	if err != nil {
		return err
	}
	o, err := negotiate(r, p, asGeoJSON, asHTML)
	if err != nil {
		return err
	}
	f, err := s.Store.Feature(r.Context(), c.Name, id)
	if errors.Is(err, data.ErrNotFound) {
		return missing("There is no such feature in this collection.")
	}
	if err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	if o.name == asHTML.name {
		return s.itemHTML(w, r, c, f)
	}
	body := s.appendItem(nil, r, f)
	if unchanged(w, r, contentTag(body)) {
		return nil
	}
	w.Header().Set("Content-Type", asGeoJSON.media)
	_, _ = w.Write(body) // the client is gone: nobody is left to tell
	return nil
}

// appendItem writes a feature that stands for itself, with links.
func (s *server) appendItem(b []byte, r *http.Request, f data.Feature) []byte {
	links := s.formLinks(r, asGeoJSON, asGeoJSON, asHTML)
	links = append(links, link{s.collectionURL(r, f.Collection), "collection", asJSON.media, "The collection"})
	return append(withLinks(f.AppendGeoJSON(b), links), '\n')
}

// withLinks puts links into a JSON object that has been written already.
func withLinks(object []byte, links []link) []byte {
	object = append(object[:len(object)-1], `,"links":`...)
	return append(appendJSON(object, links), '}')
}
