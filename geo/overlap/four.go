package overlap

import (
	"math"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Nearly all graves are convex and have four corners. What is done millions of times has a
// shorter way for them here, with the same results but for rounding.

// setFour sets the shape from one closed ring with four corners if it is convex, and
// reports whether it is; otherwise nothing but the points have been touched.
func (s *Shape) setFour(g orb.Geometry, plane *geo.Plane) bool {
	polygon, ok := g.(orb.Polygon)
	if !ok || len(polygon) != 1 || len(polygon[0]) != 5 || polygon[0][0] != polygon[0][4] {
		return false
	}
	c := [4]orb.Point(polygon[0])
	if plane != nil {
		plane.ProjectAll(c[:], c[:])
	}
	// With all turns to one side they add up to a full one: twice around needs five.
	turns := [4]float64{cross(c[0], c[1], c[2]), cross(c[1], c[2], c[3]), cross(c[2], c[3], c[0]), cross(c[3], c[0], c[1])}
	left := turns[0] > 0 && turns[1] > 0 && turns[2] > 0 && turns[3] > 0
	if !left && !(turns[0] < 0 && turns[1] < 0 && turns[2] < 0 && turns[3] < 0) {
		return false
	}
	length := dist(c[0], c[1]) + dist(c[1], c[2]) + dist(c[2], c[3]) + dist(c[3], c[0])
	area := (turns[1] + turns[3]) / 2 // of the triangles to both sides of a diagonal
	if !left {
		area = -area
	}
	if area <= Contact*length {
		return false
	}
	s.kind, s.area, s.length, s.simple, s.clockwise = Area, area, length, true, !left
	s.points = append(s.points, c[0], c[1], c[2], c[3], c[0])
	s.ends = append(s.ends, 5)
	if left {
		s.convex = append(s.convex, c[1], c[2], c[3], c[0])
	} else {
		s.convex = append(s.convex, c[0], c[3], c[2], c[1])
	}
	s.bound = boundOf(s.convex)
	return true
}

// fourArea is the area that two convex rings of four corners share, counterclockwise, or
// false where edges lie so nearly along each other that rounding would decide.
//
// The boundary of the shared ground is what of each outline lies inside the other, and by
// Green's theorem the area is half the sum of cross(p, q) over its pieces p→q. A piece lies
// on one edge, from a fraction t0 of it to t1, and so counts (t1 − t0) · cross of the edge.
// Each line of the other ring bounds the fraction, from below if the edge comes in over it
// and from above if it goes out: no corners are moved about, and no branch depends on
// where they lie, so that the processor need not guess.
func fourArea(a, b []orb.Point) (area float64, ok bool) {
	var p, q four
	p.set((*[4]orb.Point)(a), &b[0])
	q.set((*[4]orb.Point)(b), &b[0])
	low, high := [4]int64{}, [4]int64{whole, whole, whole, whole} // of q's edges
	for i := range 4 {
		e, lowest, highest := &p.edges[i], int64(0), int64(whole)
		level := level2 * e.length2
		for j := range 4 {
			f := &q.edges[j]
			rise := f.dx*e.dy - f.dy*e.dx // of p's edge over q's line
			if rise*rise <= level*f.length2 {
				return 0, false
			}
			perRise := 1 / rise
			u := int64(math.Float64bits((f.dy*e.x - f.dx*e.y - f.cross) * perRise))
			v := int64(math.Float64bits((e.dx*f.y - e.dy*f.x + e.cross) * perRise))
			// p's edge comes in where q's goes out. The bits of fractions above 0 are
			// ordered as they are, and those of all below 0 come before.
			out := int64(math.Float64bits(rise)) >> 63 // all bits where p's edge goes out
			lowest, highest = max(lowest, u&^out), min(highest, u&out|whole&^out)
			low[j], high[j] = max(low[j], v&out), min(high[j], v&^out|whole&out)
		}
		area += e.cross * within(lowest, highest)
	}
	for j := range 4 {
		area += q.edges[j].cross * within(low[j], high[j])
	}
	return max(0, area/2), true
}

// level2 is the square of the sine of the angle below which two edges count as along each
// other: above it the crossing is found to 1e-12 of the coordinates.
const level2 = 1e-6

// whole is the bits of 1, the fraction where an edge ends.
const whole = 0x3ff0000000000000

func within(low, high int64) float64 {
	if low >= high {
		return 0
	}
	return math.Float64frombits(uint64(high)) - math.Float64frombits(uint64(low))
}

// four is a ring of four corners about an origin, by its edges.
type four struct {
	edges [4]struct{ x, y, dx, dy, cross, length2 float64 }
}

func (f *four) set(r *[4]orb.Point, origin *orb.Point) {
	x, y := r[3][0]-origin[0], r[3][1]-origin[1]
	for i := range 4 {
		e := &f.edges[(i+3)&3]
		e.x, e.y = x, y
		x, y = r[i][0]-origin[0], r[i][1]-origin[1]
		e.dx, e.dy = x-e.x, y-e.y
		e.cross = e.x*y - e.y*x
		e.length2 = e.dx*e.dx + e.dy*e.dy
	}
}

// cornersFrom is the square of the distance of the nearest corner of a from the edges of b:
// of two convex rings that share nothing, one has a corner where they are nearest.
func cornersFrom(a, b []orb.Point) float64 {
	best := math.Inf(1)
	from := b[len(b)-1]
	for _, to := range b {
		dx, dy := to[0]-from[0], to[1]-from[1]
		length2 := dx*dx + dy*dy
		for _, p := range a {
			x, y := p[0]-from[0], p[1]-from[1]
			switch along := x*dx + y*dy; {
			case along <= 0: // nearest to where the edge begins
				best = min(best, x*x+y*y)
			case along < length2: // beside the edge; its end is the next one's beginning
				aside := x*dy - y*dx
				best = min(best, aside*aside/length2)
			}
		}
		from = to
	}
	return best
}
