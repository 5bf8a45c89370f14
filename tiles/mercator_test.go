package tiles_test

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"

	"burialmap/tiles"
)

// mercator is the place in units of a zoom, by way of another implementation.
func mercator(p orb.Point, z int) orb.Point {
	const half = 20037508.342789244 // metres, half way around the world
	m := project.Point(p, project.WGS84.ToMercator)
	size := tiles.Extent * math.Exp2(float64(z))
	return orb.Point{(m[0] + half) / (2 * half) * size, (half - m[1]) / (2 * half) * size}
}
