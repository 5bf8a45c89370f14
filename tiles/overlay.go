package tiles

import (
	"cmp"
	"slices"
)

// overlay makes valid polygons of rings that may cross, touch and cover one another and
// themselves, on the units of a tile. It is exact but for crossings, which lie between
// units: every side then bends to the middle of each unit square in which there is a
// corner or a crossing and through which it passes. By this rule, known as snap rounding,
// nothing moves farther than half a unit, and no new crossings come of it.
//
//	sides  as they come                        (addRing)
//	edges  between neighbouring corners        (overlay_nodes.go)
//	       with what lies on either side       (overlay_sweep.go)
//	rings  around each piece, and its holes    (overlay_rings.go)
//
// The memory is used again; the zero value is ready.
type overlay struct {
	sides []overlaySide
	hot   []uint32 // corners and crossings, by key, sorted
	hits  []uint32
	edges []edge

	active []int32 // edges that the sweep is passing, upwards
	starts []int32

	out   []arrow // boundary edges by where they start
	walk  []int32 // corners, by number in hot
	seen  []int32 // by corner: its place in walk, or -1
	loops []loop
	rings []corner // of the loops, one after the other
	walks []int32  // by walk: its face
	faces int32
}

// overlaySide is a side of a ring that came in, from its lower to its higher end by x, then y.
type overlaySide struct {
	a, b corner
	role role
	sign int8 // 1 if the ring goes from a to b, -1 if it goes back
}

// edge is a side between neighbouring corners. Going upwards across it, in the direction
// of y, the number of turns that outer rings make around a place grows by fill, and that
// of holes by cut.
type edge struct {
	a, b      uint32 // keys
	fill, cut int32
	// above is what lies above it, and below the boundary edge that was next below where it
	// starts, or -1.
	aboveFill, aboveCut int32
	below               int32
	walk                int32
	boundary            int8 // 1 if only above it is filled, -1 if only below, 0 if neither or both
}

// keyOffset makes coordinates within the buffer, and a little beyond, positive.
const keyOffset = 1024

// key sorts by x, then y.
func (c corner) key() uint32 { return uint32(c.x+keyOffset)<<16 | uint32(c.y+keyOffset) }

func cornerOf(key uint32) corner {
	return corner{int32(key>>16) - keyOffset, int32(key&0xffff) - keyOffset}
}

func (v *overlay) reset() { v.sides = v.sides[:0] }

// addRing takes a ring, the closing corner left out. What an outer ring goes around is
// filled, whichever way; what a hole goes around is not.
func (v *overlay) addRing(ring []corner, r role) {
	for i, b := range ring {
		a := ring[(i+len(ring)-1)%len(ring)]
		switch {
		case a.before(b):
			v.sides = append(v.sides, overlaySide{a, b, r, 1})
		case b.before(a):
			v.sides = append(v.sides, overlaySide{b, a, r, -1})
		}
	}
}

// patient is how many pairs of sides are looked at before an outline is given up that was
// made to be slow.
const patient = 4_000_000

// run makes the polygons. It reports false if that would take too long.
func (v *overlay) run() bool {
	v.loops, v.rings = v.loops[:0], v.rings[:0]
	if len(v.sides) == 0 {
		return true
	}
	if !v.node() {
		return false
	}
	v.sweep()
	v.trace()
	return true
}

func (v *overlay) sortSides() {
	slices.SortFunc(v.sides, func(s, t overlaySide) int { return cmp.Compare(s.a.key(), t.a.key()) })
}
