package gpx

import (
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// shapeOf describes a geometry so that the segments of a track can be put together again:
// its type and, for polygons, how many rings each has.
func shapeOf(g orb.Geometry) string {
	switch g := g.(type) {
	case nil:
		return "none"
	case orb.Ring:
		return "Polygon 1"
	case orb.Bound:
		return "Polygon 1"
	case orb.Polygon:
		return "Polygon " + strconv.Itoa(len(g))
	case orb.MultiPolygon:
		parts := []string{"MultiPolygon"}
		for _, p := range g {
			parts = append(parts, strconv.Itoa(len(p)))
		}
		return strings.Join(parts, " ")
	}
	return g.GeoJSONType()
}

// linesOf are the lines and rings of a geometry, nil if it has none.
func linesOf(g orb.Geometry) []orb.LineString {
	switch g := g.(type) {
	case orb.LineString:
		return []orb.LineString{g}
	case orb.MultiLineString:
		return g
	case orb.Ring:
		return []orb.LineString{orb.LineString(g)}
	case orb.Bound:
		return linesOf(g.ToRing())
	case orb.Polygon:
		var all []orb.LineString
		for _, r := range g {
			all = append(all, orb.LineString(r))
		}
		return all
	case orb.MultiPolygon:
		var all []orb.LineString
		for _, p := range g {
			all = append(all, linesOf(p)...)
		}
		return all
	}
	return nil
}

// inside is a position on the ground itself, where its name is shown: within the first
// polygon, or at the middle of the first line.
func inside(g orb.Geometry) orb.Point {
	switch g := g.(type) {
	case orb.MultiPolygon:
		return inside(g[0])
	case orb.Polygon:
		return withinPolygon(g)
	}
	line := linesOf(g)[0]
	if len(line) == 0 {
		return orb.Point{}
	}
	return line[(len(line)-1)/2]
}

// withinPolygon is the middle of the widest stretch of a polygon at half its height. A
// polygon without height has its first corner.
func withinPolygon(p orb.Polygon) orb.Point {
	b := p.Bound()
	y := (b.Min[1] + b.Max[1]) / 2
	var xs []float64
	for _, r := range p {
		for i := 1; i < len(r); i++ {
			a, c := r[i-1], r[i]
			if (a[1] > y) != (c[1] > y) {
				xs = append(xs, a[0]+(y-a[1])/(c[1]-a[1])*(c[0]-a[0]))
			}
		}
	}
	if len(xs) < 2 {
		if len(p) == 0 || len(p[0]) == 0 {
			return orb.Point{}
		}
		return p[0][0]
	}
	slices.Sort(xs)
	best := 0
	for i := 0; i+1 < len(xs); i += 2 {
		if xs[i+1]-xs[i] > xs[best+1]-xs[best] {
			best = i
		}
	}
	return orb.Point{(xs[best] + xs[best+1]) / 2, y}
}
