package overlap

import (
	"math"

	"github.com/paulmach/orb"
)

// Nearest is the shortest way between two shapes: a point of a, a point of b and the
// metres between them. Areas count with their inside: if one holds a point of the other
// the two points are that point and the distance is 0. The distance to an empty shape is
// infinite.
func Nearest(a, b *Shape) (p, q orb.Point, metres float64) {
	if a.kind == Nothing || b.kind == Nothing {
		return p, q, math.Inf(1)
	}
	if at, ok := heldPoint(a, b); ok {
		return at, at, 0
	}
	return nearestEdges(a, b)
}

// Distance is the metres between two shapes, 0 if they meet or one lies in the other.
func Distance(a, b *Shape) float64 {
	_, _, d := Nearest(a, b)
	return d
}

// heldPoint is a point of one shape inside the other. Looking at one point of each path is
// enough: a path that is partly inside crosses the boundary, which nearestEdges finds.
func heldPoint(a, b *Shape) (orb.Point, bool) {
	for _, pair := range [2][2]*Shape{{a, b}, {b, a}} {
		inner, outer := pair[0], pair[1]
		if outer.kind != Area || !inner.bound.Intersects(outer.bound) {
			continue
		}
		for path := range inner.paths {
			if outer.Holds(path[0]) {
				return path[0], true
			}
		}
	}
	return orb.Point{}, false
}

// Holds reports whether a point lies inside an area by the even-odd rule. On the boundary
// it may say either.
func (s *Shape) Holds(p orb.Point) bool {
	if s.kind != Area || !s.bound.Contains(p) {
		return false
	}
	in := false
	for path := range s.paths {
		for i := 1; i < len(path); i++ {
			a, b := path[i-1], path[i]
			if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
				in = !in
			}
		}
	}
	return in
}

// blockSize edges in a row share a bound, so that far ones are passed over together.
const blockSize = 8

// edge k of a shape runs from point k to point k+1, or is a point where a path ends.
func (s *Shape) blockBounds() []orb.Bound {
	if len(s.blocks) > 0 {
		return s.blocks
	}
	for start := 0; start < len(s.points); start += blockSize {
		end := min(start+blockSize+1, len(s.points))
		s.blocks = append(s.blocks, orb.MultiPoint(s.points[start:end]).Bound())
	}
	return s.blocks
}

// nearestEdges is the shortest way between the boundaries.
func nearestEdges(a, b *Shape) (p, q orb.Point, metres float64) {
	best := math.Inf(1)
	blocksB := b.blockBounds()
	for i, boundA := range a.blockBounds() {
		if gap2(boundA, b.bound) >= best {
			continue
		}
		for j, boundB := range blocksB {
			if gap2(boundA, boundB) >= best {
				continue
			}
			for u, v := range a.edges(i) {
				for x, y := range b.edges(j) {
					if r, s, d := nearestOfEdges(u, v, x, y); d < best {
						if p, q, best = r, s, d; best == 0 {
							return p, q, 0
						}
					}
				}
			}
		}
	}
	return p, q, math.Sqrt(best)
}

// edges yields the edges of one block; a lone point is an edge to itself.
func (s *Shape) edges(block int) func(func(a, b orb.Point) bool) {
	return func(yield func(a, b orb.Point) bool) {
		first, last := block*blockSize, min((block+1)*blockSize, len(s.points))
		start := 0
		for _, end := range s.ends {
			if end > first {
				for k := max(start, first); k < min(end, last); k++ {
					switch {
					case k+1 < end:
						if !yield(s.points[k], s.points[k+1]) {
							return
						}
					case end-start == 1:
						if !yield(s.points[k], s.points[k]) {
							return
						}
					}
				}
			}
			if start = end; start >= last {
				return
			}
		}
	}
}

// gap2 is the square of the distance between two bounds.
func gap2(a, b orb.Bound) float64 {
	dx := max(0, a.Min[0]-b.Max[0], b.Min[0]-a.Max[0])
	dy := max(0, a.Min[1]-b.Max[1], b.Min[1]-a.Max[1])
	return dx*dx + dy*dy
}

// nearestOfEdges is the shortest way between two segments, its length squared.
func nearestOfEdges(a, b, c, d orb.Point) (p, q orb.Point, d2 float64) {
	if at, ok := crossing(a, b, c, d); ok {
		return at, at, 0
	}
	d2 = math.Inf(1)
	for _, end := range [...]orb.Point{a, b} {
		if foot := nearestOnEdge(end, c, d); dist2(end, foot) < d2 {
			p, q, d2 = end, foot, dist2(end, foot)
		}
	}
	for _, end := range [...]orb.Point{c, d} {
		if foot := nearestOnEdge(end, a, b); dist2(end, foot) < d2 {
			p, q, d2 = foot, end, dist2(end, foot)
		}
	}
	return p, q, d2
}

// crossing is where two segments cross inside both.
func crossing(a, b, c, d orb.Point) (orb.Point, bool) {
	onC, onD := cross(a, b, c), cross(a, b, d)
	onA, onB := cross(c, d, a), cross(c, d, b)
	if !(onC*onD < 0 && onA*onB < 0) {
		return orb.Point{}, false
	}
	t := onA / (onA - onB)
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}, true
}

func nearestOnEdge(p, a, b orb.Point) orb.Point {
	length2 := dist2(a, b)
	if length2 == 0 {
		return a
	}
	t := ((p[0]-a[0])*(b[0]-a[0]) + (p[1]-a[1])*(b[1]-a[1])) / length2
	switch {
	case !(t > 0):
		return a
	case t >= 1:
		return b
	}
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}
