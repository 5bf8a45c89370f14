package tiles

import (
	"math"

	"github.com/paulmach/orb"
)

const (
	// Extent is the number of units along the side of a tile.
	Extent = 4096
	// Buffer is how far beyond its own square a tile holds features, in units: 8 pixels,
	// room for the width of a line.
	Buffer = 64
	// pixel is the side of a screen pixel in units: clients draw a tile 512 pixels wide.
	pixel = Extent / 512
)

// mercatorLimit keeps latitudes off the poles, which lie at infinity. It is beyond the
// edge of the tiles (85.0511°), so what is moved by it is outside every tile anyway.
const mercatorLimit = 89.9

// grid is Web Mercator at one zoom: x counts units eastward from 180° W, y southward from
// 85.0511° N.
type grid struct {
	size float64 // units around the world
}

func gridAt(zoom int) grid { return grid{size: Extent * math.Exp2(float64(zoom))} }

func (g grid) point(p orb.Point) orb.Point {
	lat := max(-mercatorLimit, min(p[1], mercatorLimit))
	s := math.Sin(lat * math.Pi / 180)
	return orb.Point{
		(p[0]/360 + 0.5) * g.size,
		(0.5 - math.Log((1+s)/(1-s))/(4*math.Pi)) * g.size,
	}
}

// degrees is the inverse of point.
func (g grid) degrees(p orb.Point) orb.Point {
	return orb.Point{
		(p[0]/g.size - 0.5) * 360,
		math.Atan(math.Sinh(math.Pi*(1-2*p[1]/g.size))) * 180 / math.Pi,
	}
}

// bound turns a bound in degrees into one on the grid.
func (g grid) bound(b orb.Bound) orb.Bound {
	nw := g.point(orb.Point{b.Min[0], b.Max[1]})
	se := g.point(orb.Point{b.Max[0], b.Min[1]})
	return orb.Bound{Min: nw, Max: se}
}

// window is the part of the grid that a tile holds, its buffer included.
func window(x, y int) orb.Bound {
	west, north := float64(x)*Extent, float64(y)*Extent
	return orb.Bound{
		Min: orb.Point{west - Buffer, north - Buffer},
		Max: orb.Point{west + Extent + Buffer, north + Extent + Buffer},
	}
}

// slack widens queries by about a tenth of a millimetre, so that rounding loses nothing.
const slack = 1e-9

// query is the window in degrees. Across 180° its west is greater than its east.
func (g grid) query(w orb.Bound) orb.Bound {
	nw, se := g.degrees(w.Min), g.degrees(w.Max)
	b := orb.Bound{
		Min: orb.Point{nw[0] - slack, max(-90, se[1]-slack)},
		Max: orb.Point{se[0] + slack, min(90, nw[1]+slack)},
	}
	if b.Max[0]-b.Min[0] >= 360 {
		b.Min[0], b.Max[0] = -180, 180
		return b
	}
	if b.Min[0] < -180 {
		b.Min[0] += 360
	}
	if b.Max[0] > 180 {
		b.Max[0] -= 360
	}
	return b
}
