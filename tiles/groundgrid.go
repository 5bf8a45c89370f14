package tiles

import (
	"math"

	"github.com/paulmach/orb"
)

// A square is a tile of this zoom: the features whose middle lies in it are one chunk.
const (
	squareZoom = 12
	squareSize = round >> squareZoom
)

// wideSize is the side from which on a feature is wide: that of a tile of zoom 8.
const wideSize = round >> 8

// boxOf is where a bound in degrees lies on the grid. False says that it is empty, not a
// number, or off the world.
func boxOf(b orb.Bound) (gridBox, bool) {
	if b.Min[0] > b.Max[0] {
		b.Max[0] += 360
	}
	if !measurable(b) || b.Min[0] < -360 || b.Max[0] > 540 {
		return gridBox{}, false
	}
	g := gridAt(fineZoom).bound(b)
	return gridBox{unit(g.Min[0]), unit(g.Min[1]), unit(g.Max[0]), unit(g.Max[1])}, true
}

// unit rounds halves up, as all of the grid does.
func unit(v float64) int32 { return int32(math.Floor(v + 0.5)) }

// middle is the middle of a box, taken onto the grid.
func (b gridBox) middle() (x, y int32) {
	c := b.centre()
	return c.x, max(0, min(c.y, round-1))
}

// wide boxes are in no square: one that they reach far beyond would be looked at too often.
func (b gridBox) wide() bool { return b.side() >= wideSize }

// degrees is the bound of a box, a little wider; west is greater than east across 180°.
// What lies at the edge of the grid reaches to the pole: there is ground that the grid has
// not.
func (b gridBox) degrees() orb.Bound {
	g := gridAt(fineZoom)
	bound := g.query(orb.Bound{Min: orb.Point{float64(b.minX) - 1, float64(b.minY) - 1}, Max: orb.Point{float64(b.maxX) + 1, float64(b.maxY) + 1}})
	if b.minY <= 0 {
		bound.Max[1] = 90
	}
	if b.maxY >= round-1 {
		bound.Min[1] = -90
	}
	return bound
}

// squareOf is the place itself, without its buffer: to its last unit.
func squareOf(at place) gridBox {
	s := fineZoom - at.z
	west, north := int32(at.x)*Extent, int32(at.y)*Extent
	return gridBox{west << s, north << s, (west+Extent)<<s - 1, (north+Extent)<<s - 1}
}

// interleaved numbers the places of one zoom so that those below one place follow each
// other, at any zoom.
func interleaved(x, y uint32) uint64 { return spread(x) | spread(y)<<1 }

func spread(v uint32) uint64 {
	n := uint64(v)
	n = (n | n<<16) & 0x0000ffff0000ffff
	n = (n | n<<8) & 0x00ff00ff00ff00ff
	n = (n | n<<4) & 0x0f0f0f0f0f0f0f0f
	n = (n | n<<2) & 0x3333333333333333
	return (n | n<<1) & 0x5555555555555555
}

func gathered(n uint64) uint32 {
	n &= 0x5555555555555555
	n = (n | n>>1) & 0x3333333333333333
	n = (n | n>>2) & 0x0f0f0f0f0f0f0f0f
	n = (n | n>>4) & 0x00ff00ff00ff00ff
	n = (n | n>>8) & 0x0000ffff0000ffff
	return uint32(n | n>>16)
}

// placeOf is the inverse of interleaved.
func placeOf(z int, n uint64) place { return place{z, int(gathered(n)), int(gathered(n >> 1))} }

// unitsOf is log₂ of the side of a tile of a zoom, in units of the fine grid; 12 is that of Extent.
func unitsOf(z int) int { return fineZoom - z + 12 }

// metSquares are the squares that a box meets, one unit more to each side for what rounding may
// have done. Beyond the northern and southern edge lies the last row.
func metSquares(b gridBox) []uint64 {
	x0, y0, x1, y1 := b.rangeOfSquares()
	all := make([]uint64, 0, b.squares())
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			all = append(all, interleaved(uint32(x)&(1<<squareZoom-1), uint32(y)))
		}
	}
	return all
}

// squares is how many there are.
func (b gridBox) squares() int {
	x0, y0, x1, y1 := b.rangeOfSquares()
	return int(x1-x0+1) * int(y1-y0+1)
}

func (b gridBox) rangeOfSquares() (x0, y0, x1, y1 int32) {
	s := unitsOf(squareZoom)
	const last = 1<<squareZoom - 1
	row := func(y int32) int32 { return max(0, min(y>>s, last)) }
	return (b.minX - 1) >> s, row(b.minY - 1), (b.maxX + 1) >> s, row(b.maxY + 1)
}
