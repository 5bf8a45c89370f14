package geo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// World is the bound of everything.
var World = orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}

// A bound with west > east crosses the antimeridian: it runs from its west eastward over
// 180° to its east. All functions here read and write bounds so; orb's own methods do
// not. A bound whose south is above its north is empty.

// SplitBound cuts a bound at the antimeridian: one or two bounds with west ≤ east, within
// −180…180; none if it is empty or not a number. West and east beyond ±180, as maps ask
// for them, are taken back into range; 360° or more is all around.
func SplitBound(b orb.Bound) []orb.Bound {
	if !(b.Min[1] <= b.Max[1]) || !finite(b.Min) || !finite(b.Max) {
		return nil
	}
	west, east := b.Min[0], b.Max[0]
	switch {
	case west >= -180 && east <= 180 && west <= east:
		return []orb.Bound{b}
	case east-west >= 360:
		return []orb.Bound{lonBound(-180, 180, b)}
	}
	west, east = wrap(west), wrap(east)
	switch {
	case west == 180 && east <= 180 && b.Max[0] > b.Min[0]:
		west = -180
	case east == -180:
		east = 180
	}
	if west <= east {
		return []orb.Bound{lonBound(west, east, b)}
	}
	return []orb.Bound{lonBound(west, 180, b), lonBound(-180, east, b)}
}

func lonBound(west, east float64, lat orb.Bound) orb.Bound {
	return orb.Bound{Min: orb.Point{west, lat.Min[1]}, Max: orb.Point{east, lat.Max[1]}}
}

// wrap brings a longitude into −180…180; those already there stay as they are.
func wrap(lon float64) float64 {
	if lon >= -180 && lon <= 180 {
		return lon
	}
	return math.Remainder(lon, 360)
}

// BoundContains reports whether a point lies in a bound or on its edge.
func BoundContains(b orb.Bound, p orb.Point) bool {
	for _, part := range SplitBound(b) {
		if part.Contains(p) {
			return true
		}
	}
	return math.Abs(p[0]) == 180 && b.Min[1] <= p[1] && p[1] <= b.Max[1] &&
		(math.Abs(b.Min[0]) == 180 || math.Abs(b.Max[0]) == 180)
}

// BoundsMeet reports whether two bounds have a point in common, edges included.
func BoundsMeet(a, b orb.Bound) bool {
	for _, p := range SplitBound(a) {
		if slices.ContainsFunc(SplitBound(b), p.Intersects) {
			return true
		}
	}
	return false
}

// BoundCenter is the middle of a bound in degrees.
func BoundCenter(b orb.Bound) orb.Point {
	east := b.Max[0]
	if b.Min[0] > east {
		east += 360
	}
	return orb.Point{wrap((b.Min[0] + east) / 2), (b.Min[1] + b.Max[1]) / 2}
}

// UnionBounds is the shortest bound that holds all the given ones, across the
// antimeridian if that is shorter. Without any it is empty (its south above its north).
func UnionBounds(bounds ...orb.Bound) orb.Bound {
	var spans [][2]float64
	all := emptyBound()
	for _, b := range bounds {
		for _, part := range SplitBound(b) {
			spans = append(spans, [2]float64{part.Min[0], part.Max[0]})
			all = all.Union(part)
		}
	}
	if len(spans) > 0 {
		all.Min[0], all.Max[0] = shortestSpan(spans)
	}
	return all
}

// shortestSpan leaves out the widest gap between spans around the globe. The span of
// which the end is reached across 180° comes with west > east.
func shortestSpan(spans [][2]float64) (west, east float64) {
	slices.SortFunc(spans, func(a, b [2]float64) int {
		if a[0] < b[0] || a[0] == b[0] && a[1] < b[1] {
			return -1
		}
		return 1
	})
	reached := spans[0][1]
	for _, s := range spans {
		reached = max(reached, s[1])
	}
	west, east = spans[0][0], reached
	widest := west + 360 - east // the gap across 180°
	reached = spans[0][1]
	for _, s := range spans[1:] {
		if s[0]-reached > widest {
			widest, west, east = s[0]-reached, s[0], reached
		}
		reached = max(reached, s[1])
	}
	return west, east
}

// emptyBound holds nothing, so that Union with it is the other one.
func emptyBound() orb.Bound {
	return orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
}

// BoundOf is the shortest bound of a geometry by this convention: of parts on both sides
// of the antimeridian it crosses it. It is empty for nil and for empty geometries.
func BoundOf(g orb.Geometry) orb.Bound {
	if g == nil {
		return emptyBound()
	}
	b := boundOf(g)
	if b.Max[0]-b.Min[0] < 180 {
		return b
	}
	var parts []orb.Bound
	eachPath(g, func(path []orb.Point) bool {
		if len(path) > 0 {
			parts = append(parts, orb.MultiPoint(unwrapped(path)).Bound())
		}
		return true
	})
	return UnionBounds(parts...)
}

// boundOf is the plain box of a geometry. Most are polygons, and a join asks for millions.
func boundOf(g orb.Geometry) orb.Bound {
	p, ok := g.(orb.Polygon)
	if !ok || len(p) == 0 || len(p[0]) == 0 {
		return g.Bound()
	}
	b := orb.Bound{Min: p[0][0], Max: p[0][0]}
	for _, q := range p[0][1:] {
		b.Min[0], b.Min[1] = lower(b.Min[0], q[0]), lower(b.Min[1], q[1])
		b.Max[0], b.Max[1] = upper(b.Max[0], q[0]), upper(b.Max[1], q[1])
	}
	return b
}

// GrowBound moves every edge of a bound outward by at least a distance in metres, at most
// some per mille farther. The result may cross the antimeridian; at the poles it ends.
func GrowBound(b orb.Bound, metres float64) orb.Bound {
	if b.Min[1] > b.Max[1] {
		return b
	}
	// The earth's smallest radius of curvature, b²/a, makes the degree shortest.
	f := metres / (semiMinor * semiMinor / semiMajor * degree)
	south, north := max(-90, b.Min[1]-f), min(90, b.Max[1]+f)
	width := b.Max[0] - b.Min[0]
	if width < 0 {
		width += 360
	}
	l := f * parallels(max(-south, north))
	if width+2*l >= 360 {
		return lonBound(-180, 180, orb.Bound{Min: orb.Point{0, south}, Max: orb.Point{0, north}})
	}
	return orb.Bound{
		Min: orb.Point{wrap(b.Min[0] - l), south},
		Max: orb.Point{wrap(b.Max[0] + l), north},
	}
}

// parallels is by how much a degree of longitude is shorter than one of latitude at a
// latitude from 0, at least: the secant, by bands as far as it is even.
func parallels(lat float64) float64 {
	if lat < bandsEnd {
		return bands[int(lat*bandsPerDegree)]
	}
	return 1 / max(1e-9, math.Cos(lat*degree))
}

// A band is 1/32° wide: at 80° the secant grows by 3 ‰ from one to the next.
const bandsEnd, bandsPerDegree = 80, 32

var bands = secants()

// secants has for each band that of its end farther from the equator.
func secants() (s [bandsEnd * bandsPerDegree]float64) {
	for i := range s {
		s[i] = 1 / math.Cos(float64(i+1)/bandsPerDegree*degree)
	}
	return s
}

func finite(p orb.Point) bool {
	return !math.IsNaN(p[0]-p[0]) && !math.IsNaN(p[1]-p[1])
}
