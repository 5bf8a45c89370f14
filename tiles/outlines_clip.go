package tiles

// clipRings cuts the rings at hand with the window, by Sutherland and Hodgman's clip: one
// edge of the window after the other. Pieces of a ring that leaves the window more than
// once stay joined along its edge, there and back, which the overlay takes away. What lies
// on the edge from outside stays, too, with no area.
func (d *draft) clipRings() {
	d.clipped = d.clipped[:0]
	rings, start := d.ends, 0
	d.ends = d.spare[:0]
	for i, end := range rings {
		d.clipRing(d.run[start:end])
		start = end
		if i == 0 {
			d.ends = append(d.ends, len(d.clipped))
		} else {
			d.endHole(&d.clipped)
		}
	}
	d.run, d.clipped = d.clipped, d.run
	d.spare = rings
}

func (d *draft) clipRing(ring []corner) {
	box := nowhere
	for _, c := range ring {
		box = box.with(c)
	}
	if box.within(tileWindow) {
		d.clipped = append(d.clipped, ring...)
		return
	}
	a, b := d.spots[0][:0], d.spots[1]
	for _, c := range ring {
		a = append(a, spot{float64(c.x), float64(c.y)})
	}
	w := tileWindow
	if box.minX < w.minX {
		a, b = cutWest(b[:0], a, float64(w.minX)), a
	}
	if box.maxX > w.maxX {
		a, b = mirrored(cutWest(b[:0], mirrored(a), -float64(w.maxX))), a
	}
	if box.minY < w.minY || box.maxY > w.maxY {
		a = swapped(a)
		if box.minY < w.minY {
			a, b = cutWest(b[:0], a, float64(w.minY)), a
		}
		if box.maxY > w.maxY {
			a, b = mirrored(cutWest(b[:0], mirrored(a), -float64(w.maxY))), a
		}
		a = swapped(a)
	}
	d.spots = [2][]spot{a, b}
	d.roundRing(a)
}

// roundRing adds a clipped ring, without corners that repeat the one before.
func (d *draft) roundRing(ring []spot) {
	start := len(d.clipped)
	for _, s := range ring {
		c := s.rounded()
		if n := len(d.clipped); n > start && d.clipped[n-1] == c {
			continue
		}
		d.clipped = append(d.clipped, c)
	}
	if n := len(d.clipped); n-start > 1 && d.clipped[n-1] == d.clipped[start] {
		d.clipped = d.clipped[:n-1]
	}
}

// cutWest keeps of a ring what does not lie west of x.
func cutWest(dst, ring []spot, x float64) []spot {
	if len(ring) == 0 {
		return dst
	}
	a := ring[len(ring)-1]
	for _, b := range ring {
		if (a.x < x) != (b.x < x) && a.x != x && b.x != x {
			dst = append(dst, spot{x, heightAt(x, a, b)})
		}
		if b.x >= x {
			dst = append(dst, b)
		}
		a = b
	}
	return dst
}

// heightAt is the y of a side at an x, the same whichever end comes first.
func heightAt(x float64, a, b spot) float64 {
	if b.x < a.x {
		a, b = b, a
	}
	return a.y + (x-a.x)/(b.x-a.x)*(b.y-a.y)
}

func mirrored(ring []spot) []spot {
	for i := range ring {
		ring[i].x = -ring[i].x
	}
	return ring
}

func swapped(ring []spot) []spot {
	for i, s := range ring {
		ring[i] = spot{s.y, s.x}
	}
	return ring
}
