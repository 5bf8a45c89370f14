package overlap

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// discCorners is the number of corners of a disc: as many as are clipped without help.
const discCorners = maxConvex

// Disc is a regular polygon with sixteen corners about a point of a plane, with the given
// area in m²: the footprint of something recorded as a point, whose outline nobody has
// drawn. Its corners lie 1.3 % beyond the radius of the circle of that area.
func Disc(center orb.Point, area float64) orb.Polygon {
	const half = math.Pi / discCorners
	radius := math.Sqrt(area / (discCorners * math.Sin(half) * math.Cos(half)))
	r := make(orb.Ring, 0, discCorners+1)
	for i := range discCorners {
		sin, cos := math.Sincos(2 * half * float64(i))
		r = append(r, orb.Point{center[0] + radius*cos, center[1] + radius*sin})
	}
	return orb.Polygon{append(r, r[0])}
}

// Strip is the ground within half a width of a line in a plane, cut off square at its
// ends: the footprint of a row that is recorded as a line. The width is in metres.
func Strip(line orb.LineString, width float64) (g orb.Geometry, err error) {
	defer recovered(&err)
	if len(line) == 2 && line[0] != line[1] {
		return straightStrip(line[0], line[1], width), nil
	}
	xy := make([]float64, 0, 2*len(line))
	for _, p := range line {
		xy = append(xy, p[0], p[1])
	}
	l := geom.NewLineString(geom.NewSequence(xy, geom.DimXY)).AsGeometry()
	buffered, err := geom.Buffer(l, width/2, geom.BufferEndCapFlat(), geom.BufferJoinStyleMitre(2))
	if err != nil {
		return nil, fmt.Errorf("strip along a line: %w", err)
	}
	return areas(buffered)
}

func straightStrip(p, q orb.Point, width float64) orb.Polygon {
	by := width / 2 / dist(p, q)
	x, y := -(q[1]-p[1])*by, (q[0]-p[0])*by
	return orb.Polygon{{{p[0] - x, p[1] - y}, {q[0] - x, q[1] - y}, {q[0] + x, q[1] + y}, {p[0] + x, p[1] + y}, {p[0] - x, p[1] - y}}}
}
