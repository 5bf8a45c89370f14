package tiles

import (
	"slices"

	"github.com/paulmach/orb"
)

// nested makes polygons of loops and holes: loops that lie within an even number of
// others are outer rings, and those within an odd number, like the holes, are cut out of
// the innermost around them. A loop that meets that one in several corners would cut it
// in pieces; it is filled.
func nested(loops, holes []orb.Ring) []orb.Polygon {
	var out []orb.Polygon
	depths := make([]int, len(loops))
	for i, loop := range loops {
		depths[i] = len(around(loop, loops))
		if depths[i]%2 == 0 {
			out = append(out, orb.Polygon{loop})
		}
	}
	cut := func(hole orb.Ring, most int) {
		inner := -1
		for i, polygon := range out {
			if surrounds(polygon[0], within(hole)) && (inner < 0 || surrounds(out[inner][0], within(polygon[0]))) {
				inner = i
			}
		}
		if inner >= 0 && shared(out[inner][0], hole) <= most {
			out[inner] = append(out[inner], hole)
		}
	}
	for i, loop := range loops {
		if depths[i]%2 == 1 {
			cut(loop, 1)
		}
	}
	for _, hole := range holes {
		cut(hole, len(hole))
	}
	return out
}

// around lists the rings that go around a ring.
func around(ring orb.Ring, all []orb.Ring) []int {
	var out []int
	p := within(ring)
	for i, other := range all {
		if &other[0] != &ring[0] && surrounds(other, p) {
			out = append(out, i)
		}
	}
	return out
}

// shared is the number of corners that two closed rings have in common.
func shared(a, b orb.Ring) int {
	n := 0
	for _, p := range b[1:] {
		if slices.Contains(a, p) {
			n++
		}
	}
	return n
}

// within is a point inside a ring that has an area: in the middle of the first stretch
// that a line at half height between two neighbouring corners lies inside.
func within(ring orb.Ring) orb.Point {
	heights := make([]float64, 0, len(ring))
	for _, p := range ring {
		heights = append(heights, p[1])
	}
	slices.Sort(heights)
	heights = slices.Compact(heights)
	y := (heights[0] + heights[1]) / 2
	var xs []float64
	for i := 1; i < len(ring); i++ {
		if a, b := ring[i-1], ring[i]; (a[1] > y) != (b[1] > y) {
			xs = append(xs, a[0]+(y-a[1])/(b[1]-a[1])*(b[0]-a[0]))
		}
	}
	slices.Sort(xs)
	return orb.Point{(xs[0] + xs[1]) / 2, y}
}

// surrounds reports whether a ring goes around a point, by the even-odd rule.
func surrounds(ring orb.Ring, p orb.Point) bool {
	in := false
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
			in = !in
		}
	}
	return in
}
