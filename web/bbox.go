package web

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/crs"
)

// bbox is the bound asked for in CRS84, or nil; its corners are in another system, in the
// order of that system's axes. In degrees west may be greater than east.
//
// A box in metres has edges that are no meridians and parallels. Features are picked by the
// least bound in degrees that holds it: by all that lies in the box, and perhaps by a little
// beside it, as features are picked by their bounds anyway.
func (p params) bbox(from crs.CRS) (*orb.Bound, error) {
	text, ok := p["bbox"]
	if !ok {
		if _, ok := p["bbox-crs"]; ok {
			return nil, badParameter("bbox-crs", `Parameter "bbox-crs" says in which system "bbox" is; give that too.`)
		}
		return nil, nil
	}
	bound, err := readBound(text, from)
	if err != nil {
		return nil, badParameter("bbox", fmt.Sprintf("Parameter \"bbox\": %v.", err))
	}
	return &bound, nil
}

func readBound(text string, from crs.CRS) (orb.Bound, error) {
	if inCRS84(from) {
		return data.ParseBound(text)
	}
	n, err := corners(text)
	if err != nil {
		return orb.Bound{}, fmt.Errorf("expected four or six decimal numbers separated by commas, the lower corner first, each in the order of the axes of %s: %s",
			from.Code, axesOf(from))
	}
	low, high := from.InOrder(orb.Point{n[0], n[1]}), from.InOrder(orb.Point{n[2], n[3]})
	if from.Kind == crs.Geographic {
		return degreesBound(low, high, from)
	}
	if low[0] > high[0] || low[1] > high[1] {
		return orb.Bound{}, fmt.Errorf("the first corner is to be the lower one, in the order of the axes of %s: %s", from.Code, axesOf(from))
	}
	return around(low, high, from)
}

// corners reads four numbers, or six with heights, which do not matter.
func corners(text string) ([4]float64, error) {
	var n []float64
	for part := range strings.SplitSeq(text, ",") {
		v, err := data.ParseDecimal(strings.TrimSpace(part))
		if err != nil || len(n) == 6 {
			return [4]float64{}, fmt.Errorf("no number")
		}
		n = append(n, v)
	}
	switch len(n) {
	case 4:
		return [4]float64(n), nil
	case 6:
		if n[2] <= n[5] {
			return [4]float64{n[0], n[1], n[3], n[4]}, nil
		}
	}
	return [4]float64{}, fmt.Errorf("not four numbers")
}

// axesOf says in words what the two coordinates of a system are.
func axesOf(c crs.CRS) string {
	names := [2]string{}
	for i, a := range c.Axes() {
		switch {
		case a.Unit == "degree" && a.Direction == "north":
			names[i] = "latitude"
		case a.Unit == "degree":
			names[i] = "longitude"
		default:
			names[i] = a.Direction + "ing in metres"
		}
	}
	return names[0] + ", " + names[1]
}

// degreesBound is a box whose edges are meridians and parallels of its own datum, which
// are so near to those of WGS 84 that its corners say enough.
func degreesBound(low, high orb.Point, from crs.CRS) (orb.Bound, error) {
	if math.Abs(low[0]) > 180 || math.Abs(high[0]) > 180 || math.Abs(low[1]) > 90 || math.Abs(high[1]) > 90 || low[1] > high[1] {
		return orb.Bound{}, fmt.Errorf("longitudes go from -180 to 180 and latitudes from -90 to 90, south before north; in %s the order is %s", from.Code, axesOf(from))
	}
	if from.Operation.Identity() {
		return orb.Bound{Min: low, Max: high}, nil
	}
	west, east := low[0], high[0]
	if west > east {
		east += 360
	}
	return boundOf(from, edgePoints(orb.Point{west, low[1]}, orb.Point{east, high[1]}))
}

// steps is into how many pieces an edge of a box is cut. The edge of a zone's whole width
// bends by some hundred metres; between two of 64 pieces by less than a tenth of a metre.
const steps = 64

// edgePoints are points along the edges of a box, once around it.
func edgePoints(low, high orb.Point) []orb.Point {
	corners := []orb.Point{low, {high[0], low[1]}, high, {low[0], high[1]}, low}
	points := []orb.Point{low}
	for i, from := range corners[:4] {
		to := corners[i+1]
		for step := range steps {
			t := float64(step+1) / steps
			points = append(points, orb.Point{from[0] + t*(to[0]-from[0]), from[1] + t*(to[1]-from[1])})
		}
	}
	return points
}

// around is the bound in degrees of a box in metres.
func around(low, high orb.Point, from crs.CRS) (orb.Bound, error) {
	if from.Kind == crs.WebMercator { // the world is as wide as it is
		for _, p := range []*orb.Point{&low, &high} {
			p[0] = math.Max(-worldEdge, math.Min(worldEdge, p[0]))
			p[1] = math.Max(-worldEdge, math.Min(worldEdge, p[1]))
		}
	}
	b, err := boundOf(from, edgePoints(low, high))
	if from.Kind == crs.WebMercator && err == nil { // 180° may come back as either of its names
		b.Min[0], b.Max[0] = low[0]/worldEdge*180, high[0]/worldEdge*180
	}
	return b, err
}

// worldEdge is half the width of the world in Web Mercator.
const worldEdge = 6378137 * math.Pi

// boundOf is the bound of points of another system that follow each other so closely that
// a leap in longitude means that 180° lies between.
func boundOf(from crs.CRS, points []orb.Point) (orb.Bound, error) {
	b := orb.Bound{Min: orb.Point{math.Inf(1), 90}, Max: orb.Point{math.Inf(-1), -90}}
	last := 0.0
	for i, p := range points {
		if from.Kind == crs.Geographic && p[0] > 180 {
			p[0] -= 360
		}
		q, err := from.ToWGS84(p)
		if err != nil {
			return b, fmt.Errorf("the box lies where %s has no places", from.Code)
		}
		if i > 0 {
			q[0] = last + math.Remainder(q[0]-last, 360)
		}
		last = q[0]
		b = b.Extend(q)
	}
	parts := geo.SplitBound(b)
	if len(parts) == 0 {
		return b, fmt.Errorf("the box is empty")
	}
	return orb.Bound{Min: parts[0].Min, Max: parts[len(parts)-1].Max}, nil
}
