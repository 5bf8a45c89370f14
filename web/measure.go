package web

import (
	"math"
	"net/http"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// measureDoc is what a geometry measures on the ellipsoid of WGS 84, its edges taken as
// geodesics.
type measureDoc struct {
	Type      string    `json:"type"`
	Ellipsoid string    `json:"ellipsoid"`
	Length    *float64  `json:"length_m,omitempty"`    // of lines
	Perimeter *float64  `json:"perimeter_m,omitempty"` // of polygons: all rings, without seams
	Area      *float64  `json:"area_m2,omitempty"`     // of polygons, their holes taken away
	Paths     []pathDoc `json:"paths"`                 // each line or ring
	Findings  []finding `json:"findings,omitempty"`
}

// pathDoc is a line or a ring, with what lies between each position and the next.
type pathDoc struct {
	Part     int          `json:"part"`           // counted from 0
	Ring     *int         `json:"ring,omitempty"` // 0 is the outer one
	Length   float64      `json:"length_m"`       // without seams
	Segments []segmentDoc `json:"segments"`
}

type segmentDoc struct {
	Length  float64 `json:"length_m"`
	Azimuth float64 `json:"azimuth"` // degrees at its start, clockwise from north
	Arrival float64 `json:"arrival"` // the same at its end
	// Seam is where an outline was cut at ±180° as RFC 7946 asks: the ground goes on.
	Seam bool `json:"seam,omitempty"`
}

// measure answers with lengths and areas. It is a POST only because a geometry has no room
// in an address; nothing is changed by it.
func (s *server) measure(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	tree, err := body(r, asGeoJSON.media, asJSON.media)
	if err != nil {
		return err
	}
	g, findings, err := s.readMeasurable(r.Context(), tree)
	if err != nil {
		return err
	}
	if refused(findings) {
		return &problem{Status: http.StatusUnprocessableEntity, Findings: findings, Detail: "The geometry cannot be measured as it is; the findings say what is wrong and what to do about it."}
	}
	doc, findings := measured(g, findings)
	if refused(findings) {
		return &problem{Status: http.StatusUnprocessableEntity, Findings: findings, Detail: "The geometry is not measured: two of its positions lie nearly opposite each other on the globe."}
	}
	return answerJSON(w, http.StatusOK, doc)
}

// course is a line or a ring of a geometry.
type course struct {
	part      int
	ring      *int
	positions []orb.Point
}

// coursesOf are the lines and rings of a geometry that can be measured.
func coursesOf(g orb.Geometry) []course {
	switch g := g.(type) {
	case orb.LineString:
		return []course{{positions: g}}
	case orb.MultiLineString:
		var all []course
		for i, l := range g {
			all = append(all, course{part: i, positions: l})
		}
		return all
	case orb.Polygon:
		return coursesOf(orb.MultiPolygon{g})
	case orb.MultiPolygon:
		var all []course
		for i, p := range g {
			for j, r := range p {
				all = append(all, course{i, &j, r})
			}
		}
		return all
	}
	return nil
}

// measured is what a sound geometry measures. A finding that refuses says where two
// positions have no one geodesic between them.
func measured(g orb.Geometry, findings []finding) (measureDoc, []finding) {
	doc := measureDoc{Type: g.GeoJSONType(), Ellipsoid: "WGS 84", Paths: []pathDoc{}, Findings: findings}
	seams := seamsOf(g)
	sum := 0.0
	for _, c := range coursesOf(g) {
		segments, length, at, ok := c.measure(seams)
		if !ok {
			f := refusal("opposite", "two positions lie nearly opposite each other on the globe: many lines are all but equally short", "put a position between them")
			f.Place = placeText(at)
			return doc, append(findings, f)
		}
		doc.Paths = append(doc.Paths, pathDoc{c.part, c.ring, rounded(length, 1e4), segments})
		sum += length
	}
	total := rounded(sum, 1e4)
	if g.Dimensions() < 2 {
		doc.Length = &total
		return doc, findings
	}
	area := rounded(geo.Area(g), 1e4)
	doc.Perimeter, doc.Area = &total, &area
	return doc, findings
}

// measure is the segments of a course, and their length without seams; or the position to
// which no one geodesic leads.
func (c course) measure(seams map[[2]orb.Point]bool) (segments []segmentDoc, length float64, at orb.Point, ok bool) {
	segments = []segmentDoc{}
	for i := 1; i < len(c.positions); i++ {
		edge := [2]orb.Point{c.positions[i-1], c.positions[i]}
		line, ok := geo.GeodesicBetween(edge[0], edge[1])
		if !ok {
			return nil, 0, edge[1], false
		}
		if !seams[edge] {
			length += line.Length
		}
		segments = append(segments, segmentDoc{rounded(line.Length, 1e4), direction(line.Azimuth), direction(line.Arrival), seams[edge]})
	}
	return segments, length, at, true
}

// rounded leaves as many digits as the figures are good for, and no −0.
func rounded(v, digits float64) float64 { return math.Round(v*digits)/digits + 0 }

// direction is an azimuth with the digits that it is good for: north is 0, never 360.
func direction(azimuth float64) float64 { return math.Mod(rounded(azimuth, 1e6), 360) }

// seamsOf are those edges of a multipolygon along ±180° that run along an edge of another
// part on the other side.
func seamsOf(g orb.Geometry) map[[2]orb.Point]bool {
	m, ok := g.(orb.MultiPolygon)
	if !ok {
		return nil
	}
	along := map[[2]orb.Point]bool{}
	for _, p := range coursesOf(m) {
		for i := 1; i < len(p.positions); i++ {
			if a, b := p.positions[i-1], p.positions[i]; a[0] == b[0] && math.Abs(a[0]) == 180 {
				along[[2]orb.Point{a, b}] = true
			}
		}
	}
	seams := map[[2]orb.Point]bool{}
	for edge := range along {
		a, b := orb.Point{-edge[0][0], edge[0][1]}, orb.Point{-edge[1][0], edge[1][1]}
		if along[[2]orb.Point{b, a}] || along[[2]orb.Point{a, b}] {
			seams[edge] = true
		}
	}
	return seams
}
