package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// vector is a geocentric position in metres: x to longitude 0 on the equator, y to 90° E,
// z to the north pole.
type vector struct{ x, y, z float64 }

// geocentric is where a longitude and latitude in degrees lie, at a height in metres
// above the ellipsoid.
func (e *Ellipsoid) geocentric(p orb.Point, height float64) vector {
	sinLat, cosLat := math.Sincos(p[1] * degree)
	sinLon, cosLon := math.Sincos(p[0] * degree)
	n := e.SemiMajor / math.Sqrt(1-e.ecc2*sinLat*sinLat)
	return vector{
		(n + height) * cosLat * cosLon,
		(n + height) * cosLat * sinLon,
		(n*(1-e.ecc2) + height) * sinLat,
	}
}

// geographic is the way back: longitude −180…180 and latitude in degrees, and the height.
// Bowring's formula (1985, The accuracy of geodetic latitude and height equations) taken
// three times is right to the last digits for heights to 100 km and more.
func (e *Ellipsoid) geographic(v vector) (p orb.Point, height float64) {
	axis := math.Hypot(v.x, v.y)
	b := e.SemiMajor * (1 - e.f)
	tanBeta := v.z / (axis * (1 - e.f))
	var lat float64
	for range 3 {
		cos := 1 / math.Sqrt(1+tanBeta*tanBeta)
		sin := tanBeta * cos
		lat = math.Atan2(v.z+e.ecc2/(1-e.ecc2)*b*sin*sin*sin, axis-e.ecc2*e.SemiMajor*cos*cos*cos)
		tanBeta = (1 - e.f) * math.Tan(lat)
	}
	sin, cos := math.Sincos(lat)
	height = axis*cos + v.z*sin - e.SemiMajor*math.Sqrt(1-e.ecc2*sin*sin)
	return orb.Point{math.Atan2(v.y, v.x) / degree, lat / degree}, height
}
