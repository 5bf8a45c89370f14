package geo

import (
	"runtime"
	"sync"

	"github.com/paulmach/orb"
)

// keyed is a bound's place in the slice and where on the Hilbert curve its middle lies.
type keyed struct {
	key uint64
	id  uint32
}

// HilbertOrder lists the places of bounds in the slice in the order in which a Hilbert curve
// passes their middles; those in one cell of it keep their order. What is near in the list
// is near on the ground. Bounds that are empty or have a NaN come first.
func HilbertOrder(bounds []orb.Bound) []uint32 {
	sorted := hilbertOrder(bounds)
	order := make([]uint32, len(sorted))
	for i, k := range sorted {
		order[i] = k.id
	}
	return order
}

// hilbertOrder sorts the bounds by where on the curve their middle lies; equal keys keep
// the order of the slice, so that the tree is the same every time.
func hilbertOrder(bounds []orb.Bound) []keyed {
	all := emptyNode()
	var lock sync.Mutex
	inParallel(len(bounds), func(from, to int) {
		part := union(bounds[from:to])
		lock.Lock()
		defer lock.Unlock()
		all = union([]orb.Bound{all, part})
	})
	list := make([]keyed, len(bounds))
	grid := newCells(all)
	inParallel(len(bounds), func(from, to int) {
		for i := from; i < to; i++ {
			b := &bounds[i]
			list[i] = keyed{hilbert(grid.cell(b, 0), grid.cell(b, 1)), uint32(i)}
		}
	})
	sortKeyed(list, make([]keyed, len(list)), runtime.GOMAXPROCS(0))
	return list
}

// cells are 2³¹ steps along each axis of a bound.
type cells struct{ origin, perUnit orb.Point }

const lastCell = 1<<31 - 1

func newCells(all orb.Bound) cells {
	c := cells{origin: all.Min}
	for axis := range c.perUnit {
		c.perUnit[axis] = lastCell / (all.Max[axis] - all.Min[axis])
	}
	return c
}

// cell is the place of the middle of b along one axis.
func (c *cells) cell(b *orb.Bound, axis int) uint32 {
	t := ((b.Min[axis]+b.Max[axis])/2 - c.origin[axis]) * c.perUnit[axis]
	switch {
	case !(t > 0): // also NaN, and a set without extent
		return 0
	case t >= lastCell:
		return lastCell
	}
	return uint32(t)
}
