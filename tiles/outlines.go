package tiles

import "math/bits"

// fineZoom is the zoom on whose grid outlines are kept: the highest one, where a unit is
// 15 cm at the equator. At zoom z a unit is worth 1 << (fineZoom - z) of them.
const fineZoom = 16

// round is the number of units around the world on that grid.
const round = Extent << fineZoom

// corner is a place on the grid of fineZoom: x eastward from 180° W, y southward from
// 85.0511° N. What lies across 180° goes on beyond round, or begins below 0.
type corner struct{ x, y int32 }

// outlines are geometries packed for drawing, without a pointer in them: nothing for the
// garbage collector to follow, however many there are. They do not change once made.
type outlines struct {
	corners []corner
	levels  []uint8 // the lowest zoom that draws the corner
	paths   []path
	ends    []uint32 // the paths of geometry i end before paths[ends[i]]
	boxes   []gridBox
	anchors []corner
	areas   []float32
}

// path is one ring, line or set of points. The closing corner of a ring is left out.
type path struct {
	end  uint32 // its corners end before corners[end]
	role role
	from uint8 // the lowest zoom at which it is a pixel long
}

type role uint8

const (
	dots  role = iota // each corner a point
	line              // an open path
	outer             // the ring around a polygon
	hole              // a ring cut out of the last outer
)

func (r role) kind() kind {
	return [...]kind{dots: points, line: lines, outer: polygons, hole: polygons}[r]
}

func (o *outlines) len() int { return len(o.ends) }

// span is where the paths of geometry i stand.
func (o *outlines) span(i int) (from, to int) {
	if i > 0 {
		from = int(o.ends[i-1])
	}
	return from, int(o.ends[i])
}

// run is where the corners of path p stand.
func (o *outlines) run(p int) (from, to int) {
	if p > 0 {
		from = int(o.paths[p-1].end)
	}
	return from, int(o.paths[p].end)
}

// box is the bounds of geometry i. They may lie beyond the edge of the world, see corner;
// the middle does not. A geometry that cannot be drawn – none, an empty one, one with a
// coordinate that is no number or off the world – has an empty box.
func (o *outlines) box(i int) gridBox { return o.boxes[i] }

// area is what geometry i covers, in units² of the grid; 0 for points and lines.
func (o *outlines) area(i int) float64 { return float64(o.areas[i]) }

// anchor is a point of geometry i: well inside its largest polygon, halfway along its
// longest line, or one of its points. It lies on the world even if the rest does not.
func (o *outlines) anchor(i int) (x, y int32) { return o.anchors[i].x, o.anchors[i].y }

// kinds lists the kinds of tile features that geometry i makes, as a set of bits 1<<kind:
// one, or several for a collection.
func (o *outlines) kinds(i int) (set uint8) {
	from, to := o.span(i)
	for _, p := range o.paths[from:to] {
		set |= 1 << p.role.kind()
	}
	return set
}

// kind is that of the greatest dimension; 0 if there is nothing to draw.
func (o *outlines) kind(i int) kind { return kind(max(bits.Len8(o.kinds(i)), 1) - 1) }

// gridBox is a bound on a grid, its edges included.
type gridBox struct{ minX, minY, maxX, maxY int32 }

// nowhere is the box of nothing.
var nowhere = gridBox{1 << 30, 1 << 30, -1 << 30, -1 << 30}

func (b gridBox) empty() bool { return b.maxX < b.minX }

// side is the longer side.
func (b gridBox) side() int32 { return max(b.maxX-b.minX, b.maxY-b.minY) }

func (b gridBox) with(c corner) gridBox {
	return gridBox{min(b.minX, c.x), min(b.minY, c.y), max(b.maxX, c.x), max(b.maxY, c.y)}
}

func (b gridBox) union(c gridBox) gridBox {
	return gridBox{min(b.minX, c.minX), min(b.minY, c.minY), max(b.maxX, c.maxX), max(b.maxY, c.maxY)}
}

func (b gridBox) meets(c gridBox) bool {
	return b.minX <= c.maxX && c.minX <= b.maxX && b.minY <= c.maxY && c.minY <= b.maxY
}

func (b gridBox) within(c gridBox) bool {
	return b.minX >= c.minX && b.maxX <= c.maxX && b.minY >= c.minY && b.maxY <= c.maxY
}

// turned is the box moved eastward around the world.
func (b gridBox) turned(dx int32) gridBox {
	return gridBox{b.minX + dx, b.minY, b.maxX + dx, b.maxY}
}

// centre is the middle, moved onto the world.
func (b gridBox) centre() corner {
	return corner{(b.minX + (b.maxX-b.minX)/2) & (round - 1), b.minY + (b.maxY-b.minY)/2}
}

// fineWindow is what a tile holds of the fine grid, its buffer included.
func fineWindow(at place) gridBox {
	s := fineZoom - at.z
	w := gridBox{int32(at.x) * Extent, int32(at.y) * Extent, (int32(at.x) + 1) * Extent, (int32(at.y) + 1) * Extent}
	return gridBox{(w.minX - Buffer) << s, (w.minY - Buffer) << s, (w.maxX + Buffer) << s, (w.maxY + Buffer) << s}
}

// turns are the distances around the world by which a box can be moved to meet the window
// of a tile. Most have none or one; what crosses 180° may have two at the lowest zooms.
func turns(b gridBox, at place) (dx [3]int32, n int) {
	w := fineWindow(at)
	if at.z == 0 { // the one tile holds the world already: its buffers do not repeat it
		w.minX, w.maxX = 0, round
	}
	for _, turn := range [...]int32{0, -round, round} {
		if b.turned(turn).meets(w) && !(at.z == 0 && turn != 0 && beside(b.turned(turn))) {
			dx[n], n = turn, n+1
		}
	}
	return dx, n
}

// beside reports whether a box touches the world at its edge at most.
func beside(b gridBox) bool { return b.maxX <= 0 || b.minX >= round }

// meetsTile reports whether a box may show in a tile, its buffer included.
func (b gridBox) meetsTile(at place) bool {
	_, n := turns(b, at)
	return n > 0
}
