package overlap

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// How graves of 1 m by 2 m lie to each other, with the probability for any error that is
// far smaller than they are, and the crisp answers.
var placings = []struct {
	name             string
	b                orb.Polygon
	limit            float64 // P as σ → 0
	crisp, crispArea float64
	edge             float64 // metres along which they only touch
}{
	{"the same", rect(0, 0, 1, 2), 1, 1, 2, 0},
	{"a tenth across", rect(0.9, 0, 1, 2), 1, 1, 0.2, 0},
	{"a tenth apart", rect(1.1, 0, 1, 2), 0, 0, 0, 0},
	{"along an edge", rect(1, 0, 1, 2), 0.5, 0, 0, 2},
	{"along half an edge", rect(1, 1, 1, 2), 0.5, 0, 0, 1},
	{"at a corner", rect(1, 2, 1, 2), 0.25, 0, 0, 0},
}

func TestErrorsFarSmallerThanAGraveLeaveOnlyWhatTouchesInDoubt(t *testing.T) {
	a := NewShape(rect(0, 0, 1, 2))
	for _, c := range placings {
		b := NewShape(c.b)
		for _, sigma := range []float64{0, 1e-7} {
			p, e := Probability(a, b, sigma), ExpectedArea(a, b, sigma)
			if p != (Estimate{c.crisp, 0}) || math.Abs(e.Value-c.crispArea) > 1e-12 {
				t.Errorf("%s, σ = %v: %+v, %+v", c.name, sigma, p, e)
			}
		}
		for _, sigma := range []float64{1.01e-6, 1e-5, 1e-4, 1e-3, 1e-2} {
			p, e, least := Probability(a, b, sigma), ExpectedArea(a, b, sigma), AreaProbability(a, b, sigma, 1)
			if math.Abs(p.Value-c.limit) > 1e-8 {
				t.Errorf("%s, σ = %v: P = %+v, want %v", c.name, sigma, p, c.limit)
			}
			// Along a common edge half of the mean of |δ| is gained, where both end at the same
			// height or side the mean of |δ| is lost.
			mean := sigma * math.Sqrt(2/math.Pi)
			want := c.edge * mean / 2
			switch c.name {
			case "the same":
				want = (1 - mean) * (2 - mean)
			case "a tenth across":
				want = 0.1 * (2 - mean)
			}
			if math.Abs(e.Value-want) > sigma*sigma+1e-9 {
				t.Errorf("%s, σ = %v: E = %+v, want %v", c.name, sigma, e, want)
			}
			if (least.Value > 0.5) != (c.name == "the same") {
				t.Errorf("%s, σ = %v: P(1 m²) = %+v", c.name, sigma, least)
			}
		}
	}
}

// Graves that are no rectangles, so that no closed form helps.
func TestIrregularGravesThatTouchAreInDoubtToo(t *testing.T) {
	rnd := rand.New(rand.NewPCG(91, 92))
	for range 50 {
		r := ring(quad(rnd, 0, 0))[:4]
		p, q := r[1], r[2]
		far := orb.Point{p[0] + q[1] - p[1], p[1] - q[0] + p[0]}
		a, b := shapeOf(r), shapeOf(ring{q, p, far})
		edge := dist(p, q)
		for _, sigma := range []float64{1.01e-6, 1e-4, 1e-3} {
			if got := Probability(a, b, sigma); math.Abs(got.Value-0.5) > 1e-6 {
				t.Errorf("σ = %v: %+v", sigma, got)
			}
			want := edge * sigma / math.Sqrt(2*math.Pi)
			if got := ExpectedArea(a, b, sigma); math.Abs(got.Value-want) > 3*sigma*sigma+got.Error {
				t.Errorf("σ = %v: %+v, want %v", sigma, got, want)
			}
		}
		if got := Measure(a, b); got.Relation != Touches || Probability(a, b, 0).Value != 0 {
			t.Errorf("recorded exactly: %+v", got)
		}
	}
}

func TestErrorsFarGreaterThanAGraveLeaveTheDensityTimesTheGround(t *testing.T) {
	for _, c := range []struct {
		a, b orb.Geometry
		sum  float64 // m² of the Minkowski sum
	}{
		{rect(0, 0, 1, 2), rect(3, 5, 1, 2), 8},
		{orb.Ring{{0, 0}, {2, 0}, {0, 2}, {0, 0}}, orb.Ring{{0, 0}, {0, 2}, {-2, 0}, {0, 0}}, 2 + 2 + 8},
		{orb.Polygon{rect(0, 0, 9, 9)[0], rect(4, 4, 1, 1)[0]}, rect(0, 0, 2, 2), 121},
	} {
		a, b := NewShape(c.a), NewShape(c.b)
		for _, sigma := range []float64{1e3, 1e4, 1e5, 1e6} {
			density := 1 / (2 * math.Pi * sigma * sigma)
			p, e := Probability(a, b, sigma), ExpectedArea(a, b, sigma)
			if math.Abs(p.Value/(c.sum*density)-1) > 1e-3 {
				t.Errorf("σ = %v: P = %v, want %v", sigma, p.Value, c.sum*density)
			}
			if want := a.Area() * b.Area() * density; math.Abs(e.Value/want-1) > 1e-3 {
				t.Errorf("σ = %v: E = %v, want %v", sigma, e.Value, want)
			}
			if got := AreaProbability(a, b, sigma, 1); got.Value > p.Value+got.Error {
				t.Errorf("σ = %v: P(1 m²) = %v, P = %v", sigma, got, p)
			}
		}
	}
}

func TestWhatHasNoAnswerHasADefinedOne(t *testing.T) {
	grave, line, point := NewShape(rect(0, 0, 1, 2)), NewShape(orb.LineString{{0, 0}, {1, 1}}), NewShape(orb.Point{0.5, 0.5})
	flat, nothing := NewShape(orb.Ring{{0, 0}, {1, 1}, {2, 2}, {0, 0}}), NewShape(nil)
	twice := NewShape(orb.Polygon{rect(0, 0, 1, 2)[0], rect(0, 0, 1, 2)[0]})
	for _, f := range []func(a, b *Shape, sigma float64) Estimate{
		Probability, ExpectedArea,
		func(a, b *Shape, sigma float64) Estimate { return AreaProbability(a, b, sigma, 0.25) },
	} {
		for _, sigma := range []float64{math.NaN(), -1, math.Inf(-1)} {
			if got := f(grave, grave, sigma); !math.IsNaN(got.Value) {
				t.Errorf("σ = %v: %+v", sigma, got)
			}
		}
		for _, none := range []*Shape{line, point, flat, nothing, twice} {
			for _, sigma := range []float64{0, 1e-6, 1, 1e6} {
				if got, back := f(none, grave, sigma), f(grave, none, sigma); got != (Estimate{}) || back != (Estimate{}) {
					t.Errorf("without area, σ = %v: %+v, %+v", sigma, got, back)
				}
			}
		}
		if got := f(grave, grave, math.Inf(1)); got.Value != 0 || !(got.Error < 1e-8) {
			t.Errorf("lost altogether: %+v", got)
		}
	}
}

// comb has n teeth a tenth of a metre wide, a tenth apart, on a back.
func comb(n int, turned bool) orb.Polygon {
	r := orb.Ring{{0, -1}}
	r = append(r, orb.Point{0.2 * float64(n), -1})
	for i := n - 1; i >= 0; i-- {
		x := 0.2 * float64(i)
		r = append(r, orb.Point{x + 0.15, 0}, orb.Point{x + 0.15, 5}, orb.Point{x + 0.05, 5}, orb.Point{x + 0.05, 0})
	}
	r = append(r, orb.Point{0, 0}, r[0])
	if turned {
		for i, p := range r {
			r[i] = orb.Point{p[1], p[0]}
		}
		r.Reverse()
	}
	return orb.Polygon{r}
}

// Shapes of more parts than are added up: the stated error has to hold the truth.
func TestVerifyShapesOfVeryManyPartsStateHowFarOffTheyAre(t *testing.T) {
	rnd := rand.New(rand.NewPCG(93, 94))
	throws, teeth, points := sized(100, 50_000), sized(24, 60), sized(70, 150)
	for _, c := range []struct {
		name  string
		a, b  orb.Polygon
		sigma []float64
	}{
		{"combs", comb(teeth, false), comb(teeth, true), []float64{0.05, 1}},
		{"stars", orb.Polygon{star(rnd, points, 0, 0, 5)}, orb.Polygon{star(rnd, points, 6, 4, 5)}, []float64{0.3, 3}},
		{"a comb and a grave", comb(teeth, false), rect(2, 5.05, 1, 2), []float64{0.05, 1}},
		{"a star with stars for holes", orb.Polygon{star(rnd, points/2, 0, 0, 9), star(rnd, 30, 0, 0, 3)}, orb.Polygon{star(rnd, points/2, 0, 0, 2.5)}, []float64{0.3, 3}},
	} {
		a, b := NewShape(c.a), NewShape(c.b)
		fa, fb := fanOf(c.a), fanOf(c.b)
		for _, sigma := range c.sigma[:sized(1, 2)] {
			p, e, least := Probability(a, b, sigma), ExpectedArea(a, b, sigma), AreaProbability(a, b, sigma, 1)
			got := throwFor(rnd, &fa, &fb, sigma, throws, 1)
			t.Logf("%s, σ = %v: P %+v, thrown %.4f; E %+v, thrown %.4f; P(1 m²) %+v, thrown %.4f",
				c.name, sigma, p, got.meet, e, got.expected, least, got.enough)
			if z := got.scoreOfShare(p, got.meet); math.Abs(z) > 5 {
				t.Errorf("%s, σ = %v: P = %+v, thrown %v", c.name, sigma, p, got.meet)
			}
			if z := beyondError(e.Value-got.expected, e.Error) / math.Sqrt(got.expectedVari+1e-18); math.Abs(z) > 5 {
				t.Errorf("%s, σ = %v: E = %+v, thrown %v", c.name, sigma, e, got.expected)
			}
			if z := got.scoreOfShare(least, got.enough); math.Abs(z) > 5 {
				t.Errorf("%s, σ = %v: P(1 m²) = %+v, thrown %v", c.name, sigma, least, got.enough)
			}
		}
	}
}
