package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
)

// karney is the geodesic area in m², by the second method.
func karney(r orb.Ring) float64 {
	p := geodesic.WGS84.PolygonInit(false)
	for _, q := range r[:len(r)-1] {
		p.AddPoint(q[1], q[0])
	}
	var area, perimeter float64
	p.Compute(false, true, &area, &perimeter)
	return math.Abs(area)
}

func karneyDistance(a, b orb.Point) float64 {
	var s float64
	geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0], &s, nil, nil)
	return s
}

// field is an irregular ring about a centre, of about the given area in m².
func field(rnd *rand.Rand, center orb.Point, area float64) orb.Ring {
	p := NewPlane(center)
	n := 3 + rnd.IntN(9)
	size := math.Sqrt(area/math.Pi) / 0.75
	var r orb.Ring
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * (float64(i) + rnd.Float64()*0.8) / float64(n))
		d := size * (0.5 + rnd.Float64()/2)
		r = append(r, p.Unproject(orb.Point{d * cos, d * sin}))
	}
	return append(r, r[0])
}

func planeArea(p Plane, r orb.Ring) float64 {
	q := p.ProjectGeometry(r).(orb.Ring)
	sum := 0.0
	for i := 1; i < len(q); i++ {
		sum += (q[i-1][0]-q[0][0])*(q[i][1]-q[0][1]) - (q[i][0]-q[0][0])*(q[i-1][1]-q[0][1])
	}
	return math.Abs(sum) / 2
}

// The bounds promised by NewPlane and Area, over all latitudes of the region and both
// sides of the antimeridian.
func TestAreasAgreeWithKarney(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for _, c := range []struct{ area, plane, ellipsoid float64 }{
		{1e5, 1e-8, 1e-8},
		{1e7, 1e-6, 1e-9},
	} {
		worstPlane, worst := 0.0, 0.0
		for range 2000 {
			center := orb.Point{wrap(115 + 75*rnd.Float64()), 40 + 33*rnd.Float64()}
			r := field(rnd, center, c.area)
			want := karney(r)
			worst = max(worst, math.Abs(Area(r)/want-1))
			worstPlane = max(worstPlane, math.Abs(planeArea(PlaneFor(r), r)/want-1))
		}
		t.Logf("%g m²: plane %.1e, ellipsoid %.1e", c.area, worstPlane, worst)
		if worstPlane > c.plane || worst > c.ellipsoid {
			t.Errorf("%g m²: plane off by %.1e, ellipsoid by %.1e of the area", c.area, worstPlane, worst)
		}
	}
}

// Karney's sum is good to a square centimetre or so, too coarse for a grave; the plane and
// the ellipsoid are two methods as well.
func TestAGraveHasTheSameAreaInThePlaneAndOnTheEllipsoid(t *testing.T) {
	rnd := rand.New(rand.NewPCG(17, 18))
	for range 2000 {
		r := field(rnd, orb.Point{wrap(115 + 75*rnd.Float64()), 40 + 33*rnd.Float64()}, 2)
		if plane, ellipsoid := planeArea(PlaneFor(r), r), Area(r); math.Abs(plane-ellipsoid) > 1e-6 {
			t.Fatalf("%v: %.9f m² in the plane, %.9f on the ellipsoid", r, plane, ellipsoid)
		}
	}
}

func TestDistancesInThePlaneAgreeWithKarney(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for _, c := range []struct{ radius, limit float64 }{{10, 2e-8}, {300, 1e-6}, {3000, 1e-3}} {
		worst := 0.0
		for range 3000 {
			p := NewPlane(orb.Point{wrap(115 + 75*rnd.Float64()), 40 + 33*rnd.Float64()})
			a := orb.Point{c.radius * (rnd.Float64() - 0.5), c.radius * (rnd.Float64() - 0.5)}
			b := orb.Point{c.radius * (rnd.Float64() - 0.5), c.radius * (rnd.Float64() - 0.5)}
			got := math.Hypot(a[0]-b[0], a[1]-b[1])
			worst = max(worst, math.Abs(got-karneyDistance(p.Unproject(a), p.Unproject(b))))
		}
		t.Logf("%g m: off by %.1e m", c.radius, worst)
		if worst > c.limit {
			t.Errorf("within %g m distances are off by %.1e m", c.radius, worst)
		}
	}
}

func TestDistanceAgreesWithKarneyAroundTheGlobe(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	for range 5000 {
		a := orb.Point{360*rnd.Float64() - 180, 170*rnd.Float64() - 85}
		b := orb.Point{360*rnd.Float64() - 180, 170*rnd.Float64() - 85}
		want := karneyDistance(a, b)
		limit := 1e-3
		if want > 19_900_000 {
			limit = 0.006 * want
		}
		if got := Distance(a, b); math.Abs(got-want) > limit {
			t.Errorf("%v to %v: %.6f m, want %.6f", a, b, got, want)
		}
	}
	for _, c := range [][2]orb.Point{
		{{0, 0}, {0, 0}}, {{180, 60}, {-180, 60}}, {{10, 0}, {11, 0}}, {{0, 90}, {50, 90}}, {{0, -90}, {0, 90}}, {{0, 0}, {180, 0}}, {{0, 0.2}, {179.9, 0}},
	} {
		want := karneyDistance(c[0], c[1])
		if got := Distance(c[0], c[1]); math.IsNaN(got) || math.Abs(got-want) > 0.006*want+1e-6 {
			t.Errorf("%v: %v m, want %v", c, got, want)
		}
	}
}

func TestThePlaneLeadsBackToWhereItCameFrom(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	for range 2000 {
		p := NewPlane(orb.Point{360*rnd.Float64() - 180, 150*rnd.Float64() - 75})
		at := orb.Point{20_000 * (rnd.Float64() - 0.5), 20_000 * (rnd.Float64() - 0.5)}
		q := p.Unproject(at)
		if math.Abs(q[0]) > 180 {
			t.Fatalf("longitude %v", q[0])
		}
		if back := p.Project(q); math.Hypot(back[0]-at[0], back[1]-at[1]) > 2e-8 {
			t.Fatalf("about %v: %v m came back as %v", p.Center(), at, back)
		}
	}
}

func TestThePlaneKnowsBothSidesOfTheAntimeridian(t *testing.T) {
	p := NewPlane(orb.Point{179.9999, 66})
	a, b := p.Project(orb.Point{180, 66}), p.Project(orb.Point{-180, 66})
	if a != b {
		t.Errorf("180 is at %v, −180 at %v", a, b)
	}
	if east := p.Project(orb.Point{-179.9999, 66}); east[0] < a[0] || east[0] > 20 {
		t.Errorf("a point just east of the antimeridian is at %v", east)
	}
}

func TestAreaOfWhatHasNone(t *testing.T) {
	for name, g := range map[string]orb.Geometry{
		"nil": nil, "point": orb.Point{1, 2}, "line": orb.LineString{{1, 2}, {3, 4}},
		"empty": orb.Polygon{}, "ring of two": orb.Ring{{1, 1}, {2, 2}},
		"bow-tie of two halves": orb.Ring{{0, -1}, {1, 1}, {1, -1}, {0, 1}, {0, -1}},
	} {
		if got := Area(g); math.Abs(got) > 1e-3 {
			t.Errorf("%s: %v m²", name, got)
		}
	}
	if got := Area(orb.Ring{{0, 0}, {math.NaN(), 1}, {1, 1}, {0, 0}}); !math.IsNaN(got) {
		t.Errorf("NaN in, %v out", got)
	}
}

func TestHolesAreTakenAwayAndPartsAdded(t *testing.T) {
	shell, hole := square(130, 50, 0.001), square(130.0002, 50.0002, 0.0003)
	far := square(131, 50, 0.001)
	got := Area(orb.MultiPolygon{{shell, hole}, {far}})
	if want := karney(shell) - karney(hole) + karney(far); math.Abs(got-want) > 1e-8*want {
		t.Errorf("%v m², want %v", got, want)
	}
}

func TestLengthSumsLinesAndRings(t *testing.T) {
	l := orb.LineString{{130, 50}, {130.01, 50}, {130.01, 50.01}}
	want := karneyDistance(l[0], l[1]) + karneyDistance(l[1], l[2])
	if got := Length(l); math.Abs(got-want) > 1e-6 {
		t.Errorf("%v m, want %v", got, want)
	}
	if Length(orb.Point{1, 2}) != 0 {
		t.Error("a point has a length")
	}
}
