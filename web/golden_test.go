package web_test

import (
	"strings"
	"testing"
)

func TestDocumentsAreAsReviewed(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for name, address := range map[string]string{
		"landing.json":     "/api",
		"conformance.json": "/api/conformance",
		"collections.json": "/api/collections",
		"sites.json":       "/api/collections/sites",
		"openapi.json":     "/api/openapi.json",
		"plots_items.json": "/api/collections/plots/items?limit=2",
		"sites_items.json": "/api/collections/sites/items",
		"overlap.json":     "/api/collections/overlaps/items/o",
		"tilejson.json":    "/tiles.json",
	} {
		w := get(t, h, address)
		if w.Code != 200 {
			t.Errorf("%s: status %d", address, w.Code)
			continue
		}
		golden(t, name, w.Body.Bytes())
	}
}

func TestTheAPIHasNoAddressWithASlashMore(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	if with, without := get(t, h, "/api/").Body.String(), get(t, h, "/api").Body.String(); with != without {
		t.Errorf("with a slash:\n%s\nwithout:\n%s", with, without)
	}
}

func TestPagesForPeopleEscapeWhatWasRecorded(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for address, wants := range map[string][]string{
		"/api":                                 {"<h1>burialmap</h1>", "Burial sites", "2 in all; 1 on the map", `href="https://graves.example/api/style.css"`},
		"/api/conformance":                     {"ogcapi-features-1/1.0/conf/core"},
		"/api/collections":                     {"Plots and graves", "derived from the other collections"},
		"/api/collections/sites":               {"ministry_no", "trial_negative", "List of ids", "queryables"},
		"/api/collections/sites/items":         {"&lt;b&gt;Lost &amp; unmarked&lt;/b&gt;", "not located", "invented", "Camp 7", "camp%207%2Fbranch", "2 of 2", "<svg", "Not on the map: 1"},
		"/api/collections/sites/items/lost":    {"4 km NW of the station", "This feature is invented", "Last written in change 1"},
		"/api/collections/overlaps/items/o":    {"/api/collections/plots/items/row-1?f=html", `/api/collections/cemeteries/items/old?f=html">old<`, "The prisoners’ burial lies inside the civilian one", "84.5 m²"},
		"/api/collections/plots/items/row-1":   {"/api/collections/sources/items/plan?f=html", "outline, around 48.00150° N, 131.00150° E", "<svg"},
		"/api/collections/plots/items?limit=1": {`rel="next"`, "1 of 3"},
		"/api/changes":                         {"import of test.geojson"},
		"/api/collections/sites/items?lang=ru": {`<html lang="ru">`, "Camp 7", "вымышлено", "Места захоронений", "показано 2 из 2", "lang=ru"},
		"/api/collections/sites/items?lang=ja": {`<html lang="ja">`, "第七収容所", "架空", "位置不明", "2件中2件"},
	} {
		w := get(t, h, address, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
		page := w.Body.String()
		if w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %q", address, w.Header().Get("Content-Type"))
		}
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not say %q:\n%s", address, want, page)
			}
		}
		for _, never := range []string{"<script", "style=", "<style", "<b>Lost", "onclick", "ZgotmplZ"} {
			if strings.Contains(page, never) {
				t.Errorf("%s holds %q", address, never)
			}
		}
	}
}
