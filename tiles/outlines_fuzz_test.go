package tiles

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// geometryOf makes a geometry of any bytes, its corners on a few units of the tile or far
// away, so that they meet in every way; now and then a number that is none.
func geometryOf(b []byte, depth int) (orb.Geometry, []byte) {
	take := func() byte {
		if len(b) == 0 {
			return 0
		}
		v := b[0]
		b = b[1:]
		return v
	}
	spread := [...]float64{0.3, 1, 40, 1000, 1e6}[take()%5]
	number := func() float64 {
		n := take()
		if n == 255 && len(b) >= 8 {
			v := math.Float64frombits(binary.LittleEndian.Uint64(b))
			b = b[8:]
			return v
		}
		return spread * (float64(n%16) - 7)
	}
	path := func() []orb.Point {
		ps := make([]orb.Point, take()%24)
		for i := range ps {
			ps[i] = onGrid(here, number(), number())
		}
		return ps
	}
	switch take() % 8 {
	case 0:
		return onGrid(here, number(), number()), b
	case 1:
		return orb.MultiPoint(path()), b
	case 2:
		return orb.LineString(path()), b
	case 3:
		return orb.MultiLineString{path(), path()}, b
	case 4:
		return orb.Polygon{path(), path(), path()}, b
	case 5:
		return orb.MultiPolygon{{path()}, {}, {path(), path()}, {path()}}, b
	case 6:
		return orb.Ring(path()), b
	}
	if depth > 3 {
		return nil, b
	}
	var all orb.Collection
	for range take() % 4 {
		var g orb.Geometry
		g, b = geometryOf(b, depth+1)
		all = append(all, g)
	}
	return all, b
}

// FuzzAppendCommands: whatever the geometry, what is drawn of it is valid, or nothing.
func FuzzAppendCommands(f *testing.F) {
	f.Add([]byte{1, 4, 4, 0, 0, 9, 0, 9, 9, 0, 9})
	f.Add([]byte{2, 6, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 1, 3, 5, 7, 9, 11, 13, 15, 2})
	f.Add([]byte{0, 5, 9, 1, 9, 8, 3, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Add([]byte("2471717172711000000000000000000"))
	f.Fuzz(func(t *testing.T, b []byte) {
		g, rest := geometryOf(b, 0)
		other, _ := geometryOf(rest, 0)
		o := newOutlines([]orb.Geometry{g, other}, []orb.Geometry{other, nil})
		for i := range o.len() {
			for back := range 7 {
				at := place{here.z - back*2, here.x >> (2 * back), here.y >> (2 * back)}
				drawnWell(t, &o, i, at)
				drawnWell(t, &o, i, place{at.z, at.x - 1, at.y})
			}
			drawnWell(t, &o, i, place{0, 0, 0})
			world := gridBox{0, 0, round, round}
			if cmds, _ := o.appendCommands(nil, i, place{0, 0, 0}); len(cmds) == 0 && !o.box(i).empty() && o.box(i).within(world) {
				t.Fatalf("nothing is drawn of %v", o.box(i))
			}
		}
	})
}

func drawnWell(t *testing.T, o *outlines, i int, at place) {
	t.Helper()
	for _, k := range []kind{points, lines, polygons} {
		cmds := o.appendKind(nil, i, at, k)
		if k == polygons {
			polygonsOf(t, cmds)
			continue
		}
		paths, closed := undrawn(t, cmds)
		for j, p := range paths {
			if closed[j] || (len(p) > 1) != (k == lines) {
				t.Fatalf("%v as kind %d, closed: %v", p, k, closed[j])
			}
			for _, c := range p {
				if !tileWindow.holds(c) {
					t.Fatalf("%v lies outside the buffer", c)
				}
			}
		}
	}
}
