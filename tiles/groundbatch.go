package tiles

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"burialmap/data"
	"burialmap/geo"
)

// batch gathers the features of one chunk while they are read.
type batch struct {
	rows   []row
	text   []byte  // the values of the rows, one after the other, each with its length
	shapes []byte  // the geometries of the rows, as WKB
	box    gridBox // around all of them
}

// row is a feature on its way into a chunk. There may be millions, so that nothing in it is
// for the garbage collector to follow.
type row struct {
	fid   int64
	order uint64 // of its middle along the ground
	sum   int64
	text  uint32 // where its values begin in batch.text
	shape uint32 // where its geometry begins in batch.shapes
	size  uint32 // of the geometry
	rank  uint8
	count uint8
	kind  uint8
}

// chunkMaker makes chunks of the features of one collection.
type chunkMaker struct {
	schema  *groundSchema
	column  columnBuilder
	scratch []byte
}

// footing is where a feature belongs.
type footing struct {
	square uint64
	order  uint64 // of its middle along the ground
	box    gridBox
}

// footingOf says where a feature belongs. False is for one that no tile can show: it has no
// place, or none on earth.
func footingOf(f data.Feature) (footing, bool) {
	if f.Geometry == nil {
		return footing{}, false
	}
	box, ok := boxOf(geo.BoundOf(f.Geometry))
	if !ok {
		return footing{}, false
	}
	x, y := box.middle()
	order := interleaved(uint32(x), uint32(y))
	if box.wide() {
		return footing{wideSquare, order, box}, true
	}
	return footing{order >> (2 * unitsOf(squareZoom)), order, box}, true
}

// inside reports whether the feature is away from the edges of its square, so that no
// neighbour in another square shares an edge with it.
func (s footing) inside() bool {
	in := squareOf(placeOf(squareZoom, s.square))
	return s.box.minX > in.minX && s.box.maxX < in.maxX && s.box.minY > in.minY && s.box.maxY < in.maxY
}

// add takes a feature into a batch.
func (m *chunkMaker) add(b *batch, f data.Feature, at footing) error {
	if b.rows == nil {
		b.box = nowhere
	}
	b.box = b.box.union(at.box)
	r := row{fid: f.FID, order: at.order, text: uint32(len(b.text))}
	r.rank, r.count = m.schema.importance.of(f), m.schema.counted.of(f)
	if f.Location.Fictional {
		r.count |= countInvented
	}
	if excepted(f, m.schema.except) {
		r.count |= countExcept
	}
	if v, ok := value(f, m.schema.counted.sum).(float64); ok {
		r.sum = int64(math.Round(v / sumUnit))
	}
	for i, name := range m.schema.names {
		v := value(f, name)
		if i == 0 {
			v = f.ID
		}
		m.scratch = appendValue(m.scratch[:0], v)
		b.text = binary.AppendUvarint(b.text, uint64(len(m.scratch)))
		b.text = append(b.text, m.scratch...)
	}
	for _, part := range kindsOf(f.Geometry) {
		shape, err := wkb.Marshal(part)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Ref(), err)
		}
		r.shape, r.size, r.kind = uint32(len(b.shapes)), uint32(len(shape)), uint8(kindOf(part))
		b.shapes = append(b.shapes, shape...)
		b.rows = append(b.rows, r)
		r.count |= countNot
	}
	return nil
}

// kindsOf takes a geometry collection apart by kind: a tile feature holds one kind only.
func kindsOf(g orb.Geometry) []orb.Geometry {
	if _, mixed := g.(orb.Collection); !mixed {
		return []orb.Geometry{g}
	}
	var parts [polygons + 1]orb.Collection
	gather(&parts, g)
	var all []orb.Geometry
	for _, part := range parts {
		if len(part) > 0 {
			all = append(all, part)
		}
	}
	return all
}

func gather(parts *[polygons + 1]orb.Collection, g orb.Geometry) {
	switch g := g.(type) {
	case nil:
	case orb.Collection:
		for _, member := range g {
			gather(parts, member)
		}
	default:
		k := kindOf(g)
		parts[k] = append(parts[k], g)
	}
}

// pack makes a chunk of what was gathered; context is what lies around it.
func (m *chunkMaker) pack(square uint64, b *batch, context []orb.Geometry) (*chunk, error) {
	rows := b.rows
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.fid, b.fid), cmp.Compare(a.kind, b.kind))
	})
	c := &chunk{square: square}
	geometries := make([]orb.Geometry, len(rows))
	for i, r := range rows {
		var err error
		if geometries[i], err = wkb.Unmarshal(b.shapes[r.shape : r.shape+r.size]); err != nil {
			return nil, err
		}
	}
	b.shapes = nil // its memory is wanted
	c.shapes = newOutlines(geometries, context)
	m.packRows(c, rows)
	m.packColumns(c, b)
	m.packLooks(c)
	if m.schema.period >= 0 {
		c.period = m.schema.period
		c.years = yearsOf(&c.columns[c.period])
	}
	c.packBlocks()
	if m.schema.counted.all {
		c.count()
	}
	return c, nil
}

func (m *chunkMaker) packRows(c *chunk, rows []row) {
	n := len(rows)
	c.fids, c.ranks, c.counts = make([]int64, n), make([]uint8, n), make([]uint8, n)
	if m.schema.counted.sum != "" {
		c.sums = make([]int64, n)
	}
	for i, r := range rows {
		c.fids[i], c.ranks[i], c.counts[i] = r.fid, r.rank, r.count
		if c.sums != nil {
			c.sums[i] = r.sum
		}
	}
}

func (m *chunkMaker) packColumns(c *chunk, b *batch) {
	at := make([]uint32, len(b.rows)) // the next value of each
	for i, r := range b.rows {
		at[i] = r.text
	}
	c.columns = make([]column, len(m.schema.names))
	for j := range c.columns {
		m.column.reset()
		for i := range at {
			length, n := binary.Uvarint(b.text[at[i]:])
			start := at[i] + uint32(n)
			at[i] = start + uint32(length)
			m.column.add(b.text[start:at[i]])
		}
		c.columns[j] = m.column.column()
	}
	for _, j := range m.schema.label {
		c.named = c.named || len(c.columns[j].ends) > 0
	}
}

// packLooks numbers the looks that the features have.
func (m *chunkMaker) packLooks(c *chunk) {
	number := map[string]uint16{}
	c.looks = make([]uint16, len(c.fids))
	for i := range c.fids {
		key := m.scratch[:0]
		for _, j := range m.schema.looks {
			if n := c.columns[j].at(i); n > 0 {
				key = append(key, c.columns[j].value(n)...)
			}
			key = append(key, 0)
		}
		m.scratch = key
		n, known := number[string(key)]
		if !known {
			n = uint16(len(c.lookKeys))
			number[string(key)] = n
			c.lookKeys = append(c.lookKeys, string(key))
		}
		c.looks[i] = n
	}
}

func (c *chunk) packBlocks() {
	c.union = nowhere
	for i := range c.fids {
		if i%blockSize == 0 {
			c.blocks = append(c.blocks, nowhere)
		}
		b := c.shapes.box(i)
		c.blocks[i/blockSize] = c.blocks[i/blockSize].union(b)
		c.union = c.union.union(b)
	}
	c.blocks = slices.Clip(c.blocks)
}
