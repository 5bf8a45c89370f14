package tiles

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// BenchmarkAppendCommands draws one outline in a tile, over and over.
func BenchmarkAppendCommands(b *testing.B) {
	at := place{15, 28000, 11000}
	r := rand.New(rand.NewPCG(1, 2))
	star := func(n int, x, y, radius float64) orb.Polygon {
		return orb.Polygon{ringOnGrid(at, movedBy(starOf(r, n, 1), x, y, radius)...)}
	}
	for _, c := range []struct {
		name string
		g    orb.Geometry
	}{
		{"rectangle inside", orb.Polygon{ringOnGrid(at, 100, 100, 120, 103, 117, 133, 97, 130)}},
		{"rectangle cut", orb.Polygon{ringOnGrid(at, -100, 100, 120, 103, 117, 133, -97, 130)}},
		{"concave of 12 inside", star(12, 2000, 2000, 300)},
		{"concave of 100 inside", star(100, 2000, 2000, 1000)},
		{"concave of 1000 inside", star(1000, 2000, 2000, 1000)},
		{"concave of 100 cut", star(100, 0, 0, 3000)},
		{"point", onGrid(at, 100, 100)},
	} {
		o := newOutlines([]orb.Geometry{c.g}, nil)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			var dst []uint32
			for b.Loop() {
				dst, _ = o.appendCommands(dst[:0], 0, at)
			}
		})
	}
}

// BenchmarkNewOutlines packs a thousand plots.
func BenchmarkNewOutlines(b *testing.B) {
	at := place{16, 56000, 22000}
	var plots, rounded []orb.Geometry
	for i := range 1000 {
		x, y := float64(i%40)*30, float64(i/40)*40
		plots = append(plots, orb.Polygon{ringOnGrid(at, x, y, x+20, y, x+20, y+30, x, y+30)})
		rounded = append(rounded, orb.Polygon{ringOnGrid(at, x, y+2, x+2, y, x+20, y, x+20, y+30, x+10, y+32, x, y+30)})
	}
	for name, all := range map[string][]orb.Geometry{"rectangles": plots, "of six corners": rounded} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				newOutlines(all, nil)
			}
		})
	}
}
