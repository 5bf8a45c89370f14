package tiles

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// boundary is a wandering line from (x, y0) to (x, y1) with corners in between.
func boundary(r *rand.Rand, x, y0, y1 float64, n int) []float64 {
	var xy []float64
	for i := range n + 1 {
		f := float64(i) / float64(n)
		wander := 60 * (r.Float64() - 0.5)
		if i == 0 || i == n {
			wander = 0
		}
		xy = append(xy, x+wander, y0+f*(y1-y0))
	}
	return xy
}

// backwards is a path from its end to its beginning.
func backwards(xy []float64) []float64 {
	var out []float64
	for i := len(xy) - 2; i >= 0; i -= 2 {
		out = append(out, xy[i], xy[i+1])
	}
	return out
}

// parcels are three grounds side by side: the first two share a wandering boundary, and
// the third goes around the hole of the second and fills it.
func parcels(seed uint64) []orb.Geometry {
	r := rand.New(rand.NewPCG(seed, 1))
	middle := boundary(r, 1000, 100, 3900, 200)
	hole := movedBy(starOf(r, 60, 400), 2500, 2000, 1)
	west := polygonHere(append(slices.Clone(middle), 100, 3900, 100, 100))
	east := polygonHere(append(backwards(middle), 3900, 100, 3900, 3900), hole)
	filling := polygonHere(append(slices.Clone(hole[20:]), hole[:20]...))
	return []orb.Geometry{west, east, filling}
}

func TestNeighboursShareTheirEdgeAtEveryZoom(t *testing.T) {
	for seed := range uint64(10) {
		all := parcels(seed)
		o := newOutlines(all, nil)
		for z := 10; z <= fineZoom; z++ {
			at := place{z, here.x >> (fineZoom - z), here.y >> (fineZoom - z)}
			sum := 0.0
			var drawn []geom.Geometry
			for i := range o.len() {
				cmds, _ := o.appendCommands(nil, i, at)
				m := polygonsOf(t, cmds)
				sum += m.Area()
				drawn = append(drawn, m.AsGeometry())
			}
			union, err := geom.UnionMany(drawn)
			if err != nil {
				t.Fatal(err)
			}
			// Repairs of lines that cross after rounding may take back half a unit here or there.
			if d := math.Abs(union.Area() - sum); d > 3 {
				t.Errorf("seed %d, zoom %d: the grounds share or leave out %v units²", seed, z, d)
			}
			if whole := 3800 * 3800 / math.Exp2(float64(2*(fineZoom-z))); z > 12 && math.Abs(union.Area()-whole) > 0.02*whole {
				t.Errorf("seed %d, zoom %d: %v together, want %v", seed, z, union.Area(), whole)
			}
		}
	}
}

func TestANeighbourInTheContextCountsAsOneInTheSet(t *testing.T) {
	all := parcels(3)
	together := newOutlines(all, nil)
	for i, g := range all {
		alone := newOutlines([]orb.Geometry{g}, append(slices.Clone(all[:i]), all[i+1:]...))
		for z := 8; z <= fineZoom; z++ {
			at := place{z, here.x >> (fineZoom - z), here.y >> (fineZoom - z)}
			a, _ := together.appendCommands(nil, i, at)
			b, _ := alone.appendCommands(nil, 0, at)
			if !slices.Equal(a, b) {
				t.Errorf("ground %d is drawn otherwise at zoom %d if its neighbours are context", i, z)
			}
		}
	}
}

func TestSimplifyingLeavesOutCornersAndMovesLittle(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	ring := movedBy(starOf(r, 3000, 1), 2000, 2000, 1)
	for i := 0; i < len(ring); i += 2 { // a circle with a rough edge
		a, d := 2*math.Pi*float64(i)/float64(len(ring)), 1500+4*r.Float64()
		ring[i], ring[i+1] = 2000+d*math.Cos(a), 2000+d*math.Sin(a)
	}
	o := newOutlines([]orb.Geometry{polygonHere(ring)}, nil)
	last := math.MaxInt
	for z := fineZoom; z >= 8; z-- {
		at := place{z, here.x >> (fineZoom - z), here.y >> (fineZoom - z)}
		cmds, _ := o.appendCommands(nil, 0, at)
		if len(cmds) > last {
			t.Errorf("zoom %d has more corners than the one above it: %d numbers", z, len(cmds))
		}
		last = len(cmds)
		got, scale := polygonsOf(t, cmds), math.Exp2(float64(fineZoom-z))
		want := math.Pi * 1502 * 1502 / scale / scale
		if room := (quarterPixel + 1) * 2 * math.Pi * 1500 / scale; math.Abs(got.Area()-want) > room {
			t.Errorf("zoom %d: area %v, want %v within %v", z, got.Area(), want, room)
		}
		if z == 14 && len(cmds) > 700 {
			t.Errorf("zoom 14 still has %d numbers", len(cmds))
		}
	}
}

func TestARingKeepsFourCornersWhileItIsDrawn(t *testing.T) {
	// A row of graves, long and narrow, with corners along its sides.
	var xy []float64
	for x := 0.0; x <= 2000; x += 50 {
		xy = append(xy, x, 1000)
	}
	for x := 2000.0; x >= 0; x -= 50 {
		xy = append(xy, x, 1012)
	}
	o := newOutlines([]orb.Geometry{polygonHere(xy)}, nil)
	for z := 9; z <= fineZoom; z++ {
		scale := math.Exp2(float64(fineZoom - z))
		at := place{z, here.x >> (fineZoom - z), here.y >> (fineZoom - z)}
		cmds, _ := o.appendCommands(nil, 0, at)
		got := polygonsOf(t, cmds)
		if want := 2000 * 12 / scale / scale; math.Abs(got.Area()-want) > 2000/scale+2 {
			t.Errorf("zoom %d: area %v, want %v: %s", z, got.Area(), want, got.AsText())
		}
	}
}

func TestAnArcMadeToBeSlowIsKeptAsItIs(t *testing.T) {
	// A zigzag that grows: each split leaves all but one corner on one side.
	var l leveller
	for i := range 40_000 {
		l.arc = append(l.arc, corner{int32(i), int32(i%2) * int32(i) * 100})
	}
	l.measure()
	if len(l.levels) != len(l.arc) {
		t.Fatal("corners without a level")
	}
}

func TestTheAnchorLiesInside(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for i := range 300 {
		xy := starOf(r, 3+r.IntN(60), 500)
		g := polygonHere(movedBy(xy, 2000, 2000, 1))
		if i%2 == 0 {
			g = append(g, ringOnGrid(here, movedBy(xy, 2000, 2000, 0.7)...))
		}
		o := newOutlines([]orb.Geometry{g}, nil)
		x, y := o.anchor(0)
		in, s := o.rings(0), spot{float64(x), float64(y)}
		if deep(in, s) == 0 {
			t.Errorf("case %d: %v, %v lies outside", i, x, y)
		}
		var best float64
		for range 300 {
			c := spot{s.x + 1000*(r.Float64()-0.5), s.y + 1000*(r.Float64()-0.5)}
			best = max(best, deep(in, c))
		}
		if deep(in, s) < best/6 {
			t.Errorf("case %d: the anchor is %v from the outline, another place %v", i, math.Sqrt(deep(in, s)), math.Sqrt(best))
		}
	}
}

func TestLinesAndPointsHaveTheirAnchorOnThem(t *testing.T) {
	o := newOutlines([]orb.Geometry{
		orb.LineString(ringOnGrid(here, 0, 0, 100, 0, 100, 100)[:3]),
		orb.MultiPoint{onGrid(here, 0, 0), onGrid(here, 90, 10), onGrid(here, 200, 0)},
		orb.Collection{onGrid(here, 5, 5), polygonHere(square4(0, 0, 100))},
		nil,
	}, nil)
	for i, want := range [][2]int32{{100, 0}, {90, 10}, {50, 50}} {
		x, y := o.anchor(i)
		if x -= int32(here.x) * Extent; x != want[0] || y-int32(here.y)*Extent != want[1] {
			t.Errorf("geometry %d: %d, %d, want %v", i, x, y-int32(here.y)*Extent, want)
		}
	}
	if !o.box(3).empty() || o.kinds(3) != 0 || o.kind(3) != 0 {
		t.Error("no geometry has a box or a kind")
	}
}

func TestTheAreaIsThatOfThePolygonsLessTheirHoles(t *testing.T) {
	for name, c := range map[string]struct {
		g    orb.Geometry
		area float64
	}{
		"a square with a hole": {polygonHere(square4(0, 0, 300), square4(100, 100, 100)), 80000},
		"two parts":            {orb.MultiPolygon{polygonHere(square4(0, 0, 10)), polygonHere(square4(20, 0, 10))}, 200},
		"a bow-tie":            {polygonHere([]float64{0, 0, 100, 100, 100, 0, 0, 100}), 5000},
		"a bow-tie upright":    {polygonHere([]float64{0, 0, 100, 0, 0, 100, 100, 100}), 5000},
		"less than a unit":     {polygonHere(square4(0.1, 0.1, 0.5)), 0.25},
		"a line":               {orb.LineString{onGrid(here, 0, 0), onGrid(here, 9, 9)}, 0},
	} {
		o := newOutlines([]orb.Geometry{c.g}, nil)
		if got := o.area(0); math.Abs(got-c.area) > 1e-4*c.area {
			t.Errorf("%s: %v, want %v", name, got, c.area)
		}
	}
}
