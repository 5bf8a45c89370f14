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
	u1 := math.Atan((1 - flattening) * math.Tan(a[1]*degree))
	u2 := math.Atan((1 - flattening) * math.Tan(b[1]*degree))
	v := vincenty{l: longitudeDifference(a[0], b[0]) * degree}
	v.sin1, v.cos1 = math.Sincos(u1)
	v.sin2, v.cos2 = math.Sincos(u2)
	return v.distance(u1, u2)
}

// vincenty holds what the inverse problem needs, by the letters of the paper: reduced
// latitudes U1 and U2 and the difference of longitude L.
type vincenty struct{ l, sin1, cos1, sin2, cos2 float64 }

func (v vincenty) distance(u1, u2 float64) float64 {
	lambda := v.l
	for range 40 {
		sinL, cosL := math.Sincos(lambda)
		sinS := math.Hypot(v.cos2*sinL, v.cos1*v.sin2-v.sin1*v.cos2*cosL)
		if sinS == 0 && cosL > 0 {
			return 0
		}
		cosS := v.sin1*v.sin2 + v.cos1*v.cos2*cosL
		sigma := math.Atan2(sinS, cosS)
		sinA := v.cos1 * v.cos2 * sinL / sinS
		cos2A := 1 - sinA*sinA
		cosM := 0.0
		if cos2A > 1e-15 { // else on the equator
			cosM = cosS - 2*v.sin1*v.sin2/cos2A
		}
		c := flattening / 16 * cos2A * (4 + flattening*(4-3*cos2A))
		next := v.l + (1-c)*flattening*sinA*(sigma+c*sinS*(cosM+c*cosS*(2*cosM*cosM-1)))
		if math.Abs(next-lambda) < 1e-14 {
			return v.length(sigma, sinS, cosS, cosM, cos2A)
		}
		lambda = next
	}
	return v.onSphere(u1, u2)
}

// length is Vincenty's series for the distance, eq. 3, 4, 6 and 19.
func (v vincenty) length(sigma, sinS, cosS, cosM, cos2A float64) float64 {
	u := cos2A * (semiMajor*semiMajor - semiMinor*semiMinor) / (semiMinor * semiMinor)
	a := 1 + u/16384*(4096+u*(-768+u*(320-175*u)))
	b := u / 1024 * (256 + u*(-128+u*(74-47*u)))
	d := b * sinS * (cosM + b/4*(cosS*(2*cosM*cosM-1)-b/6*cosM*(4*sinS*sinS-3)*(4*cosM*cosM-3)))
	return semiMinor * a * (sigma - d)
}

func (v vincenty) onSphere(u1, u2 float64) float64 {
	h, k := math.Sin((u2-u1)/2), math.Sin(v.l/2)
	return 2 * (2*semiMajor + semiMinor) / 3 * math.Asin(math.Sqrt(min(1, h*h+v.cos1*v.cos2*k*k)))
}
