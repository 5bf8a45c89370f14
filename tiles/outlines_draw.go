package tiles

import (
	"math"
	"slices"
	"sync"
)

// tileWindow is what a tile holds in its own units, its buffer included.
var tileWindow = gridBox{-Buffer, -Buffer, Extent + Buffer, Extent + Buffer}

// appendCommands draws what of geometry i lies in a tile, as the specification draws it:
// of a collection the polygons, or else the lines, or else the points. Nothing is appended,
// and the kind is 0, if nothing of it lies there.
//
// Polygons come out valid: each piece on its own, rings that do not cross, none without an
// area, outer ones clockwise on the screen. What of a polygon is too thin for its area to
// be seen is drawn one unit thick if it is all there is to draw; a part shorter than a
// pixel becomes a square of its area.
func (o *outlines) appendCommands(dst []uint32, i int, at place) ([]uint32, kind) {
	set := o.kinds(i)
	for k := polygons; k >= points; k-- {
		if set>>k&1 == 0 {
			continue
		}
		n := len(dst)
		if dst = o.appendKind(dst, i, at, k); len(dst) > n {
			return dst, k
		}
	}
	return dst, 0
}

// appendKind draws what is of one kind.
func (o *outlines) appendKind(dst []uint32, i int, at place, k kind) []uint32 {
	dx, n := turns(o.boxes[i], at)
	if n == 0 {
		return dst
	}
	d := drafts.Get().(*draft)
	d.begin(at, dst)
	for _, turn := range dx[:n] {
		d.turn = turn
		switch k {
		case points:
			d.addPoints(o, i)
		case lines:
			d.addLines(o, i)
		case polygons:
			d.addPolygons(o, i)
		}
	}
	if k == points {
		d.drawPoints()
	}
	dst, d.out = d.out, nil
	drafts.Put(d)
	return dst
}

// drafts are what drawing needs on the way.
var drafts = sync.Pool{New: func() any { return new(draft) }}

// draft draws one geometry in one tile. Its memory is used again.
type draft struct {
	pen
	at      place
	shift   uint     // from the fine grid
	half    int32    // of a unit, on the fine grid
	west    int32    // the tile's corner, in units of its zoom
	north   int32    //
	turn    int32    // by which the geometry is moved around the world
	detail  int      // the highest level of the corners that are taken
	run     []corner // rings or a line at hand, in units of the tile
	ends    []int    // of those rings, in run
	clipped []corner // rings that are cut
	spare   []int
	spots   [2][]spot
	made    made
	over    overlay
}

func (d *draft) begin(at place, dst []uint32) {
	d.at, d.pen, d.run = at, pen{out: dst}, d.run[:0]
	d.shift, d.detail = uint(fineZoom-at.z), at.z
	d.half = 1 << d.shift >> 1
	d.west, d.north = int32(at.x)*Extent, int32(at.y)*Extent
}

// local rounds a corner to the units of the tile, halves up on the whole grid alike, so
// that tiles agree about what they both hold.
func (d *draft) local(c corner) corner {
	return corner{(c.x+d.turn+d.half)>>d.shift - d.west, (c.y+d.half)>>d.shift - d.north}
}

// take adds a path to run as the zoom shows it, and returns its bounds.
func (d *draft) take(o *outlines, p int) gridBox {
	from, to := o.run(p)
	start, box, z := len(d.run), nowhere, uint8(d.detail)
	for i := from; i < to; i++ {
		if o.levels[i] > z {
			continue
		}
		c := d.local(o.corners[i])
		if n := len(d.run); n > start && d.run[n-1] == c {
			continue
		}
		d.run = append(d.run, c)
		box = box.with(c)
	}
	if n := len(d.run); o.paths[p].role != line && n-start > 1 && d.run[n-1] == d.run[start] {
		d.run = d.run[:n-1]
	}
	return box
}

func (d *draft) addPoints(o *outlines, i int) {
	from, to := o.span(i)
	for p := from; p < to; p++ {
		if o.paths[p].role != dots {
			continue
		}
		a, b := o.run(p)
		for _, c := range o.corners[a:b] {
			if c = d.local(c); tileWindow.holds(c) {
				d.run = append(d.run, c)
			}
		}
	}
}

// drawPoints draws all points as one command, those in the same place once.
func (d *draft) drawPoints() {
	slices.SortFunc(d.run, func(a, b corner) int { return int(int64(a.key()) - int64(b.key())) })
	d.run = slices.Compact(d.run)
	if len(d.run) > 0 {
		d.command(moveTo, len(d.run))
		for _, c := range d.run {
			d.move(c)
		}
	}
}

func (b gridBox) holds(c corner) bool {
	return c.x >= b.minX && c.x <= b.maxX && c.y >= b.minY && c.y <= b.maxY
}

func (d *draft) addLines(o *outlines, i int) {
	from, to := o.span(i)
	for p := from; p < to; p++ {
		if o.paths[p].role != line {
			continue
		}
		d.run = d.run[:0]
		box := d.take(o, p)
		switch {
		case !box.meets(tileWindow):
		case len(d.run) == 1:
			d.dash(d.run[0])
		case box.within(tileWindow):
			d.line(d.run)
		default:
			d.clipLine()
		}
	}
}

// dash stands for a line that has no length left: a pixel of it.
func (d *draft) dash(c corner) {
	x := c.x &^ (pixel - 1)
	d.line([]corner{{max(x, tileWindow.minX), c.y}, {min(x+pixel, tileWindow.maxX), c.y}})
}

// clipLine draws the stretches of a line that lie in the window.
func (d *draft) clipLine() {
	n := len(d.run) // the stretch at hand is built behind the line
	for i := 1; i < n; i++ {
		a, b, ok := clippedSide(d.run[i-1], d.run[i], tileWindow)
		if !ok {
			continue
		}
		if stretch := d.run[n:]; len(stretch) > 0 && stretch[len(stretch)-1] != a {
			d.endStretch(n)
		}
		if len(d.run) == n {
			d.run = append(d.run, a)
		}
		if a != b {
			d.run = append(d.run, b)
		}
		if b != d.run[i] {
			d.endStretch(n)
		}
	}
	d.endStretch(n)
}

func (d *draft) endStretch(n int) {
	if len(d.run) > n+1 {
		d.line(d.run[n:])
	}
	d.run = d.run[:n]
}

// clippedSide is Liang and Barsky's clip, on whole units; ends that lie inside come back
// unchanged.
func clippedSide(a, b corner, w gridBox) (corner, corner, bool) {
	t0, t1 := 0.0, 1.0
	dx, dy := float64(b.x)-float64(a.x), float64(b.y)-float64(a.y)
	for _, edge := range [...][2]float64{
		{-dx, float64(a.x) - float64(w.minX)}, {dx, float64(w.maxX) - float64(a.x)},
		{-dy, float64(a.y) - float64(w.minY)}, {dy, float64(w.maxY) - float64(a.y)},
	} {
		switch step, room := edge[0], edge[1]; {
		case step < 0:
			t0 = max(t0, room/step)
		case step > 0:
			t1 = min(t1, room/step)
		case room < 0:
			return a, b, false
		}
	}
	if t0 > t1 {
		return a, b, false
	}
	at := func(t float64, end corner) corner {
		if t == 0 || t == 1 {
			return end
		}
		c := spot{float64(a.x) + t*dx, float64(a.y) + t*dy}.rounded()
		return corner{max(w.minX, min(c.x, w.maxX)), max(w.minY, min(c.y, w.maxY))}
	}
	return at(t0, a), at(t1, b), true
}

// nearSquare is the largest rectangle of whole units that is a square, or longer than wide
// by one, and covers no more than an area; nothing below an area of 1.
func nearSquare(area float64) (width, height int32) {
	w := math.Floor(math.Sqrt(area))
	if w*(w+1) <= area && w > 0 {
		return int32(w) + 1, int32(w)
	}
	return int32(w), int32(w)
}
