package geo

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Fault is what is wrong with a geometry, by which rule and where.
type Fault struct {
	Rule    string    // a stable short name, one of the Rule constants
	Place   orb.Point // longitude and latitude; for an empty geometry (0, 0)
	Message string    // what is wrong, with the offending values
	// Fatal faults leave nothing that could be measured or drawn: the record is refused.
	// The others are recorded and shown; the geometry stays as it is.
	Fatal bool
}

// The rules. The first group is fatal.
const (
	RuleFinite       = "finite"         // a coordinate is NaN or infinite
	RuleRange        = "range"          // longitude beyond ±180 or latitude beyond ±90
	RuleRingClosed   = "ring_closed"    // the last position of a ring is not its first
	RuleRingTooShort = "ring_too_short" // a ring of fewer than four positions
	RuleLineTooShort = "line_too_short" // a line of fewer than two positions
	RuleEmpty        = "empty"          // a geometry or a part of it without positions
	RuleNested       = "nested"         // collections within collections beyond maxNesting

	RuleRepeated         = "repeated"          // a position follows itself
	RuleNoExtent         = "no_extent"         // a line of one place, a ring without width
	RuleSelfIntersection = "self_intersection" // a ring meets itself: a bow-tie, a spike
	RuleRingsCross       = "rings_cross"       // two rings of a polygon cross or run together
	RuleHoleOutside      = "hole_outside"      // a hole lies outside its shell
	RulePartsOverlap     = "parts_overlap"     // parts of a multipolygon cross each other
	RuleNotChecked       = "not_checked"       // too tangled to look for all crossings
)

const (
	// maxNesting is how deep collections may nest before they are refused unread.
	maxNesting = 8
	// maxFaults is the most faults one geometry is given: a broken file has thousands.
	maxFaults = 20
)

// Check finds what is wrong with a longitude/latitude geometry. Sound ones, and nil (not
// located), have no faults. Fatal faults come first and alone: crossings are looked for
// only among coordinates that can be trusted. At most 20 faults are given.
//
// Rings of one polygon may touch at a point. Crossings are decided exactly, without
// rounding. Time is near n log n; a geometry so tangled that more than some hundred
// pairs of edges per edge come near each other gets the fault not_checked.
func Check(g orb.Geometry) []Fault {
	if g == nil {
		return nil
	}
	c := checker{}
	c.geometry(g, 0)
	if len(c.faults) == 0 {
		c.faults = c.doubts
		c.crossings(g)
	}
	return c.faults
}

type checker struct {
	faults []Fault
	doubts []Fault // not fatal, found on the way
}

func (c *checker) fatal(rule string, at orb.Point, format string, args ...any) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, Fault{rule, at, fmt.Sprintf(format, args...), true})
	}
}

func (c *checker) doubt(rule string, at orb.Point, format string, args ...any) {
	if len(c.doubts) < maxFaults {
		c.doubts = append(c.doubts, Fault{rule, at, fmt.Sprintf(format, args...), false})
	}
}

func (c *checker) geometry(g orb.Geometry, depth int) {
	switch g := g.(type) {
	case orb.Point:
		c.point(g)
	case orb.MultiPoint:
		c.notEmpty(len(g), "multipoint", "points")
		c.points(g)
	case orb.LineString:
		c.line(g)
	case orb.MultiLineString:
		c.notEmpty(len(g), "multiline", "lines")
		for _, l := range g {
			c.line(l)
		}
	case orb.Ring:
		c.ring(g)
	case orb.Polygon:
		c.polygon(g)
	case orb.MultiPolygon:
		c.notEmpty(len(g), "multipolygon", "polygons")
		for _, p := range g {
			c.polygon(p)
		}
	case orb.Collection:
		c.collection(g, depth)
	case orb.Bound:
		c.polygon(g.ToPolygon())
	default:
		c.fatal(RuleEmpty, orb.Point{}, "a part of the geometry is missing")
	}
}

func (c *checker) collection(g orb.Collection, depth int) {
	if depth >= maxNesting {
		c.fatal(RuleNested, orb.Point{}, "collections are nested more than %d deep", maxNesting)
		return
	}
	c.notEmpty(len(g), "geometry collection", "geometries")
	for _, part := range g {
		c.geometry(part, depth+1)
	}
}

func (c *checker) notEmpty(n int, what, of string) {
	if n == 0 {
		c.fatal(RuleEmpty, orb.Point{}, "the %s has no %s", what, of)
	}
}

func (c *checker) polygon(p orb.Polygon) {
	c.notEmpty(len(p), "polygon", "rings")
	for _, r := range p {
		c.ring(r)
	}
}

func (c *checker) ring(r orb.Ring) {
	switch {
	case len(r) == 0:
		c.fatal(RuleEmpty, orb.Point{}, "a ring has no positions")
		return
	case len(r) < 4:
		c.fatal(RuleRingTooShort, r[0], "a ring has %d positions; it needs four, the last equal to the first", len(r))
	case r[0] != r[len(r)-1] && finite(r[0]) && finite(r[len(r)-1]):
		c.fatal(RuleRingClosed, r[len(r)-1], "the ring ends at %s but began at %s", place(r[len(r)-1]), place(r[0]))
	}
	c.points(r)
	c.repeated(r)
	if len(c.faults) == 0 && collinear(r) { // infinite positions lie on no line
		c.doubt(RuleNoExtent, r[0], "the ring has no width: its %d positions lie on one line", len(r))
	}
}

func (c *checker) line(l orb.LineString) {
	switch len(l) {
	case 0:
		c.fatal(RuleEmpty, orb.Point{}, "a line has no positions")
		return
	case 1:
		c.fatal(RuleLineTooShort, l[0], "a line has one position; it needs two")
	}
	c.points(l)
	c.repeated(l)
	if len(l) >= 2 && onePlace(l) {
		c.doubt(RuleNoExtent, l[0], "the line has no length: its %d positions are the same", len(l))
	}
}

func (c *checker) points(points []orb.Point) {
	for _, p := range points {
		c.point(p)
	}
}

func (c *checker) point(p orb.Point) {
	switch {
	case !finite(p):
		c.fatal(RuleFinite, orb.Point{}, "the position (%v, %v) is not a number", p[0], p[1])
	case math.Abs(p[0]) > 180:
		c.fatal(RuleRange, p, "longitude %v is beyond ±180", p[0])
	case math.Abs(p[1]) > 90:
		c.fatal(RuleRange, p, "latitude %v is beyond ±90", p[1])
	}
}

// repeated speaks once of each run of equal positions.
func (c *checker) repeated(path []orb.Point) {
	if onePlace(path) {
		return
	}
	for i := 1; i < len(path); i++ {
		if path[i] == path[i-1] && (i == 1 || path[i-1] != path[i-2]) {
			c.doubt(RuleRepeated, path[i], "position %d repeats the one before it", i+1)
		}
	}
}

func onePlace(path []orb.Point) bool {
	for _, p := range path {
		if p != path[0] {
			return false
		}
	}
	return true
}

func collinear(path []orb.Point) bool {
	far := path[0]
	for _, p := range path {
		if p != path[0] {
			far = p
			break
		}
	}
	for _, p := range path {
		if orientation(path[0], far, p) != 0 {
			return false
		}
	}
	return true
}

func place(p orb.Point) string { return fmt.Sprintf("%v, %v", p[0], p[1]) }
