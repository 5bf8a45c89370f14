package overlap

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/paulmach/orb"
)

// expectedKinds are pairs of convex rings about one place that differ in shape and size.
var expectedKinds = []struct {
	name string
	pair func(rnd *rand.Rand) (a, b ring)
}{
	{"quads", func(rnd *rand.Rand) (a, b ring) { return anyQuad(rnd, 2, 1), anyQuad(rnd, 2, 1) }},
	{"triangles", func(rnd *rand.Rand) (a, b ring) { return anyTriangle(rnd, 2), anyTriangle(rnd, 2) }},
	{"slender 1:10", func(rnd *rand.Rand) (a, b ring) { return anyQuad(rnd, 3, 0.3), anyQuad(rnd, 3, 0.3) }},
	{"slender with square", func(rnd *rand.Rand) (a, b ring) { return anyQuad(rnd, 10, 0.5), anyQuad(rnd, 3, 3) }},
	{"grave in a cemetery", func(rnd *rand.Rand) (a, b ring) { return anyQuad(rnd, 2, 1), anyQuad(rnd, 80, 50) }},
	{"the same", func(rnd *rand.Rand) (a, b ring) { a = anyQuad(rnd, 2, 1); return a, a }},
	{"all but the same", func(rnd *rand.Rand) (a, b ring) {
		a = anyQuad(rnd, 2, 1)
		return a, turned(a, 1e-4*rnd.NormFloat64())
	}},
	{"discs", func(rnd *rand.Rand) (a, b ring) { return anyDisc(2), anyDisc(1 + 3*rnd.Float64()) }},
}

func anyQuad(rnd *rand.Rand, long, wide float64) ring {
	var r ring
	for _, c := range [][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		r = append(r, orb.Point{long * (c[0] + 0.2*(rnd.Float64()-0.5)) / 2, wide * (c[1] + 0.2*(rnd.Float64()-0.5)) / 2})
	}
	return turned(r, rnd.Float64()*math.Pi)
}

func anyTriangle(rnd *rand.Rand, size float64) ring {
	for {
		r := ring{}
		for range 3 {
			r = append(r, orb.Point{size * rnd.Float64(), size * rnd.Float64()})
		}
		if ringArea(r) > 0.1*size*size {
			return r
		}
	}
}

func anyDisc(area float64) ring {
	r := Disc(orb.Point{}, area)[0]
	return ring(r[:len(r)-1])
}

func centerOf(r ring) orb.Point { return momentsOf(outlineOf([]ring{r}, nil)).center }

func moved(r ring, dx, dy float64) ring {
	out := make(ring, len(r))
	for i, p := range r {
		out[i] = orb.Point{p[0] + dx, p[1] + dy}
	}
	return out
}

func shapeOf(r ring) *Shape { return NewShape(orb.Ring(append(append(ring{}, r...), r[0]))) }

// placed moves one ring so that it meets the other anywhere between full and hardly.
func placed(rnd *rand.Rand, a, b ring, sigma float64) ring {
	far := rnd.Float64() * (min(span(boundOf(a)), span(boundOf(b)))/2 + 1.5*sigma)
	sin, cos := math.Sincos(2 * math.Pi * rnd.Float64())
	if rnd.IntN(4) == 0 {
		far = 0
	}
	at := centerOf(b)
	if rnd.IntN(2) == 0 {
		at = b[rnd.IntN(len(b))] // about a corner
	}
	from := centerOf(a)
	return moved(a, at[0]-from[0]+far*cos, at[1]-from[1]+far*sin)
}

var expectedRatios = []float64{1e-5, 1e-3, 0.003, 0.01, 0.03, 0.049, 0.051, 0.1, 0.2, 0.4, 0.7, 0.99, 1.01, 1.5, 2, 4, 10, 100}

// The promise is 5e-4 of the smaller area, and less where that is stated.
func TestVerifyExpectedAreaAgreesWithStackedIntervals(t *testing.T) {
	n := sized(8, 200)
	for _, kind := range expectedKinds {
		worst, over := make([]float64, len(expectedRatios)), make([]float64, len(expectedRatios))
		var lock sync.Mutex
		eachCase(71, n*len(expectedRatios), func(i int, rnd *rand.Rand) {
			a, b := kind.pair(rnd)
			k := i % len(expectedRatios)
			if !full() && expectedRatios[k] < 0.01 {
				return
			}
			sigma := expectedRatios[k] * min(span(boundOf(a)), span(boundOf(b)))
			if kind.name != "the same" && kind.name != "all but the same" || rnd.IntN(2) == 0 {
				a = placed(rnd, a, b, sigma)
			}
			got, want := ExpectedArea(shapeOf(a), shapeOf(b), sigma), expectedReference(a, b, sigma)
			off := math.Abs(got.Value - want)
			smaller := min(ringArea(a), ringArea(b))
			lock.Lock()
			defer lock.Unlock()
			worst[k] = max(worst[k], off/smaller)
			over[k] = max(over[k], (off-1e-9*smaller)/got.Error)
			if off > got.Error+1e-9*smaller && t.Failed() == false {
				t.Errorf("%s, σ = %v d: %v and %v: %+v, want %v, off by %.1e of the smaller area", kind.name, expectedRatios[k], a, b, got, want, off/smaller)
			}
		})
		line := ""
		for k, r := range expectedRatios {
			line += fmt.Sprintf("  %g: %.0e", r, worst[k])
		}
		t.Logf("%-20s worst error of the smaller area by σ/d:%s", kind.name, line)
		line = ""
		for k, r := range expectedRatios {
			line += fmt.Sprintf("  %g: %.2f", r, over[k])
		}
		t.Logf("%-20s worst of the stated error by σ/d:%s", "", line)
	}
}
