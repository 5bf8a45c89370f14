package web_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"burialmap/geo"
)

func TestItemsArePickedByAConditionInCQL2(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, c := range []struct {
		collection string
		query      []string
		want       []string
	}{
		{"plots", []string{"filter", "occupancy = 'pow'"}, []string{"row-1"}},
		{"plots", []string{"filter", "burials > 10 OR kind IN ('grave')"}, []string{"row-1", "grave-2", "grave-3"}},
		{"plots", []string{"filter", "burials IS NULL AND NOT occupancy = 'unknown'"}, []string{"grave-2"}},
		{"plots", []string{"filter", "S_INTERSECTS(geometry, BBOX(131, 48, 132, 49))"}, []string{"row-1", "grave-2"}},
		{"plots", []string{"filter", "S_INTERSECTS(geometry, BBOX(179, 60, -179, 70))"}, []string{"grave-3"}},
		{"plots", []string{"filter", "S_INTERSECTS(geometry, POINT(48.0015 131.0015))", "filter-crs", epsg + "4326"}, []string{"row-1"}},
		{"plots", []string{"filter", "S_INTERSECTS(geometry, BBOX(48, 131, 49, 132))", "filter-crs", epsg + "4326"}, []string{"row-1", "grave-2"}},
		{"plots", []string{"filter", "S_INTERSECTS(geometry, POINT(5320580 22649275))", "filter-crs", epsg + "28422"}, []string{"row-1"}},
		{"plots", []string{"filter", "distance(geometry, POINT(131.0005 48.0015)) < 100"}, []string{"row-1"}},
		{"plots", []string{"filter", "T_INTERSECTS(period, INTERVAL('1946-01-01', '1946-12-31'))"}, []string{"row-1"}},
		{"plots", []string{"filter", "kind = 'grave'", "datetime", "1946-07-21"}, []string{"grave-3"}},
		{"plots", []string{"filter", "kind = 'grave'", "occupancy", "civilian", "bbox", "131,48,132,49"}, []string{"grave-2"}},
		{"plots", []string{"filter", `{"op":"=","args":[{"property":"occupancy"},"civilian"]}`, "filter-lang", "cql2-json"}, []string{"grave-2"}},
		{"sites", []string{"filter", "CASEI(name) LIKE CASEI('camp%')"}, []string{"camp 7/branch"}},
		{"sites", []string{"filter", "id = 'lost'", "filter-lang", "cql2-text"}, []string{"lost"}},
		{"overlaps", []string{"filter", "A_CONTAINS(reasons, ['not_assessed']) AND area_m2 BETWEEN 80 AND 90"}, []string{"o"}},
		{"sources", []string{"filter", "title LIKE '%plan%'"}, []string{"plan"}},
	} {
		for _, more := range [][]string{nil, {"limit", "1"}, {"crs", "OGC:CRS84", "properties", ""}} {
			page := answer[items](t, get(t, h, at(c.collection+"/items", append(more, c.query...)...)))
			got := page.ids()
			if len(more) > 0 && more[0] == "limit" {
				got = append(got, c.want[min(1, len(c.want)):]...)
			}
			if !slices.Equal(got, c.want) || *page.NumberMatched != len(c.want) {
				t.Errorf("%v %v: %v of %d, want %v", c.query, more, page.ids(), *page.NumberMatched, c.want)
			}
		}
		list := get(t, h, at(c.collection+"/items", append([]string{"f", "list"}, c.query...)...))
		if got := strings.Fields(strings.ReplaceAll(list.Body.String(), "camp 7", "camp_7")); len(got) != len(c.want) {
			t.Errorf("%v as a list: %q", c.query, list.Body)
		}
		if page := get(t, h, at(c.collection+"/items", append([]string{"f", "html"}, c.query...)...)).Body.String(); !strings.Contains(page, fmt.Sprintf("%d of %d", len(c.want), len(c.want))) {
			t.Errorf("%v as HTML: %s", c.query, page)
		}
	}
}

func TestAConditionThatCannotBeAskedIsNamed(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, c := range []struct {
		query           []string
		parameter, says string
	}{
		{[]string{"filter", "occupancy ="}, "filter", "at character"},
		{[]string{"filter", ""}, "filter", ""},
		{[]string{"filter", "colour = 'red'"}, "filter", "colour"},
		{[]string{"filter", "burials = 'many'"}, "filter", "burials"},
		{[]string{"filter", "{"}, "filter", ""},
		{[]string{"filter", "{", "filter-lang", "cql2-json"}, "filter", ""},
		{[]string{"filter", "burials = 1e999"}, "filter", ""},
		{[]string{"filter", strings.Repeat("NOT ", 40) + "TRUE"}, "filter", ""},
		{[]string{"filter", strings.Repeat("x", 9000)}, "filter", ""},
		{[]string{"filter", "S_INTERSECTS(geometry, POINT(131 148))"}, "filter", ""},
		{[]string{"filter", "S_INTERSECTS(geometry, POINT(131 48))", "filter-crs", epsg + "28422"}, "filter", "EPSG:28422"},
		{[]string{"filter", "TRUE", "filter-crs", "mars"}, "filter-crs", "lists under crs"},
		{[]string{"filter", "TRUE", "filter-lang", "sql"}, "filter-lang", "cql2-text"},
		{[]string{"sortby", "colour"}, "sortby", "colour"},
		{[]string{"sortby", "reasons"}, "sortby", "reasons"},
		{[]string{"sortby", "kind,-kind"}, "sortby", "twice"},
		{[]string{"sortby", ""}, "sortby", ""},
		{[]string{"sortby", "kind", "after", "17"}, "after", ""},
		{[]string{"sortby", "kind", "after", "WzE3XQ"}, "after", ""},
		{[]string{"properties", "colour"}, "properties", "colour"},
		{[]string{"offset", "x"}, "offset", ""},
		{[]string{"offset", "1", "startindex", "1"}, "startindex", "offset"},
		{[]string{"lang", "de"}, "lang", "en, ru, ja"},
	} {
		w := get(t, h, at("plots/items", c.query...))
		var p problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 400 || p.Parameter != c.parameter || !strings.Contains(p.Detail, c.says) {
			t.Errorf("%.80v: %d %+v", c.query, w.Code, p)
		}
	}
}

func TestSortedPagesHoldEverythingOnceInOrder(t *testing.T) {
	graves := plots(130)
	for i := range graves {
		if i%7 > 0 {
			graves[i].Properties["burials"] = int64(i * 37 % 11)
		}
		graves[i].Properties["name"] = fmt.Sprintf("Ряд %d", i*31%17)
		if i%3 == 0 {
			graves[i].Location.Accuracy = geo.Accuracy(0.1 + float64(i%5)/3)
		}
	}
	h := newHandler(t, newStore(t, graves...), nil)
	for _, sortby := range []string{"burials", "-burials,name", "name,-id", "accuracy_m,burials", "fictional,-location_method,id", "+name", "-id"} {
		whole := answer[items](t, get(t, h, at("plots/items", "sortby", sortby, "limit", "1000"))).ids()
		for _, more := range [][]string{nil, {"properties", "kind"}} {
			var ids []string
			for address := at("plots/items", append(more, "sortby", sortby, "limit", "17")...); address != ""; {
				page := answer[items](t, get(t, h, strings.TrimPrefix(address, base)))
				ids = append(ids, page.ids()...)
				address = page.link("next")
				if *page.NumberMatched != 130 || len(ids) > 130 {
					t.Fatalf("%s: %d of %d", sortby, len(ids), *page.NumberMatched)
				}
			}
			if !slices.Equal(ids, whole) || len(ids) != 130 {
				t.Errorf("%s: page by page %v, at once %v", sortby, ids, whole)
			}
		}
	}
}

func TestAnOffsetPassesOverFeatures(t *testing.T) {
	h := newHandler(t, newStore(t, plots(50)...), nil)
	all := answer[items](t, get(t, h, at("plots/items"))).ids()
	for _, name := range []string{"offset", "startindex"} {
		page := answer[items](t, get(t, h, at("plots/items", name, "20", "limit", "10")))
		if !slices.Equal(page.ids(), all[20:30]) || *page.NumberMatched != 50 {
			t.Errorf("%s: %v of %d", name, page.ids(), *page.NumberMatched)
		}
		next := page.link("next")
		if u, err := url.Parse(next); err != nil || u.Query().Has(name) {
			t.Errorf("the link to the next page counts as well: %s", next)
		}
		if page = answer[items](t, get(t, h, strings.TrimPrefix(next, base))); !slices.Equal(page.ids(), all[30:40]) {
			t.Errorf("after %s: %v", name, page.ids())
		}
		if beyond := answer[items](t, get(t, h, at("plots/items", name, "99"))); len(beyond.Features) != 0 || *beyond.NumberMatched != 50 || beyond.link("next") != "" {
			t.Errorf("beyond the end: %+v", beyond)
		}
	}
}

func TestOnlyThePropertiesAskedForAreShown(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	page := answer[items](t, get(t, h, at("plots/items", "properties", "kind,burials", "sortby", "occupancy")))
	for _, f := range page.Features {
		for name := range f.Properties {
			if name != "kind" && name != "burials" {
				t.Errorf("%s has %s", f.ID, name)
			}
		}
	}
	if page.Features[0].Properties["kind"] == nil || len(page.Features[0].Geometry) < 10 {
		t.Errorf("%+v", page.Features[0])
	}
	if w := get(t, h, at("plots/items", "properties", "kind", "f", "list")); w.Code != 400 {
		t.Errorf("a file with some properties: status %d", w.Code)
	}
}
