package tiles

import (
	"math"

	"github.com/paulmach/orb"
)

// snapped rounds a path to whole units and leaves out points that then repeat the one
// before.
func snapped(path []orb.Point) []orb.Point {
	kept := make([]orb.Point, 0, len(path))
	for _, p := range path {
		q := snappedPoint(p)
		if len(kept) == 0 || kept[len(kept)-1] != q {
			kept = append(kept, q)
		}
	}
	return kept
}

// snappedPoint rounds halves up on the whole grid alike, so that a shift by whole turns
// or tiles changes nothing.
func snappedPoint(p orb.Point) orb.Point {
	return orb.Point{math.Floor(p[0] + 0.5), math.Floor(p[1] + 0.5)}
}

// snappedLine is the line on the grid. One that collapses to a point becomes a line of
// one pixel.
func snappedLine(line orb.LineString, tol float64) orb.LineString {
	s := snapped(simplified(line, tol))
	if len(s) > 1 {
		return s
	}
	cell := square(s[0], pixel)
	return dash(cell, cell.Bound())
}

// snappedPolygon is the polygon on the grid, less than dustSize being dust: as several
// polygons if its outer ring crosses itself. Holes that are dust or collapse are filled;
// an outer ring that collapses becomes a strip one unit wide, or a square of one pixel if
// it is no longer than that.
func snappedPolygon(polygon orb.Polygon, tol, dustSize float64) []orb.Polygon {
	bound := polygon[0].Bound()
	if side(bound) < dustSize {
		return []orb.Polygon{{square(bound.Center(), pixel)}}
	}
	var out orb.Polygon
	for i, ring := range polygon {
		s := orb.Ring(snapped(simplified(ring, tol)))
		whole := len(s) >= 4 && side(ring.Bound()) >= dustSize
		if i == 0 && !whole {
			return []orb.Polygon{{strip(snapped(ring), bound)}}
		}
		if i == 0 || whole && area2(s) != 0 {
			out = append(out, s)
		}
	}
	if parts := untangled(out); parts != nil {
		return parts
	}
	return []orb.Polygon{{strip(snapped(polygon[0]), bound)}}
}

// square is the cell of the given size that a point falls into. Cells are counted from
// the corner of the grid, so all tiles have the same ones.
func square(p orb.Point, size float64) orb.Ring {
	x, y := math.Floor(p[0]/size)*size, math.Floor(p[1]/size)*size
	return orb.Ring{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}
}

// strip stands for a ring that has no area left: from end to end of it, one unit wide.
func strip(ring []orb.Point, b orb.Bound) orb.Ring {
	if side(b) < pixel {
		return square(b.Center(), pixel)
	}
	along, across := 0, 1
	if b.Max[1]-b.Min[1] > b.Max[0]-b.Min[0] {
		along, across = 1, 0
	}
	from, to := ring[0], ring[0]
	for _, p := range ring {
		if p[along] < from[along] {
			from = p
		}
		if p[along] > to[along] {
			to = p
		}
	}
	back, forth := from, to
	back[across]++
	forth[across]++
	return orb.Ring{from, to, forth, back, from}
}

// area2 is twice the signed area of a closed ring, positive for clockwise on the screen,
// where y counts down: the sign the specification asks of outer rings. Coordinates are
// taken relative to the first point, so whole units are summed without rounding.
func area2(ring orb.Ring) float64 {
	sum, o := 0.0, ring[0]
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		sum += (a[0]-o[0])*(b[1]-o[1]) - (b[0]-o[0])*(a[1]-o[1])
	}
	return sum
}

// dash is a line through the middle of a cell, as far as the window holds it.
func dash(cell orb.Ring, w orb.Bound) orb.LineString {
	b := cell.Bound()
	y := max(w.Min[1], min(snappedPoint(b.Center())[1], w.Max[1]))
	return orb.LineString{{max(b.Min[0], w.Min[0]), y}, {min(b.Max[0], w.Max[0]), y}}
}
