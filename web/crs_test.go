package web_test

import (
	"encoding/json"
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"burialmap/data"
)

const epsg = "http://www.opengis.net/def/crs/EPSG/0/"

// at is the address of items of the invented ground in a system.
func at(collection string, query ...string) string {
	q := url.Values{}
	for i := 0; i < len(query); i += 2 {
		q.Set(query[i], query[i+1])
	}
	return "/api/collections/" + collection + "?" + q.Encode()
}

func firstPoint(t *testing.T, raw json.RawMessage) orb.Point {
	t.Helper()
	g, err := geojson.UnmarshalGeometry(raw)
	if err != nil {
		t.Fatal(err)
	}
	switch g := g.Geometry().(type) {
	case orb.Point:
		return g
	case orb.Polygon:
		return g[0][0]
	}
	t.Fatalf("%s", raw)
	return orb.Point{}
}

// The numbers are those of PROJ 9.1 for 131.001° E, 48.001° N, axes as EPSG lists them;
// EPSG:28422 by the operation EPSG:5044.
func TestFeaturesComeInTheSystemAskedForWithItsAxes(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for system, want := range map[string]orb.Point{
		"http://www.opengis.net/def/crs/OGC/1.3/CRS84": {131.001, 48.001},
		epsg + "4326":  {48.001, 131.001},
		epsg + "3857":  {14582964.6134, 6107021.2009},
		epsg + "32652": {649259.5801, 5318348.6889},
		epsg + "28422": {5320521.4057, 22649238.0001},
	} {
		for _, address := range []string{at("plots/items", "crs", system, "ids", "row-1"), at("plots/items/row-1", "crs", system)} {
			w := get(t, h, address)
			if got := w.Header().Get("Content-Crs"); got != "<"+system+">" {
				t.Errorf("%s: Content-Crs %s", address, got)
			}
			one := answer[struct {
				Geometry json.RawMessage
				Features []struct{ Geometry json.RawMessage }
			}](t, w)
			if len(one.Features) == 1 {
				one.Geometry = one.Features[0].Geometry
			}
			if got := firstPoint(t, one.Geometry); math.Hypot(got[0]-want[0], got[1]-want[1]) > 0.002 {
				t.Errorf("%s: %v, want %v", address, got, want)
			}
		}
	}
}

func TestABoxMayBeInAnotherSystem(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, c := range []struct {
		system, box string
		want        []string
	}{
		{"OGC:CRS84", "131,48,132,49", []string{"row-1", "grave-2"}},
		{epsg + "4326", "48,131,49,132", []string{"row-1", "grave-2"}},
		{epsg + "4326", "60,179,70,-179", []string{"grave-3"}},
		{epsg + "4326", "48,131,-5,49,132,1000", []string{"row-1", "grave-2"}},
		{epsg + "4284", "48,131,49,132", []string{"row-1", "grave-2"}},
		{epsg + "3857", "14582000,6105000,14590000,6110000", []string{"row-1", "grave-2"}},
		{epsg + "3857", "-20037508.34,-20037508.34,20037508.34,20037508.34", []string{"row-1", "grave-2", "grave-3"}},
		{epsg + "3857", "-20037508.34,9000000,-20000000,10000000", []string{"grave-3"}},
		{epsg + "32652", "649000,5318000,649300,5318400", []string{"row-1"}},
		{epsg + "28422", "5319000,22649000,5321000,22650000", []string{"row-1", "grave-2"}},
		{epsg + "32601", "350000,7100000,600000,7400000", []string{"grave-3"}},
		{epsg + "32660", "600000,7100000,700000,7400000", []string{"grave-3"}},
	} {
		page := answer[items](t, get(t, h, at("plots/items", "bbox-crs", c.system, "bbox", c.box)))
		if got := page.ids(); !slices.Equal(got, c.want) {
			t.Errorf("%s in %s: %v, want %v", c.box, c.system, got, c.want)
		}
	}
}

func TestASystemThatCannotBeIsRefused(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, c := range []struct{ parameter, address, says string }{
		{"crs", at("plots/items", "crs", "mars"), "lists under crs"},
		{"crs", at("plots/items", "crs", epsg+"2154"), "lists under crs"},
		{"crs", at("plots/items", "crs", epsg+"32633"), "lists under crs"},
		{"crs", at("plots/items", "crs", "+proj=longlat +datum=WGS84"), "lists under crs"},
		{"crs", at("plots/items", "crs", ""), "lists under crs"},
		{"bbox-crs", at("plots/items", "bbox-crs", "mars", "bbox", "1,2,3,4"), "lists under crs"},
		{"bbox-crs", at("plots/items", "bbox-crs", epsg+"4326"), "bbox"},
		{"bbox", at("plots/items", "bbox-crs", epsg+"4326", "bbox", "131,48,132,49"), "latitude, longitude"},
		{"bbox", at("plots/items", "bbox-crs", epsg+"28422", "bbox", "1,2,3"), "northing in metres, easting in metres"},
		{"bbox", at("plots/items", "bbox-crs", epsg+"28422", "bbox", "22649000,5319000,22650000,5321000"), "no places"},
		{"bbox", at("plots/items", "bbox-crs", epsg+"3857", "bbox", "2,2,1,3"), "lower"},
		{"crs", at("plots/items", "crs", epsg+"4326", "f", "html"), "f=json"},
		{"crs", at("plots/items", "crs", epsg+"4326", "f", "list"), "f=json"},
		{"crs", at("plots/items/row-1", "crs", epsg+"4326", "f", "html"), "f=json"},
	} {
		var p problem
		w := get(t, h, c.address)
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 400 || p.Parameter != c.parameter || !strings.Contains(p.Detail, c.says) {
			t.Errorf("%s: %d %+v", c.address, w.Code, p)
		}
	}
}

func TestAPageThatASystemHasNoCoordinatesForIsRefusedWithItsCount(t *testing.T) {
	far := data.Feature{ID: "far", Collection: "plots", Geometry: orb.Point{0, 48}}
	h := newHandler(t, newStore(t, append(ground(), far)...), nil)
	for _, address := range []string{at("plots/items", "crs", epsg+"28422"), at("plots/items/far", "crs", epsg+"28422")} {
		var p problem
		w := get(t, h, address)
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 400 || p.Parameter != "crs" || !strings.Contains(p.Detail, "EPSG:28422") {
			t.Errorf("%s: %d %+v", address, w.Code, p)
		}
	}
	page := answer[items](t, get(t, h, at("plots/items", "crs", epsg+"28422", "bbox", "131,48,132,49")))
	if page.NumberReturned != 2 {
		t.Errorf("within the zone: %d", page.NumberReturned)
	}
}

func TestACollectionListsTheSystemsItCanBeAskedForIn(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	type doc struct {
		CRS        []string
		StorageCRS string `json:"storageCrs"`
	}
	c := answer[doc](t, get(t, h, "/api/collections/cemeteries"))
	for _, want := range []string{"http://www.opengis.net/def/crs/OGC/1.3/CRS84", epsg + "4326", epsg + "3857", epsg + "32652", epsg + "28422", epsg + "20022", epsg + "20922", epsg + "2561"} {
		if !slices.Contains(c.CRS, want) {
			t.Errorf("%s is missing in %v", want, c.CRS)
		}
	}
	if c.StorageCRS != c.CRS[0] || len(c.CRS) > 20 {
		t.Errorf("stored in %s, %d systems", c.StorageCRS, len(c.CRS))
	}
	for _, system := range c.CRS {
		if w := get(t, h, at("cemeteries/items", "crs", system)); w.Code != 200 {
			t.Errorf("%s: status %d", system, w.Code)
		}
	}
	if none := answer[doc](t, get(t, h, "/api/collections/sources")); none.CRS != nil {
		t.Errorf("sources have no places, but list %v", none.CRS)
	}
}
