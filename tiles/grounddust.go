package tiles

import (
	"cmp"
	"math"
	"slices"
)

// dustHeap gathers what is too small to draw: features of the same look and kind in the same
// cell are drawn once.
type dustHeap struct {
	groups []dustGroup
	number map[dustKey]int32
	looks  map[string]uint32
	of     []int32 // looks of the chunk at hand; -1 for one not met yet
	in     *chunk  // the chunk at hand
	last   int32   // the group that the last feature went to
}

type dustKey struct {
	cell uint64 // as interleaved numbers the cells of the window
	look uint32
	kind kind
}

// dustGroup is what is drawn as one.
type dustGroup struct {
	dustKey
	count  int64
	area   float64 // in units² of the fine grid
	years  manyYears
	best   standing
	chunk  *chunk
	i      int32  // the most important of them, in its chunk
	at     corner // its anchor, on the tile
	w, h   int32  // of the rectangle that a polygon becomes
	merged bool   // another group stands for this one
}

func (h *dustHeap) reset() {
	if h.number == nil {
		h.number, h.looks = map[dustKey]int32{}, map[string]uint32{}
	}
	clear(h.number)
	clear(h.looks)
	h.groups, h.in, h.last = h.groups[:0], nil, -1
}

// add takes a feature whose anchor lies in the window of the tile. It is near enough to be
// seen, but to which side of 180° has to be found out.
func (h *dustHeap) add(d *drawer, c *chunk, i int) {
	x, y := c.shapes.anchor(i)
	if y < d.window.minY || y >= d.window.maxY {
		return
	}
	for _, turn := range [...]int32{0, -round, round} {
		if turn != 0 && (!d.edge || d.at.z == 0) {
			return
		}
		if x+turn >= d.window.minX && x+turn < d.window.maxX {
			h.put(d, c, i, corner{x + turn, y})
		}
	}
}

func (h *dustHeap) put(d *drawer, c *chunk, i int, at corner) {
	s := fineZoom - d.at.z
	at = corner{at.x>>s - int32(d.at.x)*Extent, at.y>>s - int32(d.at.y)*Extent}
	cx, cy := uint32(at.x+Buffer)/uint32(d.cell), uint32(at.y+Buffer)/uint32(d.cell)
	key := dustKey{interleaved(cx, cy), h.look(c, i), c.kind(i)}
	n := h.last
	if n < 0 || h.groups[n].dustKey != key {
		var known bool
		if n, known = h.number[key]; !known {
			n = int32(len(h.groups))
			h.number[key] = n
			h.groups = append(h.groups, dustGroup{dustKey: key})
		}
		h.last = n
	}
	h.groups[n].put(c, i, at)
	h.groups[n].years.add(c.yearsAt(i))
}

func (g *dustGroup) put(c *chunk, i int, at corner) {
	s := standing{c.ranks[i], c.shapes.box(i).side(), c.fids[i]}
	if g.count == 0 || s.compare(g.best) < 0 {
		g.best, g.chunk, g.i, g.at = s, c, int32(i), at
	}
	g.count++
	g.area += c.shapes.area(i)
}

// look numbers the look of a feature among those of the layer.
func (h *dustHeap) look(c *chunk, i int) uint32 {
	if h.in != c {
		h.in = c
		h.of = append(h.of[:0], make([]int32, len(c.lookKeys))...)
	}
	n := &h.of[c.looks[i]]
	if *n == 0 {
		key := c.lookKeys[c.looks[i]]
		number, known := h.looks[key]
		if !known {
			number = uint32(len(h.looks))
			h.looks[key] = number
		}
		*n = int32(number) + 1
	}
	return uint32(*n - 1)
}

// drawDust writes what was gathered of a layer, look by look in the order of the cells.
func (d *drawer) drawDust(l *groundLayer) {
	groups := d.dust.groups
	slices.SortFunc(groups, func(a, b dustGroup) int {
		return cmp.Or(cmp.Compare(a.look, b.look), cmp.Compare(a.kind, b.kind), cmp.Compare(a.cell, b.cell))
	})
	for from := 0; from < len(groups); {
		to := from + 1
		for to < len(groups) && groups[to].look == groups[from].look && groups[to].kind == groups[from].kind {
			to++
		}
		if groups[from].kind == polygons {
			d.settle(groups[from:to])
		}
		from = to
	}
	var in *chunk
	for i := range groups {
		g := &groups[i]
		if g.merged {
			continue
		}
		if g.chunk != in {
			in = g.chunk
			d.translate(l.schema, in)
		}
		d.drawGroup(l.schema, g)
	}
}

// settle gives polygons of one look their rectangles.
func (d *drawer) settle(groups []dustGroup) {
	units := math.Exp2(float64(-2 * (fineZoom - d.at.z)))
	d.grains = d.grains[:0]
	for i := range groups {
		d.grains = append(d.grains, grain{cell: groups[i].cell, area: groups[i].area * units})
	}
	settle(d.grains, d.cell)
	for i := range groups {
		groups[i].w, groups[i].h = d.grains[i].w, d.grains[i].h
		if d.grains[i].merged {
			groups[i].merged = true
			groups[standsFor(d.grains, i)].join(&groups[i])
		}
	}
}

// join lets a group stand for another one as well. It stays where it is.
func (g *dustGroup) join(o *dustGroup) {
	g.count += o.count
	g.years.join(o.years)
	if o.best.compare(g.best) < 0 {
		g.best, g.chunk, g.i = o.best, o.chunk, o.i
	}
}

func (d *drawer) drawGroup(s *groundSchema, g *dustGroup) {
	if !d.stay(g.best) {
		d.dropped += int(g.count)
		return
	}
	d.tags = d.tags[:0]
	d.tagDust(s, g)
	if d.drawSpeck(g); len(d.geometry) == 0 {
		return
	}
	d.feature(uint64(g.best.fid), g.kind)
	d.merged += int(g.count - 1)
}

// tagDust says what is true of all that is drawn together, and of one that stands alone what
// a larger one would say.
func (d *drawer) tagDust(s *groundSchema, g *dustGroup) {
	columns := 1 + len(s.looks)
	if g.count == 1 {
		columns = s.shown(d.at.z)
	}
	for j := range columns {
		if j == 0 && g.count > 1 && s.from > 0 && d.at.z < detailZoom {
			continue // too many to be worth it: who wants to know comes nearer
		}
		d.tagColumn(s, g.chunk, j, int(g.i))
	}
	d.tagYears(g.years.Years)
	if g.count > 1 {
		d.tag("merged", g.count-1)
	}
}

// drawSpeck draws a square of the area that the group covers, at its most important feature.
func (d *drawer) drawSpeck(g *dustGroup) {
	switch g.kind {
	case points:
		d.geometry = append(d.geometry[:0], 1<<3|moveTo, zigzag(g.at.x), zigzag(g.at.y))
	case lines:
		west, east := clamp(g.at.x-pixel/2), clamp(g.at.x+pixel/2)
		d.geometry = append(d.geometry[:0], 1<<3|moveTo, zigzag(west), zigzag(g.at.y), 1<<3|lineTo, zigzag(east-west), 0)
	default:
		b := settled(g.at, g.w, g.h, d.cell)
		d.geometry = appendRectangle(d.geometry[:0], gridBox{clamp(b.minX), clamp(b.minY), clamp(b.maxX), clamp(b.maxY)})
	}
}

// clamp keeps a coordinate in the tile and its buffer.
func clamp(v int32) int32 { return max(-Buffer, min(v, Extent+Buffer)) }

// appendRectangle draws a box; nothing if there is none left in the buffer.
func appendRectangle(dst []uint32, b gridBox) []uint32 {
	w, h := b.maxX-b.minX, b.maxY-b.minY
	if w <= 0 || h <= 0 {
		return dst
	}
	return append(dst, 1<<3|moveTo, zigzag(b.minX), zigzag(b.minY), 3<<3|lineTo, zigzag(w), 0, 0, zigzag(h), zigzag(-w), 0, 1<<3|closePath)
}
