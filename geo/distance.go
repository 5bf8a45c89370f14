package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Distance is the length in metres of the geodesic between two longitude/latitude
// points on the WGS 84 ellipsoid, the short way around (Vincenty 1975, Survey Review
// 23:88–93; within 0.1 mm of Karney's, much closer on one burial ground). For points
// nearly opposite each other on the globe, where Vincenty's iteration does not settle,
// it is the distance on a sphere, wrong by up to 0.6 %.
func Distance(a, b orb.Point) float64 {
	v := newVincenty(a, b)
	if !v.settle() {
		return v.onSphere()
	}
	return v.length()
}

// vincenty holds what the inverse problem needs, by the letters of the paper: reduced
// latitudes U1 and U2 and the difference of longitude L. The second line is what settling
// finds: the difference of longitude λ and the angular distance σ on the auxiliary sphere,
// α at the equator, and 2σm to the middle of the line.
type vincenty struct {
	l, u1, u2, sin1, cos1, sin2, cos2                 float64
	lambda, sinL, cosL, sigma, sinS, cosS, sinA, cosM float64
}

func newVincenty(a, b orb.Point) vincenty {
	v := vincenty{l: longitudeDifference(a[0], b[0]) * degree}
	v.u1 = math.Atan((1 - flattening) * math.Tan(a[1]*degree))
	v.u2 = math.Atan((1 - flattening) * math.Tan(b[1]*degree))
	v.sin1, v.cos1 = math.Sincos(v.u1)
	v.sin2, v.cos2 = math.Sincos(v.u2)
	return v
}

// settle solves for λ, and reports whether it could.
func (v *vincenty) settle() bool {
	v.lambda = v.l
	for range 40 {
		v.sinL, v.cosL = math.Sincos(v.lambda)
		v.sinS = math.Hypot(v.cos2*v.sinL, v.cos1*v.sin2-v.sin1*v.cos2*v.cosL)
		v.cosS = v.sin1*v.sin2 + v.cos1*v.cos2*v.cosL
		if v.sinS == 0 && v.cosL > 0 { // one place
			return true
		}
		v.sigma = math.Atan2(v.sinS, v.cosS)
		v.sinA = v.cos1 * v.cos2 * v.sinL / v.sinS
		cos2A := 1 - v.sinA*v.sinA
		v.cosM = 0
		if cos2A > 1e-15 { // else on the equator
			v.cosM = v.cosS - 2*v.sin1*v.sin2/cos2A
		}
		c := flattening / 16 * cos2A * (4 + flattening*(4-3*cos2A))
		next := v.l + (1-c)*flattening*v.sinA*(v.sigma+c*v.sinS*(v.cosM+c*v.cosS*(2*v.cosM*v.cosM-1)))
		if math.Abs(next-v.lambda) < 1e-14 {
			return true
		}
		v.lambda = next
	}
	return false
}

// length is Vincenty's series for the distance, eq. 3, 4, 6 and 19.
func (v *vincenty) length() float64 {
	u := (1 - v.sinA*v.sinA) * (semiMajor*semiMajor - semiMinor*semiMinor) / (semiMinor * semiMinor)
	a := 1 + u/16384*(4096+u*(-768+u*(320-175*u)))
	b := u / 1024 * (256 + u*(-128+u*(74-47*u)))
	d := b * v.sinS * (v.cosM + b/4*(v.cosS*(2*v.cosM*v.cosM-1)-b/6*v.cosM*(4*v.sinS*v.sinS-3)*(4*v.cosM*v.cosM-3)))
	return semiMinor * a * (v.sigma - d)
}

func (v *vincenty) onSphere() float64 {
	h, k := math.Sin((v.u2-v.u1)/2), math.Sin(v.l/2)
	return 2 * (2*semiMajor + semiMinor) / 3 * math.Asin(math.Sqrt(min(1, h*h+v.cos1*v.cos2*k*k)))
}
