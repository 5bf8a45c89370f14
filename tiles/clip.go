package tiles

import "github.com/paulmach/orb"

// clippedLine is what of the line lies in the window, as one line for each stretch.
func clippedLine(line orb.LineString, w orb.Bound) []orb.LineString {
	if inside(line.Bound(), w) {
		return []orb.LineString{line}
	}
	var out []orb.LineString
	var current orb.LineString
	for i := 1; i < len(line); i++ {
		a, b, ok := clippedSegment(line[i-1], line[i], w)
		if !ok {
			continue
		}
		if len(current) == 0 || current[len(current)-1] != a {
			out = appendLine(out, current)
			current = orb.LineString{a}
		}
		if a != b {
			current = append(current, b)
		}
	}
	return appendLine(out, current)
}

func appendLine(lines []orb.LineString, line orb.LineString) []orb.LineString {
	if len(line) > 1 {
		lines = append(lines, line)
	}
	return lines
}

// clippedSegment is Liang and Barsky's clip; ends that lie inside come back unchanged.
func clippedSegment(a, b orb.Point, w orb.Bound) (orb.Point, orb.Point, bool) {
	t0, t1 := 0.0, 1.0
	for axis := range 2 {
		d := b[axis] - a[axis]
		lo, hi := w.Min[axis]-a[axis], w.Max[axis]-a[axis]
		if d == 0 {
			if lo > 0 || hi < 0 {
				return a, b, false
			}
			continue
		}
		enter, leave := lo/d, hi/d
		if d < 0 {
			enter, leave = leave, enter
		}
		t0, t1 = max(t0, enter), min(t1, leave)
	}
	if t0 > t1 {
		return a, b, false
	}
	return along(a, b, t0), along(a, b, t1), true
}

func along(a, b orb.Point, t float64) orb.Point {
	switch t {
	case 0:
		return a
	case 1:
		return b
	}
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}

// clippedPolygon is what of the polygon lies in the window; nil if nothing does.
func clippedPolygon(polygon orb.Polygon, w orb.Bound) orb.Polygon {
	b := polygon[0].Bound()
	if inside(b, w) {
		return polygon
	}
	if !b.Intersects(w) {
		return nil
	}
	var out orb.Polygon
	for i, ring := range polygon {
		r := clippedRing(ring, w)
		if len(r) >= 4 && area2(r) != 0 {
			out = append(out, r)
		} else if i == 0 {
			return nil
		}
	}
	return out
}

// clippedRing is Sutherland and Hodgman's clip, one edge of the window after the other.
// Where a concave ring leaves the window several times, its pieces stay joined by a line
// along the edge of the buffer, which nobody sees.
func clippedRing(ring orb.Ring, w orb.Bound) orb.Ring {
	for axis := range 2 {
		ring = cut(ring, axis, w.Min[axis], 1)
		ring = cut(ring, axis, w.Max[axis], -1)
	}
	return snapped(ring)
}

// cut keeps the side of a closed ring where sign·(coordinate − at) ≥ 0.
func cut(ring orb.Ring, axis int, at, sign float64) orb.Ring {
	if len(ring) == 0 {
		return nil
	}
	out := make(orb.Ring, 0, len(ring)+4)
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		da, db := sign*(a[axis]-at), sign*(b[axis]-at)
		if da >= 0 {
			out = append(out, a)
		}
		if da > 0 && db < 0 || da < 0 && db > 0 {
			p := along(a, b, da/(da-db))
			p[axis] = at
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return closed(out)
}

func inside(b, w orb.Bound) bool { return w.Contains(b.Min) && w.Contains(b.Max) }
