package crs

import (
	"math"
	"math/cmplx"
	"slices"

	"github.com/paulmach/orb"
)

// The transverse Mercator projection by Krüger's series in the third flattening n, to n⁶
// (Karney 2011, Transverse Mercator with an accuracy of a few nanometers, J. Geodesy 85,
// eqs. 7–36). Within 3900 km of the central meridian its error is 5 nm.

// reach is how far from the central meridian, in metres, the series is good.
const reach = 3.9e6

// series holds what the projection needs to know of an ellipsoid.
type series struct {
	radius      float64 // A, of the circle as long as a meridian, metres
	alpha, beta [6]float64
}

// newSeries evaluates eqs. 14, 35 and 36.
func newSeries(a, f float64) series {
	n := f / (2 - f)
	n2 := n * n
	return series{
		radius: a / (1 + n) * (1 + n2/4*(1+n2/16*(1+n2/4))),
		alpha: [6]float64{
			poly(n, 1, 1./2, -2./3, 5./16, 41./180, -127./288, 7891./37800),
			poly(n, 2, 13./48, -3./5, 557./1440, 281./630, -1983433./1935360),
			poly(n, 3, 61./240, -103./140, 15061./26880, 167603./181440),
			poly(n, 4, 49561./161280, -179./168, 6601661./7257600),
			poly(n, 5, 34729./80640, -3418889./1995840),
			poly(n, 6, 212378941./319334400),
		},
		beta: [6]float64{
			poly(n, 1, 1./2, -2./3, 37./96, -1./360, -81./512, 96199./604800),
			poly(n, 2, 1./48, 1./15, -437./1440, 46./105, -1118711./3870720),
			poly(n, 3, 17./480, -37./840, -209./4480, 5569./90720),
			poly(n, 4, 4397./161280, -11./504, -830251./7257600),
			poly(n, 5, 4583./161280, -108847./3991680),
			poly(n, 6, 20648693./638668800),
		},
	}
}

// poly is c[0]·n^first + c[1]·n^(first+1) + …
func poly(n float64, first int, c ...float64) float64 {
	sum := 0.0
	for _, factor := range slices.Backward(c) {
		sum = sum*n + factor
	}
	return sum * math.Pow(n, float64(first))
}

// sineSeries is Σ c[j−1] sin 2jζ by Clenshaw's recurrence.
func sineSeries(c *[6]float64, zeta complex128) complex128 {
	twice := 2 * cmplx.Cos(2*zeta)
	var b1, b2 complex128
	for j := 5; j >= 0; j-- {
		b1, b2 = twice*b1-b2+complex(c[j], 0), b1
	}
	return b1 * cmplx.Sin(2*zeta)
}

// tmForward projects a latitude in degrees and a difference of longitude from the central
// meridian: metres north of the equator and east of the meridian, at scale 1.
func (e *Ellipsoid) tmForward(dlon, lat float64) (east, north float64) {
	sin, cos := math.Sincos(dlon * degree)
	tau := e.conformal(math.Tan(lat * degree))
	zeta := complex(math.Atan2(tau, cos), math.Asinh(sin/math.Hypot(tau, cos)))
	zeta += sineSeries(&e.series.alpha, zeta)
	return e.series.radius * imag(zeta), e.series.radius * real(zeta)
}

// tmInverse is the way back.
func (e *Ellipsoid) tmInverse(east, north float64) (dlon, lat float64) {
	zeta := complex(north/e.series.radius, east/e.series.radius)
	zeta -= sineSeries(&e.series.beta, zeta)
	sin, cos := math.Sincos(real(zeta))
	sinh := math.Sinh(imag(zeta))
	tau := e.geodetic(sin / math.Hypot(sinh, cos))
	return math.Atan2(sinh, cos) / degree, math.Atan(tau) / degree
}

// conformal is the tangent of the conformal latitude from that of the latitude (eqs. 7–9).
func (e *Ellipsoid) conformal(tau float64) float64 {
	h := math.Hypot(1, tau)
	sigma := math.Sinh(e.ecc * math.Atanh(e.ecc*tau/h))
	return tau*math.Hypot(1, sigma) - sigma*h
}

// geodetic inverts conformal by Newton's method (eqs. 19–21): it gains all digits in two
// rounds, and a third is cheap.
func (e *Ellipsoid) geodetic(conformal float64) float64 {
	tau := conformal / (1 - e.ecc2)
	for range 3 {
		at := e.conformal(tau)
		slope := (1 + (1-e.ecc2)*tau*tau) / ((1 - e.ecc2) * math.Hypot(1, tau))
		tau += (conformal - at) / math.Hypot(1, at) * slope
	}
	return tau
}

// Projection holds the parameters of a transverse Mercator projection.
type Projection struct {
	CentralMeridian float64 // degrees, −180…180
	OriginLatitude  float64 // degrees; where the northing is FalseNorthing
	Scale           float64 // on the central meridian
	FalseEasting    float64 // metres
	FalseNorthing   float64 // metres
}

// forward projects longitude and latitude; the difference from the central meridian is
// taken the short way around, so that zones 30 and 31 hold both sides of 180°.
func (p Projection) forward(e *Ellipsoid, q orb.Point) orb.Point {
	east, north := e.tmForward(math.Remainder(q[0]-p.CentralMeridian, 360), q[1])
	return orb.Point{
		p.FalseEasting + p.Scale*east,
		p.FalseNorthing + p.Scale*(north-p.origin(e)),
	}
}

func (p Projection) inverse(e *Ellipsoid, q orb.Point) orb.Point {
	dlon, lat := e.tmInverse((q[0]-p.FalseEasting)/p.Scale, (q[1]-p.FalseNorthing)/p.Scale+p.origin(e))
	return orb.Point{wrap(p.CentralMeridian + dlon), lat}
}

// origin is how far from the equator the northings begin, in metres at scale 1.
func (p Projection) origin(e *Ellipsoid) float64 {
	if p.OriginLatitude == 0 {
		return 0
	}
	_, north := e.tmForward(0, p.OriginLatitude)
	return north
}

// wrap brings a longitude into −180…180; those already there stay as they are.
func wrap(lon float64) float64 {
	if lon >= -180 && lon <= 180 {
		return lon
	}
	return math.Remainder(lon, 360)
}
