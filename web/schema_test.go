package web_test

import (
	"slices"
	"testing"

	"burialmap/data"
)

type schemaDoc struct {
	Schema               string `json:"$schema"`
	ID                   string `json:"$id"`
	Type                 string
	AdditionalProperties bool
	Properties           map[string]struct {
		Type, Format, Title string
		Enum                []string
		Role                string `json:"x-ogc-role"`
		Refers              string `json:"x-ogc-collectionId"`
		Unit                string `json:"x-ogc-unit"`
		ReadOnly            bool
	}
}

func TestEveryCollectionHasItsSchemas(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, c := range data.Collections {
		for _, kind := range []string{"schema", "queryables", "sortables"} {
			address := "/api/collections/" + c.Name + "/" + kind
			w := get(t, h, address)
			doc := answer[schemaDoc](t, w)
			if doc.Schema != "https://json-schema.org/draft/2020-12/schema" || doc.ID != base+address || doc.Type != "object" || w.Header().Get("Content-Type") != "application/schema+json" {
				t.Errorf("%s: %q %+v", address, w.Header().Get("Content-Type"), doc)
			}
			for name, p := range doc.Properties {
				if p.Title == "" || p.Type == "" && p.Format != "geometry-any" {
					t.Errorf("%s: %s is %+v", address, name, p)
				}
			}
			if doc.Properties["id"].Role != "id" {
				t.Errorf("%s: no id", address)
			}
			if _, located := doc.Properties["geometry"]; located != (c.Spatial && kind != "sortables") {
				t.Errorf("%s: geometry %v", address, located)
			}
		}
	}
}

func TestASchemaSaysTypesUnitsAndRoles(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	q := answer[schemaDoc](t, get(t, h, "/api/collections/overlaps/queryables")).Properties
	if q["area_m2"].Type != "number" || q["area_m2"].Unit != "m2" || q["distance_m"].Unit != "m" || q["reasons"].Type != "array" ||
		q["updated"].Format != "date-time" || q["revision"].Type != "integer" || !slices.Equal(q["class"].Enum, data.Classes) ||
		q["source"].Role != "reference" || q["source"].Refers != "sources" || q["geometry"].Role != "primary-geometry" {
		t.Errorf("%+v", q)
	}
	s := answer[schemaDoc](t, get(t, h, "/api/collections/sites/schema")).Properties
	if !s["overlap_class"].ReadOnly || s["name"].ReadOnly || !s["updated"].ReadOnly || s["extra"].Type != "object" || s["id"].ReadOnly {
		t.Errorf("%+v", s)
	}
	if _, sortable := answer[schemaDoc](t, get(t, h, "/api/collections/overlaps/sortables")).Properties["reasons"]; sortable {
		t.Error("lists can be sorted by")
	}
}
