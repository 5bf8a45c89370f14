package overlap

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// worker measures pairs with memory of its own.
type worker struct {
	*join
	first, second             Shape // as recorded
	groundFirst, groundSecond Shape // their footprints, if they have others
	plane                     geo.Plane
	near                      []int
	ranked                    []ranked
	seen                      []uint64 // bits, to sort by
	leftOut                   int      // members of b near the one of a that is looked at
	many                      int      // candidates in a chunk
	room                      room
}

func (w *worker) measure(ctx context.Context, from, to int, found func(Pair)) {
	for i := from; i < to && ctx.Err() == nil; i++ {
		w.eachNear(i, func(k int) {
			if p, ok := w.pair(i, k); ok {
				found(p)
			}
		})
	}
}

// eachNear sets both shapes for each member of b near member i of a, in order, and returns
// how many it has left out.
func (w *worker) eachNear(i int, visit func(k int)) (leftOut int) {
	w.findNear(i)
	if len(w.near) == 0 {
		return w.leftOut
	}
	if w.opt.Most != nil {
		w.leftOut += w.keepNearest(i, w.opt.Most(i))
	}
	large := w.largeA[i]
	if large == nil {
		w.first.set(w.a[i], &w.plane)
	}
	for _, k := range w.near {
		if large != nil {
			large.setNear(&w.first, w.b[k], w.margin(i, k), &w.plane)
		}
		if b := w.largeB[k]; b != nil {
			b.setNear(&w.second, w.a[i], w.margin(i, k), &w.plane)
		} else {
			w.second.set(w.b[k], &w.plane)
		}
		visit(k)
	}
	return w.leftOut
}

// margin is how far around the other an outline matters to a pair.
func (w *worker) margin(i, k int) float64 {
	m := w.reach(i, k) + 1
	if w.opt.Sigma != nil {
		if sigma := w.opt.Sigma(i, k); sigma > 0 {
			m = max(m, beyond*sigma+1)
		}
	}
	return m
}

// pair measures the two shapes that are set, or reports that they do not count.
func (w *worker) pair(i, k int) (p Pair, counts bool) {
	p.A, p.B, p.LeftOut, p.SimplifiedM = i, k, w.leftOut, max(w.first.simplified, w.second.simplified)
	if !w.opt.OnlyLikely {
		reach := w.reach(i, k)
		p.Measured = measureWithin(&w.first, &w.second, reach)
		if !(p.DistanceM <= reach) {
			return p, false
		}
	}
	if w.opt.Sigma != nil {
		if sigma := w.opt.Sigma(i, k); !math.IsNaN(sigma) {
			return p, w.assess(&p, sigma)
		}
	}
	return p, w.opt.Wanted == nil || w.opt.Wanted(p)
}

// assess adds to a pair how likely it is, unless it is not wanted.
func (w *worker) assess(p *Pair, sigma float64) (wanted bool) {
	a := w.ground(&w.first, &w.groundFirst, w.opt.FootprintA, p.A)
	b := w.ground(&w.second, &w.groundSecond, w.opt.FootprintB, p.B)
	var q pair
	q.set(a, b, sigma, &w.room)
	p.Likely = Likelihood{
		Assessed: true, Sigma: sigma, Probability: q.probability(), ExpectedM2: q.expectedArea(),
		Most: mostProbability(a, b, sigma), AreaAM2: a.area, AreaBM2: b.area,
	}
	if w.opt.Wanted != nil && !w.opt.Wanted(*p) {
		return false
	}
	if p.Likely.OfArea = p.Likely.Probability; w.opt.Least > 0 {
		p.Likely.OfArea = q.areaProbability(w.opt.Least)
	}
	return true
}

// ground is the shape of a footprint, or the recorded shape if it has no other.
func (w *worker) ground(recorded, own *Shape, footprint func(int) orb.Geometry, i int) *Shape {
	if footprint == nil {
		return recorded
	}
	g := footprint(i)
	if g == nil {
		return recorded
	}
	own.set(g, &w.plane)
	return own
}

// mostProbability bounds the probability of two shapes whatever their offset: the box of
// their sum times the greatest density.
func mostProbability(a, b *Shape, sigma float64) float64 {
	width := a.bound.Max[0] - a.bound.Min[0] + b.bound.Max[0] - b.bound.Min[0]
	height := a.bound.Max[1] - a.bound.Min[1] + b.bound.Max[1] - b.bound.Min[1]
	return min(1, width*height/(2*math.Pi*sigma*sigma))
}

func (w *worker) reach(i, k int) float64 {
	if w.opt.Reach != nil {
		return w.opt.Reach(i, k)
	}
	return share(w.opt.ReachA, i) + share(w.opt.ReachB, k)
}
