package tiles

import (
	"math"

	"github.com/paulmach/orb"
)

// newOutlines packs geometries. Outlines that share an edge, among themselves or with
// those of the context, keep sharing it at every zoom. A geometry that cannot be drawn
// keeps its number and an empty box.
func newOutlines(geometries, context []orb.Geometry) outlines {
	var p packer
	p.reserve(geometries)
	for _, g := range geometries {
		p.add(g)
	}
	var around packer
	for _, g := range context {
		around.add(g)
	}
	levelled(&p.out, &around.out)
	return p.out
}

// packer fills outlines, one geometry after the other.
type packer struct {
	out    outlines
	places []orb.Point // of the geometry at hand, on the grid but not rounded
	traces []trace
	pieces []piece
}

// trace is a path of the geometry at hand.
type trace struct {
	role     role
	from, to int // its places
}

// piece is what must stay together when parts are moved around the world: a polygon with
// its holes, a line, a point.
type piece struct {
	from, to int // its places
	west     float64
	east     float64
}

// reserve makes room for what simple geometries need, so that nothing is left over.
func (p *packer) reserve(geometries []orb.Geometry) {
	corners, paths := 0, 0
	for _, g := range geometries {
		c, n := sizes(g)
		corners, paths = corners+c, paths+n
	}
	n := len(geometries)
	p.out = outlines{
		corners: make([]corner, 0, corners), levels: make([]uint8, 0, corners), paths: make([]path, 0, paths),
		ends: make([]uint32, 0, n), boxes: make([]gridBox, 0, n), anchors: make([]corner, 0, n), areas: make([]float32, 0, n),
	}
}

// sizes is how many corners and paths a geometry has: exactly for those without parts.
func sizes(g orb.Geometry) (corners, paths int) {
	switch v := g.(type) {
	case orb.Point:
		return 1, 1
	case orb.LineString:
		return len(v), 1
	case orb.Ring:
		return max(len(v)-1, 0), 1
	case orb.Polygon:
		for _, r := range v {
			corners += max(len(r)-1, 0)
		}
		return corners, len(v)
	case orb.MultiPolygon:
		for _, polygon := range v {
			c, n := sizes(polygon)
			corners, paths = corners+c, paths+n
		}
	}
	return corners, paths
}

func (p *packer) add(g orb.Geometry) {
	p.places, p.traces, p.pieces = p.places[:0], p.traces[:0], p.pieces[:0]
	p.trace(g)
	if !p.drawable() {
		p.traces = p.traces[:0]
	}
	p.gather()
	area, box := p.area(), nowhere
	first := len(p.out.paths)
	for _, t := range p.traces {
		box = box.union(p.round(t))
	}
	if !box.empty() {
		box = p.onWorld(first, box)
	}
	p.out.ends = append(p.out.ends, uint32(len(p.out.paths)))
	p.out.boxes = append(p.out.boxes, box)
	p.out.areas = append(p.out.areas, float32(area))
	p.out.anchors = append(p.out.anchors, p.out.findAnchor(len(p.out.ends)-1))
}

// trace takes a geometry apart. Empty parts are left out.
func (p *packer) trace(geometry orb.Geometry) {
	switch v := geometry.(type) {
	case orb.Point:
		p.tracePath(dots, orb.MultiPoint{v})
	case orb.MultiPoint:
		p.tracePath(dots, v)
	case orb.LineString:
		p.tracePath(line, v)
	case orb.MultiLineString:
		for _, l := range v {
			p.tracePath(line, l)
		}
	case orb.Ring:
		p.tracePolygon(orb.Polygon{v})
	case orb.Polygon:
		p.tracePolygon(v)
	case orb.MultiPolygon:
		for _, polygon := range v {
			p.tracePolygon(polygon)
		}
	case orb.Bound:
		p.tracePolygon(v.ToPolygon())
	case orb.Collection:
		for _, member := range v {
			p.trace(member)
		}
	}
}

func (p *packer) tracePolygon(polygon orb.Polygon) {
	if len(polygon) == 0 || len(polygon[0]) == 0 {
		return
	}
	p.tracePath(outer, polygon[0])
	for _, ring := range polygon[1:] {
		if len(ring) > 0 {
			p.tracePath(hole, ring)
		}
	}
}

// tracePath projects a path. A step of more than half the world goes the other way round:
// nothing is recorded that would need one, but what crosses 180° may be recorded so.
func (p *packer) tracePath(r role, places []orb.Point) {
	if len(places) == 0 {
		return
	}
	if (r == outer || r == hole) && len(places) > 1 && places[0] == places[len(places)-1] {
		places = places[:len(places)-1]
	}
	g, from, turn := grid{size: round}, len(p.places), 0.0
	for i, at := range places {
		if r != dots && i > 0 {
			turn += aroundTheWorld(at[0] - places[i-1][0])
		}
		q := g.point(at)
		p.places = append(p.places, orb.Point{q[0] + turn, q[1]})
		if r == dots {
			p.pieces = append(p.pieces, piece{from: from + i, to: from + i + 1})
		}
	}
	p.traces = append(p.traces, trace{r, from, len(p.places)})
	switch r {
	case line, outer:
		p.pieces = append(p.pieces, piece{from: from, to: len(p.places)})
	case hole:
		p.pieces[len(p.pieces)-1].to = len(p.places)
	}
}

// aroundTheWorld is the turn that makes a step in degrees the shorter one. A step of a
// whole turn is that of a box around the world.
func aroundTheWorld(step float64) float64 {
	switch {
	case step > 180 && step < 360:
		return -round
	case step < -180 && step > -360:
		return round
	}
	return 0
}

// drawable reports whether every place is a number and near the world, by which the
// arithmetic that follows can be trusted.
func (p *packer) drawable() bool {
	for _, q := range p.places {
		if !(math.Abs(q[0]) <= 2*round && math.Abs(q[1]) <= 2*round) { // false for NaN
			return false
		}
	}
	return true
}

// gather moves pieces around the world if they then lie closer together: those on either
// side of 180° belong side by side.
func (p *packer) gather() {
	if len(p.traces) == 0 || len(p.pieces) < 2 {
		return
	}
	west, east := math.Inf(1), math.Inf(-1)
	movedWest, movedEast := west, east
	for i := range p.pieces {
		c := &p.pieces[i]
		c.west, c.east = math.Inf(1), math.Inf(-1)
		for _, q := range p.places[c.from:c.to] {
			c.west, c.east = min(c.west, q[0]), max(c.east, q[0])
		}
		dx := c.turn()
		west, east = min(west, c.west), max(east, c.east)
		movedWest, movedEast = min(movedWest, c.west+dx), max(movedEast, c.east+dx)
	}
	if movedEast-movedWest >= east-west {
		return
	}
	for _, c := range p.pieces {
		for i := c.from; i < c.to; i++ {
			p.places[i][0] += c.turn()
		}
	}
}

// turn is by how much a piece of the western half of the world would be moved.
func (c piece) turn() float64 {
	if c.west+c.east < round {
		return round
	}
	return 0
}

// area is what the polygons cover, holes less.
func (p *packer) area() float64 {
	sum := 0.0
	for _, t := range p.traces {
		switch t.role {
		case outer:
			sum += ringArea(p.places[t.from:t.to])
		case hole:
			sum -= ringArea(p.places[t.from:t.to])
		}
	}
	return max(sum, 0)
}

// ringArea is the area of a ring that does not repeat its first corner, or of both sides
// of a bow-tie of four.
func ringArea(ring []orb.Point) float64 {
	if len(ring) == 4 {
		for i := range 2 {
			if p, ok := crossingOf(ring[i], ring[i+1], ring[i+2], ring[(i+3)%4]); ok {
				return triangle(p, ring[i+1], ring[i+2]) + triangle(p, ring[(i+3)%4], ring[i])
			}
		}
	}
	sum := 0.0
	for i := 2; i < len(ring); i++ {
		sum += twice(ring[0], ring[i-1], ring[i])
	}
	return math.Abs(sum) / 2
}

func triangle(a, b, c orb.Point) float64 { return math.Abs(twice(a, b, c)) / 2 }

// twice is twice the signed area of a triangle.
func twice(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}

// crossingOf is where two sides cross, if they do so between their ends.
func crossingOf(a, b, c, d orb.Point) (orb.Point, bool) {
	ca, cb, ac, ad := twice(c, d, a), twice(c, d, b), twice(a, b, c), twice(a, b, d)
	if ca*cb >= 0 || ac*ad >= 0 {
		return orb.Point{}, false
	}
	t := ca / (ca - cb)
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}, true
}

// round packs a path on whole units, without corners that repeat the one before.
func (p *packer) round(t trace) gridBox {
	o, box := &p.out, nowhere
	start := len(o.corners)
	for _, q := range p.places[t.from:t.to] {
		c := corner{int32(math.Floor(q[0] + 0.5)), int32(math.Floor(q[1] + 0.5))}
		if n := len(o.corners); t.role != dots && n > start && o.corners[n-1] == c {
			continue
		}
		o.corners = append(o.corners, c)
		o.levels = append(o.levels, 0)
		box = box.with(c)
	}
	if n := len(o.corners); (t.role == outer || t.role == hole) && n-start > 1 && o.corners[n-1] == o.corners[start] {
		o.corners, o.levels = o.corners[:n-1], o.levels[:n-1]
	}
	o.paths = append(o.paths, path{end: uint32(len(o.corners)), role: t.role, from: pixelFrom(box)})
	return box
}

// pixelFrom is the lowest zoom at which a box is a pixel long.
func pixelFrom(b gridBox) uint8 {
	for z := range uint8(fineZoom) {
		if b.side() >= pixel<<(fineZoom-z) {
			return z
		}
	}
	return fineZoom
}

// onWorld moves the paths from first on so that the middle of their box is on the world.
func (p *packer) onWorld(first int, box gridBox) gridBox {
	middle := box.minX + (box.maxX-box.minX)/2
	dx := middle&(round-1) - middle
	if dx == 0 {
		return box
	}
	from, _ := p.out.run(first)
	for i := from; i < len(p.out.corners); i++ {
		p.out.corners[i].x += dx
	}
	return box.turned(dx)
}
