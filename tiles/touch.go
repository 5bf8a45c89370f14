package tiles

import (
	"math"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// touching finds the tiles that changes touched: those whose window meets a touched bound.
type touching struct {
	bounds []orb.Bound
	index  *geo.Index
}

func newTouching(touched []data.Touch) *touching {
	t := &touching{}
	for _, one := range touched {
		if b := one.Bound; b.Min[0] <= b.Max[0] && b.Min[1] <= b.Max[1] { // which no NaN is
			t.bounds = append(t.bounds, b)
		}
	}
	t.index = geo.NewIndex(t.bounds)
	return t
}

func (t *touching) none() bool { return len(t.bounds) == 0 }

// meets reports whether a tile was touched.
func (t *touching) meets(at place) bool {
	found := false
	for _, part := range geo.SplitBound(gridAt(at.z).query(window(at.x, at.y))) {
		t.index.Search(part, func(int) bool {
			found = true
			return false
		})
	}
	return found
}

// extra widens the tiles of a bound by more than rounding can move an edge, in units.
const extra = 0.01

// squares are the tiles of one zoom that one touched bound may touch.
type squares struct{ z, west, east, north, south int }

func (s squares) count() int { return max(0, s.east-s.west+1) * max(0, s.south-s.north+1) }

// tilesTouched are never fewer than those that meet the bound. Columns may lie beyond the
// edge of the world by one: they are those of the other side.
func tilesTouched(b orb.Bound, z int) squares {
	g := gridAt(z)
	on := g.bound(b)
	column := func(units float64) int { return int(math.Floor(max(-Extent, min(units, g.size)) / Extent)) }
	return squares{
		z:    z,
		west: column(on.Min[0] - Buffer - extra), east: column(on.Max[0] + Buffer + extra),
		north: max(0, column(on.Min[1]-Buffer-extra)), south: min(1<<z-1, column(on.Max[1]+Buffer+extra)),
	}
}

// list are all tiles up to a zoom that may be touched, or nil if there are more than a
// limit: then it is cheaper to look at those that are kept, one by one.
func (t *touching) list(maxZoom, limit int) map[place]struct{} {
	total := 0
	for _, b := range t.bounds {
		for z := range maxZoom + 1 {
			if total += tilesTouched(b, z).count(); total > limit {
				return nil
			}
		}
	}
	all := make(map[place]struct{}, total)
	for _, b := range t.bounds {
		for z := range maxZoom + 1 {
			tilesTouched(b, z).addTo(all)
		}
	}
	return all
}

func (s squares) addTo(all map[place]struct{}) {
	size := 1 << s.z
	for x := s.west; x <= s.east; x++ {
		for y := s.north; y <= s.south; y++ {
			all[place{s.z, (x + size) % size, y}] = struct{}{}
		}
	}
}
