package book

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"burialmap/geo"
	"burialmap/geo/crs"
)

// frame is a piece of ground on paper: millimetres from its upper left corner, x to the
// right and y down, true to scale all over it.
type frame struct {
	plane         geo.Plane
	scale         float64 // 1 : scale
	width, height float64 // mm
}

// The map of a site with the rim for the grid's numbers around it fits into the margins of
// A4 and of Letter.
const (
	siteMapWidth  = 168.0
	siteMapHeight = 122.0
	rim           = 6.0
)

// siteScales are those in which a site may be drawn, the finest first.
var siteScales = []float64{500, 1000, 2000, 5000}

func (f frame) paper(p orb.Point) orb.Point { return f.flip(f.plane.Project(p)) }

// flip turns metres of the plane into millimetres of paper.
func (f frame) flip(q orb.Point) orb.Point {
	return orb.Point{f.width/2 + f.mm(q[0]), f.height/2 - f.mm(q[1])}
}

// ground is the way back: longitude and latitude of a point on paper.
func (f frame) ground(p orb.Point) orb.Point {
	perMM := f.scale / 1000
	return f.plane.Unproject(orb.Point{(p[0] - f.width/2) * perMM, (f.height/2 - p[1]) * perMM})
}

// mm is a length on the ground in millimetres of paper.
func (f frame) mm(metres float64) float64 { return metres * 1000 / f.scale }

// drawn is a geometry on paper.
func (f frame) drawn(g orb.Geometry) orb.Geometry {
	projected := f.plane.ProjectGeometry(g)
	if projected == nil {
		return nil
	}
	return mapGeometry(projected, f.flip)
}

// extent is a box in metres of a plane.
type extent struct{ minX, minY, maxX, maxY float64 }

var noExtent = extent{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (e extent) empty() bool { return e.minX > e.maxX }

func (e extent) with(x, y, r float64) extent {
	return extent{min(e.minX, x-r), min(e.minY, y-r), max(e.maxX, x+r), max(e.maxY, y+r)}
}

func (e extent) union(o extent) extent {
	return extent{min(e.minX, o.minX), min(e.minY, o.minY), max(e.maxX, o.maxX), max(e.maxY, o.maxY)}
}

func (e extent) center() orb.Point { return orb.Point{(e.minX + e.maxX) / 2, (e.minY + e.maxY) / 2} }

// fits reports whether a box fits on a frame with some air around it.
func (e extent) fits(scale, width, height float64) bool {
	const air = 6 // mm on each side
	perMM := scale / 1000
	return e.maxX-e.minX <= (width-2*air)*perMM && e.maxY-e.minY <= (height-2*air)*perMM
}

func extentOf(plane geo.Plane, g orb.Geometry) extent {
	e := noExtent
	eachPoint(plane.ProjectGeometry(g), func(p orb.Point) { e = e.with(p[0], p[1], 0) })
	return e
}

// chooseFrame is the finest of the scales that holds the first of the boxes that any scale
// holds, about its middle; which is the number of that box. If none fits, or all are empty,
// it is the coarsest about a center, and which is -1.
func chooseFrame(center orb.Point, boxes ...extent) (f frame, which int) {
	f = frame{plane: geo.NewPlane(center), scale: siteScales[len(siteScales)-1], width: siteMapWidth, height: siteMapHeight}
	for i, box := range boxes {
		for _, s := range siteScales {
			if !box.empty() && box.fits(s, f.width, f.height) {
				f.scale = s
				f.plane = geo.NewPlane(f.plane.Unproject(box.center()))
				return f, i
			}
		}
	}
	return f, -1
}

// grid is the metres of UTM over a frame.
type grid struct {
	system crs.CRS
	zone   string // "53N"
	step   float64
}

// gridSteps are about 40 mm apart on paper.
var gridSteps = map[float64]float64{500: 20, 1000: 50, 2000: 100, 5000: 200}

func gridOf(f frame) (grid, bool) {
	c := f.plane.Center()
	if c[1] < 0 || c[1] > 84 {
		return grid{}, false
	}
	zone := min(60, int(math.Floor((c[0]+180)/6))+1)
	system, err := crs.Lookup("EPSG:" + strconv.Itoa(32600+zone))
	return grid{system, strconv.Itoa(zone) + "N", gridSteps[f.scale]}, err == nil
}

// crossing is a place on paper where two lines of the grid meet.
type crossing struct {
	at              orb.Point
	easting, northg float64
}

// crossings are the corners of the grid within a frame and one step around it, by rows.
func (g grid) crossings(f frame) [][]crossing {
	e := noExtent
	for _, corner := range []orb.Point{{0, 0}, {f.width, 0}, {0, f.height}, {f.width, f.height}} {
		if p, err := g.system.FromWGS84(f.ground(corner)); err == nil {
			e = e.with(p[0], p[1], g.step)
		}
	}
	var rows [][]crossing
	for n := math.Floor(e.minY/g.step) * g.step; n <= e.maxY; n += g.step {
		var row []crossing
		for x := math.Floor(e.minX/g.step) * g.step; x <= e.maxX; x += g.step {
			p, err := g.system.ToWGS84(orb.Point{x, n})
			if err != nil {
				return nil
			}
			row = append(row, crossing{f.paper(p), x, n})
		}
		rows = append(rows, row)
	}
	return rows
}
