package overlap

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// The second method for everything that is said of uncertain positions: throw the offset
// a million times and look. It shares nothing with Minkowski sums, trapezoids, boundary
// integrals or the clip: shapes are sums of signed triangles, and the area that two shapes
// share is that of the triangles of one with those of the other.

// fan is an area as convex pieces that count for or against it.
type fan struct {
	pieces []signed
	bound  orb.Bound
}

type signed struct {
	ring  ring
	sign  float64
	bound orb.Bound
}

// fanOf makes a fan of valid polygons: a triangle from the middle of a ring to each edge,
// for it if that turns left. Holes run the other way. A convex ring is a piece itself.
func fanOf(g orb.Geometry) fan {
	f := fan{bound: g.Bound()}
	add := func(r ring, sign float64) { f.pieces = append(f.pieces, signed{r, sign, boundOf(r)}) }
	polygons, ok := g.(orb.MultiPolygon)
	if !ok {
		polygons = orb.MultiPolygon{g.(orb.Polygon)}
	}
	for _, p := range polygons {
		if s := NewShape(p); len(s.convex) > 0 {
			add(s.convex, 1)
			continue
		}
		for k, closed := range p {
			r := ring(closed[:len(closed)-1])
			way := math.Copysign(1, ringArea(r))
			if k > 0 {
				way = -way
			}
			m := middleOf(r)
			for i, p := range r {
				q := r[(i+1)%len(r)]
				switch c := cross(m, p, q); {
				case c > 0:
					add(ring{m, p, q}, way)
				case c < 0:
					add(ring{m, q, p}, -way)
				}
			}
		}
	}
	return f
}

func middleOf(r ring) orb.Point {
	var m orb.Point
	for _, p := range r {
		m[0], m[1] = m[0]+p[0]/float64(len(r)), m[1]+p[1]/float64(len(r))
	}
	return m
}

// bench is room to cut on.
type bench struct{ moved, one, two []orb.Point }

// commonArea is the area of a convex ring cut by the lines of another.
func (b *bench) commonArea(r, by []orb.Point) float64 {
	from := by[len(by)-1]
	for _, to := range by {
		ex, ey := to[0]-from[0], to[1]-from[1]
		out := b.one[:0]
		last := r[len(r)-1]
		lastSide := ex*(last[1]-from[1]) - ey*(last[0]-from[0])
		for _, p := range r {
			side := ex*(p[1]-from[1]) - ey*(p[0]-from[0])
			if (side > 0) != (lastSide > 0) {
				t := lastSide / (lastSide - side)
				out = append(out, orb.Point{last[0] + t*(p[0]-last[0]), last[1] + t*(p[1]-last[1])})
			}
			if side > 0 {
				out = append(out, p)
			}
			last, lastSide = p, side
		}
		if len(out) < 3 {
			return 0
		}
		b.one, b.two = b.two, out
		r, from = out, to
	}
	sum := 0.0
	last := r[len(r)-1]
	for _, p := range r {
		sum += (last[0]-r[0][0])*(p[1]-r[0][1]) - (last[1]-r[0][1])*(p[0]-r[0][0])
		last = p
	}
	return sum / 2
}

// shared is the area that the fan, moved, shares with another.
func (f *fan) shared(dx, dy float64, with *fan, room *bench) float64 {
	if !boundsMeet(movedBound(f.bound, dx, dy), with.bound) {
		return 0
	}
	sum := 0.0
	for i := range f.pieces {
		p := &f.pieces[i]
		bound := movedBound(p.bound, dx, dy)
		var at []orb.Point
		for k := range with.pieces {
			q := &with.pieces[k]
			if !boundsMeet(bound, q.bound) {
				continue
			}
			if at == nil {
				at = room.moved[:0]
				for _, c := range p.ring {
					at = append(at, orb.Point{c[0] + dx, c[1] + dy})
				}
				room.moved = at
			}
			sum += p.sign * q.sign * room.commonArea(at, q.ring)
		}
	}
	return sum
}

func movedBound(b orb.Bound, dx, dy float64) orb.Bound {
	b.Min[0], b.Max[0] = b.Min[0]+dx, b.Max[0]+dx
	b.Min[1], b.Max[1] = b.Min[1]+dy, b.Max[1]+dy
	return b
}

func boundsMeet(a, b orb.Bound) bool {
	return a.Min[0] < b.Max[0] && b.Min[0] < a.Max[0] && a.Min[1] < b.Max[1] && b.Min[1] < a.Max[1]
}

// thrown is what n throws of the offset have shown.
type thrown struct {
	n                      float64
	meet, enough           float64
	expected, expectedVari float64 // m², and the variance of its mean
}

const enoughM2 = 0.25

func throw(rnd *rand.Rand, a, b *fan, sigma float64, n int) thrown {
	return throwFor(rnd, a, b, sigma, n, enoughM2)
}

func throwFor(rnd *rand.Rand, a, b *fan, sigma float64, n int, least float64) thrown {
	t := thrown{n: float64(n)}
	var room bench
	var sum, sum2 float64
	for range n {
		area := a.shared(sigma*rnd.NormFloat64(), sigma*rnd.NormFloat64(), b, &room)
		if area > 1e-9 {
			t.meet++
		}
		if area >= least {
			t.enough++
		}
		sum += area
		sum2 += area * area
	}
	t.meet, t.enough, t.expected = t.meet/t.n, t.enough/t.n, sum/t.n
	t.expectedVari = max(0, sum2/t.n-t.expected*t.expected) / t.n
	return t
}

// scoreOfShare is how many standard errors a probability lies from the share of the
// throws, beyond what it states as its own error.
func (t thrown) scoreOfShare(p Estimate, share float64) float64 {
	deviation := math.Sqrt(max(p.Value*(1-p.Value), 1/t.n) / t.n)
	return beyondError(p.Value-share, p.Error) / deviation
}

func beyondError(off, err float64) float64 {
	return math.Copysign(max(0, math.Abs(off)-err), off)
}

// groundKinds make one of the shapes that graves are recorded as, about the origin and
// some metres across.
var groundKinds = []struct {
	name string
	make func(rnd *rand.Rand) orb.Geometry
}{
	{"convex", func(rnd *rand.Rand) orb.Geometry { return orb.Polygon{quad(rnd, 0, 0)} }},
	{"not convex", func(rnd *rand.Rand) orb.Geometry {
		return orb.Polygon{star(rnd, 5+rnd.IntN(5), 0, 0, 1+2*rnd.Float64())}
	}},
	{"holed", func(rnd *rand.Rand) orb.Geometry {
		for {
			size := 1.5 + 2*rnd.Float64()
			shell, hole := star(rnd, 5+rnd.IntN(4), 0, 0, size), star(rnd, 3+rnd.IntN(3), 0, 0, 0.3*size)
			inside := NewShape(shell).area - NewShape(hole).area
			if p := (orb.Polygon{shell, hole}); math.Abs(NewShape(p).area-inside) < 1e-12 {
				return p // the hole lies within the shell
			}
		}
	}},
	{"row", func(rnd *rand.Rand) orb.Geometry {
		line := orb.LineString{{-2 - 6*rnd.Float64(), 0}, {2 + 6*rnd.Float64(), 4 * rnd.Float64()}}
		if rnd.IntN(2) == 0 { // bent
			line = append(line, orb.Point{line[1][0] + 2*rnd.Float64(), line[1][1] + 2 + 3*rnd.Float64()})
		}
		g, err := Strip(line, 1+rnd.Float64())
		if err != nil {
			panic(err)
		}
		return g
	}},
	{"point", func(rnd *rand.Rand) orb.Geometry { return Disc(orb.Point{}, 0.5+4*rnd.Float64()) }},
}

// scene is a pair whose probability is what was asked for, or as near as can be.
func likelyScene(rnd *rand.Rand, kind int) (a, b orb.Geometry, sigma float64) {
	a = groundKinds[kind].make(rnd)
	b = groundKinds[rnd.IntN(len(groundKinds))].make(rnd)
	sa, sb := NewShape(a), NewShape(b)
	sigma = math.Sqrt(min(sa.area, sb.area)) * 0.05 * math.Pow(100, rnd.Float64())
	sin, cos := math.Sincos(2 * math.Pi * rnd.Float64())
	want := 0.01 + 0.98*rnd.Float64()
	near, far := 0.0, span(sa.bound)+span(sb.bound)+3*sigma
	for range 30 {
		middle := (near + far) / 2
		if Probability(sa.shifted(middle*cos, middle*sin), sb, sigma).Value > want {
			near = middle
		} else {
			far = middle
		}
	}
	return translated(a, near*cos, near*sin), b, sigma
}

func translated(g orb.Geometry, dx, dy float64) orb.Geometry {
	p := func(p orb.Polygon) orb.Polygon {
		p = p.Clone()
		for _, r := range p {
			for i := range r {
				r[i][0], r[i][1] = r[i][0]+dx, r[i][1]+dy
			}
		}
		return p
	}
	if m, ok := g.(orb.MultiPolygon); ok {
		out := make(orb.MultiPolygon, len(m))
		for i := range m {
			out[i] = p(m[i])
		}
		return out
	}
	return p(g.(orb.Polygon))
}

func TestVerifyLikelihoodsAgreeWithAMillionThrows(t *testing.T) {
	cases, throws := sized(12, 200), sized(6000, 1_000_000)
	for kind := range groundKinds {
		name := groundKinds[kind].name
		meet, enough, expected, rawEnough, rawExpected := make(scores, cases), make(scores, cases), make(scores, cases), make(scores, cases), make(scores, cases)
		ps := make([]float64, cases)
		eachCase(uint64(1000+kind), cases, func(i int, rnd *rand.Rand) {
			a, b, sigma := likelyScene(rnd, kind)
			sa, sb := NewShape(a), NewShape(b)
			fa, fb := fanOf(a), fanOf(b)
			got := throw(rnd, &fa, &fb, sigma, throws)
			p, e, least := Probability(sa, sb, sigma), ExpectedArea(sa, sb, sigma), AreaProbability(sa, sb, sigma, enoughM2)
			ps[i] = p.Value
			meet[i] = got.scoreOfShare(p, got.meet)
			enough[i] = got.scoreOfShare(least, got.enough)
			rawEnough[i] = got.scoreOfShare(Estimate{Value: least.Value}, got.enough)
			deviation := math.Sqrt(max(got.expectedVari, square(1e-2*min(sa.area, sb.area)/got.n)))
			rawExpected[i] = (e.Value - got.expected) / deviation
			expected[i] = beyondError(e.Value-got.expected, e.Error) / deviation
			if z := max(math.Abs(meet[i]), math.Abs(expected[i]), math.Abs(enough[i])); z > 4 {
				t.Logf("%s %d: σ = %v, %v and %v: %+v %+v %+v, thrown %+v", name, i, sigma, a, b, p, e, least, got)
			}
		})
		low, high := 1.0, 0.0
		for _, p := range ps {
			low, high = min(low, p), max(high, p)
		}
		t.Logf("%s: %d pairs, %d throws each, P from %.3f to %.3f", name, cases, throws, low, high)
		meet.mustBeNormal(t, name+", probability")
		expected.mustBeNormal(t, name+", expected area")
		enough.mustBeNormal(t, name+fmt.Sprintf(", %v m² or more", enoughM2))
		t.Logf("%-34s mean %+.3f, variance %.3f, worst %.2f", "  area, stated error not allowed", rawExpected.mean(), rawExpected.variance(), rawExpected.worst())
		t.Logf("%-34s mean %+.3f, variance %.3f, worst %.2f", "  least, stated error not allowed", rawEnough.mean(), rawEnough.variance(), rawEnough.worst())
	}
}

func square(x float64) float64 { return x * x }
