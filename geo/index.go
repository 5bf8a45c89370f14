package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Index finds which of a fixed set of bounds meet a given one: a packed R-tree, filled
// bottom-up along a Hilbert curve, without pointers (after Agafonkin's flatbush). It
// takes 44 bytes a bound and is safe for many readers. Bounds are plain rectangles of
// any unit: one that crosses the antimeridian has to be split first ([SplitBound]).
type Index struct {
	boxes  []orb.Bound // level by level, leaves first, the root last
	ids    []uint32    // of a leaf its number, of a node the place of its first child
	levels []int       // where each level ends
}

const nodeSize = 16

// NewIndex indexes bounds by their place in the slice, at most 2³² − 1 of them. Those
// with a NaN, and those whose min lies beyond their max, are never found. It uses all
// processors; the index is the same whatever their number.
func NewIndex(bounds []orb.Bound) *Index {
	if len(bounds) == 0 {
		return &Index{}
	}
	x := &Index{}
	for n := len(bounds); ; n = (n + nodeSize - 1) / nodeSize {
		end := n
		if k := len(x.levels); k > 0 {
			end += x.levels[k-1]
		}
		x.levels = append(x.levels, end)
		if n == 1 {
			break
		}
	}
	total := x.levels[len(x.levels)-1]
	x.boxes = make([]orb.Bound, total)
	x.ids = make([]uint32, total)
	order := hilbertOrder(bounds)
	inParallel(len(order), func(from, to int) {
		for i, k := range order[from:to] {
			x.boxes[from+i], x.ids[from+i] = bounds[k.id], k.id
		}
	})
	x.packNodes()
	return x
}

// packNodes puts every run of nodeSize boxes of one level under a node of the next.
func (x *Index) packNodes() {
	start := 0
	for level, end := range x.levels[:len(x.levels)-1] {
		inParallel(x.levels[level+1]-end, func(from, to int) {
			for i := from; i < to; i++ {
				first := start + i*nodeSize
				x.boxes[end+i] = union(x.boxes[first:min(first+nodeSize, end)])
				x.ids[end+i] = uint32(first)
			}
		})
		start = end
	}
}

// union is the box around boxes.
func union(boxes []orb.Bound) orb.Bound {
	all := emptyNode()
	for i := range boxes {
		b := &boxes[i]
		all.Min[0], all.Min[1] = lower(all.Min[0], b.Min[0]), lower(all.Min[1], b.Min[1])
		all.Max[0], all.Max[1] = upper(all.Max[0], b.Max[0]), upper(all.Max[1], b.Max[1])
	}
	return all
}

// lower and upper ignore NaN, which would otherwise hide the neighbours in its node.
func lower(a, b float64) float64 {
	if b < a {
		return b
	}
	return a
}

func upper(a, b float64) float64 {
	if b > a {
		return b
	}
	return a
}

func emptyNode() orb.Bound {
	inf := math.Inf(1)
	return orb.Bound{Min: orb.Point{inf, inf}, Max: orb.Point{-inf, -inf}}
}

// Len is the number of bounds in the index.
func (x *Index) Len() int {
	if len(x.levels) == 0 {
		return 0
	}
	return x.levels[0]
}

// Search calls yield with the number of every bound that meets b, edges included, in the
// order of the Hilbert curve, until yield returns false. It allocates nothing.
func (x *Index) Search(b orb.Bound, yield func(i int) bool) {
	x.eachLeaf(&b, func(first, end int) bool {
		for i := first; i < end; i++ {
			if meets(&x.boxes[i], &b) && !yield(int(x.ids[i])) {
				return false
			}
		}
		return true
	})
}

// Append appends to a list what Search yields, with less ado.
func (x *Index) Append(list []int, b orb.Bound) []int {
	x.eachLeaf(&b, func(first, end int) bool {
		for i := first; i < end; i++ {
			if meets(&x.boxes[i], &b) {
				list = append(list, int(x.ids[i]))
			}
		}
		return true
	})
	return list
}

// eachLeaf visits the leaves that meet b, each as a range of boxes.
func (x *Index) eachLeaf(b *orb.Bound, visit func(first, end int) bool) {
	if len(x.levels) == 0 {
		return
	}
	// Eight levels of sixteen hold 2³² bounds; fifteen siblings wait on each.
	var stack [8*(nodeSize-1) + 2]struct{ first, level int }
	top := len(x.levels) - 1
	stack[0].first, stack[0].level = x.levels[top]-1, top
	for n := 1; n > 0; {
		n--
		first, level := stack[n].first, stack[n].level
		end := first + 1
		if level < top {
			end = min(first+nodeSize, x.levels[level])
		}
		if level == 0 {
			if !visit(first, end) {
				return
			}
			continue
		}
		for i := end - 1; i >= first; i-- { // the first child comes off first
			if meets(&x.boxes[i], b) {
				stack[n].first, stack[n].level = int(x.ids[i]), level-1
				n++
			}
		}
	}
}

func meets(a, b *orb.Bound) bool {
	return a.Min[0] <= b.Max[0] && a.Max[0] >= b.Min[0] && a.Min[1] <= b.Max[1] && a.Max[1] >= b.Min[1]
}
