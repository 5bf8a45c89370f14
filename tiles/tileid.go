package tiles

import "cmp"

// tileID numbers all tiles of all zooms as PMTiles does: zoom by zoom, and within a zoom
// along the Hilbert curve from the north-west corner to the north-east one.
//
//	zoom 1:   0 3     zoom 0 is tile 0, so that these are tiles 1 to 4
//	          1 2
func (p place) tileID() uint64 {
	before := (uint64(1)<<(2*p.z) - 1) / 3 // tiles of all lower zooms
	along := uint64(0)
	x, y := p.x, p.y
	for s := 1 << p.z >> 1; s > 0; s >>= 1 {
		right, down := x&s > 0, y&s > 0
		quarter := uint64(0) // of the square, in the order of the curve
		switch {
		case right && !down:
			quarter = 3
		case right:
			quarter = 2
		case down:
			quarter = 1
		}
		along += quarter * uint64(s) * uint64(s)
		x, y = turned(s, x&(s-1), y&(s-1), right, down)
	}
	return before + along
}

// turned looks at a place from within its quarter: the curve enters the two northern ones
// sideways, the eastern of them from its far end.
func turned(size, x, y int, right, down bool) (int, int) {
	switch {
	case down:
		return x, y
	case right:
		return size - 1 - y, size - 1 - x
	}
	return y, x
}

// inArchiveOrder compares places as an archive orders them.
func inArchiveOrder(a, b place) int { return cmp.Compare(a.tileID(), b.tileID()) }
