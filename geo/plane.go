package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Plane is a flat map of the surroundings of a point, in metres: x east, y north. Straight
// lines in it are geodesics and areas are true for all that matters on one burial ground.
//
// It is the second-order development of the ellipsoid about its centre: with Δλ and Δφ
// from the centre in radians,
//
//	x = N cosφ Δλ − M sinφ Δλ Δφ
//	y = M Δφ + ½ N sinφ cosφ Δλ² + ½ (dM/dφ) Δφ²
//
// What is left out is of third order, (s/R)²: at latitude 50° a field of 10 ha about the
// centre is right to 4e-9 of its area, a distance of 300 m to 1e-6 m, both worse by a
// factor of 100 ten times farther out. A plane is not meant to span more than some
// 10 km, nor to lie within a degree of a pole. Its zero value is of no use.
type Plane struct {
	center             orb.Point
	x1, x2, y1, y2, y3 float64 // per degree and per square degree
}

// NewPlane is the plane about a longitude and latitude in CRS84 degrees.
func NewPlane(center orb.Point) Plane {
	sin, cos := math.Sincos(center[1] * degree)
	m, n := meridionalRadius(sin), primeVerticalRadius(sin)
	return Plane{
		center: center,
		x1:     n * cos * degree,
		x2:     -m * sin * degree * degree,
		y1:     m * degree,
		y2:     n * sin * cos / 2 * degree * degree,
		y3:     1.5 * m * ecc2 * sin * cos / (1 - ecc2*sin*sin) * degree * degree,
	}
}

// Center is the longitude and latitude of the origin.
func (p Plane) Center() orb.Point { return p.center }

// LeastMetres bounds distances from below: two points that both lie within so many metres
// of the centre are at least as far apart as the hypotenuse of their differences in
// longitude and latitude times these, in metres per degree. Neither is negative; both are
// 0 for a distance at which the plane is of no use.
func (p Plane) LeastMetres(within float64) (perLon, perLat float64) {
	if !(within < 50e3) {
		return 0, 0
	}
	w := within / 6.3e6 // radians of latitude, or somewhat more
	// The parallel's radius N cosφ has the slope −M sinφ and bends by no more than N; the
	// meridian's radius M has a slope of at most 1.02 % of itself, 3 e²/2 to first order.
	perLon = p.x1*(1-w*w) - w*math.Abs(p.x2)/degree - w*w*semiMajor*degree
	return max(0, perLon), p.y1 * (1 - 0.0102*w)
}

// Project turns longitude and latitude in degrees into metres. The difference of
// longitude is taken the short way around, so that a plane near the antimeridian holds
// both of its sides.
func (p Plane) Project(q orb.Point) orb.Point {
	l := longitudeDifference(p.center[0], q[0])
	f := q[1] - p.center[1]
	return orb.Point{
		l * (p.x1 + p.x2*f),
		f*(p.y1+p.y3*f) + p.y2*l*l,
	}
}

// ProjectAll projects many points; to has room for as many, and may be where they are.
func (p *Plane) ProjectAll(to, from []orb.Point) {
	for i, q := range from[:min(len(from), len(to))] {
		l, f := q[0]-p.center[0], q[1]-p.center[1]
		if !(l >= -180 && l <= 180) {
			l = longitudeDifference(p.center[0], q[0])
		}
		to[i] = orb.Point{l * (p.x1 + p.x2*f), f*(p.y1+p.y3*f) + p.y2*l*l}
	}
}

// Unproject turns metres back into longitude (−180 to 180) and latitude. It inverts
// Project to the last digits of a degree (Newton's method).
func (p Plane) Unproject(q orb.Point) orb.Point {
	l, f := q[0]/p.x1, q[1]/p.y1
	for range 4 {
		dx := l*(p.x1+p.x2*f) - q[0]
		dy := f*(p.y1+p.y3*f) + p.y2*l*l - q[1]
		xl, xf := p.x1+p.x2*f, p.x2*l
		yl, yf := 2*p.y2*l, p.y1+2*p.y3*f
		det := xl*yf - xf*yl
		l -= (dx*yf - dy*xf) / det
		f -= (dy*xl - dx*yl) / det
	}
	lon := p.center[0] + l
	if lon < -180 || lon > 180 {
		lon = math.Remainder(lon, 360)
	}
	return orb.Point{lon, p.center[1] + f}
}

// ProjectGeometry projects every point; the result is a new geometry. A bound becomes
// the polygon of its four corners; nil stays nil.
func (p Plane) ProjectGeometry(g orb.Geometry) orb.Geometry { return mapPoints(g, p.Project) }

// UnprojectGeometry is the way back. A shape that lies across the antimeridian comes
// back with longitudes on both sides of it: see [SplitAtAntimeridian].
func (p Plane) UnprojectGeometry(g orb.Geometry) orb.Geometry { return mapPoints(g, p.Unproject) }

// PlaneFor is the plane about the middle of a geometry, the one to measure it in.
func PlaneFor(g orb.Geometry) Plane { return NewPlane(BoundCenter(BoundOf(g))) }
