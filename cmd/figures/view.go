package main

import (
	"math"

	"github.com/paulmach/orb"
)

// view shows a part of a plane, in metres, y up, on a picture.
type view struct {
	middle orb.Point // of the plane
	at     orb.Point // where the middle stands on the picture
	scale  float64   // pixels to the metre
}

func (v view) point(p orb.Point) orb.Point {
	return orb.Point{v.at[0] + v.scale*(p[0]-v.middle[0]), v.at[1] - v.scale*(p[1]-v.middle[1])}
}

func (v view) points(list []orb.Point) []orb.Point {
	out := make([]orb.Point, len(list))
	for i, p := range list {
		out[i] = v.point(p)
	}
	return out
}

// bar draws a scale bar of some metres from a place of the picture to the right.
func (v view) bar(p *picture, from orb.Point, metres float64, words string) {
	to := orb.Point{from[0] + metres*v.scale, from[1]}
	p.path([]orb.Point{{from[0], from[1] - 5}, from, to, {to[0], to[1] - 5}}, false, "ink")
	p.text((from[0]+to[0])/2, from[1]+16, "mid small", words)
}

// chart is a frame for curves: x and y of data to places on the picture.
type chart struct {
	left, top, width, height float64
	x0, x1, y0, y1           float64
	log                      bool // the x axis
}

func (c chart) point(x, y float64) orb.Point {
	t := (x - c.x0) / (c.x1 - c.x0)
	if c.log {
		t = math.Log(x/c.x0) / math.Log(c.x1/c.x0)
	}
	return orb.Point{c.left + c.width*t, c.top + c.height*(1-(y-c.y0)/(c.y1-c.y0))}
}

// frame draws axes, grid and numbers; the words stand under the x axis.
func (c chart) frame(p *picture, xs, ys []float64, words string) {
	for _, y := range ys {
		q := c.point(c.x0, y)
		p.line(q, orb.Point{c.left + c.width, q[1]}, "grid")
		p.text(c.left-6, q[1]+4, "end small soft", num(y))
	}
	for _, x := range xs {
		q := c.point(x, c.y0)
		p.line(q, orb.Point{q[0], c.top}, "grid")
		p.text(q[0], q[1]+17, "mid small soft", num(x))
	}
	corner := c.point(c.x0, c.y0)
	p.path([]orb.Point{{c.left, c.top}, corner, {c.left + c.width, corner[1]}}, false, "axis")
	p.text(c.left+c.width/2, corner[1]+36, "mid small", words)
}

// curve draws a function in n steps over the width of the chart.
func (c chart) curve(p *picture, n int, class string, y func(x float64) float64) {
	points := make([]orb.Point, n+1)
	for i := range points {
		t := float64(i) / float64(n)
		x := c.x0 + t*(c.x1-c.x0)
		if c.log {
			x = c.x0 * math.Pow(c.x1/c.x0, t)
		}
		points[i] = c.point(x, y(x))
	}
	p.path(points, false, class)
}

func distance(a, b orb.Point) float64 { return math.Hypot(b[0]-a[0], b[1]-a[1]) }

// rect is a rectangle about a point.
func rect(x, y, width, height float64) orb.Polygon {
	b := orb.Bound{Min: orb.Point{x - width/2, y - height/2}, Max: orb.Point{x + width/2, y + height/2}}
	return b.ToPolygon()
}

// draws are n evenly spread draws of a circular normal error with σ = 1: the additive
// recurrence of the plastic number through the transform of Box and Muller.
func draws(n int) []orb.Point {
	const step1, step2 = 0.7548776662466927, 0.5698402909980532
	out := make([]orb.Point, n)
	for k := range out {
		_, u := math.Modf(0.5 + float64(k)*step1)
		_, v := math.Modf(0.5 + float64(k)*step2)
		sin, cos := math.Sincos(2 * math.Pi * v)
		r := math.Sqrt(-2 * math.Log(u))
		out[k] = orb.Point{r * cos, r * sin}
	}
	return out
}
