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

var expectedRatios = []float64{1e-3, 0.003, 0.01, 0.03, 0.049, 0.051, 0.1, 0.2, 0.4, 0.7, 0.99, 1.01, 1.5, 2, 4, 10, 100}

// The promise is 5e-4 of the smaller area, and less where that is stated.
func TestVerifyExpectedAreaAgreesWithStackedIntervals(t *testing.T) {
	n := sized(4, 200)
	for _, kind := range expectedKinds {
		worst, over := make([]float64, len(expectedRatios)), make([]float64, len(expectedRatios))
		var lock sync.Mutex
		eachCase(71, n*len(expectedRatios), func(i int, rnd *rand.Rand) {
			a, b := kind.pair(rnd)
			k := i % len(expectedRatios)
			if slow := expectedRatios[k] < 0.01; slow && (!full() || i/len(expectedRatios)%20 != 0) {
				return // the reference takes seconds
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

// Of parallel rectangles the closed form is at hand to hold every general method against.
func TestTheGeneralMethodsAgreeWithTheClosedFormOfRectangles(t *testing.T) {
	rnd := rand.New(rand.NewPCG(75, 76))
	worst := map[string]float64{}
	for range sized(400, 20_000) {
		a := ring(rect(0, 0, 0.3+3*rnd.Float64(), 0.3+3*rnd.Float64())[0])[:4]
		b := ring(rect(4*rnd.Float64()-2, 4*rnd.Float64()-2, 0.3+3*rnd.Float64(), 0.3+3*rnd.Float64())[0])[:4]
		angle := math.Pi * rnd.Float64()
		a, b = turned(a, angle), turned(b, angle)
		as, bs := outlineOf([]ring{a}, nil), outlineOf([]ring{b}, nil)
		most := min(ringArea(a), ringArea(b))
		size := min(span(boundOf(a)), span(boundOf(b)))
		for _, ratio := range []float64{0.002, 0.01, 0.03, 0.05, 0.1, 0.3, 1, 3} {
			sigma := ratio * size
			want, ok := expectedOfRectangles(a, b, sigma)
			if !ok {
				t.Fatalf("%v and %v are parallel rectangles", a, b)
			}
			var got float64
			method, limit := "flow", 1e-5
			switch {
			case ratio >= 1:
				small, large := as, bs
				if span(boundOf(a)) > span(boundOf(b)) {
					small, large = bs, as
				}
				e := expectedOfNormal(small, large, span(boundOfSides(small)), span(boundOfSides(large)), sigma, most)
				got, method, limit = e.Value, "normal", e.Error/most
			case ratio >= 0.05:
				method, limit = "boundary", 1e-6
				got = expectedByBoundary(as, bs, sigma)
			default:
				got = new(room).expectedByFlow(clipArea(a, b), as, bs, sigma)
			}
			off := math.Abs(got-want) / most
			if worst[method] = max(worst[method], off); off > limit {
				t.Fatalf("%s, σ = %v d: %v and %v: %v, closed form %v", method, ratio, a, b, got, want)
			}
		}
	}
	t.Logf("worst differences, of the smaller area: %v", worst)
}

// At the borders between methods the expected area does not jump.
func TestTheExpectedAreaDoesNotJumpWhereTheMethodChanges(t *testing.T) {
	rnd := rand.New(rand.NewPCG(77, 78))
	for range sized(100, 5000) {
		for _, kind := range expectedKinds {
			a, b := kind.pair(rnd)
			size := min(span(boundOf(a)), span(boundOf(b)))
			a = placed(rnd, a, b, size/10)
			x, y := shapeOf(a), shapeOf(b)
			most := min(x.area, y.area)
			for _, border := range []float64{1, 1. / 20, 1e-4} {
				below, above := ExpectedArea(x, y, size*border*(1-1e-9)), ExpectedArea(x, y, size*border*(1+1e-9))
				if jump := math.Abs(below.Value-above.Value) / most; jump > expectedTolerance {
					t.Errorf("%s, %v and %v at σ = %v d: %v below, %v above", kind.name, a, b, border, below, above)
				}
			}
		}
	}
}

// The expected area of a shape that is not convex is the sum over its convex parts, each
// measured on its own by the second method.
func TestVerifyExpectedAreasOfShapesThatAreNotConvexAreSums(t *testing.T) {
	var lock sync.Mutex
	worst, over := 0.0, 0.0
	eachCase(79, sized(30, 1000), func(i int, rnd *rand.Rand) {
		kind := 1 + i%2
		a, b, sigma := likelyScene(rnd, kind)
		x, y := NewShape(a), NewShape(b)
		want := 0.0
		for _, p := range fanOf(a).pieces {
			for _, q := range fanOf(b).pieces {
				if narrow(p.ring) || narrow(q.ring) {
					return // of which level cuts cannot be had well
				}
				want += p.sign * q.sign * expectedReference(p.ring, q.ring, sigma)
			}
		}
		got := ExpectedArea(x, y, sigma)
		off := math.Abs(got.Value - want)
		lock.Lock()
		defer lock.Unlock()
		worst, over = max(worst, off/min(x.area, y.area)), max(over, off/got.Error)
		if off > got.Error {
			t.Errorf("case %d, σ = %v: %v and %v: %+v, want %v", i, sigma, a, b, got, want)
		}
	})
	t.Logf("worst error %.1e of the smaller area, %.2f of what is stated", worst, over)
}

func narrow(r ring) bool {
	return ringArea(r) < 0.01*square(span(boundOf(r)))
}

// everywhere is a window that holds all of a shape.
func (s *Shape) everywhere() orb.Bound { return s.bound.Pad(1 + span(s.bound)) }

// The outline of the trapezoids of a shape is that of the shape.
func TestTheOutlineOfAllPartsIsThatOfTheShape(t *testing.T) {
	rnd := rand.New(rand.NewPCG(73, 74))
	for i := range sized(200, 10_000) {
		var g orb.Geometry = orb.Polygon{star(rnd, 5+rnd.IntN(20), 0, 0, 5), star(rnd, 4+rnd.IntN(5), 0, 0, 1)}
		switch i % 3 {
		case 1:
			g = orb.Polygon{randomRing(rnd, 4+rnd.IntN(8), 10)} // crosses itself
		case 2:
			g = orb.MultiPolygon{rect(0, 0, 2, 2), rect(1, 1, 2, 2), rect(2, 0, 1, 1), rect(0, 2, 1, float64(1+rnd.IntN(3)))}
		}
		s := NewShape(g)
		parts := s.parts(s.everywhere())
		outline := outlineOf(parts, nil)
		sum := 0.0
		for _, r := range parts {
			sum += ringArea(r)
		}
		m := momentsOf(outline)
		if math.Abs(m.area-s.area) > 1e-9 || math.Abs(sum-s.area) > 1e-9 {
			t.Fatalf("%v: %v m², outline %v, parts %v", g, s.area, m.area, sum)
		}
		// All ways add up to nothing: it is closed.
		var end orb.Point
		for _, d := range outline {
			w := d.way()
			end[0], end[1] = end[0]+w[0], end[1]+w[1]
		}
		if math.Hypot(end[0], end[1]) > 1e-8 {
			t.Fatalf("%v: the outline ends %v from where it begins", g, end)
		}
		if i%3 == 0 && len(outline) > len(s.points)+4 {
			t.Fatalf("%v: %d sides of %d corners", g, len(outline), len(s.points))
		}
	}
}

func BenchmarkExpectedArea(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	x, y := anyQuad(rnd, 2, 1), moved(anyQuad(rnd, 2, 1), 0.5, 0.3)
	for _, ratio := range []float64{0.01, 0.04, 0.06, 0.2, 0.5, 0.9, 1.5, 5} {
		b.Run(fmt.Sprint(ratio), func(b *testing.B) {
			p := newPair(shapeOf(x), shapeOf(y), 2.2*ratio)
			b.ReportAllocs()
			for b.Loop() {
				p.expectedArea()
			}
		})
	}
	s, t := NewShape(orb.Polygon{star(rnd, 40, 0, 0, 5)}), NewShape(orb.Polygon{star(rnd, 40, 2, 1, 5)})
	for _, ratio := range []float64{0.01, 0.06, 0.5} {
		b.Run(fmt.Sprint("stars ", ratio), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				newPair(s, t, 10*ratio).expectedArea()
			}
		})
	}
}
