package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"burialmap/data"
)

// facets is an answer with how features divide.
type facets struct {
	Collection    string
	Revision      int64
	NumberMatched int
	Facets        []struct {
		Field  string
		Values []struct {
			Value string
			Count int
		}
		Bins []struct {
			From  float64
			To    *float64
			Count int
		}
		Years   []struct{ Year, Surely, Perhaps int }
		Missing int
		Others  int
	}
}

func (f facets) values(field string) map[string]int {
	for _, facet := range f.Facets {
		if facet.Field == field {
			counts := map[string]int{}
			for _, v := range facet.Values {
				counts[v.Value] = v.Count
			}
			return counts
		}
	}
	return nil
}

func TestFacetsCountWhatItemsList(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, c := range data.Collections {
		all := answer[facets](t, get(t, h, "/api/collections/"+c.Name+"/facets"))
		if all.Collection != c.Name || all.Revision != 1 || len(all.Facets) != len(c.Facets()) {
			t.Errorf("%s: %+v", c.Name, all)
		}
		for _, facet := range all.Facets {
			if _, isField := c.Field(facet.Field); !isField {
				continue
			}
			for _, v := range facet.Values {
				query := "?limit=1&" + url.Values{facet.Field: {v.Value}}.Encode()
				if n := answer[items](t, get(t, h, "/api/collections/"+c.Name+"/items"+query)).NumberMatched; n == nil || *n != v.Count {
					t.Errorf("%s%s: %d by the facet, by the list %v", c.Name, query, v.Count, n)
				}
			}
		}
	}
}

func TestFacetsAreOfTheSelection(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	const plots = "/api/collections/plots/facets?fields=occupancy,period,located"
	for query, want := range map[string]struct{ matched, pow, civilian int }{
		"":                              {3, 1, 1},
		"&bbox=131,48,131.0015,49":      {1, 1, 0},
		"&filter=kind%3D'grave'":        {2, 0, 1},
		"&kind=row":                     {1, 1, 0},
		"&ids=grave-2,grave-3":          {2, 0, 1},
		"&q=grave-2":                    {1, 0, 1},
		"&datetime=1946-01-01":          {2, 1, 0}, // one is of no known time
		"&kind=row&filter=burials%3E12": {0, 0, 0},
	} {
		got := answer[facets](t, get(t, h, plots+query))
		occupancy := got.values("occupancy")
		if len(got.Facets) != 3 || got.NumberMatched != want.matched || occupancy["pow"] != want.pow || occupancy["civilian"] != want.civilian {
			t.Errorf("%s: %+v", query, got)
		}
		if _, listed := occupancy["mixed"]; !listed {
			t.Errorf("%s: a value that no feature has is left out", query)
		}
	}
	if years := answer[facets](t, get(t, h, plots)).Facets[1]; len(years.Years) != 17 || years.Years[0].Year != 1945 || years.Years[0].Surely != 1 || years.Missing != 1 {
		t.Errorf("years: %+v", years)
	}
}

func TestFacetsThatAreNotThereAreRefused(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for address, parameter := range map[string]string{
		"/api/collections/plots/facets?fields=name":      "fields",
		"/api/collections/plots/facets?fields=":          "fields",
		"/api/collections/sources/facets?fields=located": "fields",
		"/api/collections/plots/facets?limit=3":          "limit",
		"/api/collections/plots/facets?filter=colour=1":  "filter",
		"/api/collections/plots/facets?f=html":           "f",
	} {
		w := get(t, h, address)
		if p := struct{ Parameter string }{}; w.Code != http.StatusBadRequest || !decodes(w.Body.Bytes(), &p) || p.Parameter != parameter {
			t.Errorf("%s: status %d, parameter %q", address, w.Code, p.Parameter)
		}
	}
	if w := get(t, h, "/api/collections/graves/facets"); w.Code != http.StatusNotFound {
		t.Errorf("no such collection: status %d", w.Code)
	}
}

func TestFacetsAreSentOnceForEachRevision(t *testing.T) {
	store := newStore(t, ground()...)
	h := newHandler(t, store, nil)
	const address = "/api/collections/sites/facets?fields=status"
	tag := get(t, h, address).Header().Get("ETag")
	if w := get(t, h, address, "If-None-Match", tag); tag == "" || w.Code != http.StatusNotModified {
		t.Errorf("tag %q: status %d", tag, w.Code)
	}
	put(t, store, data.Feature{ID: "new", Collection: "sites", Properties: map[string]any{"status": "recoverable"}})
	got := answer[facets](t, get(t, h, address, "If-None-Match", tag))
	if got.values("status")["recoverable"] != 2 || got.Revision != 2 {
		t.Errorf("after a change: %+v", got)
	}
}
