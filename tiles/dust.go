package tiles

import "math"

// grain is ground too small to be drawn as it is: what looks alike in one cell of a tile.
type grain struct {
	cell uint64  // its column and row, their bits interleaved: a quadtree
	area float64 // that it covers, in units² of the tile
	// What becomes of it: a rectangle of w by h units, a square or nearly one; or, if it is
	// merged, nothing but the number of the grain that stands for it too.
	w, h   int32
	into   int
	merged bool
}

// settle makes rectangles of grains, of which there is one a cell, in the order of the
// cells. Together they cover what the grains cover, within two units² or, if all of them
// are large, half the side of the smallest. So that an isolated grave is seen, a rectangle
// is one unit² at least. Grains smaller than that are merged with their nearest relatives in
// the quadtree until they come to a unit², and the largest stands for them. What whole
// units leave over is handed on to the next. No rectangle outgrows its cell of side by
// side units, unless what lies in it does.
func settle(grains []grain, side int32) {
	if len(grains) == 0 {
		return
	}
	level := uint(0)
	for grains[0].cell>>level != grains[len(grains)-1].cell>>level {
		level += 2
	}
	merge(grains, 0, len(grains), level)
	rest := 0.0
	for i := range grains {
		if !grains[i].merged {
			rest = grains[i].fill(rest, side)
		}
	}
	for was := math.Inf(1); math.Abs(rest) < was; {
		was = math.Abs(rest)
		for i := len(grains) - 1; i >= 0 && math.Abs(rest) > 0.5; i-- {
			if !grains[i].merged {
				rest = grains[i].adjust(rest, side)
			}
		}
	}
}

// merge merges the small grains from lo to hi, which have the bits of the cell above level
// in common, and returns the one that is still too small; -1 if there is none.
func merge(grains []grain, lo, hi int, level uint) int {
	if hi-lo == 1 || level == 0 {
		if grains[lo].area >= 1 {
			return -1
		}
		return lo
	}
	lead := -1
	level -= 2
	for from := lo; from < hi; {
		to := from + 1
		for to < hi && grains[to].cell>>level == grains[from].cell>>level {
			to++
		}
		lead = join(grains, lead, merge(grains, from, to, level))
		from = to
	}
	if lead >= 0 && grains[lead].area >= 1 {
		return -1
	}
	return lead
}

// join merges two grains, and returns the one that stands for both.
func join(grains []grain, a, b int) int {
	if a < 0 {
		return b
	}
	if b < 0 {
		return a
	}
	if grains[b].area > grains[a].area {
		a, b = b, a
	}
	grains[a].area += grains[b].area
	grains[b].into, grains[b].merged = a, true
	return a
}

// standsFor is the grain that is drawn for grain i: itself if it is not merged.
func standsFor(grains []grain, i int) int {
	for grains[i].merged {
		i = grains[i].into
	}
	return i
}

// fill gives a grain the rectangle nearest to its area and the rest of those before, and
// returns the rest.
func (g *grain) fill(rest float64, side int32) float64 {
	area := g.area + rest
	g.w, g.h = nearSquare(max(1, min(area, g.most(side))))
	if w, h := larger(g.w, g.h); float64(w)*float64(h)-area < area-g.covers() && g.fits(w, h, side) {
		g.w, g.h = w, h
	}
	return area - g.covers()
}

// adjust makes the rectangle one step larger or smaller if that leaves less over.
func (g *grain) adjust(rest float64, side int32) float64 {
	w, h := larger(g.w, g.h)
	if rest < 0 {
		w, h = smaller(g.w, g.h)
	}
	step := float64(w)*float64(h) - g.covers()
	if math.Abs(rest-step) >= math.Abs(rest) || !g.fits(w, h, side) {
		return rest
	}
	g.w, g.h = w, h
	return rest - step
}

func (g *grain) covers() float64 { return float64(g.w) * float64(g.h) }

// most is what a grain may be drawn as: its cell, or more if it covers more.
func (g *grain) most(side int32) float64 { return max(float64(side)*float64(side), g.area) }

func (g *grain) fits(w, h, side int32) bool {
	return w > 0 && h > 0 && (w <= side && h <= side || float64(w)*float64(h) <= g.area+float64(w))
}

// larger and smaller are the next rectangles that are squares or nearly so.
func larger(w, h int32) (int32, int32) {
	if w == h {
		return w + 1, h
	}
	return w, h + 1
}

func smaller(w, h int32) (int32, int32) {
	if w == h {
		return w, h - 1
	}
	return w - 1, h
}

// settled is where a rectangle lies that is drawn for what is at a corner of the tile: with
// it in its middle, but not beyond its cell if it fits in there.
func settled(at corner, w, h, side int32) gridBox {
	x, y := at.x-w/2, at.y-h/2
	west, north := floorTo(at.x, side), floorTo(at.y, side)
	if w <= side {
		x = max(west, min(x, west+side-w))
	}
	if h <= side {
		y = max(north, min(y, north+side-h))
	}
	return gridBox{x, y, x + w, y + h}
}

// floorTo is the next multiple of side at or below n.
func floorTo(n, side int32) int32 {
	r := n % side
	if r < 0 {
		r += side
	}
	return n - r
}
