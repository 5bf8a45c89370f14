package overlap

import "github.com/paulmach/orb"

// SharedArea is the area in m² that two shapes share under the even-odd rule, exact but
// for rounding (about 1e-9 m² for graves within a kilometre of the origin). It is 0 if
// either has no area. What it says of shapes that only touch is rounding: [Measure]
// tells contact from shared ground.
func SharedArea(a, b *Shape) float64 {
	switch {
	case a.kind != Area || b.kind != Area || !boxesMeet(&a.bound, &b.bound):
		return 0
	case len(a.convex) > 0 && len(b.convex) > 0:
		return convexArea(a.convex, b.convex)
	}
	if area, ok := simpleArea(a, b); ok {
		return area
	}
	return a.sweep.area(a, b)
}

// convexArea is the area that two convex counterclockwise rings share.
func convexArea(a, b []orb.Point) float64 {
	if len(a) == 4 && len(b) == 4 {
		if area, ok := fourArea(a, b); ok {
			return area
		}
	}
	return clipArea(a, b)
}

// clipArea is the area of the intersection of two convex counterclockwise rings
// (Sutherland and Hodgman 1974): a, cut by the line of each edge of b in turn.
func clipArea(a, b []orb.Point) float64 {
	var room [2][2 * maxConvex]orb.Point
	ring := room[0][:copy(room[0][:], a)]
	for i, from := range b {
		to := b[0]
		if i+1 < len(b) {
			to = b[i+1]
		}
		if ring = cutBy(ring, from, to, &room[(i+1)&1]); len(ring) < 3 {
			return 0
		}
	}
	return max(0, ringArea(ring))
}

// clip is the intersection itself, unclosed, or nil.
func clip(a, b []orb.Point) []orb.Point {
	var room [2][2 * maxConvex]orb.Point
	ring := a
	for i, from := range b {
		if ring = cutBy(ring, from, b[(i+1)%len(b)], &room[i&1]); len(ring) < 3 {
			return nil
		}
	}
	return append([]orb.Point(nil), ring...)
}

// cutBy keeps what lies left of a line or on it. A cut adds at most one corner to a convex
// ring; rounding may bend one slightly, so a full room ends the ring early rather than
// run over.
func cutBy(ring []orb.Point, from, to orb.Point, room *[2 * maxConvex]orb.Point) []orb.Point {
	n := 0
	p := ring[len(ring)-1]
	sideP := cross(from, to, p)
	for _, q := range ring {
		sideQ := cross(from, to, q)
		if sideP < 0 != (sideQ < 0) && sideQ != 0 && sideP != 0 && n < len(room) {
			t := sideP / (sideP - sideQ)
			room[n] = orb.Point{p[0] + t*(q[0]-p[0]), p[1] + t*(q[1]-p[1])}
			n++
		}
		if sideQ >= 0 && n < len(room) {
			room[n] = q
			n++
		}
		p, sideP = q, sideQ
	}
	return room[:n]
}

// boxesMeet reports whether two boxes have a point in common.
func boxesMeet(a, b *orb.Bound) bool {
	return a.Min[0] <= b.Max[0] && b.Min[0] <= a.Max[0] && a.Min[1] <= b.Max[1] && b.Min[1] <= a.Max[1]
}
