package tiles

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// cellOf interleaves column and row.
func cellOf(x, y uint32) uint64 {
	var cell uint64
	for b := range 32 {
		cell |= uint64(x>>b&1)<<(2*b) | uint64(y>>b&1)<<(2*b+1)
	}
	return cell
}

// grainsOf are random grains in cells of a tile; density is the share of cells with any.
func grainsOf(r *rand.Rand, density, area float64) []grain {
	var all []grain
	for x := range uint32(64) {
		for y := range uint32(64) {
			if r.Float64() < density {
				all = append(all, grain{cell: cellOf(x, y), area: area * r.Float64()})
			}
		}
	}
	slices.SortFunc(all, func(a, b grain) int { return int(int64(a.cell) - int64(b.cell)) })
	return all
}

func TestDustCoversWhatItStandsFor(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for i := range 400 {
		grains := grainsOf(r, math.Pow(10, -3*r.Float64()), math.Pow(10, 4*r.Float64()-2.2))
		want := 0.0
		for _, g := range grains {
			want += g.area
		}
		given := slices.Clone(grains)
		settle(grains, pixel)
		got, least, stood := 0.0, int32(math.MaxInt32), make([]float64, len(grains))
		for j := range grains {
			g := &grains[j]
			stood[standsFor(grains, j)] += given[j].area
			if g.merged {
				if g.w != 0 || g.h != 0 {
					t.Fatalf("case %d: a grain is merged and drawn", i)
				}
				continue
			}
			got += g.covers()
			least = min(least, g.w, g.h)
			if g.w < 1 || g.h < 1 || g.w-g.h > 1 || g.h > g.w {
				t.Fatalf("case %d: %d by %d", i, g.w, g.h)
			}
			if g.covers() > pixel*pixel && g.covers() > g.area+float64(g.w) {
				t.Errorf("case %d: %d by %d for an area of %v outgrows its cell", i, g.w, g.h, g.area)
			}
		}
		if len(grains) > 0 && math.Abs(got-want) > max(2, float64(least)/2) {
			t.Errorf("case %d: %d grains of %v are drawn as %v", i, len(grains), want, got)
		}
		for j := range grains {
			if !grains[j].merged && math.Abs(stood[j]-grains[j].area) > 1e-9*want {
				t.Errorf("case %d: a grain of %v stands for %v", i, grains[j].area, stood[j])
			}
		}
	}
}

func TestDustOfOneGraveIsOneUnit(t *testing.T) {
	grains := []grain{{cell: 17, area: 0.01}}
	settle(grains, pixel)
	if grains[0].w != 1 || grains[0].h != 1 {
		t.Errorf("%+v", grains[0])
	}
}

func TestDustIsMergedWithItsNearestRelatives(t *testing.T) {
	grains := []grain{
		{cell: cellOf(0, 0), area: 0.3}, {cell: cellOf(1, 0), area: 0.8}, // together a unit
		{cell: cellOf(2, 0), area: 0.4}, {cell: cellOf(3, 1), area: 0.4}, // not yet
		{cell: cellOf(0, 3), area: 0.3}, // but with this one
		{cell: cellOf(40, 40), area: 7},
	}
	settle(grains, pixel)
	for i, want := range []int{1, 1, 2, 2, 2, 5} {
		if got := standsFor(grains, i); got != want {
			t.Errorf("grain %d is drawn by %d, want %d", i, got, want)
		}
	}
}

func TestDustLiesInItsCell(t *testing.T) {
	for x := int32(-Buffer); x < Extent; x += 3 {
		b := settled(corner{x, -x}, 5, 4, pixel)
		if floorTo(b.minX, pixel) != floorTo(x, pixel) || floorTo(b.maxX-1, pixel) != floorTo(x, pixel) ||
			floorTo(b.minY, pixel) != floorTo(-x, pixel) || floorTo(b.maxY-1, pixel) != floorTo(-x, pixel) {
			t.Fatalf("dust at %d lies at %v", x, b)
		}
	}
	if b := settled(corner{100, 100}, 20, 20, pixel); b != (gridBox{90, 90, 110, 110}) {
		t.Errorf("what is larger than a cell lies at %v", b)
	}
}
