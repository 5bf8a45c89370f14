package tiles

import "github.com/paulmach/orb"

// kind is the type of a tile feature, numbered as the specification does.
type kind uint64

const (
	points   kind = 1
	lines    kind = 2
	polygons kind = 3
)

// kindOf is the kind that stands for a geometry when it is too small to draw: that of
// its greatest dimension. A collection may hold nothing where a member should be.
func kindOf(geometry orb.Geometry) kind {
	all, isCollection := geometry.(orb.Collection)
	if !isCollection {
		return kind(geometry.Dimensions() + 1)
	}
	greatest := points
	for _, member := range all {
		if member != nil {
			greatest = max(greatest, kindOf(member))
		}
	}
	return greatest
}

// measurable reports whether a bound has a place and a size at all: that of an empty
// geometry has not, nor one with a coordinate that is no number.
func measurable(b orb.Bound) bool {
	return b.Max[0]-b.Min[0] >= 0 && b.Max[1]-b.Min[1] >= 0
}
