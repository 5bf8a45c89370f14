package tiles

import (
	"maps"
	"slices"
)

// Layer labels has one point for each feature with a name, in the one tile of a zoom that
// holds it, so that no name is drawn twice.
const labels = "labels"

// labelFields are the names that a label has, beside id, collection and what else the map
// wants to know for writing it.
var labelFields = []string{"name", "name_en", "name_ru", "name_ja"}

// mostLabels is how many labels a tile holds: more could not be read.
const mostLabels = 1000

// label is a feature with a name in the tile.
type label struct {
	standing
	layer int
	chunk *chunk
	i     int
	at    corner
}

// drawLabels writes the layer. The least important are left out if there are too many.
func (d *drawer) drawLabels() {
	d.begin()
	clear(d.years)
	d.labels = d.labels[:0]
	in := squareOf(d.at)
	for n, l := range d.ground.layers {
		if len(l.schema.label) == 0 || d.at.z < l.schema.named {
			continue
		}
		d.chunks = l.seen(d.chunks, in)
		for _, k := range d.chunks {
			if c := l.chunks[k]; c.named {
				d.findLabels(l, c, n, in)
			}
		}
	}
	if over := len(d.labels) - mostLabels; over > 0 {
		slices.SortStableFunc(d.labels, func(a, b label) int { return a.compare(b.standing) })
		d.labels, d.unnamed = d.labels[:mostLabels], over
	}
	for k := range d.labels {
		d.drawLabel(&d.labels[k], k == 0 || d.labels[k-1].chunk != d.labels[k].chunk, k == 0 || d.labels[k-1].layer != d.labels[k].layer)
	}
	d.end(labels)
}

// findLabels gathers those of a chunk.
func (d *drawer) findLabels(l *groundLayer, c *chunk, n int, in gridBox) {
	chosen := d.pick.of(l, c)
	for k, block := range c.blocks {
		if !near(block, in) {
			continue
		}
		for i := k * blockSize; i < min(len(c.fids), (k+1)*blockSize); i++ {
			x, y := c.shapes.anchor(i)
			if x < in.minX || x > in.maxX || y < in.minY || y > in.maxY || c.counts[i]&countNot != 0 || chosen != nil && !chosen(i) || !c.hasName(l.schema, i) {
				continue
			}
			d.labels = append(d.labels, label{standing{c.ranks[i], c.shapes.box(i).side(), c.fids[i]}, n, c, i, corner{x, y}})
		}
	}
}

func (c *chunk) hasName(s *groundSchema, i int) bool {
	for _, j := range s.label {
		if c.columns[j].at(i) > 0 {
			return true
		}
	}
	return false
}

// drawLabel writes one label. Its id is made of the FID and the collection's number, for FIDs
// of several collections are the same.
func (d *drawer) drawLabel(l *label, newChunk, newLayer bool) {
	s := d.ground.layers[l.layer].schema
	if newLayer {
		d.keys = append(d.keys[:0], make([]uint32, len(s.names))...)
	}
	if newChunk {
		d.translate(s, l.chunk)
	}
	d.tags = d.tags[:0]
	d.tag("collection", s.collection.Name)
	d.tagColumn(s, l.chunk, 0, l.i)
	for _, j := range s.label {
		d.tagColumn(s, l.chunk, j, l.i)
	}
	for _, j := range s.looks {
		d.tagColumn(s, l.chunk, j, l.i)
	}
	d.tagYears(l.chunk.yearsAt(l.i))
	shift := fineZoom - d.at.z
	d.geometry = append(d.geometry[:0], 1<<3|moveTo, zigzag(l.at.x>>shift-int32(d.at.x)*Extent), zigzag(l.at.y>>shift-int32(d.at.y)*Extent))
	d.feature(uint64(l.fid)<<3|uint64(l.layer), points)
}

// labelsLayer describes the layer.
func labelsLayer(all []schema, maxZoom int) VectorLayer {
	fields := map[string]string{
		"collection": "The collection that the feature is of.",
		"id":         "Id of the feature in that collection.",
	}
	for _, s := range all {
		g := newGroundSchema(s)
		if len(g.label) == 0 {
			continue
		}
		if g.period >= 0 {
			maps.Copy(fields, aboutYears)
		}
		for _, j := range append(slices.Clone(g.label), g.looks...) {
			if f, ok := s.collection.Field(g.names[j]); ok && fields[f.Name] == "" {
				fields[f.Name] = f.About
			}
		}
	}
	return VectorLayer{
		ID: labels, MaxZoom: maxZoom, Fields: fields,
		Description: "A point for each feature with a name, in one tile of each zoom; plots from zoom 15 on.",
	}
}
