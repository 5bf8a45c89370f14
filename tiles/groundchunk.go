package tiles

import (
	"math/bits"
	"slices"

	"burialmap/data"
)

// chunk is the features of one collection that lie in one square, packed. It never changes.
// Features stand in the order of places along the ground, so that what is near each other on
// the map is near each other here, and by FID where that is the same: the same features make
// the same chunk, in whatever order they were read.
//
// A geometry collection is a feature for each kind of geometry that it has, one after the
// other. The first of them counts for all.
type chunk struct {
	square   uint64 // as interleaved numbers the squares; wideSquare for what has none
	fids     []int64
	shapes   outlines
	blocks   []gridBox // of every blockSize features
	union    gridBox
	looks    []uint16 // the look of each feature, by number
	lookKeys []string
	ranks    []uint8
	counts   []uint8 // as what a feature counts, and flags
	sums     []int64 // what it adds to the sum of the aggregates, in sumUnit; nil for nothing
	columns  []column
	cells    []cell
	period   int          // the column of the periods; of no meaning without years
	years    []data.Years // of each period in it
	named    bool         // some feature has a name
}

// wideSquare is after every other.
const wideSquare = 1 << (2 * squareZoom)

// blockSize is how many features are passed over at once where none of them can be seen.
const blockSize = 64

// The flags of chunk.counts.
const (
	countMask     = 0x0f
	countInvented = 0x80
	countNot      = 0x40 // the feature counts by an earlier one of its FID
	countExcept   = 0x20 // only the tiles of the highest zoom show it
)

// sumUnit is the unit of sums: whole numbers add up to the same in any order.
const sumUnit = 1e-4

// A groundSchema is a schema with the place of each of its fields among the columns of a
// chunk.
type groundSchema struct {
	schema
	names   []string // of the columns
	looks   []int    // the columns of the looks, which follow the id
	label   []int    // the columns of the label
	several []bool   // by column: whether features are likely to have the same value
	coarse  int      // how many columns are shown below detailZoom
	all     int      // how many are shown from there on
	period  int      // the column of the period, -1 for a collection without one
}

// newGroundSchema puts the columns in order: the id, what all features show, what they show
// from detailZoom on, and what only decides.
func newGroundSchema(s schema) *groundSchema {
	g := &groundSchema{schema: s, names: []string{"id"}}
	g.add(s.looks)
	for i := range s.looks {
		g.looks = append(g.looks, i+1)
	}
	g.add(s.coarse)
	g.coarse = len(g.names)
	g.add(s.fields)
	g.all = len(g.names)
	g.add(s.schemaFields())
	for _, name := range g.names {
		f, known := s.collection.Field(name)
		g.several = append(g.several, known && f.Type != data.Real && (f.Type != data.Text || s.from == 0))
	}
	for _, field := range labelFields {
		if i := g.column(field); i >= 0 {
			g.label = append(g.label, i)
		}
	}
	g.period = g.column(periodField)
	return g
}

func (g *groundSchema) add(fields []string) {
	for _, field := range fields {
		if g.column(field) < 0 {
			g.names = append(g.names, field)
		}
	}
}

// schemaFields are the fields that deciding takes, whether or not they are shown.
func (s schema) schemaFields() []string {
	var all []string
	for field := range s.except {
		all = append(all, field)
	}
	for _, field := range []string{s.counted.field, s.counted.sum, s.importance.field} {
		if field != "" {
			all = append(all, field)
		}
	}
	return all
}

func (g *groundSchema) column(name string) int {
	for i, n := range g.names {
		if n == name {
			return i
		}
	}
	return -1
}

// of is the importance of a feature: the lower, the longer it stays.
func (s importance) of(f data.Feature) uint8 {
	value, _ := value(f, s.field).(string)
	for i, values := range s.order {
		if slices.Contains(values, value) {
			return s.rank + uint8(i)
		}
	}
	return s.rank + uint8(len(s.order))
}

// of is as what a feature counts.
func (c counted) of(f data.Feature) uint8 {
	value, _ := value(f, c.field).(string)
	for i, v := range c.values {
		if v == value {
			return uint8(i)
		}
	}
	return uint8(max(0, len(c.values)-1))
}

// kind is what kind of tile feature one is: a chunk has no collections.
func (c *chunk) kind(i int) kind { return kind(bits.Len8(c.shapes.kinds(i)) - 1) }

func excepted(f data.Feature, except map[string]string) bool {
	for field, v := range except {
		if f.Text(field) == v {
			return true
		}
	}
	return false
}
