package overlap

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// side is a straight piece of an outline, with the inside to its left.
type side struct{ from, to orb.Point }

// way is the way from its start to its end.
func (s side) way() orb.Point { return orb.Point{s.to[0] - s.from[0], s.to[1] - s.from[1]} }

func (s side) bound() orb.Bound {
	return orb.Bound{
		Min: orb.Point{min(s.from[0], s.to[0]), min(s.from[1], s.to[1])},
		Max: orb.Point{max(s.from[0], s.to[0]), max(s.from[1], s.to[1])},
	}
}

// outlineOf appends the sides of convex parts that share no ground with each other, in any
// order. Of several parts, which are trapezoids with level top and bottom, it leaves out
// what two of them have in common:
//
//	  ╱▔▔▔╲╱▔▔▔▔╲             ╱▔▔▔╲╱▔▔▔▔╲
//	 ╱     │     ╲     ▶     ╱           ╲
//	│──────┴──────│         │             │
func outlineOf(parts []ring, room []side) []side {
	first := len(room)
	var ledges []ledge
	for _, r := range parts {
		last := r[len(r)-1]
		for _, p := range r {
			if len(parts) > 1 && last[1] == p[1] {
				ledges = append(ledges, ledge{p[1], last[0], 1}, ledge{p[1], p[0], -1})
			} else {
				room = append(room, side{last, p})
			}
			last = p
		}
	}
	if len(parts) == 1 {
		return room
	}
	return uncovered(ledges, room[:first+joined(room[first:])])
}

// ledge is where a level side starts, +1, or ends, −1: going east along the bottom of a
// part and west along its top, both cancel where one lies on the other.
type ledge struct {
	y, x  float64
	count int
}

// uncovered appends the level sides that are left where bottoms lie on tops.
func uncovered(ledges []ledge, room []side) []side {
	slices.SortFunc(ledges, func(p, q ledge) int { return cmp.Or(cmp.Compare(p.y, q.y), cmp.Compare(p.x, q.x)) })
	count := 0
	for i, l := range ledges {
		if count != 0 {
			s := side{orb.Point{ledges[i-1].x, l.y}, orb.Point{l.x, l.y}}
			if count < 0 {
				s.from, s.to = s.to, s.from
			}
			if l.x-ledges[i-1].x > tiny(l.x) {
				room = append(room, s)
			}
		}
		count += l.count
	}
	return room
}

// joined puts sides together that continue each other, in place, and returns how many are
// left.
func joined(sides []side) int {
	starts := make(map[orb.Point]int, len(sides))
	for i, s := range sides {
		starts[s.from] = i
	}
	gone := make([]bool, len(sides))
	for i := range sides {
		for !gone[i] {
			k, ok := starts[sides[i].to]
			if !ok || k == i || gone[k] || !continues(sides[i], sides[k]) {
				break
			}
			sides[i].to = sides[k].to
			gone[k] = true
		}
	}
	n := 0
	for i, s := range sides {
		if !gone[i] {
			sides[n] = s
			n++
		}
	}
	return n
}

// continues reports whether two sides have the same direction.
func continues(s, t side) bool {
	d, e := s.way(), t.way()
	return math.Abs(d[0]*e[1]-d[1]*e[0]) < 1e-9*math.Hypot(d[0], d[1])*math.Hypot(e[0], e[1]) && d[0]*e[0]+d[1]*e[1] > 0
}

// boundOfSides is the box around an outline.
func boundOfSides(sides []side) orb.Bound {
	b := orb.Bound{Min: sides[0].from, Max: sides[0].from}
	for _, s := range sides {
		b.Min[0], b.Max[0] = min(b.Min[0], s.from[0]), max(b.Max[0], s.from[0])
		b.Min[1], b.Max[1] = min(b.Min[1], s.from[1]), max(b.Max[1], s.from[1])
	}
	return b
}
