package web_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/tidwall/geodesic"

	"burialmap/data/format/geojson"
	"burialmap/web"
)

type measurement struct {
	Type   string
	Length *float64 `json:"length_m"`
	Area   *float64 `json:"area_m2"`
	Around *float64 `json:"perimeter_m"`
	Paths  []struct {
		Part     int
		Ring     *int
		Length   float64 `json:"length_m"`
		Segments []struct {
			Length  float64 `json:"length_m"`
			Azimuth float64
			Arrival float64
			Seam    bool
		}
	}
	Findings []found
}

type found struct{ Severity, Rule, Place, Message, Advice string }

func measuring(t *testing.T) http.Handler {
	t.Helper()
	return newHandler(t, newStore(t), func(c *web.Config) { c.Formats.Readers = append(c.Formats.Readers, geojson.Reader{}) })
}

func measure(h http.Handler, geometry string, header ...string) (measurement, int, []found) {
	w := program(h, http.MethodPost, "/api/measure", geometry, append([]string{"X-Burialmap", "1"}, header...)...)
	var m measurement
	if w.Code == http.StatusOK {
		_ = json.Unmarshal(w.Body.Bytes(), &m)
		return m, w.Code, m.Findings
	}
	var p struct{ Findings []found }
	_ = json.Unmarshal(w.Body.Bytes(), &p)
	return m, w.Code, p.Findings
}

// ringOf writes corners as a polygon, and gives what the second method says of it.
func ringOf(corners ...[2]float64) (text string, area, around float64) {
	p := geodesic.WGS84.PolygonInit(false)
	var positions []string
	for _, c := range append(corners, corners[0]) {
		positions = append(positions, fmt.Sprintf("[%v,%v]", c[0], c[1]))
	}
	for _, c := range corners {
		p.AddPoint(c[1], c[0])
	}
	p.Compute(false, true, &area, &around)
	return `{"type":"Polygon","coordinates":[[` + strings.Join(positions, ",") + `]]}`, math.Abs(area), around
}

func near(got *float64, want, tolerance float64) bool {
	return got != nil && math.Abs(*got-want) <= tolerance
}

func TestAnOutlineMeasuresWhatKarneySays(t *testing.T) {
	h := measuring(t)
	for name, corners := range map[string][][2]float64{
		"a burial ground":         {{135.01, 48.47}, {135.013, 48.47}, {135.0135, 48.472}, {135.0102, 48.4722}},
		"a district":              {{134, 47}, {137, 47.5}, {136, 50}, {133.5, 49}},
		"a third of a continent":  {{100, 45}, {150, 45}, {160, 70}, {90, 68}},
		"across the antimeridian": {{179, 64}, {-178, 64.2}, {-177.5, 66}, {178.5, 65.5}},
		"at the antimeridian":     {{179, 64}, {180, 64}, {180, 65}, {179, 65}},
	} {
		text, area, around := ringOf(corners...)
		m, code, findings := measure(h, text)
		if code != http.StatusOK || len(findings) > 0 || !near(m.Area, area, 1e-9*area+0.05) || !near(m.Around, around, 1e-3) || m.Length != nil {
			t.Errorf("%s: %d %+v %v, want %v m² and %v m around", name, code, m, findings, area, around)
		}
	}
}

func TestALineIsMeasuredSegmentBySegment(t *testing.T) {
	h := measuring(t)
	m, code, _ := measure(h, `{"type":"LineString","coordinates":[[135,48],[135,48.001],[135.001,48.001],[-170,60]]}`)
	if code != http.StatusOK || len(m.Paths) != 1 || len(m.Paths[0].Segments) != 3 || m.Paths[0].Ring != nil || m.Area != nil {
		t.Fatalf("%d %+v", code, m)
	}
	sum := 0.0
	for i, ends := range [][4]float64{{135, 48, 135, 48.001}, {135, 48.001, 135.001, 48.001}, {135.001, 48.001, -170, 60}} {
		var length, azimuth, arrival float64
		geodesic.WGS84.Inverse(ends[1], ends[0], ends[3], ends[2], &length, &azimuth, &arrival)
		s := m.Paths[0].Segments[i]
		if math.Abs(s.Length-length) > 1e-3 || math.Abs(s.Azimuth-azimuth) > 1e-5 || math.Abs(s.Arrival-arrival) > 1e-5 {
			t.Errorf("segment %d: %+v, want %v %v %v", i, s, length, azimuth, arrival)
		}
		sum += length
	}
	if !near(m.Length, sum, 1e-3) || !near(&m.Paths[0].Length, sum, 1e-3) {
		t.Errorf("%v, want %v", *m.Length, sum)
	}
}

func TestAnOutlineCutAtTheAntimeridianHasNoBorderThere(t *testing.T) {
	h := measuring(t)
	whole, _, _ := measure(h, `{"type":"Polygon","coordinates":[[[179.9,65],[-179.9,65],[-179.9,65.1],[179.9,65.1],[179.9,65]]]}`)
	cut, code, findings := measure(h, `{"type":"MultiPolygon","coordinates":[[[[179.9,65],[180,65],[180,65.1],[179.9,65.1],[179.9,65]]],[[[-180,65],[-179.9,65],[-179.9,65.1],[-180,65.1],[-180,65]]]]}`)
	// The cut is straight in longitude and latitude, an edge is a geodesic: they differ by centimetres.
	if code != http.StatusOK || len(findings) > 0 || !near(cut.Around, *whole.Around, 0.05) || !near(cut.Area, *whole.Area, 1e-4**whole.Area) {
		t.Errorf("%d %v: cut %v m, %v m²; whole %v m, %v m²", code, findings, *cut.Around, *cut.Area, *whole.Around, *whole.Area)
	}
	seams := 0
	for _, p := range cut.Paths {
		for _, s := range p.Segments {
			if s.Seam {
				seams++
			}
		}
	}
	if seams != 2 {
		t.Errorf("%d seams", seams)
	}
}

func TestHolesAreTakenAwayAndHaveABorder(t *testing.T) {
	h := measuring(t)
	shell, big, around := ringOf([2]float64{135, 48}, [2]float64{135.01, 48}, [2]float64{135.01, 48.01}, [2]float64{135, 48.01})
	hole, small, inside := ringOf([2]float64{135.002, 48.002}, [2]float64{135.004, 48.002}, [2]float64{135.004, 48.004}, [2]float64{135.002, 48.004})
	both := strings.TrimSuffix(shell, "]}") + "," + strings.TrimPrefix(hole, `{"type":"Polygon","coordinates":[`)
	m, code, _ := measure(h, both)
	if code != http.StatusOK || !near(m.Area, big-small, 0.01) || !near(m.Around, around+inside, 1e-3) || len(m.Paths) != 2 || *m.Paths[1].Ring != 1 {
		t.Errorf("%d %+v", code, m)
	}
}

func TestWhatCannotBeMeasuredIsRefusedWithItsRuleAndPlace(t *testing.T) {
	h := measuring(t)
	for _, c := range []struct{ name, geometry, rule, place string }{
		{"a bow-tie", `{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}`, "self_intersection", "1, 1"},
		{"an open ring", `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2]]]}`, "ring_closed", "0, 2"},
		{"a hole outside", `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]}`, "hole_outside", "5, 5"},
		{"parts that overlap", `{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,2],[0,0]]],[[[1,1],[3,1],[3,3],[1,3],[1,1]]]]}`, "parts_overlap", "2, 1"},
		{"a longitude of 190", `{"type":"LineString","coordinates":[[179,60],[190,60]]}`, "range", "190, 60"},
		{"a short line", `{"type":"LineString","coordinates":[[179,60]]}`, "line_too_short", "179, 60"},
		{"a point", `{"type":"Point","coordinates":[1,2]}`, "no_length", ""},
		{"points", `{"type":"MultiPoint","coordinates":[[1,2]]}`, "no_length", ""},
		{"a feature", `{"type":"Feature","geometry":null,"properties":{}}`, "geometry", ""},
		{"a collection", `{"type":"GeometryCollection","geometries":[]}`, "type", ""},
		{"no type", `{"coordinates":[[1,2],[3,4]]}`, "type", ""},
		{"nothing", `{"type":"LineString","coordinates":[]}`, "empty", ""},
		{"no coordinates", `{"type":"LineString"}`, "coordinates", ""},
		{"text for numbers", `{"type":"LineString","coordinates":[["1",2],[3,4]]}`, "coordinates", ""},
		{"another nesting", `{"type":"Polygon","coordinates":[[1,2],[3,4]]}`, "coordinates", ""},
		{"another system", `{"type":"LineString","coordinates":[[1,2],[3,4]],"crs":{"type":"name","properties":{"name":"EPSG:28425"}}}`, "crs", ""},
		{"around the pole", `{"type":"Polygon","coordinates":[[[0,80],[120,80],[-120,80],[0,80]]]}`, "around_pole", ""},
		{"opposite places", `{"type":"LineString","coordinates":[[0,0],[180,0]]}`, "opposite", "180, 0"},
		{"too many positions", `{"type":"LineString","coordinates":[` + strings.Repeat("[1,2],", 10_000) + `[3,4]]}`, "too_large", ""},
	} {
		_, code, findings := measure(h, c.geometry)
		if code != http.StatusUnprocessableEntity || len(findings) == 0 || findings[0].Rule != c.rule || findings[0].Place != c.place || findings[0].Advice == "" || findings[0].Message == "" {
			t.Errorf("%s: %d %+v, want %s at %q", c.name, code, findings, c.rule, c.place)
		}
	}
}

func TestARepeatedPositionIsToldAndMeasured(t *testing.T) {
	m, code, findings := measure(measuring(t), `{"type":"LineString","coordinates":[[1,2],[1,2],[3,4]]}`)
	if code != http.StatusOK || len(findings) != 1 || findings[0].Severity != "warning" || m.Paths[0].Segments[0].Length != 0 {
		t.Errorf("%d %+v %v", code, m, findings)
	}
}

func TestMeasuringNeedsNoRightToEditAndKeepsOtherPagesOut(t *testing.T) {
	h := measuring(t)
	const line = `{"type":"LineString","coordinates":[[1,2],[3,4]]}`
	for name, c := range map[string]struct {
		header []string
		code   int
	}{
		"a program":           {nil, http.StatusOK},
		"our page":            {[]string{"Host", "graves.example", "Origin", "https://graves.example", "Sec-Fetch-Site", "same-origin"}, http.StatusOK},
		"through a proxy":     {[]string{"X-Forwarded-For", "203.0.113.7"}, http.StatusOK},
		"a page elsewhere":    {[]string{"Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		"without the header":  {[]string{"X-Burialmap", ""}, http.StatusForbidden},
		"as a form":           {[]string{"Content-Type", "text/plain"}, http.StatusUnsupportedMediaType},
		"in another encoding": {[]string{"Content-Type", "application/json; charset=shift_jis"}, http.StatusUnsupportedMediaType},
	} {
		if _, code, _ := measure(h, line, c.header...); code != c.code {
			t.Errorf("%s: %d, want %d", name, code, c.code)
		}
	}
	large := `{"type":"LineString","coordinates":[[1,2],[3,4]],"note":"` + strings.Repeat("x", 1<<20) + `"}`
	for body, want := range map[string]int{large: http.StatusRequestEntityTooLarge, "": http.StatusBadRequest, "{": http.StatusBadRequest, "[]": http.StatusBadRequest} {
		if _, code, _ := measure(h, body); code != want {
			t.Errorf("%.20q: %d, want %d", body, code, want)
		}
	}
	if w := program(h, http.MethodPost, "/api/measure?x=1", line, "X-Burialmap", "1"); w.Code != http.StatusBadRequest {
		t.Errorf("an unknown parameter: %d", w.Code)
	}
}

func TestMeasuringKeepsTheContract(t *testing.T) {
	for _, media := range []string{"application/geo+json", "application/problem+json"} {
		openapi3filter.RegisterBodyDecoder(media, openapi3filter.JSONBodyDecoder)
	}
	h := measuring(t)
	router := contract(t, h)
	own := []string{"X-Burialmap", "1"}
	outline, _, _ := ringOf([2]float64{135, 48}, [2]float64{135.01, 48}, [2]float64{135.01, 48.01})
	for _, c := range []struct {
		body   string
		header []string
		code   int
		right  bool
	}{
		{`{"type":"LineString","coordinates":[[1,2],[1,2],[3,4]]}`, own, 200, true},
		{outline, own, 200, true},
		{`{"type":"Point","coordinates":[1,2]}`, own, 422, false},
		{`{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}`, own, 422, true},
		{`[]`, own, 400, false},
		{outline, nil, 403, false},
	} {
		if allowed, code := keeps(t, router, h, "POST", "/api/measure", c.body, c.header...); code != c.code || allowed != c.right {
			t.Errorf("%s: %d, want %d; the contract allows it: %v", c.body, code, c.code, allowed)
		}
	}
}

// FuzzMeasure sends any body: it is measured in finite figures or refused in words.
func FuzzMeasure(f *testing.F) {
	f.Add(`{"type":"LineString","coordinates":[[1,2],[3,4,5]]}`)
	f.Add(`{"type":"Polygon","coordinates":[[[0,89],[179.999999999,89],[180,80],[0,80],[0,89]]]}`)
	f.Add(`{"type":"MultiPolygon","coordinates":[[[[180,0],[-180,1],[1,1],[180,0]]]]}`)
	f.Add(`{"type":"MultiLineString","coordinates":[[[0,90],[50,-90]],[[1e-300,0],[0,-0.0]]]}`)
	h := newHandler(f, newStore(f), func(c *web.Config) { c.Formats.Readers = append(c.Formats.Readers, geojson.Reader{}) })
	f.Fuzz(func(t *testing.T, body string) {
		w := program(h, http.MethodPost, "/api/measure", body, "X-Burialmap", "1")
		switch w.Code {
		case http.StatusOK:
			if !json.Valid(w.Body.Bytes()) {
				t.Fatalf("%s: %s", body, w.Body)
			}
		case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge:
		default:
			t.Fatalf("%s: %d %s", body, w.Code, w.Body)
		}
	})
}
