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
	count int64
	area  float64 // in units² of the fine grid
	best  standing
	chunk *chunk
	i     int32  // the most important of them, in its chunk
	at    corner // its anchor, on the tile
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
	cx, cy := uint32(at.x+Buffer)/uint32(d.limits.dust), uint32(at.y+Buffer)/uint32(d.limits.dust)
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

// drawDust writes what was gathered of a layer, in the order of the cells.
func (d *drawer) drawDust(l *groundLayer) {
	slices.SortFunc(d.dust.groups, func(a, b dustGroup) int {
		return cmp.Or(cmp.Compare(a.cell, b.cell), cmp.Compare(a.kind, b.kind), a.best.compare(b.best))
	})
	var in *chunk
	for i := range d.dust.groups {
		g := &d.dust.groups[i]
		if !d.stay(g.best) {
			d.dropped += int(g.count)
			continue
		}
		if g.chunk != in {
			in = g.chunk
			d.translate(in)
		}
		d.tags = d.tags[:0]
		d.tagDust(l.schema, g)
		d.drawSpeck(g)
		d.feature(uint64(g.best.fid), g.kind)
		d.merged += int(g.count - 1)
	}
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
		area := g.area / math.Exp2(float64(2*(fineZoom-d.at.z)))
		h := max(1, int32(math.Round(math.Sqrt(area))))
		w := max(1, int32(math.Round(area/float64(h))))
		d.geometry = appendRectangle(d.geometry[:0], clamp(g.at.x-w/2), clamp(g.at.y-h/2), w, h)
	}
}

// clamp keeps a coordinate in the tile and its buffer.
func clamp(v int32) int32 { return max(-Buffer, min(v, Extent+Buffer)) }

func appendRectangle(dst []uint32, x, y, w, h int32) []uint32 {
	w, h = min(w, Extent+Buffer-x), min(h, Extent+Buffer-y)
	if w <= 0 {
		x, w = x-1, 1
	}
	if h <= 0 {
		y, h = y-1, 1
	}
	return append(dst, 1<<3|moveTo, zigzag(x), zigzag(y), 3<<3|lineTo, zigzag(w), 0, 0, zigzag(h), zigzag(-w), 0, 1<<3|closePath)
}
