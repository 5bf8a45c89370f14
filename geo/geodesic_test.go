package geo

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
)

func TestGeodesicsAgreeWithKarneyAroundTheGlobe(t *testing.T) {
	rnd := rand.New(rand.NewPCG(21, 22))
	for range 5000 {
		a := orb.Point{360*rnd.Float64() - 180, 170*rnd.Float64() - 85}
		b := orb.Point{360*rnd.Float64() - 180, 170*rnd.Float64() - 85}
		if rnd.IntN(2) == 0 { // a few kilometres
			b = orb.Point{wrap(a[0] + 0.05*rnd.Float64()), a[1] + 0.05*rnd.Float64()}
		}
		var length, azimuth, arrival float64
		geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0], &length, &azimuth, &arrival)
		got, ok := GeodesicBetween(a, b)
		if !ok {
			if length < 19_900_000 {
				t.Errorf("%v to %v, %.0f m: no geodesic", a, b, length)
			}
			continue
		}
		if length > 19_900_000 {
			continue // azimuths turn fast where every line is as short
		}
		off := max(math.Abs(math.Remainder(got.Azimuth-azimuth, 360)), math.Abs(math.Remainder(got.Arrival-arrival, 360)))
		if math.Abs(got.Length-length) > 1e-3 || off > 1e-6 {
			t.Errorf("%v to %v: %+v, want %v m, %v° and %v°", a, b, got, length, azimuth, arrival)
		}
	}
}

func TestGeodesicsOfOddCases(t *testing.T) {
	for _, c := range []struct {
		name             string
		a, b             orb.Point
		azimuth, arrival float64
	}{
		{"north", orb.Point{135, 48}, orb.Point{135, 49}, 0, 0},
		{"south", orb.Point{135, 49}, orb.Point{135, 48}, 180, 180},
		{"along the equator", orb.Point{0, 0}, orb.Point{1, 0}, 90, 90},
		{"across the antimeridian", orb.Point{179.5, 0}, orb.Point{-179.5, 0}, 90, 90},
		{"one place by two names", orb.Point{180, 65}, orb.Point{-180, 65}, 0, 0},
		{"to the pole", orb.Point{20, 60}, orb.Point{20, 90}, 0, 0},
	} {
		got, ok := GeodesicBetween(c.a, c.b)
		if !ok || math.Abs(got.Azimuth-c.azimuth) > 1e-9 || math.Abs(got.Arrival-c.arrival) > 1e-9 {
			t.Errorf("%s: %+v %v, want azimuths %v and %v", c.name, got, ok, c.azimuth, c.arrival)
		}
	}
	if _, ok := GeodesicBetween(orb.Point{0, 0}, orb.Point{180, 0}); ok {
		t.Error("opposite points on the equator have one geodesic")
	}
}

// wide is an irregular ring of the given size in metres, its corners as a graticule has them.
func wide(rnd *rand.Rand, center orb.Point, size float64) orb.Ring {
	n := 3 + rnd.IntN(9)
	var r orb.Ring
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * (float64(i) + rnd.Float64()*0.8) / float64(n))
		d := size * (0.5 + rnd.Float64()/2) / 111_000
		r = append(r, orb.Point{wrap(center[0] + d*cos/math.Cos(center[1]*degree)), min(89, center[1]+d*sin)})
	}
	return append(r, r[0])
}

func TestAreasWithLongEdgesAgreeWithKarney(t *testing.T) {
	rnd := rand.New(rand.NewPCG(23, 24))
	for _, size := range []float64{1e3, 3e3, 1e4, 1e5, 1e6} {
		worst := 0.0
		for range 1000 {
			r := wide(rnd, orb.Point{wrap(115 + 75*rnd.Float64()), 40 + 33*rnd.Float64()}, size)
			worst = max(worst, math.Abs(Area(r)/karney(r)-1))
		}
		t.Logf("%g m: off by %.1e of the area", size, worst)
		if worst > 1e-9 {
			t.Errorf("rings of %g m are off by %.1e of the area", size, worst)
		}
	}
}

func TestAreasBesideAPoleAreFoundInTime(t *testing.T) {
	began := time.Now()
	for _, off := range []float64{1e-12, 1e-9, 1e-6, 1e-3} {
		r := orb.Ring{{0, 89}, {180 - off, 89}, {180 - off, 80}, {0, 80}, {0, 89}}
		if got := Area(r); math.IsNaN(got) || got < 0 {
			t.Errorf("%g degrees from the pole's meridian: %v", off, got)
		}
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestRingsAroundAPoleAreKnown(t *testing.T) {
	for name, c := range map[string]struct {
		ring orb.Ring
		want bool
	}{
		"around the pole":         {orb.Ring{{0, 80}, {120, 80}, {-120, 80}, {0, 80}}, true},
		"across the antimeridian": {orb.Ring{{179, 60}, {-179, 60}, {-179, 61}, {179, 61}, {179, 60}}, false},
		"a square":                {square(130, 50, 1), false},
		"nothing":                 {nil, false},
	} {
		if got := AroundPole(c.ring); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func BenchmarkAreaOfLongEdges(b *testing.B) {
	r := wide(rand.New(rand.NewPCG(1, 2)), orb.Point{135, 48}, 1e5)
	for b.Loop() {
		Area(r)
	}
}
