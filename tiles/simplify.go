package tiles

import "github.com/paulmach/orb"

// tolerance is how far, in units, simplifying may move an outline: a quarter of a pixel.
const tolerance = pixel / 4

// simplified is Douglas and Peucker's line: a part of the points such that none of the
// others is farther than tol from it. The ends stay. A ring is opened at the point
// farthest from its first, so that it cannot fold up; one that would keep fewer than three
// corners is returned as it was.
func simplified(path []orb.Point, tol float64) []orb.Point {
	if tol <= 0 || len(path) <= 2 {
		return path
	}
	keep := make([]bool, len(path))
	last := len(path) - 1
	keep[0], keep[last] = true, true
	if path[0] == path[last] {
		far := farthestFrom(path)
		keep[far] = true
		mark(path, keep, 0, far, tol*tol)
		mark(path, keep, far, last, tol*tol)
	} else {
		mark(path, keep, 0, last, tol*tol)
	}
	kept := make([]orb.Point, 0, len(path))
	for i, k := range keep {
		if k {
			kept = append(kept, path[i])
		}
	}
	if path[0] == path[last] && len(kept) < 4 {
		return path
	}
	return kept
}

// mark keeps what the line from first to last cannot stand for. The stack makes it work
// on outlines of any length.
func mark(path []orb.Point, keep []bool, first, last int, tol2 float64) {
	type span struct{ first, last int }
	for stack := []span{{first, last}}; len(stack) > 0; {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		worst, at := tol2, -1
		for i := s.first + 1; i < s.last; i++ {
			if d := segmentDistance2(path[i], path[s.first], path[s.last]); d > worst {
				worst, at = d, i
			}
		}
		if at >= 0 {
			keep[at] = true
			stack = append(stack, span{s.first, at}, span{at, s.last})
		}
	}
}

func farthestFrom(path []orb.Point) int {
	far, worst := 0, -1.0
	for i, p := range path {
		dx, dy := p[0]-path[0][0], p[1]-path[0][1]
		if d := dx*dx + dy*dy; d > worst {
			far, worst = i, d
		}
	}
	return far
}

// segmentDistance2 is the squared distance of p from the segment from a to b.
func segmentDistance2(p, a, b orb.Point) float64 {
	x, y := a[0], a[1]
	dx, dy := b[0]-x, b[1]-y
	if dx != 0 || dy != 0 {
		t := ((p[0]-x)*dx + (p[1]-y)*dy) / (dx*dx + dy*dy)
		if t > 1 {
			x, y = b[0], b[1]
		} else if t > 0 {
			x, y = x+dx*t, y+dy*t
		}
	}
	dx, dy = p[0]-x, p[1]-y
	return dx*dx + dy*dy
}
