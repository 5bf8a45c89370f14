package tiles

import (
	"slices"
	"sync"
)

// drawer draws one tile of a snapshot.
type drawer struct {
	painter
	ground  *snapshot
	at      place
	window  gridBox
	edge    bool // the tile sees the edge of the world
	maxZoom int
	bytes   int // that the tile may have
	pick    picks
	limits  limits
	cell    int32 // the side of the cells of dust

	chunks  []int      // that may show in the tile
	number  [][]uint32 // what the values of the chunk at hand are in the layer, by column
	years   yearTags
	keys    []uint32 // what the columns are in the layer
	dust    dustHeap
	grains  []grain
	labels  []label
	unnamed int        // labels that are left out
	stays   []standing // what is drawn, for choosing what is not
}

// drawers are used again, so that in the long run drawing takes no memory but for the tile.
var drawers = sync.Pool{New: func() any { return &drawer{painter: painter{words: *newDictionary()}, years: yearTags{}} }}

// draw draws a tile, coarser and with less in it until it is not too large.
func (s *snapshot) draw(at place, g *ground, pick picks) drawing {
	d := drawers.Get().(*drawer)
	defer d.release()
	d.ground, d.at, d.maxZoom, d.bytes, d.pick = s, at, g.maxZoom, g.bytes, pick
	d.window, d.edge = fineWindow(at), at.x == 0 || at.x == 1<<at.z-1
	d.limits = limits{dust: pixel}
	if at.z >= g.maxZoom {
		d.limits.dust = 0
		d.bytes *= atHighest
	}
	for d.drawLayers(); d.limits.tighter(d); {
		d.drawLayers()
	}
	merged, dropped := d.total()
	return drawing{revision: s.revision, raw: slices.Clone(d.out), layers: slices.Clone(d.layers), merged: merged, dropped: dropped}
}

// release gives the drawer back, without holding on to the snapshot.
func (d *drawer) release() {
	d.ground, d.pick, d.dust.in = nil, nil, nil
	clear(d.dust.groups[:cap(d.dust.groups)])
	clear(d.labels[:cap(d.labels)])
	drawers.Put(d)
}

func (d *drawer) drawLayers() {
	d.out, d.layers, d.stays = d.out[:0], d.layers[:0], d.stays[:0]
	d.unnamed = 0
	d.cell = max(pixel, d.limits.dust)
	for _, l := range d.ground.layers {
		if d.at.z >= l.schema.from || d.at.z >= d.maxZoom {
			d.drawLayer(l)
		}
	}
	d.drawLabels()
	d.drawAggregates()
	d.drawAbout()
}

// drawLayer draws a collection.
func (d *drawer) drawLayer(l *groundLayer) {
	d.chunks = l.seen(d.chunks, d.window)
	if len(d.chunks) == 0 {
		return
	}
	d.begin()
	d.keys = append(d.keys[:0], make([]uint32, len(l.schema.names))...)
	d.dust.reset()
	clear(d.years)
	for _, k := range d.chunks {
		d.drawChunk(l, l.chunks[k])
	}
	d.drawDust(l)
	d.end(l.schema.collection.Name)
}

// drawChunk draws what is large enough of a chunk and gathers the rest as dust.
func (d *drawer) drawChunk(l *groundLayer, c *chunk) {
	chosen := d.pick.of(l, c)
	d.translate(l.schema, c)
	small := d.limits.dust << (fineZoom - d.at.z)
	for k, block := range c.blocks {
		if !d.sees(block) {
			continue
		}
		for i := k * blockSize; i < min(len(c.fids), (k+1)*blockSize); i++ {
			box := c.shapes.box(i)
			switch {
			case !d.sees(box), c.counts[i]&countExcept != 0 && d.at.z < d.maxZoom, chosen != nil && !chosen(i):
			case box.side() < small && (d.limits.dust > pixel || l.schema.from > 0 || box.side() > 0):
				d.dust.add(d, c, i)
			default:
				d.drawSolid(l, c, i)
			}
		}
	}
}

// sees reports whether something may show in the tile.
func (d *drawer) sees(b gridBox) bool {
	if !d.edge && b.minX >= 0 && b.maxX < round {
		return b.meets(d.window)
	}
	return b.meetsTile(d.at)
}

// drawSolid draws a feature as it is.
func (d *drawer) drawSolid(l *groundLayer, c *chunk, i int) {
	if !d.stay(standing{c.ranks[i], c.shapes.box(i).side(), c.fids[i]}) {
		if g, _ := c.shapes.appendCommands(d.geometry[:0], i, d.at); len(g) > 0 {
			d.dropped++
		}
		return
	}
	var k kind
	if d.geometry, k = c.shapes.appendCommands(d.geometry[:0], i, d.at); len(d.geometry) == 0 {
		d.dust.add(d, c, i) // too little to be seen, or elsewhere
		return
	}
	d.tags = d.tags[:0]
	for j := range l.schema.shown(d.at.z) {
		d.tagColumn(l.schema, c, j, i)
	}
	d.tagYears(c.yearsAt(i))
	d.feature(uint64(c.fids[i]), k)
}

// detailZoom is from where on every feature says all that tiles say.
const detailZoom = 14

// shown is how many columns are written: where plots are many and small, only what they look
// like; see newGroundSchema.
func (g *groundSchema) shown(z int) int {
	if g.from > 0 && z < detailZoom {
		return g.coarse
	}
	return g.all
}

// translate forgets the values of the chunk before.
func (d *drawer) translate(s *groundSchema, c *chunk) {
	for len(d.number) < len(c.columns) {
		d.number = append(d.number, nil)
	}
	for j := range c.columns {
		if n := len(c.columns[j].ends); !c.columns[j].own() || s.several[j] {
			d.number[j] = slices.Grow(d.number[j][:0], n)[:n]
			clear(d.number[j])
		}
	}
}

// tagColumn gives the feature at hand its value in a column. Numbers are kept one higher,
// for 0 is none yet.
func (d *drawer) tagColumn(s *groundSchema, c *chunk, j, i int) {
	col := &c.columns[j]
	n := col.at(i)
	if n == 0 {
		return
	}
	if d.keys[j] == 0 {
		d.keys[j] = d.words.key(s.names[j]) + 1
	}
	d.tags = append(d.tags, d.keys[j]-1, d.valueNumber(col, j, n, s.several[j]))
}

// valueNumber is the number of a value in the layer. Values of which there are several are
// looked up among those of the other chunks and columns; others would not be found. That
// does not depend on what else is in the chunk: the same features make the same tile.
func (d *drawer) valueNumber(col *column, j, n int, several bool) uint32 {
	if col.own() && !several {
		return d.words.next(col.value(n))
	}
	known := &d.number[j][n-1]
	switch {
	case *known > 0:
	case several:
		*known = d.words.value(col.value(n)) + 1
	default:
		*known = d.words.next(col.value(n)) + 1
	}
	return *known - 1
}

// of says which features of a chunk are picked; nil for all of them.
func (p picks) of(l *groundLayer, c *chunk) func(i int) bool {
	fids, some := p[l.schema.collection.Name]
	if !some {
		return nil
	}
	lo, hi := slices.Min(c.fids), slices.Max(c.fids)
	from, _ := slices.BinarySearch(fids, lo)
	to, _ := slices.BinarySearch(fids, hi+1)
	fids = fids[from:to]
	return func(i int) bool {
		_, picked := slices.BinarySearch(fids, c.fids[i])
		return picked
	}
}

func (d *drawer) drawAggregates() {
	if d.at.z > aggregatesTo {
		return
	}
	var a aggregated
	var layers []*groundLayer
	for _, l := range d.ground.layers {
		if !l.schema.counted.all {
			continue
		}
		l.under(d.at, func(c *chunk) { a.addChunk(c, len(layers), d.at, d.pick.of(l, c)) })
		layers = append(layers, l)
	}
	d.appendAggregates(&a, layers, d.at)
}

// about is the layer of one point in the middle of a tile that says what the tile does not
// show; a tile that shows everything has none.
const about = "about"

// aboutLayer describes the layer.
func aboutLayer(maxZoom int) VectorLayer {
	return VectorLayer{
		ID: about, MaxZoom: maxZoom,
		Description: "One point in the middle of a tile that does not show every feature by itself; other tiles have none.",
		Fields: map[string]string{
			"merged":         "Number of features that others stand for, because they are too small to tell apart at this zoom.",
			"dropped":        "Number of features that are left out, the least important first, because the tile would be too large.",
			"labels_dropped": "Number of features that are shown without their name, because more labels could not be read.",
		},
	}
}

func (d *drawer) drawAbout() {
	merged, dropped := d.total()
	if merged+dropped+d.unnamed == 0 {
		return
	}
	d.begin()
	d.tags = d.tags[:0]
	d.tag("merged", int64(merged))
	d.tag("dropped", int64(dropped))
	d.tag("labels_dropped", int64(d.unnamed))
	d.geometry = append(d.geometry[:0], 1<<3|moveTo, zigzag(Extent/2), zigzag(Extent/2))
	d.feature(1, points)
	d.end(about)
}
