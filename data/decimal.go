package data

import (
	"math"
	"strconv"
)

// AppendDegrees writes a coordinate with at most 7 decimals and no zeros at their end:
// the shortest text that says it, as strconv has it of the rounded value.
func AppendDegrees(b []byte, v float64) []byte {
	const scale, exact = 1e7, 1e15
	r := math.Round(v * scale)
	if !(math.Abs(r) < exact) { // far beyond the Earth, or no number
		return strconv.AppendFloat(b, r/scale, 'f', -1, 64)
	}
	// Up to 15 digits a decimal and its nearest float64 stand for each other, so that the
	// digits of the whole number r are those of the coordinate.
	n := int64(r)
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/scale, 10)
	return appendDecimals(b, n%scale)
}

// appendDecimals writes n ten-millionths, 0 as nothing.
func appendDecimals(b []byte, n int64) []byte {
	if n == 0 {
		return b
	}
	var digits [8]byte
	digits[0] = '.'
	last := 0
	for i := len(digits) - 1; i > 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
		if last == 0 && digits[i] != '0' {
			last = i
		}
	}
	return append(b, digits[:last+1]...)
}
