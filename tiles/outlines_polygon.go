package tiles

import "slices"

// made are the polygons that were made of a geometry: rings that are valid within each.
type made struct {
	run   []corner
	rings []madeRing
	boxes []gridBox // of the polygons
}

type madeRing struct {
	end   int
	outer bool
}

func (m *made) reset() { m.run, m.rings, m.boxes = m.run[:0], m.rings[:0], m.boxes[:0] }

// add takes a ring, turned to run as the specification asks: an outer one with a positive
// area, a hole with a negative one.
func (m *made) add(ring []corner, area int64, isOuter bool) {
	from := len(m.run)
	m.run = append(m.run, ring...)
	if (area > 0) != isOuter {
		slices.Reverse(m.run[from+1:])
	}
	m.rings = append(m.rings, madeRing{len(m.run), isOuter})
	if isOuter {
		box := nowhere
		for _, c := range ring {
			box = box.with(c)
		}
		m.boxes = append(m.boxes, box)
	}
}

// apart reports whether the polygons surely do not meet.
func (m *made) apart() bool {
	if len(m.boxes) > 32 {
		return false
	}
	for i, b := range m.boxes {
		if slices.ContainsFunc(m.boxes[:i], b.meets) {
			return false
		}
	}
	return true
}

// addPolygons draws the polygons of geometry i.
func (d *draft) addPolygons(o *outlines, i int) {
	d.made.reset()
	parts := 0
	var small smallParts
	for p, to := o.span(i); p < to; {
		end := p + 1
		for end < to && o.paths[end].role == hole {
			end++
		}
		switch {
		case o.paths[p].role != outer:
		case int(o.paths[p].from) > d.at.z:
			parts++
			d.addSmall(o, p, end, &small)
		default:
			parts++
			small.seen = true
			d.addPolygon(o, p, end)
		}
		p = end
	}
	if !small.seen && parts > 0 {
		d.addSquare(small.at, 1, 1)
	}
	if parts > 1 && !d.made.apart() {
		d.unite()
	}
	start := 0
	for _, r := range d.made.rings {
		d.ring(d.made.run[start:r.end])
		start = r.end
	}
}

// smallParts are the parts of a geometry that are shorter than a pixel.
type smallParts struct {
	rest float64 // of their area, in units² of the tile, that is not drawn yet
	at   corner  // the middle of the last one
	seen bool    // something of the geometry is drawn, in this tile or another
}

// addSmall draws a part as a square of its area and of what is left of those before.
func (d *draft) addSmall(o *outlines, p, end int, small *smallParts) {
	a, b := o.run(p)
	box, units := nowhere, float64(abs64(twiceArea(o.corners[a:b])))
	for _, c := range o.corners[a:b] {
		box = box.with(c)
	}
	for q := p + 1; q < end; q++ {
		a, b = o.run(q)
		units -= float64(abs64(twiceArea(o.corners[a:b])))
	}
	small.rest += max(units, 0) / 2 / float64(int64(1)<<(2*d.shift))
	small.at = d.local(corner{box.minX + (box.maxX-box.minX)/2, box.minY + (box.maxY-box.minY)/2})
	if w, h := nearSquare(small.rest); w > 0 {
		d.addSquare(small.at, w, h)
		small.rest -= float64(w) * float64(h)
		small.seen = true
	}
}

// addSquare adds a rectangle around a corner.
func (d *draft) addSquare(c corner, w, h int32) {
	x, y := c.x-w/2, c.y-h/2
	d.addBox(gridBox{x, y, x + w, y + h})
}

// addPolygon draws the outer ring at path p and the holes up to end.
func (d *draft) addPolygon(o *outlines, p, end int) {
	for d.detail = d.at.z; ; d.detail -= 4 {
		box := d.takePolygon(o, p, end)
		if !box.meets(tileWindow) {
			return
		}
		if !box.within(tileWindow) {
			d.clipRings()
		}
		if len(d.ends) == 1 && convex(d.run) {
			d.made.add(d.run, twiceArea(d.run), true)
			return
		}
		if d.tidy() {
			return
		}
		if d.detail < 4 { // made to be slow: that it lies here is all that is shown
			d.addBox(box)
			return
		}
	}
}

// takePolygon takes the rings, small holes left out, and returns the bounds.
func (d *draft) takePolygon(o *outlines, p, end int) gridBox {
	d.run, d.ends = d.run[:0], d.ends[:0]
	box := d.take(o, p)
	d.ends = append(d.ends, len(d.run))
	if !box.meets(tileWindow) {
		return box
	}
	for q := p + 1; q < end; q++ {
		if int(o.paths[q].from) <= d.at.z {
			box = box.union(d.take(o, q))
			d.endHole(&d.run)
		}
	}
	return box
}

// endHole keeps the hole that was added last, unless it has collapsed.
func (d *draft) endHole(run *[]corner) {
	if start := d.ends[len(d.ends)-1]; len(*run)-start < 3 {
		*run = (*run)[:start]
		return
	}
	d.ends = append(d.ends, len(*run))
}

// addBox adds as much of a box as the window holds, if that has an area.
func (d *draft) addBox(b gridBox) {
	w := tileWindow
	b = gridBox{max(b.minX, w.minX), max(b.minY, w.minY), min(b.maxX, w.maxX), min(b.maxY, w.maxY)}
	if b.minX < b.maxX && b.minY < b.maxY {
		d.made.add([]corner{{b.minX, b.minY}, {b.maxX, b.minY}, {b.maxX, b.maxY}, {b.minX, b.maxY}}, 1, true)
	}
}

// tidy makes valid polygons of the rings at hand. It reports false if that takes too long.
func (d *draft) tidy() bool {
	d.over.reset()
	d.eachRing(d.over.addRing)
	if d.ends[0] > 2 && d.over.apart() && d.holesInside() {
		d.eachRing(func(ring []corner, r role) { d.made.add(ring, twiceArea(ring), r == outer) })
		return true
	}
	if !d.over.run() {
		return false
	}
	if len(d.over.loops) > 0 {
		d.takeLoops()
		return true
	}
	return d.thicken()
}

// holesInside reports whether holes that meet nothing lie in the outer ring and not in one
// another. It says no if there are too many to compare.
func (d *draft) holesInside() bool {
	if len(d.ends) > 8 {
		return false
	}
	for i := 1; i < len(d.ends); i++ {
		c := d.run[d.ends[i-1]]
		for j := range d.ends {
			ring := d.run[:d.ends[0]]
			if j > 0 {
				ring = d.run[d.ends[j-1]:d.ends[j]]
			}
			if j != i && surroundedBy(ring, c) != (j == 0) {
				return false
			}
		}
	}
	return true
}

// eachRing visits the rings at hand, the outer one first.
func (d *draft) eachRing(visit func(ring []corner, r role)) {
	start, r := 0, outer
	for _, end := range d.ends {
		visit(d.run[start:end], r)
		start, r = end, hole
	}
}

func (d *draft) takeLoops() {
	for _, l := range d.over.loops {
		d.made.add(d.over.rings[l.from:l.to], l.area, l.area > 0)
	}
}

// thicken draws what has no area as lines one unit thick, those along the edge of the
// window left out.
func (d *draft) thicken() bool {
	d.over.reset()
	for i, b := range d.run[:d.ends[0]] {
		a := d.run[(i+d.ends[0]-1)%d.ends[0]]
		if quad, ok := thick(a, b); ok {
			d.over.addRing(quad[:], outer)
		}
	}
	if !d.over.run() {
		return false
	}
	d.takeLoops()
	return true
}

// thick is a side one unit across, as far as the window holds it. Its area is positive, so
// that sides which cover one another do not cancel.
func thick(a, b corner) (quad [4]corner, ok bool) {
	w := tileWindow
	if a.x == b.x && (a.x == w.minX || a.x == w.maxX) || a.y == b.y && (a.y == w.minY || a.y == w.maxY) {
		return quad, false
	}
	if a == b {
		b.x++
	}
	var dx, dy int32 = 1, 0
	if abs(b.x-a.x) >= abs(b.y-a.y) {
		dx, dy = 0, 1
	}
	quad = [4]corner{a, b, {min(b.x+dx, w.maxX), min(b.y+dy, w.maxY)}, {min(a.x+dx, w.maxX), min(a.y+dy, w.maxY)}}
	if twiceArea(quad[:]) < 0 {
		slices.Reverse(quad[:])
	}
	return quad, true
}

func abs(n int32) int32 { return max(n, -n) }

func abs64(n int64) int64 { return max(n, -n) }

// unite makes one of polygons that meet. Each is valid, so its rings count as they run.
func (d *draft) unite() {
	d.over.reset()
	start := 0
	for _, r := range d.made.rings {
		d.over.addRing(d.made.run[start:r.end], outer)
		start = r.end
	}
	if d.over.run() {
		d.made.reset()
		d.takeLoops()
	}
}
