package data

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

func TestFeaturesAreWrittenInTheOrderOfTheirFields(t *testing.T) {
	f := Feature{
		ID: "p-1", Collection: "plots", Geometry: orb.Point{135.0724, 48.4802},
		Properties: map[string]any{"kind": "grave", "name": "Ряд \"3\", 墓 1", "burials": int64(2), "occupancy": "pow"},
		Location:   Location{Accuracy: 2.5, Method: "gps", Source: "survey-2014", Fictional: true},
		Extra:      map[string]string{"b": "2", "a": "1"},
		Revision:   7, Updated: time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600)),
	}
	want := `{"type":"Feature","id":"p-1","geometry":{"type":"Point","coordinates":[135.0724,48.4802]},"properties":{` +
		`"name":"Ряд \"3\", 墓 1","kind":"grave","occupancy":"pow","burials":2,` +
		`"accuracy_m":2.5,"location_method":"gps","source":"survey-2014","fictional":true,` +
		`"extra":{"a":"1","b":"2"},"revision":7,"updated":"2026-01-02T02:04:05Z"}}`
	if got := string(f.AppendGeoJSON(nil)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestWhatIsNotRecordedIsLeftOutAndTheUnknownIsSaid(t *testing.T) {
	f := Feature{ID: "s", Collection: "sites"}
	want := `{"type":"Feature","id":"s","geometry":null,"properties":{"location_method":"unknown"}}`
	if got := string(f.AppendGeoJSON(nil)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestEveryGeometryIsReadBackByAnotherReader(t *testing.T) {
	square := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}
	hole := orb.Ring{{.2, .2}, {.2, .4}, {.4, .4}, {.4, .2}, {.2, .2}}
	for _, g := range []orb.Geometry{
		orb.Point{-179.9999999, 65},
		orb.MultiPoint{{1, 2}, {3, 4}},
		orb.LineString{{1, 2}, {3, 4}},
		orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}},
		orb.Polygon{square, hole},
		orb.MultiPolygon{{square}, {orb.Ring{{5, 5}, {6, 5}, {6, 6}, {5, 5}}}},
		orb.Collection{orb.Point{1, 2}, orb.LineString{{1, 2}, {3, 4}}},
	} {
		text := AppendGeometry(nil, g)
		var back geojson.Geometry
		if err := json.Unmarshal(text, &back); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if !orb.Equal(back.Geometry(), g) {
			t.Errorf("%v came back as %v", g, back.Geometry())
		}
	}
}

func TestRingsFollowTheRightHandRule(t *testing.T) {
	clockwise := orb.Polygon{
		{{0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}},
		{{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}},
	}
	want := `{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}`
	if got := string(AppendGeometry(nil, clockwise)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestCoordinatesHaveSevenDecimalsAndNoMinusZero(t *testing.T) {
	for v, want := range map[float64]string{
		135.123456789: "135.1234568", -0.00000001: "0", 180: "180", 1e-7: "0.0000001", 48.5: "48.5",
	} {
		if got := string(AppendDegrees(nil, v)); got != want {
			t.Errorf("%v written as %s, want %s", v, got, want)
		}
	}
}
