package overlap

import (
	"math"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Contact is the distance in metres below which two shapes meet.
const Contact = 1e-6

// Kind is what a shape consists of.
type Kind int

const (
	Nothing Kind = iota
	Points
	Lines
	Area
)

// Shape is a geometry in plane metres, made ready to be measured again and again. Its
// zero value is empty. Of a collection only the parts of the highest dimension count.
// A polygon without area, such as a ring run twice, counts as its lines.
type Shape struct {
	kind   Kind
	points []orb.Point
	ends   []int // where each path ends in points
	bound  orb.Bound
	area   float64
	length float64
	// convex holds the counterclockwise corners, unclosed, if the shape is one convex
	// ring of at most maxConvex corners.
	convex []orb.Point
	// simple is one ring that nowhere crosses itself or runs along itself.
	simple, clockwise bool
	blocks            []orb.Bound // of blockSize consecutive edges each; made when first needed
	// simplified is the distance in metres by which the outline was changed; see boundary.
	simplified float64
	sweep      sweep
}

// NewShape prepares a geometry in plane metres. Its coordinates must be finite.
func NewShape(g orb.Geometry) *Shape {
	s := &Shape{}
	s.set(g, nil)
	return s
}

// Kind is what the shape consists of.
func (s *Shape) Kind() Kind { return s.kind }

// Area is the area in m² by the even-odd rule, 0 for points and lines.
func (s *Shape) Area() float64 { return s.area }

// Bound holds the whole shape.
func (s *Shape) Bound() orb.Bound { return s.bound }

// set makes the shape anew from a geometry, projected by the plane if there is one. It
// reuses the memory of what the shape was before.
func (s *Shape) set(g orb.Geometry, plane *geo.Plane) {
	s.points, s.ends, s.convex, s.blocks = s.points[:0], s.ends[:0], s.convex[:0], s.blocks[:0]
	s.bound, s.area, s.length, s.simplified, s.simple = orb.Bound{}, 0, 0, 0, false
	if s.setFour(g, plane) {
		return
	}
	s.points = s.points[:0]
	s.kind = kindOf(g)
	s.add(g, plane)
	if len(s.points) == 0 {
		s.kind = Nothing
		return
	}
	s.bound = boundOf(s.points)
	for path := range s.paths {
		for i := 1; i < len(path); i++ {
			s.length += dist(path[i-1], path[i])
		}
	}
	if s.kind != Area {
		return
	}
	if s.setConvex(); len(s.convex) > 0 {
		s.area = ringArea(s.convex)
	} else {
		s.area = s.sweep.area(s, nil)
	}
	s.setSimple()
	if s.area <= Contact*s.length {
		s.kind, s.area, s.convex, s.simple = Lines, 0, s.convex[:0], false
	}
}

func kindOf(g orb.Geometry) Kind {
	switch g := g.(type) {
	case orb.Point, orb.MultiPoint:
		return Points
	case orb.LineString, orb.MultiLineString:
		return Lines
	case orb.Ring, orb.Polygon, orb.MultiPolygon, orb.Bound:
		return Area
	case orb.Collection:
		k := Nothing
		for _, part := range g {
			k = max(k, kindOf(part))
		}
		return k
	}
	return Nothing
}

func (s *Shape) add(g orb.Geometry, plane *geo.Plane) {
	if kindOf(g) != s.kind {
		return
	}
	switch g := g.(type) {
	case orb.Point:
		s.path(plane, g)
	case orb.MultiPoint:
		for _, p := range g {
			s.path(plane, p)
		}
	case orb.LineString:
		s.path(plane, g...)
	case orb.MultiLineString:
		for _, l := range g {
			s.path(plane, l...)
		}
	case orb.Ring:
		s.ring(plane, g)
	case orb.Bound:
		s.add(g.ToPolygon(), plane)
	case orb.Polygon:
		for _, r := range g {
			s.ring(plane, r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			s.add(p, plane)
		}
	case orb.Collection:
		for _, part := range g {
			s.add(part, plane)
		}
	}
}

// ring adds a ring and closes it if it is not closed.
func (s *Shape) ring(plane *geo.Plane, r orb.Ring) {
	if s.path(plane, r...); len(r) > 1 && r[0] != r[len(r)-1] {
		s.points = append(s.points, s.points[len(s.points)-len(r)])
		s.ends[len(s.ends)-1]++
	}
}

func (s *Shape) path(plane *geo.Plane, points ...orb.Point) {
	if len(points) == 0 {
		return
	}
	for _, p := range points {
		if plane != nil {
			p = plane.Project(p)
		}
		s.points = append(s.points, p)
	}
	s.ends = append(s.ends, len(s.points))
}

// paths yields each point, line or closed ring.
func (s *Shape) paths(yield func([]orb.Point) bool) {
	start := 0
	for _, end := range s.ends {
		if !yield(s.points[start:end]) {
			return
		}
		start = end
	}
}

// maxConvex bounds the corners of a shape that is clipped on the stack.
const maxConvex = 16

// setConvex fills s.convex if the shape is a single convex ring with few corners. It
// turns one way all along, and only once: a pentagram turns twice.
func (s *Shape) setConvex() {
	if len(s.ends) != 1 || len(s.points) > 2*maxConvex {
		return
	}
	c := s.convex[:0]
	for i, p := range s.points[1:] {
		if p != s.points[i] {
			c = append(c, p)
		}
	}
	s.convex = c[:0]
	if len(c) < 3 || len(c) > maxConvex {
		return
	}
	way, reversals, last := 0.0, 0, 0.0
	for i := range c {
		a, b, d := c[i], c[(i+1)%len(c)], c[(i+2)%len(c)]
		turn := cross(a, b, d)
		if turn*way < 0 {
			return
		}
		if turn != 0 {
			way = turn
		}
		if dx := b[0] - a[0]; dx != 0 {
			if dx*last < 0 {
				reversals++
			}
			last = dx
		}
	}
	// Around the ring x turns back twice; one of the turns may hide where the list begins.
	if way == 0 || reversals > 2 || spike(c) {
		return
	}
	if way < 0 {
		for i, j := 0, len(c)-1; i < j; i, j = i+1, j-1 {
			c[i], c[j] = c[j], c[i]
		}
	}
	s.convex = c
}

// setSimple notes if the shape is one simple ring, and which way it runs. If its edges have
// nowhere crossed in the sweep, only running along itself makes the area of its turns
// another than that of its ground.
func (s *Shape) setSimple() {
	signed := ringArea(s.points[:s.ends[0]])
	s.clockwise = signed < 0
	s.simple = len(s.ends) == 1 && (len(s.convex) > 0 || !s.sweep.crossed && math.Abs(math.Abs(signed)-s.area) <= 1e-12*s.length*s.length)
}

// spike finds an edge that goes straight back over the one before: no turn, but no
// convex corner either.
func spike(c []orb.Point) bool {
	for i := range c {
		a, b, d := c[i], c[(i+1)%len(c)], c[(i+2)%len(c)]
		if cross(a, b, d) == 0 && (b[0]-a[0])*(d[0]-b[0])+(b[1]-a[1])*(d[1]-b[1]) < 0 {
			return true
		}
	}
	return false
}

// cross is twice the area of the triangle abc, positive if it turns left.
func cross(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}

func dist(a, b orb.Point) float64 { return math.Sqrt(dist2(a, b)) }

func dist2(a, b orb.Point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	return dx*dx + dy*dy
}

// ringArea is the signed area of a ring, closed or not, about its first corner so that
// great coordinates lose nothing.
func ringArea(r []orb.Point) float64 {
	sum := 0.0
	for i := 2; i < len(r); i++ {
		sum += cross(r[0], r[i-1], r[i])
	}
	return sum / 2
}

// shifted is a copy of an area moved by some metres.
func (s *Shape) shifted(dx, dy float64) *Shape {
	t := &Shape{kind: s.kind, ends: s.ends, area: s.area, length: s.length, bound: s.bound, simple: s.simple, clockwise: s.clockwise}
	move := func(list []orb.Point) []orb.Point {
		out := make([]orb.Point, len(list))
		for i, p := range list {
			out[i] = orb.Point{p[0] + dx, p[1] + dy}
		}
		return out
	}
	t.points, t.convex = move(s.points), move(s.convex)
	t.bound.Min, t.bound.Max = orb.Point{s.bound.Min[0] + dx, s.bound.Min[1] + dy}, orb.Point{s.bound.Max[0] + dx, s.bound.Max[1] + dy}
	return t
}
