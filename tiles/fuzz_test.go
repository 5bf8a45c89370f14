package tiles_test

import (
	"context"
	"encoding/binary"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/tiles"
)

// shapeOf makes a geometry of any bytes: kinds, lengths and coordinates as they come,
// infinities and NaN included.
func shapeOf(b []byte, depth int) (orb.Geometry, []byte) {
	take := func() byte {
		if len(b) == 0 {
			return 0
		}
		v := b[0]
		b = b[1:]
		return v
	}
	number := func(around, spread float64) float64 {
		switch n := take(); n {
		case 255:
			if len(b) >= 8 {
				v := math.Float64frombits(binary.LittleEndian.Uint64(b))
				b = b[8:]
				return v
			}
			return math.NaN()
		default:
			return around + spread*(float64(n)-127)/127
		}
	}
	path := func() []orb.Point {
		ps := make([]orb.Point, take()%12)
		for i := range ps {
			ps[i] = orb.Point{number(lon, 0.01), number(lat, 0.01)}
		}
		return ps
	}
	switch take() % 8 {
	case 0:
		return orb.Point{number(0, 180), number(0, 90)}, b
	case 1:
		return orb.MultiPoint(path()), b
	case 2:
		return orb.LineString(path()), b
	case 3:
		return orb.MultiLineString{path(), path()}, b
	case 4:
		return orb.Polygon{path(), path()}, b
	case 5:
		return orb.MultiPolygon{{path()}, {}, {path(), path()}}, b
	case 6:
		return orb.Ring(path()), b
	}
	if depth > 3 {
		return nil, b
	}
	var all orb.Collection
	for range take() % 4 {
		var g orb.Geometry
		g, b = shapeOf(b, depth+1)
		all = append(all, g)
	}
	return all, b
}

// FuzzTile: whatever the geometry, every tile that may show it decodes, lies in its
// buffer and has no ring without area.
func FuzzTile(f *testing.F) {
	f.Add([]byte{4, 4, 0, 0, 255, 0, 255, 255, 0, 255})
	f.Add([]byte{4, 5, 0, 0, 254, 254, 254, 0, 0, 254, 0, 0})
	f.Add([]byte{7, 3, 0, 127, 127, 2, 2, 1, 2, 3, 4, 7, 0})
	f.Add([]byte{1, 2, 255, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f})
	f.Add([]byte("71717172711"))                 // a collection with nothing in it
	f.Add([]byte("$c00022A7\xff0000000\xf6000")) // a corner far off the world
	f.Fuzz(func(t *testing.T, b []byte) {
		g, _ := shapeOf(b, 0)
		p := tiles.New(newMemory(plot("p", g), plot("q", g)), tiles.Options{TileBytes: 300})
		for _, z := range []int{0, 1, 9, 14, 16} {
			x, y := at(lon, lat, z)
			got, err := p.Tile(context.Background(), z, x, y)
			if err != nil {
				t.Fatal(err)
			}
			for _, features := range decoded(t, got) {
				for _, f := range features {
					if !insideBuffer(f.Geometry.Bound()) {
						t.Errorf("zoom %d: %v lies outside the buffer", z, f.Geometry)
					}
					eachPolygon(f.Geometry, func(polygon orb.Polygon) {
						for i, ring := range polygon {
							if a := signedArea(ring); a == 0 || (a > 0) != (i == 0) {
								t.Errorf("zoom %d: ring %d has the area %v: %v", z, i, a, g)
							}
						}
					})
				}
			}
		}
	})
}
