package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// Web Mercator (EPSG method 1024, guidance note 7-2): the formulas of the sphere on
// longitudes and latitudes of WGS 84, metres that are none – at 60° they are half as long.

// mercatorSquare is half the width of the world in Web Mercator; its height too, where the
// tiles end, at 85.06°.
const mercatorSquare = 6378137 * math.Pi

func mercatorForward(p orb.Point) orb.Point {
	return orb.Point{
		6378137 * p[0] * degree,
		6378137 * math.Asinh(math.Tan(p[1]*degree)),
	}
}

func mercatorInverse(p orb.Point) orb.Point {
	return orb.Point{
		wrap(p[0] / 6378137 / degree),
		math.Atan(math.Sinh(p[1]/6378137)) / degree,
	}
}
