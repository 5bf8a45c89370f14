package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Geodesic is the shortest line between two points on the WGS 84 ellipsoid.
type Geodesic struct {
	Length  float64 // metres
	Azimuth float64 // degrees at its start, clockwise from north, 0 to 360
	Arrival float64 // the same at its end: the direction in which it goes on
}

// GeodesicBetween solves the inverse problem (Vincenty 1975, eq. 20 and 21 for the
// azimuths): lengths within 0.1 mm of Karney's, azimuths within 1e-6 degrees where the
// points are more than some metres apart. Azimuths between two points of one place are 0;
// at a pole they count from the meridian of the longitude that is given for it.
//
// It is false for points so nearly opposite each other on the globe that the iteration does
// not settle: there many lines are all but equally short.
func GeodesicBetween(a, b orb.Point) (Geodesic, bool) {
	v := newVincenty(a, b)
	if !v.settle() {
		return Geodesic{}, false
	}
	if v.sinS == 0 {
		return Geodesic{}, true
	}
	return Geodesic{
		Length:  v.length(),
		Azimuth: turn(v.cos2*v.sinL, v.cos1*v.sin2-v.sin1*v.cos2*v.cosL),
		Arrival: turn(v.cos1*v.sinL, v.cos1*v.sin2*v.cosL-v.sin1*v.cos2),
	}, true
}

// turn is the azimuth of a direction in degrees, from 0 to less than 360.
func turn(east, north float64) float64 {
	d := math.Atan2(east, north) / degree
	if d < 0 {
		d += 360
	}
	if d >= 360 { // a hair west of north
		return 0
	}
	return d
}

// geodesicArea is what edgeArea is for edges of any length: the integral of the authalic
// function along the geodesic,
//
//	∫ (q(φ) − base) dλ,  dλ = sinα₀ √(1 − e² cos²β) / cos²β dσ
//
// on the auxiliary sphere, where sinβ = cosα₀ sinσ and α₀ is the azimuth at the equator
// (Karney 2013, J. Geodesy 87:43–55, eq. 9 and 56). It is false where there is no one
// geodesic.
func geodesicArea(a, b orb.Point, base float64) (float64, bool) {
	v := newVincenty(a, b)
	if !v.settle() {
		return 0, false
	}
	if v.sinS == 0 {
		return 0, true
	}
	cosA := math.Sqrt(max(0, 1-v.sinA*v.sinA))
	from := math.Atan2(v.sin1, v.cos1*(v.cos1*v.sin2-v.sin1*v.cos2*v.cosL)/v.sinS)
	slope := func(sigma float64) float64 {
		sinS, cosS := math.Sincos(sigma)
		sinB, cos2B := cosA*sinS, v.sinA*v.sinA+cosA*cosA*cosS*cosS
		sin := sinB / math.Sqrt(sinB*sinB+(1-flattening)*(1-flattening)*cos2B)
		return (authalic(sin) - base) * v.sinA * math.Sqrt(1-ecc2*cos2B) / cos2B
	}
	// The authalic function is rounded to some 5e-3 m² a radian; more is not to be had.
	return integral(slope, from, from+v.sigma, 0.05*math.Abs(v.l), 24), true
}

// integral halves the range until five-point Gauss–Legendre quadrature agrees with itself
// to within the tolerance, the given number of times at most. Each part is allowed the
// whole tolerance: what is left of it after one halving more is a thousandth, and rounding
// never keeps the halving going.
func integral(f func(float64) float64, from, to, tolerance float64, halvings int) float64 {
	mid := (from + to) / 2
	whole, left, right := gauss5(f, from, to), gauss5(f, from, mid), gauss5(f, mid, to)
	if halvings == 0 || !(math.Abs(left+right-whole) > tolerance) {
		return left + right
	}
	return integral(f, from, mid, tolerance, halvings-1) + integral(f, mid, to, tolerance, halvings-1)
}

func gauss5(f func(float64) float64, from, to float64) float64 {
	const (
		inner, outer             = 0.53846931010568309104, 0.90617984593866399280
		middle, byInner, byOuter = 128.0 / 225, 0.47862867049936646804, 0.23692688505618908751
	)
	mid, half := (from+to)/2, (to-from)/2
	return half * (middle*f(mid) +
		byInner*(f(mid-inner*half)+f(mid+inner*half)) +
		byOuter*(f(mid-outer*half)+f(mid+outer*half)))
}
