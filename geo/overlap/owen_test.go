package overlap

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// Values of Patefield and Tandy (2000, Journal of Statistical Software 5:5), as they stand
// in the tests of Boost and of Burkardt's owens.
func TestOwensTIsThatOfPatefieldAndTandy(t *testing.T) {
	for _, c := range []struct{ h, a, want float64 }{
		{0.0625, 0.25, 3.8911930234701366e-02},
		{6.5, 0.4375, 2.0005773048508315e-11},
		{7, 0.96875, 6.3990627193898685e-13},
		{4.78125, 0.0625, 1.0632974804687463e-07},
		{2, 0.5, 8.6250779855215071e-03},
		{1, 0.9999975, 6.6741808978228592e-02},
		{0, 1, 0.125},
		{3, 0, 0},
		{0, math.Inf(1), 0.25},
		{1, math.Inf(1), 0.5 * 0.15865525393145705},
	} {
		if got := OwenT(c.h, c.a); math.Abs(got-c.want) > 1e-15+1e-13*c.want {
			t.Errorf("T(%v, %v) = %v, want %v", c.h, c.a, got, c.want)
		}
		if got := owenBySimpson(c.h, min(c.a, 1e6)); math.Abs(got-c.want) > 2e-7/max(c.a, 1)+1e-14 && !math.IsInf(c.a, 1) {
			t.Errorf("by Simpson's rule T(%v, %v) = %v, want %v", c.h, c.a, got, c.want)
		}
	}
}

// owenBySimpson is Owen's T by Simpson's rule, halving steps until they agree.
func owenBySimpson(h, a float64) float64 {
	f := func(angle float64) float64 { // x = tan(angle)
		c := math.Cos(angle)
		return math.Exp(-h * h / (2 * c * c))
	}
	end := math.Atan(a)
	var rule func(low, high, atLow, middle, atHigh, whole, tolerance float64, depth int) float64
	rule = func(low, high, atLow, middle, atHigh, whole, tolerance float64, depth int) float64 {
		mid := (low + high) / 2
		left, right := f((low+mid)/2), f((mid+high)/2)
		one := (mid - low) / 6 * (atLow + 4*left + middle)
		two := (high - mid) / 6 * (middle + 4*right + atHigh)
		if off := one + two - whole; depth == 0 || math.Abs(off) < 15*tolerance {
			return one + two + off/15
		}
		return rule(low, mid, atLow, left, middle, one, tolerance/2, depth-1) + rule(mid, high, middle, right, atHigh, two, tolerance/2, depth-1)
	}
	low, middle, high := f(0), f(end/2), f(end)
	return rule(0, end, low, middle, high, end/6*(low+4*middle+high), 1e-14, 40) / (2 * math.Pi)
}

func TestOwensTAgreesWithSimpsonsRule(t *testing.T) {
	rnd := rand.New(rand.NewPCG(51, 52))
	worst := 0.0
	for range sized(2000, 50_000) {
		h, a := 8*rnd.Float64()*rnd.Float64(), math.Exp(4*rnd.NormFloat64())
		off := math.Abs(OwenT(h, a) - owenBySimpson(h, a))
		if worst = max(worst, off); off > 1e-12 {
			t.Fatalf("T(%v, %v) = %v, by Simpson's rule %v", h, a, OwenT(h, a), owenBySimpson(h, a))
		}
	}
	t.Logf("worst difference %.1e", worst)
}

// massByOwen is the mass of the standard normal distribution of the plane inside rings that
// wind around it counterclockwise, wholly by Owen's T: each edge takes away what lies
// beyond its line, within the angle that it fills.
func massByOwen(rings ...[]orb.Point) float64 {
	sum := 0.0
	for _, r := range rings {
		for i, p := range r {
			q := r[(i+1)%len(r)]
			length := dist(p, q)
			c := p[0]*q[1] - p[1]*q[0]
			if length == 0 || c == 0 {
				continue
			}
			h := math.Abs(c) / length
			along := func(x orb.Point) float64 { return (x[0]*(q[0]-p[0]) + x[1]*(q[1]-p[1])) / length }
			owen := func(x float64) float64 { return math.Copysign(owenBySimpson(h, math.Abs(x)/h), x) }
			angle := math.Atan2(c, p[0]*q[0]+p[1]*q[1]) / (2 * math.Pi)
			sum += angle - math.Copysign(owen(along(q))-owen(along(p)), c)
		}
	}
	return sum
}

func TestEdgeMassesAgreeWithOwensT(t *testing.T) {
	rnd := rand.New(rand.NewPCG(53, 54))
	worst, total := 0.0, 0.0
	for range sized(2000, 50_000) {
		p := orb.Point{3 * rnd.NormFloat64(), 3 * rnd.NormFloat64()}
		length := math.Exp(2.5 * rnd.NormFloat64())
		sin, cos := math.Sincos(2 * math.Pi * rnd.Float64())
		q := orb.Point{p[0] + length*cos, p[1] + length*sin}
		// The triangle of the origin and the edge: both rays from the origin count nothing.
		got, want := edgeMass(p, q), massByOwen([]orb.Point{{0, 0}, p, q})
		off := math.Abs(got - want)
		worst, total = max(worst, off), total+off
		if off > 1e-9 {
			t.Fatalf("%v to %v, %v long: %v, by Owen's T %v, off by %.1e", p, q, length, got, want, off)
		}
	}
	t.Logf("worst difference %.1e", worst)
}

func TestMassesOfRingsAgreeWithOwensT(t *testing.T) {
	rnd := rand.New(rand.NewPCG(55, 56))
	worst := 0.0
	for range sized(100, 5000) {
		size := math.Exp(1.5 * rnd.NormFloat64())
		r := ring(star(rnd, 3+rnd.IntN(30), 3*rnd.NormFloat64(), 3*rnd.NormFloat64(), size))
		r = r[:len(r)-1]
		got, want := ringMass(r), massByOwen(r)
		if worst = max(worst, math.Abs(got-want)); math.Abs(got-want) > 1e-8 {
			t.Fatalf("%v: %v, by Owen's T %v", r, got, want)
		}
	}
	t.Logf("worst difference %.1e", worst)
}

// The outline of the union of all sums of convex pieces, here by the convex hulls and the
// unions of simplefeatures, and its mass by Owen's T.
func probabilityByOwen(a, b orb.Geometry, sigma float64) (float64, error) {
	pieces := func(g orb.Geometry) (list []ring) {
		s := NewShape(g)
		return s.parts(s.everywhere())
	}
	var sums []geom.Geometry
	for _, x := range pieces(a) {
		for _, y := range pieces(b) {
			var xy []float64
			for _, p := range x {
				for _, q := range y {
					xy = append(xy, (q[0]-p[0])/sigma, (q[1]-p[1])/sigma)
				}
			}
			sums = append(sums, geom.NewLineString(geom.NewSequence(xy, geom.DimXY)).AsGeometry().ConvexHull())
		}
	}
	all, err := geom.UnaryUnion(geom.NewGeometryCollection(sums).AsGeometry())
	if err != nil {
		return 0, err
	}
	var rings [][]orb.Point
	polygons := all.ForceCCW().Dump()
	for _, g := range polygons {
		p, ok := g.AsPolygon()
		if !ok {
			continue
		}
		for k := -1; k < p.NumInteriorRings(); k++ {
			l := p.ExteriorRing()
			if k >= 0 {
				l = p.InteriorRingN(k)
			}
			var r []orb.Point
			for i := range l.Coordinates().Length() - 1 {
				c := l.Coordinates().GetXY(i)
				r = append(r, orb.Point{c.X, c.Y})
			}
			if way := ringArea(r); (way > 0) != (k < 0) {
				slices.Reverse(r)
			}
			rings = append(rings, r)
		}
	}
	return massByOwen(rings...), nil
}

func TestVerifyProbabilitiesAgreeWithOwensT(t *testing.T) {
	cases := sized(8, 1000)
	for kind := range groundKinds {
		var lock sync.Mutex
		worst, failed, over := 0.0, 0, 0.0
		eachCase(uint64(2000+kind), cases, func(i int, rnd *rand.Rand) {
			a, b, sigma := likelyScene(rnd, kind)
			want, err := massOrPanic(a, b, sigma)
			got := Probability(NewShape(a), NewShape(b), sigma)
			lock.Lock()
			defer lock.Unlock()
			if err != nil {
				failed++
				return
			}
			off := math.Abs(got.Value - want)
			worst, over = max(worst, off), max(over, off/got.Error)
			if off > 1e-8 {
				t.Errorf("%s %d: σ = %v, %v and %v: %+v, by Owen's T %v, off by %.1e", groundKinds[kind].name, i, sigma, a, b, got, want, off)
			}
		})
		t.Logf("%-12s %d pairs, worst difference %.1e, %.2f of the stated error; simplefeatures failed on %d", groundKinds[kind].name, cases, worst, over, failed)
		if failed > cases/8 {
			t.Errorf("simplefeatures failed on %d of %d", failed, cases)
		}
	}
}

func massOrPanic(a, b orb.Geometry, sigma float64) (p float64, err error) {
	defer recovered(&err)
	return probabilityByOwen(a, b, sigma)
}
