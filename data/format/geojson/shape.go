package geojson

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"burialmap/data/format"
)

// shape gathers coordinates whatever the order of a geometry's members: all positions in
// one list, and where the arrays around them end.
//
//	[ [ p p p p ]  [ p p p p ] ]    depth 3: a position is an array in an array in an array
//	            4            8      ends[1]: rings
//	                         8      ends[0]: the whole
type shape struct {
	kind     string // the geometry's type, "" if there is none
	found    bool   // coordinates were met
	depth    int    // of a position's own array; 0 before the first
	points   []orb.Point
	ends     [maxLevels][]int // at level i: number of points at the end of each array
	lon, lat []byte           // the last position as written
	raised   bool             // a position had a height
	emptied  bool             // the coordinates were an empty array
}

// maxLevels is how deep the coordinates of a MultiPolygon nest.
const maxLevels = 4

func (s *shape) reset() {
	*s = shape{points: s.points[:0], ends: s.ends}
	for i := range s.ends {
		s.ends[i] = s.ends[i][:0]
	}
}

// coordinates takes the member of that name.
func (s *shape) coordinates(t *text) *fault {
	if s.found {
		return &fault{"json", "the geometry has coordinates twice", "correct the file", ""}
	}
	s.found = true
	return s.level(t, 0)
}

// level takes one array: a position, or arrays that all hold positions equally deep.
func (s *shape) level(t *text, level int) *fault {
	if !t.take('[') {
		return &fault{"coordinates", fmt.Sprintf("coordinates hold %s where an array was expected", quote(string(t.b[t.i:min(len(t.b), t.i+12)]))), "write positions as [longitude, latitude]", ""}
	}
	switch c := t.peek(); {
	case c == ']' && level == 0:
		t.i++
		s.emptied = true
		return nil
	case c == ']':
		return &fault{"empty", "coordinates hold an empty array", "leave it out; write null as the geometry if the place is not known", ""}
	case c != '[':
		return s.position(t, level+1)
	case level+1 == maxLevels:
		return &fault{"coordinates", "coordinates nest deeper than those of any geometry", "write them as RFC 7946 says for the geometry's type", ""}
	}
	for {
		if err := s.level(t, level+1); err != nil {
			return err
		}
		if t.take(',') {
			continue
		}
		if !t.take(']') {
			return t.broken("a comma or the end of an array")
		}
		s.ends[level] = append(s.ends[level], len(s.points))
		return nil
	}
}

// position takes the numbers of one position, after its bracket.
func (s *shape) position(t *text, depth int) *fault {
	if s.depth == 0 {
		s.depth = depth
	}
	if s.depth != depth {
		return &fault{"coordinates", "some positions are nested deeper than others", "write them as RFC 7946 says for the geometry's type", ""}
	}
	var p orb.Point
	for n := 0; ; n++ {
		word := t.word()
		v, err := coordinate(t, word)
		if err != nil {
			return err
		}
		switch n {
		case 0:
			p[0], s.lon = v, word
		case 1:
			p[1], s.lat = v, word
		default:
			s.raised = true
		}
		if t.take(',') {
			continue
		}
		if !t.take(']') {
			return t.broken("a comma or the end of a position")
		}
		if n == 0 {
			return &fault{"position_too_short", "a position has one number", "write positions as [longitude, latitude]", ""}
		}
		break
	}
	if len(s.points) == format.MaxPositions {
		return tooLarge("the geometry", fmt.Sprintf("%d positions", format.MaxPositions))
	}
	s.points = append(s.points, p)
	return nil
}

// coordinate reads a number that is finite and written in JSON's own way.
func coordinate(t *text, word []byte) (float64, *fault) {
	if v, ok := shortDecimal(word); ok {
		return v, nil
	}
	if len(word) == 0 {
		return 0, &fault{"coordinates", "a coordinate is not a number but " + quote(string(t.b[t.i:min(len(t.b), t.i+12)])), "write positions as [longitude, latitude], numbers without quotes", ""}
	}
	if !number(word) {
		return 0, t.notNumber(word)
	}
	v, err := strconv.ParseFloat(string(word), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, &fault{"finite", quote(string(word)) + " is beyond any number", "write degrees of longitude and latitude", ""}
	}
	return v, nil
}

// shortDecimal reads plain decimals of up to 15 digits exactly: both the digits as an
// integer and the power of ten are then exact, and one division rounds once.
func shortDecimal(w []byte) (float64, bool) {
	negative := len(w) > 0 && w[0] == '-'
	if negative {
		w = w[1:]
	}
	if len(w) == 0 || len(w) > 16 || w[0] == '.' || w[len(w)-1] == '.' || len(w) > 1 && w[0] == '0' && w[1] != '.' {
		return 0, false
	}
	var digits, decimals int64
	point := false
	for _, c := range w {
		switch {
		case c == '.' && !point:
			point = true
		case c >= '0' && c <= '9':
			digits = digits*10 + int64(c-'0')
			if point {
				decimals++
			}
		default:
			return 0, false
		}
	}
	if digits >= 1<<53 {
		return 0, false
	}
	v := float64(digits) / tens[decimals]
	if negative {
		v = -v
	}
	return v, true
}

var tens = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// depths are how deep positions stand in the coordinates of each type.
var depths = map[string]int{"Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4}

// build makes the geometry, nil if there is none.
func (s *shape) build(kind string) (orb.Geometry, *fault) {
	depth, known := depths[kind]
	switch {
	case kind == "":
		return nil, nil
	case kind == "GeometryCollection":
		return nil, &fault{"geometry_mixed", "the geometry is a collection of geometries", "give each geometry its own feature, or make one Multi geometry of a single kind", ""}
	case !known:
		return nil, &fault{"type", quote(kind) + " is not a type of geometry in GeoJSON", "write it with a program that follows RFC 7946", ""}
	case !s.found:
		return nil, &fault{"coordinates", "the geometry has no coordinates", "write null as the geometry if the place is not known", ""}
	case s.emptied:
		return nil, nil
	case s.depth != depth:
		return nil, &fault{"coordinates", fmt.Sprintf("positions of a %s are nested %d deep, not %d", kind, depth, s.depth), "write them as RFC 7946 says for the geometry's type", ""}
	}
	return s.geometry(kind, slices.Clone(s.points)), nil
}

func (s *shape) geometry(kind string, points []orb.Point) orb.Geometry {
	switch kind {
	case "Point":
		return points[0]
	case "MultiPoint":
		return orb.MultiPoint(points)
	case "LineString":
		return orb.LineString(points)
	case "MultiLineString":
		return orb.MultiLineString(parts[orb.LineString](points, 0, s.ends[1]))
	case "Polygon":
		return orb.Polygon(parts[orb.Ring](points, 0, s.ends[1]))
	}
	var polygons orb.MultiPolygon
	from, ring := 0, 0
	for _, to := range s.ends[1] {
		first := ring
		for ring < len(s.ends[2]) && s.ends[2][ring] <= to {
			ring++
		}
		polygons = append(polygons, parts[orb.Ring](points, from, s.ends[2][first:ring]))
		from = to
	}
	return polygons
}

// parts cuts the points from the given one on into lists that end where ends says.
func parts[T ~[]orb.Point](points []orb.Point, from int, ends []int) []T {
	lists := make([]T, len(ends))
	for i, to := range ends {
		lists[i] = T(points[from:to:to])
		from = to
	}
	return lists
}
