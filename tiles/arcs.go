package tiles

// Outlines that share an edge must still share it when both are simplified. So they are
// not simplified ring by ring but arc by arc. An arc runs between two junctions, and a junction is
// a corner where an outline ends, where three or more edges meet, or where neighbours
// part:
//
//	┌────────●────────┐      ● junctions, drawn at every zoom
//	│        )        │      ) one arc of both, simplified alike from either side
//	└────────●────────┘
//
// A ring without any junction opens at its first corner by x, then y, so that a ring that
// fills the hole of another is simplified as that hole is.

// fewCorners is the most corners that a path is not simplified for: each of them counts.
const fewCorners = 4

// junctions are the corners that stay, by place.
type junctions map[corner]neighbours

// neighbours are the corners at the other ends of a corner's edges: the first two, and
// whether that is not all there is to say.
type neighbours struct {
	a, b corner
	n    uint8 // different neighbours, 3 standing for more; a junction unless it is 2
	many bool  // it is a corner of several paths, or comes more than once in one
}

// elsewhere is the place of a corner on the world, which is the same for outlines that
// touch at 180° from either side.
func elsewhere(c corner) corner { return corner{c.x & (round - 1), c.y} }

func (n junctions) has(c corner) bool { return n[elsewhere(c)].n != 2 }

func (n junctions) mark(c corner) { n[elsewhere(c)] = neighbours{n: 3, many: true} }

// meet notes a corner of a path and those before and after it.
func (n junctions) meet(c, before, after corner) {
	at := elsewhere(c)
	v := n[at]
	if v.n == 0 {
		v.a, v.n = elsewhere(before), 1
	} else {
		v.many = true
		v.add(elsewhere(before))
	}
	v.add(elsewhere(after))
	n[at] = v
}

func (v *neighbours) add(to corner) {
	switch {
	case v.n == 1 && v.a != to:
		v.b, v.n = to, 2
	case v.n == 2 && v.a != to && v.b != to:
		v.n = 3
	}
}

// junctionsOf finds the junctions on the paths of many corners; nil if there are no such paths.
// The corners of small paths are junctions, but only where they lie on a larger one does
// anybody ask.
func junctionsOf(all ...*outlines) junctions {
	count := 0
	for _, o := range all {
		o.eachLong(func(_ path, run []corner) { count += len(run) })
	}
	if count == 0 {
		return nil
	}
	found := make(junctions, count)
	for _, o := range all {
		o.eachLong(found.follow)
	}
	for _, o := range all {
		found.markShort(o)
	}
	return found
}

// eachLong visits the paths that are simplified.
func (o *outlines) eachLong(visit func(p path, run []corner)) {
	for i, p := range o.paths {
		if from, to := o.run(i); to-from > fewCorners && p.role != dots {
			visit(p, o.corners[from:to])
		}
	}
}

func (n junctions) follow(p path, run []corner) {
	last := len(run) - 1
	for i := 1; i < last; i++ {
		n.meet(run[i], run[i-1], run[i+1])
	}
	if p.role == line {
		n.mark(run[0])
		n.mark(run[last])
		return
	}
	n.meet(run[0], run[last], run[1])
	n.meet(run[last], run[last-1], run[0])
}

func (n junctions) markShort(o *outlines) {
	for i := range o.paths {
		from, to := o.run(i)
		if to-from > fewCorners {
			continue
		}
		for _, c := range o.corners[from:to] {
			if _, on := n[elsewhere(c)]; on {
				n.mark(c)
			}
		}
	}
}

// arcs visits the arcs of a path by the numbers of their first and last corner; in a ring
// the last may be len(run) or beyond, counting on from the first.
func (n junctions) arcs(p path, run []corner, visit func(first, last int)) {
	if p.role == line {
		n.between(run, 0, len(run)-1, visit)
		return
	}
	start := 0
	for start < len(run) && !n.has(run[start]) {
		start++
	}
	if start == len(run) {
		start = lowest(run)
	}
	n.between(run, start, start+len(run), visit)
}

func (n junctions) between(run []corner, first, last int, visit func(first, last int)) {
	for from, i := first, first+1; i <= last; i++ {
		if i == last || n.has(run[i%len(run)]) {
			visit(from, i)
			from = i
		}
	}
}

// lowest is the number of the first corner by x, then y.
func lowest(run []corner) int {
	least := 0
	for i, c := range run {
		if c.before(run[least]) {
			least = i
		}
	}
	return least
}

func (c corner) before(d corner) bool { return c.x < d.x || c.x == d.x && c.y < d.y }
