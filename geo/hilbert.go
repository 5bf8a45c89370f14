package geo

// hilbert is the distance along a Hilbert curve of order 31 at which it passes the cell
// (x, y), both below 2³¹: a 62-bit key. Cells that are near each other on the curve are
// near each other on the ground. The bits of both are worked from the top, turning and
// mirroring the square as the curve does (Warren 2012, Hacker's Delight, 16-1, after
// Lam and Shapiro 1994).
func hilbert(x, y uint32) uint64 {
	var key uint64
	for s := 30; s >= 0; s-- {
		bx, by := x>>s&1, y>>s&1
		key = key<<2 | uint64(3*bx^by)
		if by == 0 {
			if bx == 1 {
				x, y = ^x, ^y
			}
			x, y = y, x
		}
	}
	return key
}
