package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// FuzzItems asks for items with anything in the parameters: the answer is features or a
// problem that names a parameter, never a fault of ours.
func FuzzItems(f *testing.F) {
	for _, c := range [][6]string{
		{"1,2,3,4", "EPSG:4326", "occupancy = 'pow'", "-kind,id", "1945/..", "WzEsMl0"},
		{"", "", "", "", "", ""},
		{"5319000,22649000,5321000,22650000", epsg + "28422", `{"op":"="}`, "+name", "1946-07-21", "17"},
		{"-20037508.34,-1e9,1e9,20037508.34", epsg + "3857", "S_INTERSECTS(geometry,POINT(1 2))", "burials", "../..", "WyJhIixudWxsXQ"},
		{"180,-90,-180,90", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "NOT TRUE", "", "1946-07-21T00:00:00+99:00", "-1"},
	} {
		f.Add(c[0], c[1], c[2], c[3], c[4], c[5])
	}
	h := newHandler(f, newStore(f, ground()...), nil)
	f.Fuzz(func(t *testing.T, bbox, system, filter, sortby, datetime, after string) {
		for _, own := range []url.Values{
			{"bbox": {bbox}, "bbox-crs": {system}, "crs": {system}},
			{"filter": {filter}, "filter-crs": {system}, "datetime": {datetime}},
			{"filter": {filter}, "filter-lang": {"cql2-json"}},
			{"sortby": {sortby}, "after": {after}, "limit": {"2"}},
			{"after": {after}, "properties": {sortby}, "offset": {bbox}},
		} {
			w := get(t, h, "/api/collections/plots/items?"+own.Encode())
			switch w.Code {
			case http.StatusOK:
				var page items
				if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || page.NumberReturned != len(page.Features) || page.NumberReturned > *page.NumberMatched {
					t.Errorf("%v: %v in %s", own, err, w.Body)
				}
			case http.StatusBadRequest:
				var p problem
				if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || !own.Has(p.Parameter) || strings.Contains(p.Detail, "SQL") {
					t.Errorf("%v: %+v", own, p)
				}
			default:
				t.Errorf("%v: status %d: %s", own, w.Code, w.Body)
			}
		}
	})
}
