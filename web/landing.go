package web

import (
	"net/http"
	"slices"
)

const (
	apiTitle = "burialmap"
	apiAbout = "Burials of Japanese prisoners of war in the former USSR, civilian burials on and beside the same ground, and how sure we are."
)

type landingDoc struct {
	Title       string          `json:"title"`
	Description string          `json:"description"`
	Links       []link          `json:"links"`
	Collections []collectionDoc `json:"-"`
}

// Programs are the links that are for programs, and that the pages have words for.
func (d landingDoc) Programs() []link {
	return slices.DeleteFunc(slices.Clone(d.Links), func(l link) bool {
		_, said := words[languages[0]]["link."+l.Rel]
		return !said || l.Rel == "alternate"
	})
}

// landing is the door to the API.
func (s *server) landing(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "f", "lang")
	if err != nil {
		return err
	}
	o, err := negotiate(r, p, asJSON, asHTML)
	if err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	api := s.base(r) + "/api"
	doc := landingDoc{Title: apiTitle, Description: apiAbout, Links: append(s.formLinks(r, o, asJSON, asHTML),
		link{api + "/openapi.json", "service-desc", asOpenAPI.media, "The definition of this API"},
		link{api + "/docs", "service-doc", asHTML.media, "The documentation of this API"},
		link{api + "/conformance", "conformance", asJSON.media, "The standards this API meets"},
		link{api + "/collections", "data", asJSON.media, "The collections"},
		link{api + "/plans", "plans", asJSON.media, "Plans of visits"},
		link{api + "/changes", "history", asJSON.media, "The history of the data"},
		link{s.base(r) + "/tiles.json", "tiles", asJSON.media, "Vector tiles of all collections, as TileJSON"},
	)}
	doc.Links = append(doc.Links, s.tilesLinks(r)...)
	if o.name == asJSON.name {
		return writeJSON(w, doc)
	}
	all, err := s.describeAll(r)
	if err != nil {
		return err
	}
	doc.Collections = all.Collections
	return s.pages.write(w, r, "landing", apiTitle, s.base(r), doc)
}
