package tiles

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// here is a tile of the highest zoom, where nothing is simplified.
var here = place{16, 56000, 22000}

func square4(x, y, side float64) []float64 {
	return []float64{x, y, x + side, y, x + side, y + side, x, y + side}
}

func polygonHere(rings ...[]float64) orb.Polygon {
	var p orb.Polygon
	for _, xy := range rings {
		p = append(p, ringOnGrid(here, xy...))
	}
	return p
}

// comb is a comb whose teeth reach from x0 to x1.
func comb(teeth int, x0, x1 float64) []float64 {
	var xy []float64
	for i := range teeth {
		y := float64(i) * 20
		xy = append(xy, x0, y, x1, y, x1, y+10, x0, y+10)
	}
	return append(xy, x0-100, float64(teeth)*20, x0-100, 0)
}

// wreath is a ring of many corners on a wavy circle.
func wreath(n int, radius float64) []float64 {
	var xy []float64
	for i := range n {
		a := 2 * math.Pi * float64(i) / float64(n)
		d := radius * (1 + 0.1*math.Sin(40*a))
		xy = append(xy, 2048+d*math.Cos(a), 2048+d*math.Sin(a))
	}
	return xy
}

func TestNamedShapesComeOutValidWithTheirArea(t *testing.T) {
	const all = Extent + 2*Buffer
	for name, c := range map[string]struct {
		g             orb.Geometry
		pieces, holes int
		area          float64
	}{
		"a concave outline":                 {polygonHere([]float64{0, 0, 300, 0, 300, 300, 200, 300, 200, 100, 100, 100, 100, 300, 0, 300}), 1, 0, 70000},
		"a concave outline cut by the edge": {polygonHere([]float64{4000, 0, 5000, 0, 5000, 300, 4000, 300, 4000, 200, 4500, 200, 4500, 100, 4000, 100}), 2, 0, 160 * 200},
		"a polygon with a hole":             {polygonHere(square4(0, 0, 300), square4(100, 100, 100)), 1, 1, 80000},
		"a hole in a corner of it": {
			polygonHere(square4(0, 0, 300), []float64{0, 0, 100, 50, 100, 100, 50, 100}), 1, 1, 90000 - 5000},
		"two holes that touch at a point":     {polygonHere(square4(0, 0, 300), square4(50, 50, 100), square4(150, 150, 100)), 1, 2, 70000},
		"two holes that share an edge":        {polygonHere(square4(0, 0, 300), square4(50, 50, 100), square4(150, 50, 100)), 1, 1, 70000},
		"a hole that parts the polygon":       {polygonHere(square4(0, 0, 300), []float64{0, 150, 150, 0, 300, 150, 150, 300}), 4, 0, 45000},
		"a hole outside":                      {polygonHere(square4(0, 0, 300), square4(400, 400, 100)), 1, 0, 90000},
		"a hole beyond the rim":               {polygonHere(square4(0, 0, 300), square4(250, 250, 100)), 1, 0, 87500},
		"a hole as large as the polygon":      {polygonHere(square4(0, 0, 300), square4(0, 0, 300)), 1, 1, 1200}, // its rim stays to be seen
		"parts that touch at a point":         {orb.MultiPolygon{polygonHere(square4(0, 0, 100)), polygonHere(square4(100, 100, 100))}, 2, 0, 20000},
		"parts that share an edge":            {orb.MultiPolygon{polygonHere(square4(0, 0, 100)), polygonHere(square4(100, 0, 100))}, 1, 0, 20000},
		"parts that cover one another":        {orb.MultiPolygon{polygonHere(square4(0, 0, 100)), polygonHere(square4(50, 0, 100))}, 1, 0, 15000},
		"a part in the hole of another":       {orb.MultiPolygon{polygonHere(square4(0, 0, 300), square4(50, 50, 200)), polygonHere(square4(100, 100, 100))}, 2, 1, 60000},
		"a part that fills the hole":          {orb.MultiPolygon{polygonHere(square4(0, 0, 300), square4(50, 50, 200)), polygonHere(square4(50, 50, 200))}, 1, 0, 90000},
		"a ring that touches itself":          {polygonHere([]float64{0, 0, 100, 0, 100, 100, 200, 100, 200, 200, 100, 200, 100, 100, 0, 100}), 2, 0, 20000},
		"a ring that goes in along a seam":    {polygonHere([]float64{0, 0, 300, 0, 300, 300, 0, 300, 0, 0, 100, 100, 100, 200, 200, 200, 200, 100, 100, 100}), 1, 1, 80000},
		"a bow-tie":                           {polygonHere([]float64{0, 0, 100, 100, 100, 0, 0, 100}), 2, 0, 5000},
		"a five-pointed star in one stroke":   {polygonHere([]float64{500, 100, 735, 824, 119, 376, 881, 376, 265, 824}), 1, 0, 179600},
		"a ring that goes around twice":       {polygonHere(append(square4(0, 0, 100), square4(0, 0, 100)...)), 1, 0, 10000},
		"a spike":                             {polygonHere([]float64{0, 0, 100, 0, 100, 50, 300, 50, 100, 50, 100, 100, 0, 100}), 1, 0, 10000},
		"a sliver":                            {polygonHere([]float64{0, 0, 1000, 0.2, 1000, 0.3, 0, 0.1}), 1, 0, 1000},
		"a bent sliver":                       {polygonHere([]float64{0, 0, 1000, 0, 1000, 1000, 1000.2, 1000, 1000.2, -0.2, 0, -0.2}), 1, 0, 1999},
		"a polygon that is a line":            {polygonHere([]float64{0, 0, 500, 0, 1000, 0}), 1, 0, 1000},
		"a polygon that is a point":           {polygonHere([]float64{10, 10, 10, 10, 10, 10}), 1, 0, 1},
		"a polygon smaller than a unit":       {polygonHere(square4(10.1, 10.1, 0.2)), 1, 0, 1},
		"a comb cut by the edge":              {polygonHere(comb(50, -200, 200)), 50, 0, 50 * 10 * 264},
		"a comb cut by both edges":            {polygonHere(comb(50, -200, 5000)), 50, 0, 50 * 10 * all},
		"a comb with its back in the tile":    {polygonHere(comb(50, 100, 200)), 1, 0, 50*20*100 + 50*10*100},
		"a hole cut by the edge":              {polygonHere([]float64{3000, 1000, 5000, 1000, 5000, 2000, 3000, 2000}, []float64{4000, 1200, 4500, 1200, 4500, 1800, 4000, 1800}), 1, 0, 1160*1000 - 160*600},
		"a hole along the edge":               {polygonHere([]float64{3000, 1000, 5000, 1000, 5000, 2000, 3000, 2000}, []float64{4160, 1200, 4500, 1200, 4500, 1800, 4160, 1800}), 1, 0, 1160 * 1000},
		"a ring around the tile":              {polygonHere(square4(-2000, -2000, 8000), square4(-1000, -1000, 6000)), 0, 0, 0},
		"a polygon over all of the tile":      {polygonHere(square4(-2000, -2000, 8000)), 1, 0, all * all},
		"a polygon beside the tile":           {polygonHere(square4(4160, 0, 500)), 0, 0, 0},
		"a line along the edge of the buffer": {polygonHere([]float64{4160, 0, 4160, 500, 4160, 1000}), 0, 0, 0},
		"a corner at a corner of the buffer":  {polygonHere(square4(4160, 4160, 500)), 0, 0, 0},
		"a diamond around the tile":           {polygonHere([]float64{2048, -1952, 6048, 2048, 2048, 6048, -1952, 2048}), 1, 0, all*all - 2*224*224},
		"a ring of 100,000 corners":           {polygonHere(wreath(100_000, 1800)), 1, 0, math.Pi * 1800 * 1800 * 1.005},
		"the same, cut":                       {polygonHere(movedBy(wreath(100_000, 1800), -2048, 0, 1)), -1, 0, math.Pi*1800*1800*1.005/2 + 64*3600},
		"an empty polygon":                    {orb.Polygon{}, 0, 0, 0},
		"a polygon with an empty ring":        {orb.Polygon{{}}, 0, 0, 0},
		"a coordinate that is no number":      {orb.Polygon{{{math.NaN(), 1}, {2, 3}, {4, 5}, {math.NaN(), 1}}}, 0, 0, 0},
		"a coordinate off the world":          {orb.Polygon{{{1e9, 1}, {2, 3}, {4, 5}, {1e9, 1}}}, 0, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOutlines([]orb.Geometry{c.g}, nil)
			cmds, k := o.appendCommands(nil, 0, here)
			if (len(cmds) > 0) != (k == polygons) {
				t.Fatalf("%d commands of kind %d", len(cmds), k)
			}
			got := polygonsOf(t, cmds)
			holes := 0
			for i := range got.NumPolygons() {
				holes += got.PolygonN(i).NumInteriorRings()
			}
			if c.pieces >= 0 && (got.NumPolygons() != c.pieces || holes != c.holes) {
				t.Errorf("%d pieces and %d holes, want %d and %d: %s", got.NumPolygons(), holes, c.pieces, c.holes, shortly(got.AsText()))
			}
			if math.Abs(got.Area()-c.area) > 0.004*c.area {
				t.Errorf("area %v, want %v: %s", got.Area(), c.area, shortly(got.AsText()))
			}
		})
	}
}

// across180 is a box across 180°, recorded in three ways.
func across180() map[string]orb.Geometry {
	side := func(w, e float64) orb.Polygon { return orb.Polygon{{{w, 65}, {e, 65}, {e, 66}, {w, 66}, {w, 65}}} }
	return map[string]orb.Geometry{
		"split":           orb.MultiPolygon{side(179, 180), side(-180, -178)},
		"beyond 180":      side(179, 182),
		"beyond -180":     side(-181, -178),
		"with a long way": orb.Polygon{{{179, 65}, {-178, 65}, {-178, 66}, {179, 66}, {179, 65}}},
	}
}

func TestWhatLiesAcross180IsOnePieceOnBothSides(t *testing.T) {
	for name, g := range across180() {
		o := newOutlines([]orb.Geometry{g}, nil)
		if width := o.box(0).maxX - o.box(0).minX; width != 2236962 {
			t.Errorf("%s: %d units wide", name, width)
		}
		for z := range 8 {
			n := 1 << z
			y := int(gridAt(z).point(orb.Point{0, 65.5})[1]) / Extent
			west, east := 0.0, 0.0
			for x := range n {
				cmds, _ := o.appendCommands(nil, 0, place{z, x, y})
				got := polygonsOf(t, cmds)
				switch {
				case x == 0 && z > 0:
					west = got.Area()
				case x == n-1 && z > 0:
					east = got.Area()
				case z > 0 && len(cmds) > 0 && z < 7: // at 7 the box is wider than a tile
					t.Errorf("%s: something is drawn in %d/%d/%d", name, z, x, y)
				}
				if want := 1; z > 0 && z < 6 && (x == 0 || x == n-1) && got.NumPolygons() != want {
					t.Errorf("%s: %d pieces in %d/%d/%d, want %d: %s", name, got.NumPolygons(), z, x, y, want, got.AsText())
				}
				if z == 0 && got.NumPolygons() != 2 {
					t.Errorf("%s: %d pieces in the tile of the world: %s", name, got.NumPolygons(), got.AsText())
				}
			}
			if z > 3 && (west == 0 || east == 0) {
				t.Errorf("%s: zoom %d has %v in the west and %v in the east", name, z, west, east)
			}
		}
	}
}

func TestNothingIsDrawnTwiceAtTheEdgeOfTheWorld(t *testing.T) {
	o := newOutlines([]orb.Geometry{orb.Point{179.999, 65}, orb.Point{-179.999, 65}, orb.Point{180, 65}, orb.Point{-180, 65}}, nil)
	for i := range o.len() {
		cmds, _ := o.appendCommands(nil, i, place{0, 0, 0})
		if paths, _ := undrawn(t, cmds); len(paths) != 1 {
			t.Errorf("point %d is drawn %d times in the tile of the world", i, len(paths))
		}
		for _, x := range []int{0, 15} {
			cmds, _ := o.appendCommands(nil, i, place{4, x, 4})
			if paths, _ := undrawn(t, cmds); len(paths) != 1 {
				t.Errorf("point %d is drawn %d times in column %d", i, len(paths), x)
			}
		}
	}
}

func TestAnOutlineMadeToBeSlowIsGivenUpInTime(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{100, 1000, 20_000} {
		var xy []float64
		for range n {
			xy = append(xy, 8000*r.Float64()-2000, 8000*r.Float64()-2000)
		}
		o := newOutlines([]orb.Geometry{polygonHere(xy)}, nil)
		for _, z := range []int{16, 14, 10} {
			cmds, _ := o.appendCommands(nil, 0, place{z, here.x >> (fineZoom - z), here.y >> (fineZoom - z)})
			if len(cmds) == 0 {
				t.Errorf("nothing is drawn of %d corners at zoom %d", n, z)
			}
			if n < 1000 {
				polygonsOf(t, cmds)
			}
		}
	}
}

func TestPartsSmallerThanAPixelKeepTheirArea(t *testing.T) {
	var graves orb.MultiPolygon
	for i := range 400 {
		x, y := float64(i%20)*40, float64(i/20)*60
		graves = append(graves, polygonHere([]float64{x, y, x + 12, y, x + 12, y + 24, x, y + 24}))
	}
	o := newOutlines([]orb.Geometry{graves}, nil)
	for z := 6; z <= fineZoom; z++ {
		cmds, _ := o.appendCommands(nil, 0, place{z, here.x >> (fineZoom - z), here.y >> (fineZoom - z)})
		got := polygonsOf(t, cmds)
		scale := math.Exp2(float64(fineZoom - z))
		want := 400 * 12 * 24 / scale / scale
		if z < 14 && math.Abs(got.Area()-want) > 1+want/20 || got.Area() == 0 {
			t.Errorf("zoom %d: area %v in %d parts, want %v", z, got.Area(), got.NumPolygons(), want)
		}
	}
}
