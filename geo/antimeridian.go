package geo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// SplitAtAntimeridian cuts lines and polygons that cross ±180° into parts on either side
// of it, as RFC 7946 section 3.1.9 asks: no edge of the result runs more than half way
// around the globe. An edge of the input that does (from 179.9 to −179.9), and one that
// leaves the range (from 179.9 to 180.1), is taken to cross the antimeridian the short
// way. The cut is straight in longitude and latitude.
//
// A geometry that does not cross comes back as it is, and so do points, a ring around a
// pole, and coordinates that are no numbers or whole turns out of range: [Check] speaks
// of these. A line becomes a multiline, a polygon a multipolygon; even a bow-tie keeps
// its area under the even-odd rule.
func SplitAtAntimeridian(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.LineString:
		if parts, cut := splitLine(g); cut {
			return simplest(parts)
		}
	case orb.MultiLineString:
		if parts, cut := splitEach(g, splitLine); cut {
			return orb.MultiLineString(parts)
		}
	case orb.Ring:
		return splitRing(g)
	case orb.Polygon:
		if parts, cut := splitPolygon(g); cut {
			return simplestPolygons(parts)
		}
	case orb.MultiPolygon:
		if parts, cut := splitEach(g, splitPolygon); cut {
			return orb.MultiPolygon(parts)
		}
	case orb.Collection:
		return splitCollection(g)
	}
	return g
}

func splitRing(r orb.Ring) orb.Geometry {
	if parts, cut := splitPolygon(orb.Polygon{r}); cut {
		return simplestPolygons(parts)
	}
	return r
}

func splitCollection(c orb.Collection) orb.Geometry {
	out := make(orb.Collection, len(c))
	cut := false
	for i, part := range c {
		out[i] = SplitAtAntimeridian(part)
		// A path that stands across the meridian is the only thing that changes.
		cut = cut || crosses(part)
	}
	if !cut {
		return c
	}
	return out
}

func crosses(g orb.Geometry) bool {
	return !eachPath(g, func(path []orb.Point) bool {
		_, cut := across(path)
		return !cut
	})
}

func simplest(parts []orb.LineString) orb.Geometry {
	if len(parts) == 1 {
		return parts[0]
	}
	return orb.MultiLineString(parts)
}

func simplestPolygons(parts []orb.Polygon) orb.Geometry {
	if len(parts) == 1 {
		return parts[0]
	}
	return orb.MultiPolygon(parts)
}

func splitEach[S any](parts []S, split func(S) ([]S, bool)) ([]S, bool) {
	var out []S
	cutAny := false
	for _, part := range parts {
		pieces, cut := split(part)
		if !cut {
			pieces = []S{part}
		}
		cutAny = cutAny || cut
		out = append(out, pieces...)
	}
	return out, cutAny
}

// unwrapped follows a path the short way from point to point, so that its longitudes run
// on beyond ±180. A path that never jumps comes back as it is.
func unwrapped(path []orb.Point) []orb.Point {
	jump := func(i int) bool { return math.Abs(path[i][0]-path[i-1][0]) > 180 }
	i := 1
	for i < len(path) && !jump(i) {
		i++
	}
	if i >= len(path) {
		return path
	}
	out := slices.Clone(path)
	turns := 0.0
	for ; i < len(out); i++ {
		turns -= math.Round((path[i][0] - path[i-1][0]) / 360)
		out[i][0] += 360 * turns
	}
	return out
}

// across unwraps a path so that it lies between −180 and 540, and tells whether it has to
// be cut or rewritten. A path around a pole, or out of range as a whole, is left alone.
func across(path []orb.Point) (run []orb.Point, cut bool) {
	if len(path) < 2 {
		return path, false
	}
	for _, p := range path {
		if !finite(p) || math.Abs(p[0]) > 360 {
			return path, false
		}
	}
	run = unwrapped(path)
	closed := path[0] == path[len(path)-1]
	if closed && math.Abs(run[len(run)-1][0]-run[0][0]) > 180 {
		return path, false // around a pole
	}
	turn := 0.0
	b := orb.MultiPoint(run).Bound()
	west, east := b.Min[0], b.Max[0]
	if west < -180 && east > -180 {
		turn, west, east = 360, west+360, east+360
	}
	inRange := west >= -180 && east <= 180
	jumped := &run[0] != &path[0]
	if inRange && !jumped || west >= 180 || east > 540 || west < -180 {
		return path, false
	}
	return shifted(run, turn), true
}

func shifted(path []orb.Point, turn float64) []orb.Point {
	if turn == 0 {
		return path
	}
	out := slices.Clone(path)
	for i := range out {
		out[i][0] += turn
	}
	return out
}

// onMeridian is where the edge from a to b meets longitude 180.
func onMeridian(a, b orb.Point) orb.Point {
	t := (180 - a[0]) / (b[0] - a[0])
	return orb.Point{180, a[1] + t*(b[1]-a[1])}
}

func splitLine(l orb.LineString) ([]orb.LineString, bool) {
	run, cut := across(l)
	if !cut {
		return nil, false
	}
	var parts []orb.LineString
	part := orb.LineString{run[0]}
	east := run[0][0] > 180 || run[0][0] == 180 && run[1][0] > 180
	finish := func() {
		if len(part) > 1 {
			parts = append(parts, back(part, east))
		}
	}
	for i := 1; i < len(run); i++ {
		if east && run[i][0] < 180 || !east && run[i][0] > 180 {
			m := onMeridian(run[i-1], run[i])
			if part[len(part)-1] != m {
				part = append(part, m)
			}
			finish()
			part, east = orb.LineString{m}, !east
		}
		part = append(part, run[i])
	}
	finish()
	return parts, true
}

// back brings what lies east of the meridian home to −180.
func back(path []orb.Point, east bool) []orb.Point {
	if !east {
		return path
	}
	for i := range path {
		path[i][0] -= 360
	}
	return path
}
