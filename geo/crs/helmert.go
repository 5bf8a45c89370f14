package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// helmert is a coordinate frame rotation (EPSG method 9607, guidance note 7-2): t in
// metres, r the rotation of the frame in radians, by the linear formula with which the
// parameters are published:
//
//	v' = m (v − r × v) + t
//
// The position vector transformation (method 9606, and towgs84 in PROJ and WKT) turns the
// vector instead of the frame: the same with r negated.
type helmert struct {
	t, r  vector
	scale float64 // m − 1
}

// coordinateFrame takes rotations in arc seconds and the scale in parts per million.
func coordinateFrame(tx, ty, tz, rx, ry, rz, ppm float64) helmert {
	const second = math.Pi / 648000
	return helmert{vector{tx, ty, tz}, vector{rx * second, ry * second, rz * second}, ppm * 1e-6}
}

func positionVector(tx, ty, tz, rx, ry, rz, ppm float64) helmert {
	return coordinateFrame(tx, ty, tz, -rx, -ry, -rz, ppm)
}

func (h helmert) apply(v vector) vector {
	c, m := h.r.cross(v), 1+h.scale
	return vector{m*(v.x-c.x) + h.t.x, m*(v.y-c.y) + h.t.y, m*(v.z-c.z) + h.t.z}
}

// invert is the exact inverse of apply: of w = v − r × v it is
// v = (w + r × w + r (r·w)) / (1 + r²).
func (h helmert) invert(v vector) vector {
	m := 1 + h.scale
	w := vector{(v.x - h.t.x) / m, (v.y - h.t.y) / m, (v.z - h.t.z) / m}
	c, dot := h.r.cross(w), h.r.dot(w)
	m = 1 + h.r.dot(h.r)
	return vector{(w.x + c.x + h.r.x*dot) / m, (w.y + c.y + h.r.y*dot) / m, (w.z + c.z + h.r.z*dot) / m}
}

func (v vector) cross(w vector) vector {
	return vector{v.y*w.z - v.z*w.y, v.z*w.x - v.x*w.z, v.x*w.y - v.y*w.x}
}

func (v vector) dot(w vector) float64 { return v.x*w.x + v.y*w.y + v.z*w.z }

// toWGS84 takes longitude and latitude on an ellipsoid at height 0; the height that comes
// out is dropped.
func (h helmert) toWGS84(from *Ellipsoid, p orb.Point) orb.Point {
	q, _ := wgs84Ellipsoid.geographic(h.apply(from.geocentric(p, 0)))
	return q
}

// fromWGS84 is the inverse of toWGS84, so that what is written back is what was read: it
// looks for the height in WGS 84 at which the height on the other ellipsoid is 0. The two
// heights differ by nearly the same everywhere around, so three rounds find it to 1e-9 m.
// The inverse that other programs take, at height 0 in WGS 84, is up to 1.3 mm off for
// Pulkovo 1942 and 1995, and 2.5 cm for Tokyo.
func (h helmert) fromWGS84(to *Ellipsoid, q orb.Point) orb.Point {
	var p orb.Point
	height := 0.0
	for range 3 {
		var left float64
		p, left = to.geographic(h.invert(wgs84Ellipsoid.geocentric(q, height)))
		height -= left
	}
	return p
}
