package geo

import "math"

// The WGS 84 ellipsoid (NIMA TR8350.2, table 3.1): the earth on which everything is
// measured.
const (
	semiMajor  = 6378137.0         // a, metres
	flattening = 1 / 298.257223563 // f
	semiMinor  = semiMajor * (1 - flattening)
	ecc2       = flattening * (2 - flattening) // e², first eccentricity squared
	degree     = math.Pi / 180
)

var ecc = math.Sqrt(ecc2)

// meridionalRadius is M, the radius of curvature along the meridian, in metres.
func meridionalRadius(sin float64) float64 {
	w := 1 - ecc2*sin*sin
	return semiMajor * (1 - ecc2) / (w * math.Sqrt(w))
}

// primeVerticalRadius is N, the radius of curvature across the meridian, in metres.
func primeVerticalRadius(sin float64) float64 {
	return semiMajor / math.Sqrt(1-ecc2*sin*sin)
}

// authalic is the area in m² between the equator and a latitude on one radian of
// longitude: the integral of M·N·cosφ (Snyder 1987, Map Projections, eq. 3-12).
func authalic(sin float64) float64 {
	return semiMinor * semiMinor / 2 * (sin/(1-ecc2*sin*sin) + math.Atanh(ecc*sin)/ecc)
}

// longitudeDifference is to − from in degrees, between −180 and 180: the short way
// around, whatever side of the antimeridian the two lie on. Near it 180 and −180 give
// the same, to the last bit: the turn is added before anything is rounded.
func longitudeDifference(from, to float64) float64 {
	d := to - from
	switch {
	case d > 180:
		d = (to - 360) - from
	case d < -180:
		d = (to + 360) - from
	}
	if d > 180 || d < -180 {
		return math.Remainder(d, 360)
	}
	return d
}
