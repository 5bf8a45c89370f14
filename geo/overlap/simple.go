package overlap

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// Most outlines are one ring that nowhere crosses itself, and two of them cross each other
// in few places. Then slabs are not needed: the boundary of the ground that both share is
// what of each outline lies inside the other, and what lies inside changes only where they
// cross.
//
//	   ╭──────╮            By Green's theorem the area is half the sum of cross(p, q)
//	   │   ╭━━┿━━━╮        over the pieces p→q of that boundary (━). It is closed: both
//	   ╰━━━┿━━╯   │        outlines take the same point for a crossing, so that rounding
//	       ╰──────╯        of that point changes the area by slivers only.
//
// Where a corner of one lies within a nanometre of an edge of the other, rounding could
// decide on which side; such pairs are left to the slabs.

// simpleArea is the area that two such shapes share, or false if slabs have to decide.
func simpleArea(a, b *Shape) (area float64, ok bool) {
	if !a.simple || !b.simple {
		return 0, false
	}
	w := &a.sweep
	if !w.findCrossings(a, b) {
		return 0, false
	}
	origin := a.points[0]
	aInB, bInA := b.Holds(a.points[0]), a.Holds(b.points[0])
	slices.SortFunc(w.crossings, func(x, y place) int { return cmp.Or(cmp.Compare(x.edgeA, y.edgeA), cmp.Compare(x.alongA, y.alongA)) })
	ofA, ok := a.insideOf(aInB, origin, len(w.crossings), func(i int) (int32, orb.Point) { return w.crossings[i].edgeA, w.crossings[i].at })
	if !ok {
		return 0, false
	}
	slices.SortFunc(w.crossings, func(x, y place) int { return cmp.Or(cmp.Compare(x.edgeB, y.edgeB), cmp.Compare(x.alongB, y.alongB)) })
	ofB, ok := b.insideOf(bInA, origin, len(w.crossings), func(i int) (int32, orb.Point) { return w.crossings[i].edgeB, w.crossings[i].at })
	return max(0, ofA+ofB), ok
}

// place is where an edge of one shape crosses one of another.
type place struct {
	at             orb.Point
	edgeA, edgeB   int32
	alongA, alongB float64 // fractions of the edges
}

// insideOf is what the pieces of an outline add to the area that lie inside the other, given
// whether its first corner does and its n crossings in order. It is false if it does not
// end as it began.
func (s *Shape) insideOf(inside bool, origin orb.Point, n int, crossing func(i int) (edge int32, at orb.Point)) (area float64, ok bool) {
	begun, sum, next, from := inside, 0.0, 0, s.points[0]
	edge, at := int32(-1), orb.Point{}
	if n > 0 {
		edge, at = crossing(0)
	}
	for i, to := range s.points[1:] {
		for int(edge) == i {
			if inside {
				sum += cross(origin, from, at)
			}
			from, inside, edge = at, !inside, -1
			if next++; next < n {
				edge, at = crossing(next)
			}
		}
		if inside {
			sum += cross(origin, from, to)
		}
		from = to
	}
	if s.clockwise {
		sum = -sum
	}
	return sum / 2, inside == begun
}

// findCrossings fills w.crossings, or reports that one cannot be told for sure. Only blocks
// of edges are compared whose boxes meet.
func (w *sweep) findCrossings(a, b *Shape) (sure bool) {
	const most = 1 << 20 // pairs of blocks, a millisecond
	blocksA, blocksB := a.blockBounds(), b.blockBounds()
	w.crossings, w.nearB = w.crossings[:0], w.nearB[:0]
	if len(blocksA)*len(blocksB) > most {
		return false
	}
	for k := range blocksB {
		if boxesMeet(&blocksB[k], &a.bound) {
			w.nearB = append(w.nearB, int32(k))
		}
	}
	for i := range blocksA {
		if !boxesMeet(&blocksA[i], &b.bound) {
			continue
		}
		for _, k := range w.nearB {
			if boxesMeet(&blocksA[i], &blocksB[k]) && !w.crossBlocks(a, b, i, int(k)) {
				return false
			}
		}
	}
	return true
}

// crossBlocks adds the crossings of two blocks of edges.
func (w *sweep) crossBlocks(a, b *Shape, blockA, blockB int) (sure bool) {
	box := &b.blocks[blockB]
	firstB := blockB * blockSize
	lastB := min(firstB+blockSize, len(b.points)-1)
	for i := blockA * blockSize; i < min((blockA+1)*blockSize, len(a.points)-1); i++ {
		p, q := &a.points[i], &a.points[i+1]
		if !edgeMeets(p, q, box) {
			continue
		}
		for k := firstB; k < lastB; k++ {
			if !edgesNear(p, q, &b.points[k], &b.points[k+1]) {
				continue
			}
			m := place{edgeA: int32(i), edgeB: int32(k)}
			switch cross, sure := m.of(*p, *q, b.points[k], b.points[k+1]); {
			case !sure:
				return false
			case cross:
				w.crossings = append(w.crossings, m)
			}
		}
	}
	return true
}

func edgeMeets(p, q *orb.Point, box *orb.Bound) bool {
	return min(p[0], q[0]) <= box.Max[0]+doubt && max(p[0], q[0]) >= box.Min[0]-doubt &&
		min(p[1], q[1]) <= box.Max[1]+doubt && max(p[1], q[1]) >= box.Min[1]-doubt
}

// edgesNear reports whether the boxes of two edges meet, or as good as.
func edgesNear(p, q, r, s *orb.Point) bool {
	return min(p[0], q[0]) <= max(r[0], s[0])+doubt && max(p[0], q[0]) >= min(r[0], s[0])-doubt &&
		min(p[1], q[1]) <= max(r[1], s[1])+doubt && max(p[1], q[1]) >= min(r[1], s[1])-doubt
}

// doubt is the distance in metres from a line within which a corner could lie on either
// side of it. Rounding is smaller by a thousand within a kilometre.
const doubt = 1e-9

// of finds where p→q crosses r→s. It is not sure if a corner lies near the other line.
func (m *place) of(p, q, r, s orb.Point) (crosses, sure bool) {
	onR, onS := cross(p, q, r), cross(p, q, s)
	onP, onQ := cross(r, s, p), cross(r, s, q)
	limitA, limitB := doubt*doubt*dist2(p, q), doubt*doubt*dist2(r, s)
	if onR*onR <= limitA || onS*onS <= limitA || onP*onP <= limitB || onQ*onQ <= limitB {
		return false, false
	}
	if onR < 0 == (onS < 0) || onP < 0 == (onQ < 0) {
		return false, true
	}
	m.alongA, m.alongB = onP/(onP-onQ), onR/(onR-onS)
	m.at = orb.Point{p[0] + m.alongA*(q[0]-p[0]), p[1] + m.alongA*(q[1]-p[1])}
	return true, true
}
