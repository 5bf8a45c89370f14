package tiles

import (
	"math"
	"slices"
	"sort"
)

// Layer aggregates says at low zooms how much lies where: a tile is 8 × 8 cells of 64
// pixels, room for a circle with a number in it, and a cell in which something lies is one
// point. A feature counts in the one cell that holds the middle of its bounds, the same at
// all zooms, so that the tiles of a zoom add up to what the collections hold. The point
// stands at the mean of those middles.
const (
	aggregates     = "aggregates"
	aggregatesTo   = squareZoom // the highest zoom of the layer
	cellsZoom      = 3          // log₂ of the cells along a tile
	cellZoom       = squareZoom + cellsZoom
	cellsOfTile    = 1 << (2 * cellsZoom)
	maxCountValues = 8
)

// cell is what a chunk has in one of the smallest cells.
type cell struct {
	at uint64 // as interleaved numbers the tiles of cellZoom
	tally
}

// tally counts features of one collection.
type tally struct {
	features int64
	values   [maxCountValues]int64 // by the value they are counted by
	sum      int64                 // in sumUnit
	x, y     int64                 // sums of their middles
	invented bool
}

func (t *tally) add(o *tally) {
	t.features += o.features
	for i, n := range o.values {
		t.values[i] += n
	}
	t.sum += o.sum
	t.x += o.x
	t.y += o.y
	t.invented = t.invented || o.invented
}

// tallied is what one feature of a chunk adds; the middle says in which cell.
func (c *chunk) tallied(i int) (at uint64, t tally) {
	x, y := c.middle(i)
	t = tally{features: 1, x: int64(x), y: int64(y), invented: c.counts[i]&countInvented != 0}
	t.values[c.counts[i]&countMask] = 1
	if c.sums != nil {
		t.sum = c.sums[i]
	}
	s := unitsOf(cellZoom)
	return interleaved(uint32(x)>>s, uint32(y)>>s), t
}

// middle is where a feature counts: in the square of its chunk, whatever rounding says.
func (c *chunk) middle(i int) (x, y int32) {
	x, y = c.shapes.box(i).middle()
	if c.square == wideSquare {
		return x, y
	}
	in := squareOf(placeOf(squareZoom, c.square))
	return max(in.minX, min(x, in.maxX)), max(in.minY, min(y, in.maxY))
}

// count fills the cells of a chunk.
func (c *chunk) count() {
	where := map[uint64]int{}
	for i, flags := range c.counts {
		if flags&countNot != 0 {
			continue
		}
		at, t := c.tallied(i)
		k, known := where[at]
		if !known {
			k = len(c.cells)
			where[at] = k
			c.cells = append(c.cells, cell{at: at})
		}
		c.cells[k].add(&t)
	}
	c.cells = slices.Clip(c.cells)
	sort.Slice(c.cells, func(i, j int) bool { return c.cells[i].at < c.cells[j].at })
}

// aggregated counts what lies in the cells of a tile, by layer.
type aggregated [cellsOfTile]struct {
	any    bool
	layers [8]tally // as many as there are collections to count, and room
}

// addChunk adds what of a chunk lies in the tile.
func (a *aggregated) addChunk(c *chunk, layer int, at place, chosen func(i int) bool) {
	if chosen == nil {
		for i := range c.cells {
			a.add(c.cells[i].at, layer, at, &c.cells[i].tally)
		}
		return
	}
	for i, flags := range c.counts {
		if flags&countNot == 0 && chosen(i) {
			cellAt, t := c.tallied(i)
			a.add(cellAt, layer, at, &t)
		}
	}
}

// add adds a tally if its cell is in the tile.
func (a *aggregated) add(cellAt uint64, layer int, at place, t *tally) {
	in := cellAt >> (2 * (aggregatesTo - at.z)) // as one of the cells of this zoom
	if in>>(2*cellsZoom) != interleaved(uint32(at.x), uint32(at.y)) {
		return
	}
	one := &a[in&(cellsOfTile-1)]
	one.any = true
	one.layers[layer].add(t)
}

// point is where the point of a cell stands, in units of the tile: the mean of all that it
// counts, within the cell.
func (a *aggregated) point(k int, at place) (x, y int32) {
	var all tally
	for i := range a[k].layers {
		all.add(&a[k].layers[i])
	}
	s := fineZoom - at.z
	const side = Extent >> cellsZoom
	cx, cy := int32(gathered(uint64(k)))*side, int32(gathered(uint64(k)>>1))*side
	x = int32((all.x/all.features)>>s) - int32(at.x)*Extent
	y = int32((all.y/all.features)>>s) - int32(at.y)*Extent
	return max(cx, min(x, cx+side-1)), max(cy, min(y, cy+side-1))
}

// appendAggregates writes the layer.
func (p *painter) appendAggregates(a *aggregated, layers []*groundLayer, at place) {
	p.begin()
	for k := range a {
		if !a[k].any {
			continue
		}
		p.tags = p.tags[:0]
		invented := false
		for i, l := range layers {
			t := &a[k].layers[i]
			if t.features == 0 {
				continue
			}
			invented = invented || t.invented
			p.tagTally(l.schema, t)
		}
		if invented {
			p.tag("fictional", true)
		}
		x, y := a.point(k, at)
		p.geometry = append(p.geometry[:0], 1<<3|moveTo, zigzag(x), zigzag(y))
		here := placeOf(at.z+cellsZoom, interleaved(uint32(at.x), uint32(at.y))<<(2*cellsZoom)|uint64(k))
		p.feature(here.tileID(), points)
	}
	p.end(aggregates)
}

func (p *painter) tagTally(s *groundSchema, t *tally) {
	name := s.collection.Name
	p.tag(name, t.features)
	for j, v := range s.counted.values {
		if t.values[j] > 0 {
			p.tag(name+"_"+v, t.values[j])
		}
	}
	if s.counted.sum != "" && t.sum != 0 {
		p.tag(s.counted.sum, math.Round(float64(t.sum)*sumUnit*100)/100)
	}
}

// aggregatesLayer describes the layer.
func aggregatesLayer(all []schema, maxZoom int) VectorLayer {
	fields := map[string]string{"fictional": "True if anything that is counted is invented, for demonstration or tests."}
	for _, s := range all {
		if !s.counted.all {
			continue
		}
		name := s.collection.Name
		fields[name] = "Number of features of the collection " + name + " in this cell; absent if there are none."
		for _, v := range s.counted.values {
			fields[name+"_"+v] = "How many of them have the " + s.counted.field + " " + v + "; absent if there are none."
		}
		if f, ok := s.collection.Field(s.counted.sum); ok {
			fields[f.Name] = "Sum over the cell, in " + f.Unit + "; absent if it is 0."
		}
	}
	return VectorLayer{
		ID: aggregates, MaxZoom: min(aggregatesTo, maxZoom), Fields: fields,
		Description: "How much lies where: a point for each cell, an eighth of a tile wide, in which something lies. The tiles of a zoom add up to the collections.",
	}
}
