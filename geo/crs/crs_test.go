package crs

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestWhatIsWrittenBackIsWhatWasRead(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	worst := 0.0
	for _, f := range families {
		for zone := f.first; zone <= f.last; zone++ {
			c := f.zone(zone)
			for _, op := range c.Operations() {
				c = c.Using(op)
				xy := orb.Point{c.Projection.FalseEasting + (rnd.Float64()-0.5)*6e5, 4e6 + 4.5e6*rnd.Float64()}
				p, err := c.ToWGS84(xy)
				if err != nil || p[0] < -180 || p[0] > 180 {
					t.Fatalf("%s %v: %v, %v", c.Code, xy, p, err)
				}
				back, err := c.FromWGS84(p)
				if err != nil {
					t.Fatal(err)
				}
				worst = max(worst, apart(c, xy, back))
			}
		}
	}
	t.Logf("at most %.1e m", worst)
	if worst > 2e-8 {
		t.Errorf("%g m off", worst)
	}
}

func TestAZoneHoldsBothSidesOfTheAntimeridian(t *testing.T) {
	for _, code := range []string{"EPSG:28430", "EPSG:28431", "EPSG:20030", "EPSG:20031", "EPSG:3389", "EPSG:32660", "EPSG:32601"} {
		c := lookup(t, code)
		var east, west [2]orb.Point // just west and just east of 180°, north and south
		for i, lat := range []float64{65.25, 71} {
			east[i] = c.Projection.forward(c.Ellipsoid, orb.Point{180 - 1e-6, lat})
			west[i] = c.Projection.forward(c.Ellipsoid, orb.Point{-180 + 1e-6, lat})
			step := 2e-6 * degree * c.Ellipsoid.SemiMajor * math.Cos(lat*degree)
			if d := apart(c, east[i], west[i]); math.Abs(d-step) > 0.01*step || east[i][0] > west[i][0] {
				t.Errorf("%s: 2e-6° across the antimeridian are %v m, want %v", code, d, step)
			}
			for _, p := range []orb.Point{{180, lat}, {-180, lat}} {
				q := c.Projection.forward(c.Ellipsoid, p)
				if !(q[0] > east[i][0] && q[0] < west[i][0]) {
					t.Errorf("%s: %v is at %v", code, p, q)
				}
			}
		}
		for _, xy := range append(east[:], west[:]...) {
			p, err := c.ToWGS84(xy)
			if err != nil || math.Abs(p[0]) < 179.99 || math.Abs(p[0]) > 180 {
				t.Errorf("%s: %v is at %v (%v)", code, xy, p, err)
			}
		}
	}
}

func TestTheNumbersOfBothZonesNameOnePlace(t *testing.T) {
	p := orb.Point{-179.5, 66}
	a, _ := lookup(t, "EPSG:28430").FromWGS84(p)
	b, _ := lookup(t, "EPSG:28431").FromWGS84(p)
	if a[0] < 30e6 || a[0] > 31e6 || b[0] < 31e6 || b[0] > 32e6 {
		t.Errorf("%v, %v", a, b)
	}
	q, _ := lookup(t, "EPSG:28430").ToWGS84(a)
	r, _ := lookup(t, "EPSG:28431").ToWGS84(b)
	if metresApart(q, r) > 1e-8 || metresApart(p, q) > 1e-8 {
		t.Errorf("%v and %v", q, r)
	}
}

func TestCoordinatesWithoutAPlaceAreRefusedWithAdvice(t *testing.T) {
	for _, c := range []struct {
		crs  string
		at   orb.Point
		want string
	}{
		{"EPSG:28423", orb.Point{517000, 5541000}, "EPSG:2513"},
		{"EPSG:28423", orb.Point{5541000, 23517000}, "first number as the northing"},
		{"EPSG:28423", orb.Point{23517000, 15541000}, "outside the zone"},
		{"EPSG:28423", orb.Point{math.NaN(), 5541000}, "is not a place"},
		{"EPSG:28423", orb.Point{23517000, math.Inf(-1)}, "is not a place"},
		{"EPSG:4284", orb.Point{50, 135}, "first number as the latitude"},
		{"EPSG:4326", orb.Point{190, 50}, "not a longitude"},
		{"EPSG:3857", orb.Point{3e7, 0}, "has no place"},
	} {
		if _, err := lookup(t, c.crs).ToWGS84(c.at); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %v: %v, want %q", c.crs, c.at, err, c.want)
		}
	}
	for _, c := range []struct {
		crs string
		at  orb.Point
	}{
		{"EPSG:28423", orb.Point{-45, 50}}, // the other side of the earth
		{"EPSG:28423", orb.Point{200, 50}},
		{"EPSG:28423", orb.Point{math.NaN(), 50}},
		{"EPSG:3857", orb.Point{135, 90}},
	} {
		if p, err := lookup(t, c.crs).FromWGS84(c.at); err == nil {
			t.Errorf("%s has %v for %v", c.crs, p, c.at)
		}
	}
	if _, err := (CRS{}).ToWGS84(orb.Point{1, 2}); err == nil {
		t.Error("the zero value converts")
	}
}

func TestTheLatitudeOfOriginIsWhereNorthingsBegin(t *testing.T) {
	// Japan Plane Rectangular CS XII, which covers northern Hokkaido (EPSG:30172).
	c := lookup(t, "+proj=tmerc +lat_0=44 +lon_0=142.25 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel "+
		"+towgs84=-146.414,507.337,680.507 +units=m +no_defs")
	if c.Datum != "EPSG:4301" || c.Operation.Code != "EPSG:15484" {
		t.Errorf("%+v", c)
	}
	// echo 45.4 141.7 | cs2cs -f %.6f EPSG:4301 EPSG:30172
	p, err := c.fromGeographic(orb.Point{141.7, 45.4})
	if want := (orb.Point{-43053.436265, 155690.632660}); err != nil || apart(c, p, want) > 1e-6 {
		t.Errorf("%v (%v), want %v", p, err, want)
	}
}
