package web

import (
	"net/http"
	"slices"
)

// conformanceClasses are those that are met in full.
var conformanceClasses = slices.Concat(
	under("http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/", "core", "landing-page", "json", "html", "oas30"),
	under("http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/", "collections"),
	under("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/", "core", "oas30", "html", "geojson"),
	under("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/", "crs"),
	under("http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/", "queryables", "filter", "features-filter"),
	under("http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/", "schemas", "core-roles-features", "returnables-and-receivables", "queryables", "sortables"),
	under("http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/", "core", "tileset", "tilesets-list", "dataset-tilesets", "geodata-tilesets", "mvt"),
	under("http://www.opengis.net/spec/tms/2.0/conf/", "tilematrixset", "json-tilematrixset"),
	under("http://www.opengis.net/spec/cql2/1.0/conf/", "cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators",
		"case-insensitive-comparison", "accent-insensitive-comparison", "basic-spatial-functions", "basic-spatial-functions-plus",
		"spatial-functions", "temporal-functions", "array-functions", "property-property"),
)

func under(standard string, classes ...string) []string {
	for i, class := range classes {
		classes[i] = standard + class
	}
	return classes
}

type conformanceDoc struct {
	ConformsTo []string `json:"conformsTo"`
}

func (s *server) conformance(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "f", "lang")
	if err != nil {
		return err
	}
	o, err := negotiate(r, p, asJSON, asHTML)
	if err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	doc := conformanceDoc{s.withEditing(conformanceClasses)}
	if o.name == asJSON.name {
		return writeJSON(w, doc)
	}
	return s.pages.write(w, r, "conformance", languageOf(r).say("conformance.title"), s.base(r), doc)
}
