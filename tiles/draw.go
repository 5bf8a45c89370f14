package tiles

import (
	"github.com/paulmach/orb"

	"burialmap/data"
)

// addSolid draws what of a feature lies in the window: an item for each kind of geometry
// that it has there. A geometry with a coordinate off the world is in no tile.
func (c *collector) addSolid(f data.Feature, bound orb.Bound) {
	s := c.grid.shape(f.Geometry)
	if !c.grid.holds(s) {
		return
	}
	it := item{feature: f, size: side(bound), centre: c.nearest(bound).Center()}
	for _, layer := range []struct {
		kind kind
		draw func(*commands, shape)
	}{{points, c.drawPoints}, {lines, c.drawLines}, {polygons, c.drawPolygons}} {
		pen := commands{origin: c.origin()}
		layer.draw(&pen, s)
		if pen.out != nil {
			it.kind, it.geometry = layer.kind, pen.out
			c.solid = append(c.solid, it)
		}
	}
}

// nearest is the bound moved around the world to where the window can see it.
func (c *collector) nearest(bound orb.Bound) orb.Bound {
	for _, dx := range c.grid.shifts(c.window) {
		if b := boundMoved(bound, dx); b.Intersects(c.window) {
			return b
		}
	}
	return bound
}

func (c *collector) drawPoints(pen *commands, s shape) {
	var in []orb.Point
	seen := map[orb.Point]bool{}
	for _, p := range s.points {
		p = snappedPoint(p)
		for _, dx := range c.grid.shifts(c.window) {
			q := orb.Point{p[0] + dx, p[1]}
			if c.window.Contains(q) && !seen[q] {
				seen[q] = true
				in = append(in, q)
			}
		}
	}
	if in != nil {
		pen.points(in)
	}
}

func (c *collector) drawLines(pen *commands, s shape) {
	for _, line := range s.lines {
		line = snappedLine(line, c.tol)
		for _, dx := range c.grid.shifts(c.window) {
			for _, part := range clippedLine(shifted(line, dx), c.window) {
				if part = snapped(part); len(part) > 1 {
					pen.line(part)
				}
			}
		}
	}
}

func (c *collector) drawPolygons(pen *commands, s shape) {
	specks := map[orb.Point]bool{}
	for _, recorded := range s.polygons {
		for _, polygon := range snappedPolygon(recorded, c.tol, c.partSize) {
			if b := polygon[0].Bound(); side(b) == pixel && len(polygon[0]) == 5 {
				if specks[b.Min] {
					continue
				}
				specks[b.Min] = true
			}
			c.drawPolygon(pen, polygon)
		}
	}
}

func (c *collector) drawPolygon(pen *commands, polygon orb.Polygon) {
	for _, dx := range c.grid.shifts(c.window) {
		if part := clippedPolygon(shiftedPolygon(polygon, dx), c.window); part != nil {
			pen.polygon(part)
		}
	}
}

func shifted(path []orb.Point, dx float64) []orb.Point {
	if dx == 0 {
		return path
	}
	out := make([]orb.Point, len(path))
	for i, p := range path {
		out[i] = orb.Point{p[0] + dx, p[1]}
	}
	return out
}

func shiftedPolygon(polygon orb.Polygon, dx float64) orb.Polygon {
	if dx == 0 {
		return polygon
	}
	out := make(orb.Polygon, len(polygon))
	for i, ring := range polygon {
		out[i] = shifted(ring, dx)
	}
	return out
}
