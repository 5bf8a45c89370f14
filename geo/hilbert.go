package geo

// hilbert is the distance along a Hilbert curve at which it passes the cell (x, y), both
// below 2³¹: a 62-bit key. Cells that are near each other on the curve are near each other
// on the ground. Four bits of both are looked up at a time.
func hilbert(x, y uint32) uint64 {
	var key uint64
	turn := uint16(0)
	for s := 28; s >= 0; s -= 4 {
		step := hilbertSteps[turn<<8|uint16(x>>s&15<<4|y>>s&15)]
		key = key<<8 | uint64(step&255)
		turn = step >> 8
	}
	return key
}

// hilbertSteps says for each way in which the curve may lie in a square, and each of its
// 16 × 16 cells, at which of 256 places the curve passes the cell, and how it lies there.
var hilbertSteps = newHilbertSteps()

// A curve lies in a square as it is, mirrored at either diagonal, or turned by 180°: with
// x and y exchanged (1), with both counted from the other end (2), or both.
func newHilbertSteps() (steps [4 << 8]uint16) {
	for i := range uint16(len(steps)) {
		turn, x, y := i>>8, i>>4&15, i&15
		var place uint16
		for s := 3; s >= 0; s-- {
			bx, by := x>>s&1, y>>s&1
			if turn&2 != 0 {
				bx, by = 1-bx, 1-by
			}
			if turn&1 != 0 {
				bx, by = by, bx
			}
			place = place<<2 | (3*bx ^ by)
			if by == 0 { // the lower quarters lie across (Warren 2012, Hacker's Delight, 16-1)
				turn ^= 1
				turn ^= bx << 1
			}
		}
		steps[i] = turn<<8 | place
	}
	return steps
}
