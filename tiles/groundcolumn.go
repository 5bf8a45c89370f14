package tiles

import "slices"

// column holds the values of one field of a chunk: each different one once, written as a
// layer of a tile holds it. Where all features have the same, or all different ones, there
// is nothing more to keep.
type column struct {
	text  []byte   // values, one after the other
	ends  []uint32 // where each ends in text
	few   []uint8  // the value of each feature, counted from 1; 0 is none
	more  []uint16
	many  []uint32
	alike bool // all have the one value
}

// at is the number of a feature's value, counted from 1; 0 if it has none.
func (c *column) at(i int) int {
	switch {
	case c.few != nil:
		return int(c.few[i])
	case c.more != nil:
		return int(c.more[i])
	case c.many != nil:
		return int(c.many[i])
	case c.alike:
		return 1
	case len(c.ends) == 0:
		return 0
	}
	return i + 1
}

// own reports whether each feature has a value of its own.
func (c *column) own() bool {
	return len(c.ends) > 0 && !c.alike && c.few == nil && c.more == nil && c.many == nil
}

// value is the value of a number that at has given.
func (c *column) value(n int) []byte {
	start := uint32(0)
	if n > 1 {
		start = c.ends[n-2]
	}
	return c.text[start:c.ends[n-1]]
}

// columnBuilder is used again for each column.
type columnBuilder struct {
	number map[string]uint32
	text   []byte
	ends   []uint32
	of     []uint32
	absent bool
}

func (b *columnBuilder) reset() {
	if b.number == nil || len(b.number) > 1<<16 {
		b.number = map[string]uint32{}
	}
	clear(b.number)
	b.text, b.ends, b.of, b.absent = b.text[:0], b.ends[:0], b.of[:0], false
}

// add takes the value of the next feature; an empty one is none.
func (b *columnBuilder) add(value []byte) {
	if len(value) == 0 {
		b.absent = true
		b.of = append(b.of, 0)
		return
	}
	n, known := b.number[string(value)]
	if !known {
		b.text = append(b.text, value...)
		b.ends = append(b.ends, uint32(len(b.text)))
		n = uint32(len(b.ends))
		b.number[string(value)] = n
	}
	b.of = append(b.of, n)
}

func (b *columnBuilder) column() column {
	if len(b.ends) == 0 {
		return column{}
	}
	c := column{text: slices.Clone(b.text), ends: slices.Clone(b.ends)}
	switch {
	case len(b.ends) == 1 && !b.absent:
		c.alike = true
	case len(b.ends) == len(b.of):
	case len(b.ends) < 1<<8:
		c.few = narrowed[uint8](b.of)
	case len(b.ends) < 1<<16:
		c.more = narrowed[uint16](b.of)
	default:
		c.many = slices.Clone(b.of)
	}
	return c
}

func narrowed[T uint8 | uint16](numbers []uint32) []T {
	out := make([]T, len(numbers))
	for i, n := range numbers {
		out[i] = T(n)
	}
	return out
}
