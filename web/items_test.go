package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

func TestNextLinksWalkToTheLastRow(t *testing.T) {
	h := newHandler(t, newStore(t, plots(430)...), nil)
	for _, query := range []string{"?limit=40", "", "?limit=7&bbox=130,47,132,48.00005", "?limit=430", "?limit=200&occupancy=pow&datetime=1946-01-01/.."} {
		seen := map[string]bool{}
		matched, pages := 0, 0
		for address := "/api/collections/plots/items" + query; address != ""; pages++ {
			page := answer[items](t, get(t, h, strings.TrimPrefix(address, base)))
			if page.NumberReturned != len(page.Features) {
				t.Fatalf("%s: numberReturned %d, %d features", address, page.NumberReturned, len(page.Features))
			}
			matched = *page.NumberMatched
			for _, id := range page.ids() {
				if seen[id] {
					t.Fatalf("%s comes twice", id)
				}
				seen[id] = true
			}
			address = page.link("next")
		}
		if len(seen) < 300 || matched != len(seen) {
			t.Errorf("%s: %d pages with %d features, numberMatched %d", query, pages, len(seen), matched)
		}
	}
}

func TestLimitIsAHundredUnlessSaidAndNeverAboveTenThousand(t *testing.T) {
	h := newHandler(t, newStore(t, plots(10_001)...), nil)
	for query, want := range map[string]int{"": 100, "?limit=1": 1, "?limit=999999": 10_000, "?limit=99999999999999999999": 10_000} {
		w := get(t, h, "/api/collections/plots/items"+query)
		page := answer[items](t, w)
		if page.NumberReturned != want || *page.NumberMatched != 10_001 || page.link("next") == "" {
			t.Errorf("%q: %d returned, %d matched, next %q", query, page.NumberReturned, *page.NumberMatched, page.link("next"))
		}
	}
}

func TestItemsArePickedByPlaceTimeAndValue(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for query, want := range map[string][]string{
		"plots":                                        {"row-1", "grave-2", "grave-3"},
		"plots?bbox=131,48,132,49":                     {"row-1", "grave-2"},
		"plots?bbox=131,48,-5,132,49,1000":             {"row-1", "grave-2"},
		"plots?bbox=130,47,131.001,48.001":             {"row-1"},
		"plots?bbox=179,60,-179,70":                    {"grave-3"},
		"plots?bbox=130,40,-179,70":                    {"row-1", "grave-2", "grave-3"},
		"plots?bbox=-180,-90,180,90":                   {"row-1", "grave-2", "grave-3"},
		"plots?bbox=0,0,1,1":                           {},
		"plots?occupancy=pow":                          {"row-1"},
		"plots?occupancy=pow&kind=grave":               {},
		"plots?burials=012":                            {"row-1"},
		"plots?accuracy_m=5.0&bbox=131,48,132,49":      {"row-1", "grave-2"},
		"plots?source=plan&kind=grave":                 {"grave-2", "grave-3"},
		"plots?source=nobody":                          {},
		"plots?fictional=true":                         {"row-1", "grave-2", "grave-3"},
		"plots?datetime=1946-07-21T00:00:00Z":          {"row-1", "grave-3"},
		"plots?datetime=1946-07-21":                    {"row-1", "grave-3"},
		"plots?datetime=1947-12-31T23:00:00Z":          {"row-1", "grave-3"},
		"plots?datetime=1948-01-01/..":                 {"grave-2", "grave-3"},
		"plots?datetime=../1950-01-01":                 {"row-1", "grave-3"},
		"plots?datetime=/1940-01-01":                   {"grave-3"},
		"plots?datetime=../..":                         {"row-1", "grave-2", "grave-3"},
		"plots?datetime=1946-01-01/1962-01-01&limit=2": {"row-1", "grave-2"},
		"overlaps?pow=plots/row-1":                     {"o"},
		"overlaps?class=not_assessed":                  {"o"},
		"overlaps?class=certain":                       {},
		"overlaps?datetime=1900-01-01":                 {"o"},
		"sites":                                        {"camp 7/branch", "lost"},
		"sites?bbox=-180,-90,180,90":                   {"camp 7/branch"},
		"sites?status=unlocated":                       {"lost"},
		"sites?name_ja=" + url.QueryEscape("第七収容所"):    {"camp 7/branch"},
		"sources?kind=demonstration":                   {"plan"},
	} {
		collection, q, _ := strings.Cut(query, "?")
		page := answer[items](t, get(t, h, "/api/collections/"+collection+"/items?"+q))
		if got := page.ids(); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
		if !strings.Contains(q, "limit=") && *page.NumberMatched != len(want) {
			t.Errorf("%s: numberMatched %d, want %d", query, *page.NumberMatched, len(want))
		}
	}
}

func TestAnIDMayHoldAnything(t *testing.T) {
	strange := data.Feature{ID: "way/42?f=x&ю 第七", Collection: "plots", Geometry: orb.Point{131, 48}, Location: data.Location{Fictional: true}}
	h := newHandler(t, newStore(t, append(ground(), strange)...), nil)
	for _, collection := range []string{"sites", "plots"} {
		page := answer[items](t, get(t, h, "/api/collections/"+collection+"/items"))
		if len(page.Features) == 0 {
			t.Fatal("no features")
		}
		for _, id := range page.ids() {
			address := "/api/collections/" + collection + "/items/" + url.PathEscape(id)
			if one := answer[struct{ ID string }](t, get(t, h, address)); one.ID != id {
				t.Errorf("%s leads to %q", address, one.ID)
			}
		}
	}
}

func TestAnItemKeepsItsTagUntilItChanges(t *testing.T) {
	store := newStore(t, ground()...)
	h := newHandler(t, store, nil)
	const address = "/api/collections/plots/items/row-1"
	tag := get(t, h, address).Header().Get("ETag")
	if strings.HasPrefix(tag, "W/") || len(tag) < 10 {
		t.Fatalf("tag %q, want a strong one", tag)
	}
	for _, list := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
		if w := get(t, h, address, "If-None-Match", list); w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("ETag") != tag {
			t.Errorf("If-None-Match %s: status %d", list, w.Code)
		}
	}
	put(t, store, data.Feature{ID: "elsewhere", Collection: "plots", Geometry: orb.Point{0, 0}})
	if w := get(t, h, address, "If-None-Match", tag); w.Code != http.StatusNotModified {
		t.Errorf("after a change elsewhere: status %d", w.Code)
	}
	changed := ground()[2]
	changed.Properties["burials"] = int64(13)
	put(t, store, changed)
	if w := get(t, h, address, "If-None-Match", tag); w.Code != http.StatusOK || w.Header().Get("ETag") == tag {
		t.Errorf("after its own change: status %d, tag %q", w.Code, w.Header().Get("ETag"))
	}
}

func TestWhatListsAreShowsTheRevision(t *testing.T) {
	store := newStore(t, ground()...)
	h := newHandler(t, store, nil)
	for _, address := range []string{"/api/collections", "/api/collections/plots", "/api/collections/plots/items", "/api/changes", "/tiles.json"} {
		first := get(t, h, address)
		tag := first.Header().Get("ETag")
		if w := get(t, h, address, "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s unchanged: status %d", address, w.Code)
		}
		if first.Header().Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: Cache-Control %q", address, first.Header().Get("Cache-Control"))
		}
		if address == "/tiles.json" {
			continue
		}
		if html := get(t, h, address, "Accept", "text/html", "If-None-Match", tag); html.Code != http.StatusOK {
			t.Errorf("%s as HTML with the tag of the JSON: status %d", address, html.Code)
		}
		put(t, store, data.Feature{ID: "for" + address, Collection: "sources"})
		if w := get(t, h, address, "If-None-Match", tag); w.Code != http.StatusOK {
			t.Errorf("%s after a change: status %d", address, w.Code)
		}
	}
}

func TestAnExportHoldsEverythingUnlessALimitIsAsked(t *testing.T) {
	h := newHandler(t, newStore(t, plots(500)...), nil)
	for query, want := range map[string]int{"f=list": 500, "f=list&limit=20": 20, "f=list&bbox=131,48,131.0001,48.0001": 12, "f=list&after=450": 50} {
		w := get(t, h, "/api/collections/plots/items?"+query)
		if lines := strings.Count(w.Body.String(), "\n"); lines != want {
			t.Errorf("%s: %d lines, want %d", query, lines, want)
		}
		if w.Header().Get("Content-Type") != "text/plain" || w.Header().Get("Content-Disposition") != `attachment; filename="plots.txt"` {
			t.Errorf("%s: %v", query, w.Header())
		}
	}
	if w := get(t, h, "/api/collections/plots/items", "Accept", "text/plain"); strings.Count(w.Body.String(), "\n") != 500 {
		t.Errorf("by Accept: %q", w.Header().Get("Content-Type"))
	}
}

func TestFeaturesAreFoundByTheirIDs(t *testing.T) {
	h := newHandler(t, newStore(t, plots(20)...), nil)
	all := answer[items](t, get(t, h, "/api/collections/plots/items?limit=20")).ids()
	page := answer[items](t, get(t, h, "/api/collections/plots/items?ids="+url.QueryEscape(all[7]+",nowhere,"+all[2])))
	if got, want := page.ids(), []string{all[2], all[7]}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	for _, ids := range []string{"", "a,,b", strings.Repeat("a,", 500) + "a"} {
		if w := get(t, h, "/api/collections/plots/items?ids="+ids); w.Code != 400 {
			t.Errorf("%.20q: %d", ids, w.Code)
		}
	}
}
