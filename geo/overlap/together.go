package overlap

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Body is one of the areas of a joint question.
type Body struct {
	Geometry orb.Geometry // longitude/latitude
	Error    geo.PositionError
	// Seed names the body: its own error is drawn from it, the same in every run.
	Seed uint64
	// AnyOnly bodies count for Any but not for areas: what they cover is counted by others,
	// as the outline of a cemetery whose graves are bodies too.
	AnyOnly bool
}

// Joint is what is to be expected of all pairs of a place together.
type Joint struct {
	// Any is the probability that at least one pair shares ground.
	Any Estimate
	// Expected is the total area in m² that all pairs are expected to share; ground that is
	// shared with two at once counts twice.
	Expected Estimate
	// Quantiles of that total, in m², for the levels that were asked for.
	Quantiles []Estimate
	// Pairs is how many pairs lie near enough to matter, Nodes how many draws of all
	// errors were looked at, LeftOut how many pairs were too many to look at.
	Pairs, Nodes, LeftOut int
}

// JointOptions say how far to look.
type JointOptions struct {
	Cap    float64   // pairs farther apart than so many metres are left out
	Levels []float64 // of the quantiles
	// Skip leaves a pair out. Nil leaves out none but a body with itself.
	Skip func(a, b int) bool
}

// Together answers for all pairs of one set with another at once. Errors that bodies share
// move them together, so that the pairs are far from independent: with graves of a plan
// that is shifted by 30 m, either many of them meet others or none does.
//
// All errors are drawn again and again: the shared ones evenly spread over their space (a
// rank-one sequence, shifted at random sixteen times), the own ones at random from the
// seeds of the bodies. The errors that are stated come from how much the sixteen parts
// differ, as the half-width of a 95 % confidence interval. The draws are the same in every
// run and for every place, and do not depend on the order of the bodies but for rounding.
//
// Every pair within four standard deviations of each other counts, which leaves out those
// with a probability below 3.4e-4. Bodies whose accuracy is not known are in no pair.
// Work is bounded: where pairs are many, fewer draws are looked at, down to 256; a body of
// the first set is compared with the nearest of the second, 512 at most and maxMeasured in
// all; and beyond maxJointPieces pairs of convex parts the least probable are left out.
// The errors of Any and Expected cover what is left out; quantiles are then those of the
// rest, and the true ones greater.
func Together(ctx context.Context, as, bs []Body, opt JointOptions) (Joint, error) {
	s := newScene(as, bs, opt)
	if err := s.findPairs(ctx); err != nil {
		return Joint{}, err
	}
	s.limit()
	if err := s.draw(ctx); err != nil {
		return Joint{}, err
	}
	return s.result(), nil
}

const (
	jointReach     = 4       // standard deviations
	maxNear        = 512     // bodies of b that one of a is compared with, if a are few
	leastNear      = 16      // and if they are many
	maxMeasured    = 1 << 20 // pairs in all, unless leastNear makes more
	maxJointPieces = 1 << 17 // pairs of convex parts
	jointWork      = 100e6   // pairs of parts times draws
	mostNodes      = 4096
	leastNodes     = 256
	replicates     = 16
)

// scene is a joint question under way.
type scene struct {
	as, bs   []Body
	opt      JointOptions
	pairs    []jointPair
	pieces   int
	expected Estimate
	leftOut  int
	leftMass float64    // of those left out that were measured, the sum of their probabilities
	unknown  bool       // others were not even measured
	bar      *jointPair // the first left out: none after it is kept
	nodes    int
	any      []bool
	total    []float64
	room     room
}

// jointPair is a pair with the convex parts of both in the plane of the first.
type jointPair struct {
	a, b        int
	probability float64
	as, bs      []ring
	anyOnly     bool
}

func newScene(as, bs []Body, opt JointOptions) *scene {
	return &scene{as: as, bs: bs, opt: opt}
}

// findPairs fills pairs with all that are near enough, their parts and probabilities.
func (s *scene) findPairs(ctx context.Context) error {
	reach := func(bodies []Body) func(int) float64 {
		return func(i int) float64 {
			return min(s.opt.Cap, jointReach*bodies[i].Error.Total().Sigma())
		}
	}
	nearest := max(leastNear, min(maxNear, maxMeasured/max(1, len(s.as))))
	w := worker{join: newJoin(geometriesOf(s.as), geometriesOf(s.bs), Options{
		ReachA: reach(s.as), ReachB: reach(s.bs), Most: func(int) int { return nearest },
		Reach: func(a, b int) float64 {
			return min(s.opt.Cap, jointReach*geo.Between(s.as[a].Error, s.bs[b].Error).Sigma())
		},
		Skip: func(a, b int) bool {
			return !s.as[a].Error.Known() || !s.bs[b].Error.Known() || s.as[a].Seed == s.bs[b].Seed ||
				s.opt.Skip != nil && s.opt.Skip(a, b)
		},
	})}
	for i := range s.as {
		if err := ctx.Err(); err != nil {
			return err
		}
		if others := w.eachNear(i, func(k int) { s.addPair(&w, i, k) }); others > 0 {
			s.leftOut += others
			s.unknown = true
			if !s.as[i].AnyOnly {
				s.expected.Error += float64(others) * w.first.area // no pair shares more
			}
		}
	}
	return nil
}

func geometriesOf(bodies []Body) []orb.Geometry {
	list := make([]orb.Geometry, len(bodies))
	for i, b := range bodies {
		list[i] = b.Geometry
	}
	return list
}

// addPair looks at the pair whose shapes the worker has set.
func (s *scene) addPair(w *worker, i, k int) {
	sigma := geo.Between(s.as[i].Error, s.bs[k].Error).Sigma()
	if math.Sqrt(gap2(w.first.bound, w.second.bound)) > w.reach(i, k) {
		return
	}
	var p pair
	p.set(&w.first, &w.second, sigma, &s.room)
	if len(p.as) == 0 || len(p.bs) == 0 {
		return
	}
	anyOnly := s.as[i].AnyOnly || s.bs[k].AnyOnly
	if !anyOnly {
		e := p.expectedArea()
		s.expected.Value += e.Value
		s.expected.Error += e.Error
	}
	s.pieces += len(p.as) * len(p.bs)
	s.pairs = append(s.pairs, jointPair{i, k, p.probability().Value, kept(p.as), kept(p.bs), anyOnly})
	if s.pieces > 2*maxJointPieces {
		s.leaveOut()
	}
}

// kept copies rings out of memory that the next shape will use.
func kept(list []ring) []ring {
	out := make([]ring, len(list))
	for i, r := range list {
		out[i] = slices.Clone(r)
	}
	return out
}

// limit leaves out pairs if even the fewest draws of all would be too many, and chooses how
// many draws are looked at.
func (s *scene) limit() {
	if s.pieces > maxJointPieces || s.bar != nil {
		s.leaveOut()
	}
	s.nodes = mostNodes
	for s.nodes > leastNodes && float64(s.nodes)*float64(s.pieces) > jointWork {
		s.nodes /= 2
	}
}

// leaveOut keeps the most probable pairs with no more than maxJointPieces parts. What it
// keeps in the end does not depend on when it is called in between, nor on the order of the
// bodies: as many from the top as there is room for, up to the first that finds none.
func (s *scene) leaveOut() {
	slices.SortFunc(s.pairs, s.compare)
	n, pieces := 0, 0
	for ; n < len(s.pairs); n++ {
		p := &s.pairs[n]
		more := len(p.as) * len(p.bs)
		if s.bar != nil && s.compare(*p, *s.bar) > 0 {
			break
		}
		if pieces+more > maxJointPieces {
			s.bar = &jointPair{a: p.a, b: p.b, probability: p.probability}
			break
		}
		pieces += more
	}
	for _, p := range s.pairs[n:] {
		s.leftMass += p.probability
	}
	s.leftOut += len(s.pairs) - n
	clear(s.pairs[n:])
	s.pairs, s.pieces = s.pairs[:n], pieces
}

// compare puts the more probable of two pairs first.
func (s *scene) compare(p, q jointPair) int {
	return cmp.Or(cmp.Compare(q.probability, p.probability),
		cmp.Compare(s.as[p.a].Seed, s.as[q.a].Seed), cmp.Compare(s.bs[p.b].Seed, s.bs[q.b].Seed))
}

// draw looks at every pair at every node.
func (s *scene) draw(ctx context.Context) error {
	s.any, s.total = make([]bool, s.nodes), make([]float64, s.nodes)
	d := newDraws(s.inPairs(), s.nodes)
	for _, p := range s.pairs {
		if err := ctx.Err(); err != nil {
			return err
		}
		a, b := d.of(s.as[p.a]), d.of(s.bs[p.b])
		for _, x := range p.as {
			for _, y := range p.bs {
				s.drawPieces(x, y, a, b, p.anyOnly)
			}
		}
	}
	return nil
}

// inPairs are the bodies that are in a pair. Others must not decide how errors are drawn:
// the answer depends on nothing that lies too far away to matter.
func (s *scene) inPairs() []Body {
	var list []Body
	a, b := make([]bool, len(s.as)), make([]bool, len(s.bs))
	for _, p := range s.pairs {
		if !a[p.a] {
			a[p.a] = true
			list = append(list, s.as[p.a])
		}
		if !b[p.b] {
			b[p.b] = true
			list = append(list, s.bs[p.b])
		}
	}
	return list
}

// drawPieces adds what two convex parts share at each node.
func (s *scene) drawPieces(x, y ring, a, b []shift, anyOnly bool) {
	s.room.sum = difference(x, y, s.room.sum[:0])
	m := s.room.sum
	box := boundOf(m)
	for k := range s.total {
		v := orb.Point{float64(a[k][0] - b[k][0]), float64(a[k][1] - b[k][1])}
		if v[0] <= box.Min[0] || v[0] >= box.Max[0] || v[1] <= box.Min[1] || v[1] >= box.Max[1] || !holds(m, v) {
			continue
		}
		s.any[k] = true
		if anyOnly {
			continue
		}
		s.total[k] += clipArea(s.room.shift(x, v[0], v[1]), y)
	}
}

// holds reports whether a point lies inside a convex ring.
func holds(r ring, p orb.Point) bool {
	last := r[len(r)-1]
	for _, q := range r {
		if cross(last, q, p) <= 0 {
			return false
		}
		last = q
	}
	return true
}

// result sums up the draws.
func (s *scene) result() Joint {
	j := Joint{Pairs: len(s.pairs) + s.leftOut, Nodes: s.nodes, LeftOut: s.leftOut, Expected: s.expected}
	j.Any = s.anyEstimate()
	sorted := slices.Sorted(slices.Values(s.total))
	for _, level := range s.opt.Levels {
		j.Quantiles = append(j.Quantiles, quantile(sorted, level))
	}
	return j
}

// anyEstimate is the share of the nodes at which something meets, with an interval from
// the spread of the replicates, but no narrower than if the next draw after all that were
// alike could be different (the rule of three).
func (s *scene) anyEstimate() Estimate {
	if len(s.pairs) == 0 {
		return Estimate{0, s.unseen(0)}
	}
	var sum, sum2 float64
	for r := range replicates {
		n := s.nodes / replicates
		hits := 0
		for _, met := range s.any[r*n : (r+1)*n] {
			if met {
				hits++
			}
		}
		share := float64(hits) / float64(n)
		sum, sum2 = sum+share, sum2+share*share
	}
	mean := sum / replicates
	const t15 = 2.131 // Student's t, 15 degrees of freedom, 97.5 %
	spread := math.Sqrt(max(0, sum2/replicates-mean*mean) / (replicates - 1))
	return Estimate{mean, max(t15*spread, 3/float64(s.nodes)) + s.unseen(mean)}
}

// unseen is how much the pairs that were left out could add.
func (s *scene) unseen(share float64) float64 {
	if s.unknown {
		return 1 - share
	}
	return min(1-share, s.leftMass)
}

// quantile is the least total that is not exceeded with a probability of level, with an
// interval from the order of the draws.
func quantile(sorted []float64, level float64) Estimate {
	n := float64(len(sorted))
	at := func(rank float64) float64 {
		return sorted[int(min(max(rank, 0), n-1))]
	}
	rank := math.Ceil(level*n) - 1
	off := 1.96 * math.Sqrt(n*level*(1-level))
	value := at(rank)
	return Estimate{value, max(at(math.Ceil(rank+off))-value, value-at(math.Floor(rank-off)))}
}
