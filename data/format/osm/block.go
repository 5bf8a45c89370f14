package osm

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
	"google.golang.org/protobuf/encoding/protowire"
)

// block is a primitive block: up to some thousand elements that share a table of strings.
type block struct {
	strings                [][]byte // of the unpacked block, valid as long as it
	groups                 [][]byte
	granularity            int64 // nanodegrees
	latOffset, lonOffset   int64
	ids, lats, lons, refs  []int64 // scratch
	keys, vals, roles, sid []uint64
}

var errIndex = errors.New("an element names a string that is not in its block")

func (b *block) parse(message []byte) error {
	b.strings, b.groups = b.strings[:0], b.groups[:0]
	b.granularity, b.latOffset, b.lonOffset = 100, 0, 0
	return fields(message, func(f field) error {
		switch f.number {
		case 1:
			return fields(f.bytes, func(s field) error {
				if s.number == 1 {
					b.strings = append(b.strings, s.bytes)
				}
				return nil
			})
		case 2:
			b.groups = append(b.groups, f.bytes)
		case 17:
			b.granularity = int64(int32(f.varint))
		case 19:
			b.latOffset = int64(f.varint)
		case 20:
			b.lonOffset = int64(f.varint)
		}
		return nil
	})
}

// kinds of elements in the groups of a block.
const (
	plainNode = 1 + iota
	denseNodes
	wayElement
	relationElement
)

// elements calls visit for each element, or dense run of nodes, of the block.
func (b *block) elements(visit func(kind protowire.Number, message []byte) error) error {
	for _, group := range b.groups {
		err := fields(group, func(f field) error {
			if f.number >= plainNode && f.number <= relationElement && f.bytes != nil {
				return visit(f.number, f.bytes)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// position turns the format's integers into degrees.
func (b *block) position(lat, lon int64) orb.Point {
	return orb.Point{
		1e-9 * float64(b.lonOffset+b.granularity*lon),
		1e-9 * float64(b.latOffset+b.granularity*lat),
	}
}

func (b *block) text(i uint64) ([]byte, error) {
	if i >= uint64(len(b.strings)) {
		return nil, errIndex
	}
	return b.strings[i], nil
}

// tags joins keys and values.
func (b *block) tags(keys, vals []uint64) ([]tag, error) {
	if len(keys) != len(vals) {
		return nil, fmt.Errorf("an element has %d keys and %d values", len(keys), len(vals))
	}
	tags := make([]tag, len(keys))
	for i := range keys {
		key, err := b.text(keys[i])
		if err != nil {
			return nil, err
		}
		value, err := b.text(vals[i])
		if err != nil {
			return nil, err
		}
		tags[i] = tag{string(key), string(value)}
	}
	return tags, nil
}

// burialGround reports whether the tags are those of one.
func (b *block) burialGround(keys, vals []uint64) (bool, error) {
	for i := range min(len(keys), len(vals)) {
		key, err := b.text(keys[i])
		if err != nil {
			return false, err
		}
		wanted, ok := burialGrounds[string(key)]
		if !ok {
			continue
		}
		value, err := b.text(vals[i])
		if err != nil || string(value) == wanted {
			return err == nil, err
		}
	}
	return false, nil
}

// mentions reports whether any element of the block could be a burial ground.
func (b *block) mentions() bool {
	for _, s := range b.strings {
		for _, value := range burialGrounds {
			if string(s) == value {
				return true
			}
		}
	}
	return false
}
