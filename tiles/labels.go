package tiles

// Layer labels has one point for each feature with a name, in the one tile of a zoom that
// holds it, so that no name is drawn twice.
const labels = "labels"

// labelFields are the names that a label has, beside id, collection and what else the map
// wants to know for writing it.
var labelFields = []string{"name", "name_en", "name_ru", "name_ja"}

// mostLabels is how many labels a tile holds: more could not be read.
const mostLabels = 1000

// drawLabels writes the layer.
func (d *drawer) drawLabels() {
	d.begin()
	in := squareOf(d.at)
	for n, l := range d.ground.layers {
		if len(l.schema.label) == 0 || d.at.z < l.schema.named {
			continue
		}
		d.chunks = l.seen(d.chunks, in)
		d.keys = append(d.keys[:0], make([]uint32, len(l.schema.names))...)
		for _, k := range d.chunks {
			if c := l.chunks[k]; c.named {
				d.labelChunk(l, c, n, in)
			}
		}
	}
	d.end(labels)
}

func (d *drawer) labelChunk(l *groundLayer, c *chunk, n int, in gridBox) {
	chosen := d.pick.of(l, c)
	d.translate(c)
	for k, block := range c.blocks {
		if !near(block, in) {
			continue
		}
		for i := k * blockSize; i < min(len(c.fids), (k+1)*blockSize); i++ {
			x, y := c.shapes.anchor(i)
			if x < in.minX || x > in.maxX || y < in.minY || y > in.maxY || c.counts[i]&countNot != 0 || chosen != nil && !chosen(i) || c.shapes.box(i).empty() {
				continue
			}
			d.label(l, c, i, n, corner{x, y})
		}
	}
}

// label writes one label. Its id is made of the FID and the collection's number, for FIDs of
// several collections are the same.
func (d *drawer) label(l *groundLayer, c *chunk, i, n int, at corner) {
	d.tags = d.tags[:0]
	for _, j := range l.schema.label {
		d.tagColumn(l.schema, c, j, i)
	}
	if len(d.tags) == 0 {
		return // it has no name
	}
	if d.count >= mostLabels {
		d.dropped++
		return
	}
	d.tag("collection", l.schema.collection.Name)
	d.tagColumn(l.schema, c, 0, i)
	for _, j := range l.schema.looks {
		d.tagColumn(l.schema, c, j, i)
	}
	s := fineZoom - d.at.z
	d.geometry = append(d.geometry[:0], 1<<3|moveTo, zigzag(at.x>>s-int32(d.at.x)*Extent), zigzag(at.y>>s-int32(d.at.y)*Extent))
	d.feature(uint64(c.fids[i])<<3|uint64(n), points)
}
