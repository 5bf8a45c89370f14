package overlap

import "github.com/paulmach/orb"

// ring is a convex polygon: its corners counterclockwise, the first not repeated.
type ring []orb.Point

// moments are the area, the centroid and, about it, the second moments of the even
// distribution over an area: the covariance of a point thrown onto it.
type moments struct {
	area       float64
	center     orb.Point
	xx, xy, yy float64
}

// momentsOf integrates over the triangles between a point and each side (Steger 1996).
func momentsOf(outline []side) moments {
	var m moments
	if len(outline) < 3 {
		return m
	}
	var sx, sy, sxx, sxy, syy float64
	o := outline[0].from
	for _, s := range outline {
		ax, ay := s.from[0]-o[0], s.from[1]-o[1]
		bx, by := s.to[0]-o[0], s.to[1]-o[1]
		c := ax*by - ay*bx
		m.area += c / 2
		sx += c * (ax + bx)
		sy += c * (ay + by)
		sxx += c * (ax*ax + ax*bx + bx*bx)
		syy += c * (ay*ay + ay*by + by*by)
		sxy += c * (2*ax*ay + ax*by + bx*ay + 2*bx*by)
	}
	if !(m.area > 0) {
		return moments{}
	}
	cx, cy := sx/(6*m.area), sy/(6*m.area)
	m.center = orb.Point{o[0] + cx, o[1] + cy}
	m.xx = sxx/(12*m.area) - cx*cx
	m.yy = syy/(12*m.area) - cy*cy
	m.xy = sxy/(24*m.area) - cx*cy
	return m
}

// boundOf is the box around a ring.
func boundOf(r []orb.Point) orb.Bound {
	b := orb.Bound{Min: r[0], Max: r[0]}
	for _, p := range r[1:] {
		b.Min[0], b.Max[0] = min(b.Min[0], p[0]), max(b.Max[0], p[0])
		b.Min[1], b.Max[1] = min(b.Min[1], p[1]), max(b.Max[1], p[1])
	}
	return b
}

// difference appends to room the Minkowski sum of b and of a turned about the origin, the
// convex polygon of all offsets by which a may be moved so that it meets b:
//
//	b ⊕ (−a) = { v : (a + v) ∩ b ≠ ∅ }
//
// Its edges are those of both, by direction; it starts at its lowest corner.
func difference(a, b ring, room ring) ring {
	ia, ib := highest(a), lowest(b)
	p := orb.Point{b[ib][0] - a[ia][0], b[ib][1] - a[ia][1]}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		room = append(room, p)
		// The edges of −a are those of a turned back.
		ea := step(a, ia+i)
		ea[0], ea[1] = -ea[0], -ea[1]
		eb := step(b, ib+j)
		switch turn := eb[0]*ea[1] - eb[1]*ea[0]; {
		case i == len(a):
			p, j = orb.Point{p[0] + eb[0], p[1] + eb[1]}, j+1
		case j == len(b) || turn < 0:
			p, i = orb.Point{p[0] + ea[0], p[1] + ea[1]}, i+1
		case turn > 0:
			p, j = orb.Point{p[0] + eb[0], p[1] + eb[1]}, j+1
		default:
			p, i, j = orb.Point{p[0] + ea[0] + eb[0], p[1] + ea[1] + eb[1]}, i+1, j+1
		}
	}
	return room
}

// step is the edge that leaves corner i, counted around.
func step(r ring, i int) orb.Point {
	n := len(r)
	if i >= n {
		i -= n
	}
	k := i + 1
	if k == n {
		k = 0
	}
	return orb.Point{r[k][0] - r[i][0], r[k][1] - r[i][1]}
}

// lowest is the corner farthest south, of two the one farther west: from there the
// directions of the edges go around once, from east. highest is its opposite.
func lowest(r ring) int {
	best := 0
	for i, p := range r {
		if q := r[best]; p[1] < q[1] || p[1] == q[1] && p[0] < q[0] {
			best = i
		}
	}
	return best
}

func highest(r ring) int {
	best := 0
	for i, p := range r {
		if q := r[best]; p[1] > q[1] || p[1] == q[1] && p[0] > q[0] {
			best = i
		}
	}
	return best
}

// span is the diameter of the box around a ring.
func span(b orb.Bound) float64 { return dist(b.Min, b.Max) }

// shift moves a ring into room that the next shift uses again.
func (r *room) shift(a ring, dx, dy float64) ring {
	r.moved = r.moved[:0]
	for _, p := range a {
		r.moved = append(r.moved, orb.Point{p[0] + dx, p[1] + dy})
	}
	return r.moved
}
