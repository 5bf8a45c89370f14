package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Area is the area in m² on the WGS 84 ellipsoid that a longitude/latitude geometry
// covers, its edges taken as geodesics. Points and lines have none. Holes are taken
// away, parts of a multipolygon or collection added, also where they cover each other.
// A ring that crosses itself counts what lies on its left less what lies on its right: a
// bow-tie of two equal halves has area 0 here; package overlap measures it by the
// even-odd rule.
//
// It agrees with Karney's geodesic area to 1e-9 of the whole, whatever the length of the
// edges, on either side of the antimeridian. A ring around a pole is not measured right:
// see [AroundPole]. NaN comes out where NaN or Inf went in.
func Area(g orb.Geometry) float64 {
	switch g := g.(type) {
	case orb.Ring:
		return math.Abs(ringArea(g))
	case orb.Polygon:
		return polygonArea(g)
	case orb.Bound:
		return polygonArea(g.ToPolygon())
	case orb.MultiPolygon:
		sum := 0.0
		for _, p := range g {
			sum += polygonArea(p)
		}
		return sum
	case orb.Collection:
		sum := 0.0
		for _, part := range g {
			sum += Area(part)
		}
		return sum
	}
	return 0
}

func polygonArea(p orb.Polygon) float64 {
	area := 0.0
	for i, r := range p {
		if i == 0 {
			area = math.Abs(ringArea(r))
		} else {
			area -= math.Abs(ringArea(r))
		}
	}
	return area
}

// ringArea is the signed area, positive for a counterclockwise ring. It sums over the
// edges what lies between the edge and the first vertex's parallel.
func ringArea(r orb.Ring) float64 {
	if len(r) < 3 {
		return 0
	}
	base := authalic(math.Sin(r[0][1] * degree))
	sum := 0.0
	for i := 1; i < len(r); i++ {
		sum -= edgeArea(r[i-1], r[i], base)
	}
	if last := r[len(r)-1]; last != r[0] {
		sum -= edgeArea(last, r[0], base)
	}
	return sum
}

// edgeArea is the area between a parallel and the geodesic from a to b. Short edges, which
// are nearly all, do without quadrature along the geodesic: first with the edge straight in longitude and latitude, by three-point Gauss–Legendre quadrature of
// the authalic function, then the sliver between that curve and the geodesic.
//
// In the plane about the middle of the edge the curve is (first order)·t + (second
// order)·t², t from −½ to ½; a parabola and its chord enclose a sixth of the cross
// product of the two.
func edgeArea(a, b orb.Point, base float64) float64 {
	dl, df := longitudeDifference(a[0], b[0]), b[1]-a[1]
	if dl == 0 {
		return 0
	}
	if math.Abs(dl) > shortEdge || math.Abs(df) > shortEdge {
		if area, ok := geodesicArea(a, b, base); ok {
			return area
		}
	}
	mid := (a[1] + b[1]) / 2
	q := 8.0 / 9 * (authalic(math.Sin(mid*degree)) - base)
	for _, side := range [...]float64{-1, 1} {
		sin := math.Sin((mid + side*gauss3*df) * degree)
		q += 5.0 / 9 * (authalic(sin) - base)
	}
	p := NewPlane(orb.Point{0, mid})
	x1, y1 := p.x1*dl, p.y1*df
	x2, y2 := p.x2*dl*df, p.y2*dl*dl+p.y3*df*df
	return q/2*dl*degree + (x1*y2-y1*x2)/6
}

// shortEdge is up to how many degrees an edge is short: at a kilometre what edgeArea leaves
// out is 1e-10 of the area of a field with such sides.
const shortEdge = 0.01

// gauss3 is half of the outer node of three-point Gauss–Legendre quadrature.
var gauss3 = math.Sqrt(3.0/5) / 2

// AroundPole reports whether a ring goes around a pole: its longitudes do not come back to
// where they began.
func AroundPole(r orb.Ring) bool {
	sum := 0.0
	for i := 1; i < len(r); i++ {
		sum += longitudeDifference(r[i-1][0], r[i][0])
	}
	return math.Abs(sum) > 180
}

// Length is the length in metres of lines and of the rings of polygons; 0 for points.
func Length(g orb.Geometry) float64 {
	sum := 0.0
	eachPath(g, func(path []orb.Point) bool {
		for i := 1; i < len(path); i++ {
			sum += Distance(path[i-1], path[i])
		}
		return true
	})
	return sum
}
