package geopackage

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// grid gathers the touched places of one collection as at most maxTouched boxes. Places
// whose middles fall into the same cell are joined; when there are too many cells, they
// become twice as large. What comes out covers all that went in, and some more.
type grid struct {
	cells map[[2]int32]box
	size  float64 // of a cell, in degrees
}

const (
	maxTouched = 256
	smallest   = 1.0 / 4096 // a cell of about 27 m
)

func (g *grid) add(b box) {
	if g.cells == nil {
		g.cells, g.size = map[[2]int32]box{}, smallest
	}
	cell := g.cell(b)
	if old, ok := g.cells[cell]; ok {
		old.join(b)
		b = old
	}
	g.cells[cell] = b
	for len(g.cells) > maxTouched {
		g.coarsen()
	}
}

// addBound adds a bound that may cross the antimeridian.
func (g *grid) addBound(b orb.Bound) {
	for _, part := range geo.SplitBound(b) {
		g.add(box{part.Min[0], part.Max[0], part.Min[1], part.Max[1]})
	}
}

func (g *grid) cell(b box) [2]int32 {
	at := func(v float64) int32 { return int32(math.Floor(max(-1e9, min(1e9, v/g.size)))) }
	return [2]int32{at((b.minX + b.maxX) / 2), at((b.minY + b.maxY) / 2)}
}

func (g *grid) coarsen() {
	g.size *= 2
	cells := make(map[[2]int32]box, len(g.cells))
	for cell, b := range g.cells {
		parent := [2]int32{cell[0] >> 1, cell[1] >> 1}
		if old, ok := cells[parent]; ok {
			b.join(old)
		}
		cells[parent] = b
	}
	g.cells = cells
}

// appendTo appends the boxes as touches, from west to east and south to north.
func (g *grid) appendTo(list []data.Touch, collection string) []data.Touch {
	first := len(list)
	for _, b := range g.cells {
		list = append(list, data.Touch{Collection: collection, Bound: b.bound()})
	}
	slices.SortFunc(list[first:], func(a, b data.Touch) int {
		return cmp.Or(slices.Compare(a.Bound.Min[:], b.Bound.Min[:]), slices.Compare(a.Bound.Max[:], b.Bound.Max[:]))
	})
	return list
}
