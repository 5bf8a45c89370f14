package crs

import "math"

const degree = math.Pi / 180

// Ellipsoid is a figure of the earth. Its zero value is of no use.
type Ellipsoid struct {
	Name              string
	SemiMajor         float64 // a, metres
	InverseFlattening float64 // 1/f; 0 for a sphere

	f, ecc2, ecc float64 // flattening, first eccentricity squared and plain
	series       series
}

// The ellipsoids of the region (EPSG dataset v10.076).
var (
	wgs84Ellipsoid  = newEllipsoid("WGS 84", 6378137, 298.257223563)
	krassowsky      = newEllipsoid("Krassowsky 1940", 6378245, 298.3)
	bessel          = newEllipsoid("Bessel 1841", 6377397.155, 299.1528128)
	pz90Ellipsoid   = newEllipsoid("PZ-90", 6378136, 298.257839303)
	gsk2011Spheroid = newEllipsoid("GSK-2011", 6378136.5, 298.2564151)
)

var ellipsoids = []*Ellipsoid{wgs84Ellipsoid, krassowsky, bessel, pz90Ellipsoid, gsk2011Spheroid}

func newEllipsoid(name string, a, inverseFlattening float64) *Ellipsoid {
	e := &Ellipsoid{Name: name, SemiMajor: a, InverseFlattening: inverseFlattening}
	if inverseFlattening != 0 {
		e.f = 1 / inverseFlattening
	}
	e.ecc2 = e.f * (2 - e.f)
	e.ecc = math.Sqrt(e.ecc2)
	e.series = newSeries(a, e.f)
	return e
}

// ellipsoidLike is the known ellipsoid with these measures, which files round: a to a
// millimetre, 1/f to a millionth (0.1 mm on the ground). Others are made as they come.
func ellipsoidLike(name string, a, inverseFlattening float64) *Ellipsoid {
	for _, e := range ellipsoids {
		if math.Abs(e.SemiMajor-a) <= 1e-3 && math.Abs(e.InverseFlattening-inverseFlattening) <= 1e-6 {
			return e
		}
	}
	return newEllipsoid(name, a, inverseFlattening)
}
