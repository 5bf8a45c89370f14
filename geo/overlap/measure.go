package overlap

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Relation is how one shape lies to another, in the words of DE-9IM.
type Relation string

const (
	Disjoint Relation = "disjoint" // no point in common
	Touches  Relation = "touches"  // they meet, but share no ground
	Overlaps Relation = "overlaps" // they share ground, and each has some of its own
	Within   Relation = "within"   // the first lies wholly in the second
	Contains Relation = "contains" // the second lies wholly in the first
	Equals   Relation = "equals"   // both cover the same ground
)

// Measured is what is measured of one pair of shapes, a and b.
type Measured struct {
	Relation Relation
	// SharedM2 is the area in m² that both cover, AreaAM2 and AreaBM2 that of each. All
	// are 0 for what has no area; SharedM2 is exactly 0 for areas that merely touch.
	SharedM2, AreaAM2, AreaBM2 float64
	// DistanceM is the metres between them, exactly 0 if they meet.
	DistanceM float64
}

// Measure measures a pair. Contact is decided within a micrometre (see the package).
//
// A point or line is within an area if no part of it is outside and not all of it on the
// boundary; a line that is partly inside overlaps. Where neither has an area the relation
// is equals, touches or disjoint. Anything is disjoint from an empty shape, infinitely far.
func Measure(a, b *Shape) Measured { return measureWithin(a, b, math.Inf(1)) }

// measureWithin is Measure for pairs up to a distance apart; farther ones are disjoint at
// a distance that is only known to be greater.
func measureWithin(a, b *Shape, reach float64) Measured {
	m := Measured{Relation: Disjoint, AreaAM2: a.area, AreaBM2: b.area, DistanceM: math.Inf(1)}
	if a.kind == Nothing || b.kind == Nothing || math.Sqrt(gap2(a.bound, b.bound)) > reach+Contact {
		return m
	}
	if a.kind == Area && b.kind == Area {
		m.SharedM2 = SharedArea(a, b)
		if rim := Contact * min(a.length, b.length); m.SharedM2 > rim {
			m.DistanceM = 0
			m.SharedM2 = min(m.SharedM2, a.area, b.area)
			m.Relation = relationOfAreas(m, a, b)
			return m
		}
		if m.SharedM2 == 0 && len(a.convex) > 0 && len(b.convex) > 0 {
			m.DistanceM = math.Sqrt(min(cornersFrom(a.convex, b.convex), cornersFrom(b.convex, a.convex)))
		} else {
			_, _, m.DistanceM = nearestEdges(a, b)
		}
		m.SharedM2 = 0
	} else {
		m.DistanceM = Distance(a, b)
	}
	if m.DistanceM <= Contact {
		m.DistanceM = 0
		m.Relation = relationOfThin(a, b)
	}
	return m
}

// relationOfAreas tells apart shapes that share ground. A shape is within another if it
// keeps no more for itself than a rim of its own boundary one micrometre wide.
func relationOfAreas(m Measured, a, b *Shape) Relation {
	within := m.AreaAM2-m.SharedM2 <= Contact*a.length
	contains := m.AreaBM2-m.SharedM2 <= Contact*b.length
	switch {
	case within && contains:
		return Equals
	case within:
		return Within
	case contains:
		return Contains
	}
	return Overlaps
}

// relationOfThin tells apart shapes that meet and share no area.
func relationOfThin(a, b *Shape) Relation {
	switch {
	case a.kind == Area && b.kind == Area:
		return Touches
	case b.kind == Area:
		return relationToArea(a, b, Within)
	case a.kind == Area:
		return relationToArea(b, a, Contains)
	case cornersOn(a, b) && cornersOn(b, a):
		return Equals
	}
	return Touches
}

// relationToArea is that of points or lines that meet an area; whole is the word if all
// of them lie in it.
func relationToArea(thin, area *Shape, whole Relation) Relation {
	inside, outside := false, false
	note := func(p orb.Point) {
		if boundaryDistance(p, area) <= Contact {
			return
		}
		in := area.Holds(p)
		inside, outside = inside || in, outside || !in
	}
	for path := range thin.paths {
		if len(path) == 1 {
			note(path[0])
		}
		for i := 1; i < len(path); i++ {
			notePieces(path[i-1], path[i], area, note)
		}
	}
	switch {
	case inside && outside:
		return Overlaps
	case inside:
		return whole
	}
	return Touches
}

// notePieces shows the middle of each piece into which the boundary of an area cuts a
// segment.
func notePieces(a, b orb.Point, area *Shape, note func(orb.Point)) {
	cuts := []float64{0, 1}
	for path := range area.paths {
		for i := 1; i < len(path); i++ {
			c, d := path[i-1], path[i]
			if at, ok := crossing(a, b, c, d); ok {
				cuts = append(cuts, along(a, b, at))
			}
			if foot := nearestOnEdge(c, a, b); dist2(c, foot) <= Contact*Contact {
				cuts = append(cuts, along(a, b, foot))
			}
		}
	}
	slices.Sort(cuts)
	for i := 1; i < len(cuts); i++ {
		if t := (cuts[i-1] + cuts[i]) / 2; cuts[i] > cuts[i-1] {
			note(orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])})
		}
	}
}

// along is how far from a to b a point of the segment lies, from 0 to 1.
func along(a, b, at orb.Point) float64 {
	if a == b {
		return 0
	}
	return math.Sqrt(dist2(a, at) / dist2(a, b))
}

func boundaryDistance(p orb.Point, s *Shape) float64 {
	best := math.Inf(1)
	for path := range s.paths {
		for i := 1; i < len(path); i++ {
			best = min(best, dist2(p, nearestOnEdge(p, path[i-1], path[i])))
		}
		if len(path) == 1 {
			best = min(best, dist2(p, path[0]))
		}
	}
	return math.Sqrt(best)
}

// cornersOn reports whether every corner of a lies on b.
func cornersOn(a, b *Shape) bool {
	for _, p := range a.points {
		if boundaryDistance(p, b) > Contact {
			return false
		}
	}
	return true
}
