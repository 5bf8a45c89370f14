package tiles

import (
	"math"
	"slices"
)

// findAnchor looks for the anchor of geometry i.
func (o *outlines) findAnchor(i int) corner {
	p := o.foremost(i)
	if p < 0 {
		return corner{}
	}
	from, to := o.run(p)
	run := o.corners[from:to]
	var c corner
	switch o.paths[p].role {
	case dots:
		c = nearestTo(run, o.boxes[len(o.boxes)-1])
	case line:
		c = halfway(run)
	default:
		c = o.inside(p, run)
	}
	return corner{c.x & (round - 1), max(0, min(c.y, round-1))}
}

// foremost is the path that a geometry is shown by: its largest outer ring, or else its
// longest line, or its first points; -1 if it has none.
func (o *outlines) foremost(i int) int {
	best, greatest, size := -1, dots, -1.0
	from, to := o.span(i)
	for p := from; p < to; p++ {
		r := o.paths[p].role
		if r == hole || r < greatest {
			continue
		}
		a, b := o.run(p)
		s := 0.0
		switch r {
		case outer:
			s = math.Abs(float64(twiceArea(o.corners[a:b])))
		case line:
			s = length(o.corners[a:b])
		}
		if r > greatest || s > size {
			best, greatest, size = p, r, s
		}
	}
	return best
}

// twiceArea is twice the signed area of a ring, positive for clockwise on the screen,
// where y counts down: the sign the specification asks of outer rings.
func twiceArea(ring []corner) int64 {
	sum := int64(0)
	for i := 2; i < len(ring); i++ {
		sum += winding(ring[0], ring[i-1], ring[i])
	}
	return sum
}

// winding is positive where c lies to one side of the line from a to b, negative on the
// other, 0 on it: exact.
func winding(a, b, c corner) int64 {
	return int64(b.x-a.x)*int64(c.y-a.y) - int64(b.y-a.y)*int64(c.x-a.x)
}

func length(run []corner) float64 {
	sum := 0.0
	for i := 1; i < len(run); i++ {
		sum += math.Hypot(float64(run[i].x-run[i-1].x), float64(run[i].y-run[i-1].y))
	}
	return sum
}

func nearestTo(run []corner, b gridBox) corner {
	x, y := float64(b.minX)/2+float64(b.maxX)/2, float64(b.minY)/2+float64(b.maxY)/2
	return slices.MinFunc(run, func(c, d corner) int {
		dc, dd := math.Hypot(float64(c.x)-x, float64(c.y)-y), math.Hypot(float64(d.x)-x, float64(d.y)-y)
		switch {
		case dc < dd, dc == dd && c.before(d):
			return -1
		case dc > dd, d.before(c):
			return 1
		}
		return 0
	})
}

// halfway is the point in the middle of a line's length.
func halfway(run []corner) corner {
	left := length(run) / 2
	for i := 1; i < len(run); i++ {
		a, b := run[i-1], run[i]
		d := length(run[i-1 : i+1])
		if left <= d && d > 0 {
			return spot{float64(a.x) + left/d*float64(b.x-a.x), float64(a.y) + left/d*float64(b.y-a.y)}.rounded()
		}
		left -= d
	}
	return run[0]
}

// spot is a point between the units of a grid.
type spot struct{ x, y float64 }

func (s spot) rounded() corner {
	return corner{int32(math.Floor(s.x + 0.5)), int32(math.Floor(s.y + 0.5))}
}

// inside is a point inside the polygon whose outer ring is path p, near to the one that is
// farthest from its outline: of the middles of its widest stretches at a few heights the
// one that lies deepest, moved by ever smaller steps to where it lies deeper.
func (o *outlines) inside(p int, run []corner) corner {
	if len(run) < 3 {
		return run[len(run)/2]
	}
	if !o.holed(p) && convex(run) {
		return centroid(run).rounded()
	}
	rings := o.rings(p)
	box := nowhere
	for _, c := range run {
		box = box.with(c)
	}
	at, depth := spot{float64(run[0].x), float64(run[0].y)}, 0.0
	for i := range 7 {
		y := float64(box.minY) + (float64(i)+0.5)/7*float64(box.maxY-box.minY)
		if s, ok := widest(rings, y); ok {
			if d := deep(rings, s); d > depth {
				at, depth = s, d
			}
		}
	}
	return deepest(rings, at, depth, float64(box.side())/8).rounded()
}

// centroid is the centre of mass of a ring that has an area.
func centroid(ring []corner) spot {
	o, sum, s := ring[0], 0.0, spot{}
	for i := 2; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		t := float64(winding(o, a, b))
		sum += t
		s.x += t * float64(a.x-o.x+b.x-o.x) / 3
		s.y += t * float64(a.y-o.y+b.y-o.y) / 3
	}
	return spot{float64(o.x) + s.x/sum, float64(o.y) + s.y/sum}
}

func (o *outlines) holed(p int) bool { return p+1 < len(o.paths) && o.paths[p+1].role == hole }

// rings are the outer ring at path p and its holes.
func (o *outlines) rings(p int) [][]corner {
	var rings [][]corner
	for q := p; q == p || q < len(o.paths) && o.paths[q].role == hole; q++ {
		from, to := o.run(q)
		rings = append(rings, o.corners[from:to])
	}
	return rings
}

func deepest(rings [][]corner, at spot, depth, step float64) spot {
	for range 6 {
		if step < 1 {
			break
		}
		best := at
		for dx := -1.0; dx <= 1; dx++ {
			for dy := -1.0; dy <= 1; dy++ {
				s := spot{at.x + dx*step, at.y + dy*step}
				if d := deep(rings, s); d > depth {
					best, depth = s, d
				}
			}
		}
		if best == at {
			step /= 2
		}
		at = best
	}
	return at
}

// widest is the middle of the widest stretch inside at a height between the corners.
func widest(rings [][]corner, y float64) (spot, bool) {
	y = math.Floor(y) + 0.5
	var xs []float64
	for _, ring := range rings {
		for i, b := range ring {
			a := ring[(i+len(ring)-1)%len(ring)]
			if (float64(a.y) > y) != (float64(b.y) > y) {
				xs = append(xs, float64(a.x)+(y-float64(a.y))/float64(b.y-a.y)*float64(b.x-a.x))
			}
		}
	}
	slices.Sort(xs)
	at, width := spot{}, 0.0
	for i := 1; i < len(xs); i += 2 {
		if w := xs[i] - xs[i-1]; w > width {
			at, width = spot{(xs[i] + xs[i-1]) / 2, y}, w
		}
	}
	return at, width > 0
}

// deep is how far a spot is from the outline, squared; 0 if it is outside.
func deep(rings [][]corner, s spot) float64 {
	in, least := false, math.Inf(1)
	for _, ring := range rings {
		for i, b := range ring {
			a := ring[(i+len(ring)-1)%len(ring)]
			ax, ay := float64(a.x)-s.x, float64(a.y)-s.y
			dx, dy := float64(b.x-a.x), float64(b.y-a.y)
			if (ay > 0) != (ay+dy > 0) && ax-ay/dy*dx > 0 {
				in = !in
			}
			if l := dx*dx + dy*dy; l > 0 {
				t := min(max(-(ax*dx+ay*dy)/l, 0), 1)
				ax, ay = ax+t*dx, ay+t*dy
			}
			least = min(least, ax*ax+ay*ay)
		}
	}
	if !in {
		return 0
	}
	return least
}

// convex reports whether a ring turns one way only, once around, and is therefore valid. A
// corner on a side is allowed; a spike is not.
func convex(ring []corner) bool {
	n := len(ring)
	if n < 3 {
		return false
	}
	sign, turns := int64(0), 0
	a, b := ring[n-2], ring[n-1]
	east := b.x > a.x || b.x == a.x && b.y > a.y
	for _, c := range ring {
		t := winding(a, b, c)
		switch {
		case t == 0:
			if int64(b.x-a.x)*int64(c.x-b.x)+int64(b.y-a.y)*int64(c.y-b.y) < 0 {
				return false
			}
		case sign == 0:
			sign = t
		case (sign > 0) != (t > 0):
			return false
		}
		if e := c.x > b.x || c.x == b.x && c.y > b.y; e != east {
			east = e
			turns++
		}
		a, b = b, c
	}
	return sign != 0 && turns <= 2
}
