package data

import (
	"errors"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

var errBoundNumbers = errors.New("expected four or six decimal numbers separated by commas: west,south,east,north")

// ParseBound reads a bound in degrees as OGC API writes it: west,south,east,north. Six
// numbers hold heights, which no feature has: they are checked and do not matter. West
// may be greater than east: the bound then crosses the antimeridian.
func ParseBound(text string) (orb.Bound, error) {
	var n []float64
	for part := range strings.SplitSeq(text, ",") {
		v, err := ParseDecimal(strings.TrimSpace(part))
		if err != nil {
			return orb.Bound{}, errBoundNumbers
		}
		n = append(n, v)
	}
	switch {
	case len(n) == 6 && n[2] > n[5]:
		return orb.Bound{}, errors.New("the lower height is above the upper one")
	case len(n) == 6:
		n = []float64{n[0], n[1], n[3], n[4]}
	case len(n) != 4:
		return orb.Bound{}, errBoundNumbers
	}
	if math.Abs(n[0]) > 180 || math.Abs(n[2]) > 180 || math.Abs(n[1]) > 90 || math.Abs(n[3]) > 90 {
		return orb.Bound{}, errors.New("longitudes go from -180 to 180 and latitudes from -90 to 90; longitude comes first")
	}
	if n[1] > n[3] {
		return orb.Bound{}, errors.New("south is above north")
	}
	return orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[2], n[3]}}, nil
}
