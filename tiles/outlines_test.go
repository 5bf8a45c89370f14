package tiles

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// onGrid is a place given in units of a zoom, counted from the corner of a tile.
func onGrid(at place, x, y float64) orb.Point {
	return gridAt(at.z).degrees(orb.Point{float64(at.x)*Extent + x, float64(at.y)*Extent + y})
}

// ringOnGrid is a closed ring of such places: x, y, x, y, …
func ringOnGrid(at place, xy ...float64) orb.Ring {
	var ring orb.Ring
	for i := 0; i < len(xy); i += 2 {
		ring = append(ring, onGrid(at, xy[i], xy[i+1]))
	}
	return append(ring, ring[0])
}

// undrawn reads drawing commands back, by the specification and nothing else.
func undrawn(t testing.TB, cmds []uint32) (paths [][]corner, closed []bool) {
	t.Helper()
	var pen corner
	unzigzag := func(n uint32) int32 { return int32(n>>1) ^ -int32(n&1) }
	for i := 0; i < len(cmds); {
		id, count := cmds[i]&7, int(cmds[i]>>3)
		i++
		if count == 0 {
			t.Fatal("a command without a count")
		}
		if id == closePath {
			closed[len(closed)-1] = true
			continue
		}
		for range count {
			pen.x, pen.y = pen.x+unzigzag(cmds[i]), pen.y+unzigzag(cmds[i+1])
			i += 2
			if id == moveTo {
				paths, closed = append(paths, nil), append(closed, false)
			}
			n := len(paths) - 1
			if id == lineTo && paths[n][len(paths[n])-1] == pen {
				t.Fatal("a step that goes nowhere")
			}
			paths[n] = append(paths[n], pen)
		}
	}
	return paths, closed
}

// polygonsOf groups rings by their winding, and asks another implementation whether they
// make a valid multipolygon.
func polygonsOf(t testing.TB, cmds []uint32) geom.MultiPolygon {
	t.Helper()
	paths, closed := undrawn(t, cmds)
	var parts [][][]float64
	for i, ring := range paths {
		if !closed[i] || len(ring) < 3 {
			t.Fatalf("ring %d of %d corners, closed: %v", i, len(ring), closed[i])
		}
		var xy []float64
		for _, c := range append(ring, ring[0]) {
			if !tileWindow.holds(c) {
				t.Fatalf("%v lies outside the buffer", c)
			}
			xy = append(xy, float64(c.x), float64(c.y))
		}
		switch area := twiceArea(ring); {
		case area > 0:
			parts = append(parts, [][]float64{xy})
		case area == 0 || len(parts) == 0:
			t.Fatalf("ring %d has the area %d", i, area)
		default:
			parts[len(parts)-1] = append(parts[len(parts)-1], xy)
		}
	}
	m := geom.NewMultiPolygonXY(parts...)
	if err := m.Validate(); err != nil {
		t.Fatalf("not valid: %v in %s", err, shortly(m.AsText()))
	}
	return m
}

func shortly(text string) string {
	if len(text) > 2000 {
		return text[:2000] + "…"
	}
	return text
}

// exact is what of a polygon lies in the window of a tile, in its units, by another
// implementation.
func exact(t testing.TB, g orb.Geometry, at place) geom.Geometry {
	t.Helper()
	var parts [][][]float64
	one := func(polygon orb.Polygon) {
		var rings [][]float64
		for _, ring := range polygon {
			var xy []float64
			for _, p := range ring {
				q := gridAt(at.z).point(p)
				xy = append(xy, q[0]-float64(at.x)*Extent, q[1]-float64(at.y)*Extent)
			}
			rings = append(rings, xy)
		}
		parts = append(parts, rings)
	}
	switch v := g.(type) {
	case orb.Polygon:
		one(v)
	case orb.MultiPolygon:
		for _, p := range v {
			one(p)
		}
	}
	w := geom.NewPolygonXY([]float64{-Buffer, -Buffer, Extent + Buffer, -Buffer, Extent + Buffer, Extent + Buffer, -Buffer, Extent + Buffer, -Buffer, -Buffer})
	in, err := geom.Intersection(geom.NewMultiPolygonXY(parts...).AsGeometry(), w.AsGeometry())
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// starOf is a random outline around the origin: concave, its corners in order around it.
func starOf(r *rand.Rand, n int, radius float64) []float64 {
	var xy []float64
	for i := range n {
		d, a := radius*(0.2+0.8*r.Float64()), 2*math.Pi*float64(i)/float64(n)
		xy = append(xy, d*math.Cos(a), d*math.Sin(a))
	}
	return xy
}

func movedBy(xy []float64, dx, dy, scale float64) []float64 {
	var out []float64
	for i := 0; i < len(xy); i += 2 {
		out = append(out, xy[i]*scale+dx, xy[i+1]*scale+dy)
	}
	return out
}

func TestWhatATileHoldsOfAPolygonIsWhatLiesInIt(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for i := range 600 {
		z := 5 + r.IntN(12)
		at := place{z, 1 << z * 7 / 8, 1 << z / 3}
		radius := math.Pow(10, 1.5+3*r.Float64())
		dx, dy := Extent*(2*r.Float64()-0.5), Extent*(2*r.Float64()-0.5)
		xy := starOf(r, 4+r.IntN(40), 1)
		polygon := orb.Polygon{ringOnGrid(at, movedBy(xy, dx, dy, radius)...)}
		if i%2 == 0 {
			polygon = append(polygon, ringOnGrid(at, movedBy(xy, dx, dy, radius*0.6)...))
		}
		o := newOutlines([]orb.Geometry{polygon}, nil)
		cmds, _ := o.appendCommands(nil, 0, at)
		got := polygonsOf(t, cmds)
		in := exact(t, polygon, at)
		// A corner moves by half a unit, simplifying by two, along all of the outline.
		unit := 1.0
		if z < fineZoom {
			unit += quarterPixel
		}
		if want, room := in.Area(), unit*boundaryOf(in)+20; math.Abs(got.Area()-want) > room {
			t.Errorf("case %d, zoom %d: area %v, want %v, within %v", i, z, got.Area(), want, room)
		}
	}
}

func boundaryOf(g geom.Geometry) float64 { return g.Boundary().Length() }

func TestPartsThatCoverOneAnotherAreDrawnAsTheirUnion(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 8))
	for i := range 200 {
		var parts orb.MultiPolygon
		var each []geom.Geometry
		for range 2 + r.IntN(4) {
			xy := starOf(r, 3+r.IntN(20), 1)
			dx, dy, radius := Extent*r.Float64(), Extent*r.Float64(), 100+2000*r.Float64()
			p := polygonHere(movedBy(xy, dx, dy, radius))
			if r.IntN(2) == 0 {
				p = append(p, ringOnGrid(here, movedBy(xy, dx, dy, radius/2)...))
			}
			parts = append(parts, p)
			each = append(each, exact(t, p, here))
		}
		union, err := geom.UnionMany(each)
		if err != nil {
			t.Fatal(err)
		}
		o := newOutlines([]orb.Geometry{parts}, nil)
		cmds, _ := o.appendCommands(nil, 0, here)
		if got, want := polygonsOf(t, cmds).Area(), union.Area(); math.Abs(got-want) > boundaryOf(union)/2+20 {
			t.Errorf("case %d: area %v, want %v within %v", i, got, want, boundaryOf(union)/2)
		}
	}
}

func TestTilesSideBySideHoldTheWholePolygon(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	square := geom.NewPolygonXY([]float64{0, 0, Extent, 0, Extent, Extent, 0, Extent, 0, 0}).AsGeometry()
	for i := range 40 {
		xy := movedBy(starOf(r, 5+r.IntN(50), 1), Extent, Extent, 4000)
		o := newOutlines([]orb.Geometry{polygonHere(xy)}, nil)
		sum, whole := 0.0, math.Abs(float64(twiceArea(o.corners)))/2
		for dx := range 2 {
			for dy := range 2 {
				cmds, _ := o.appendCommands(nil, 0, place{here.z, here.x + dx, here.y + dy})
				in, err := geom.Intersection(polygonsOf(t, cmds).AsGeometry(), square)
				if err != nil {
					t.Fatal(err)
				}
				sum += in.Area()
			}
		}
		// Only where the outline leaves a buffer, and at crossings, a tile rounds for itself.
		if math.Abs(sum-whole) > 4000 {
			t.Errorf("case %d: the tiles hold %v of %v", i, sum, whole)
		}
	}
}
