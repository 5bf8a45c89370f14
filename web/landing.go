package web

import "net/http"

const (
	apiTitle = "burialmap"
	apiAbout = "Burials of Japanese prisoners of war in the former USSR, civilian burials on and beside the same ground, and how sure we are."
)

// conformanceClasses are those of OGC API – Features that are met in full.
var conformanceClasses = []string{
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
}

type landingDoc struct {
	Title       string          `json:"title"`
	Description string          `json:"description"`
	Links       []link          `json:"links"`
	Collections []collectionDoc `json:"-"`
}

// landing is the door to the API.
func (s *server) landing(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "f")
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
		link{api + "/changes", "history", asJSON.media, "The history of the data"},
		link{s.base(r) + "/tiles.json", "tiles", asJSON.media, "Vector tiles of all collections, as TileJSON"},
	)}
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

type conformanceDoc struct {
	ConformsTo []string `json:"conformsTo"`
}

func (s *server) conformance(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "f")
	if err != nil {
		return err
	}
	o, err := negotiate(r, p, asJSON, asHTML)
	if err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	doc := conformanceDoc{conformanceClasses}
	if o.name == asJSON.name {
		return writeJSON(w, doc)
	}
	return s.pages.write(w, r, "conformance", "Conformance", s.base(r), doc)
}
