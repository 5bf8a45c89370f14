package crs

import (
	"testing"

	"github.com/paulmach/orb"
)

// The package comment says what it costs to take heights as 0.
func TestAKilometreOfHeightMovesAPointByCentimetresAtMost(t *testing.T) {
	for code, bound := range map[string]float64{
		"EPSG:4284": 0.03, "EPSG:4200": 0.03, "EPSG:4301": 0.14, "EPSG:4740": 0.001, "EPSG:7683": 0.001,
	} {
		c := lookup(t, code)
		worst := 0.0
		for lon := 115.0; lon <= 190; lon += 5 {
			for lat := 42.0; lat <= 72; lat += 5 {
				p := orb.Point{wrap(lon), lat}
				low := c.Operation.shift.toWGS84(c.Ellipsoid, p)
				high, _ := wgs84Ellipsoid.geographic(c.Operation.shift.apply(c.Ellipsoid.geocentric(p, 1000)))
				worst = max(worst, metresApart(low, high))
			}
		}
		t.Logf("%s: %.4f m", code, worst)
		if worst > bound {
			t.Errorf("%s: %v m, promised %v", code, worst, bound)
		}
	}
}

// What fromWGS84 says of the inverse at height 0 in WGS 84.
func TestTheInverseAtHeightZeroIsNotTheInverse(t *testing.T) {
	for code, bound := range map[string]float64{"EPSG:4284": 1.4e-3, "EPSG:4200": 1.4e-3, "EPSG:4301": 2.6e-2} {
		c := lookup(t, code)
		for lon := 115.0; lon <= 190; lon += 5 {
			for lat := 42.0; lat <= 72; lat += 5 {
				q := orb.Point{wrap(lon), lat}
				p := c.Operation.shift.fromWGS84(c.Ellipsoid, q)
				zero, _ := c.Ellipsoid.geographic(c.Operation.shift.invert(wgs84Ellipsoid.geocentric(q, 0)))
				if d := metresApart(p, zero); d > bound {
					t.Errorf("%s %v: %v m", code, q, d)
				}
			}
		}
	}
}

func TestGeocentricCoordinatesComeBackAtAnyHeight(t *testing.T) {
	for _, e := range ellipsoids {
		for lat := -89.0; lat <= 89; lat += 8.9 {
			for _, h := range []float64{-5000, 0, 8848, 100000} {
				p := orb.Point{-170, lat}
				q, height := e.geographic(e.geocentric(p, h))
				if metresApart(p, q) > 1e-8 || height-h > 1e-8 || h-height > 1e-8 {
					t.Errorf("%s: %v at %v m came back as %v at %v", e.Name, p, h, q, height)
				}
			}
		}
	}
}
