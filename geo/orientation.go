package geo

import (
	"math"
	"math/big"

	"github.com/paulmach/orb"
)

// orientation is the side of the line from a to b on which c lies: +1 left, −1 right, 0
// on it. It is exact: where rounding could change the sign (Shewchuk 1997, Adaptive
// Precision Floating-Point Arithmetic, bound A) it computes with rational numbers.
func orientation(a, b, c orb.Point) int {
	left := (a[0] - c[0]) * (b[1] - c[1])
	right := (a[1] - c[1]) * (b[0] - c[0])
	det := left - right
	const bound = (3 + 16*0x1p-53) * 0x1p-53
	if limit := bound * (math.Abs(left) + math.Abs(right)); det > limit {
		return 1
	} else if -det > limit {
		return -1
	}
	if a == b || b == c || a == c {
		return 0
	}
	return exactOrientation(a, b, c)
}

func exactOrientation(a, b, c orb.Point) int {
	r := func(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }
	sub := func(x, y float64) *big.Rat { return new(big.Rat).Sub(r(x), r(y)) }
	left := new(big.Rat).Mul(sub(a[0], c[0]), sub(b[1], c[1]))
	right := new(big.Rat).Mul(sub(a[1], c[1]), sub(b[0], c[0]))
	return left.Cmp(right)
}
