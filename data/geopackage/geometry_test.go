package geopackage

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/twpayne/go-geom"
	geomwkb "github.com/twpayne/go-geom/encoding/wkb"

	"burialmap/data"
)

// randomGeometry is any geometry, at most two collections deep.
func randomGeometry(r *rand.Rand, depth int) orb.Geometry {
	points := func() []orb.Point {
		list := make([]orb.Point, r.IntN(5))
		for i := range list {
			list[i] = orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
		}
		return list
	}
	polygon := func() orb.Polygon {
		p := orb.Polygon{}
		for range r.IntN(3) {
			p = append(p, points())
		}
		return p
	}
	switch r.IntN(7 - depth/2) {
	case 0:
		return orb.Point{r.Float64(), r.Float64()}
	case 1:
		return orb.LineString(points())
	case 2:
		return polygon()
	case 3:
		return orb.MultiPoint(points())
	case 4:
		return orb.MultiLineString{points(), points()}
	case 5:
		return orb.MultiPolygon{polygon(), polygon()}
	}
	return orb.Collection{randomGeometry(r, depth+1), randomGeometry(r, depth+1)}
}

func TestWKBIsWhatTwoOtherLibrariesWriteAndRead(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		g := randomGeometry(r, 0)
		blob, b, err := encodeGeometry(g)
		if err != nil {
			t.Fatal(err)
		}
		_, _, body, err := splitHeader(blob)
		if err != nil {
			t.Fatal(err)
		}
		if want := wkb.MustMarshal(g); hex.EncodeToString(body) != hex.EncodeToString(want) {
			t.Fatalf("%v is written as\n%x, orb writes\n%x", g, body, want)
		}
		other, err := geomwkb.Unmarshal(body)
		if err != nil {
			t.Fatalf("go-geom cannot read %v: %v", g, err)
		}
		if _, nested := g.(orb.Collection); !nested && !b.empty() { // which go-geom's bounds cannot do
			if bounds := other.Bounds(); bounds.Min(0) != b.minX || bounds.Max(1) != b.maxY {
				t.Fatalf("the box of %v is %v, go-geom says %v", g, b, bounds)
			}
		}
		if other.Empty() != b.empty() {
			t.Fatalf("%v: empty is %v, go-geom says %v", g, b.empty(), other.Empty())
		}
		back, err := decodeGeometry(blob)
		if err != nil || !orb.Equal(back, g) {
			t.Fatalf("%v came back as %v, %v", g, back, err)
		}
	}
}

func TestZAndMAreLeftOut(t *testing.T) {
	coords := []geom.Coord{{130, 50, 7, 8}, {131, 50, 7, 8}, {131, 51, 7, 8}, {130, 50, 7, 8}}
	for _, layout := range []geom.Layout{geom.XYZ, geom.XYM, geom.XYZM} {
		cs := make([]geom.Coord, len(coords))
		for i, c := range coords {
			cs[i] = c[:layout.Stride()]
		}
		shape := geom.NewGeometryCollection().MustPush(
			geom.NewPolygon(layout).MustSetCoords([][]geom.Coord{cs}), geom.NewPoint(layout).MustSetCoords(cs[0]),
			geom.NewMultiLineString(layout).MustSetCoords([][]geom.Coord{cs}))
		ring := []orb.Point{{130, 50}, {131, 50}, {131, 51}, {130, 50}}
		want := orb.Collection{orb.Polygon{ring}, orb.Point{130, 50}, orb.MultiLineString{ring}}
		for _, order := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian} {
			body, err := geomwkb.Marshal(shape, order)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := decodeWKB(body); err != nil || !orb.Equal(got, want) {
				t.Errorf("%v: %v, %v", layout, got, err)
			}
		}
	}
}

func TestAHeaderIsReadInAllItsForms(t *testing.T) {
	point := "0101000000000000000000f03f0000000000000040" // POINT (1 2)
	for name, c := range map[string]struct {
		blob string
		want box
	}{
		"no envelope":       {"47500001e6100000" + point, box{1, 1, 2, 2}},
		"big-endian header": {"47500000000010e6" + point, box{1, 1, 2, 2}},
		"empty point":       {"47500011e6100000" + "0101000000000000000000f87f000000000000f87f", noBox},
		"empty, not said":   {"47500001e6100000" + "0101000000000000000000f87f000000000000f87f", noBox},
	} {
		blob, err := hex.DecodeString(c.blob)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := decodeBox(blob); err != nil || got != c.want {
			t.Errorf("%s: box %v, %v", name, got, err)
		}
		if g, err := decodeGeometry(blob); err != nil || boxOf(g) != c.want {
			t.Errorf("%s: %v, %v", name, g, err)
		}
	}
}

func TestHostileGeometryIsRefused(t *testing.T) {
	const head = "47500001e6100000"
	nested := ""
	for range 40 {
		nested += "010700000001000000"
	}
	for name, text := range map[string]string{
		"nothing":             "",
		"another magic":       "58580001e6100000",
		"extended type":       "47500021e6100000",
		"envelope code 5":     "4750000be6100000",
		"half an envelope":    "47500003e61000000000000000000000",
		"no body":             head,
		"byte order 2":        head + "0201000000000000000000f03f0000000000000040",
		"half a point":        head + "0101000000000000000000f03f",
		"4 billion points":    head + "0102000000ffffffff",
		"4 billion rings":     head + "0103000000ffffffff",
		"4 billion polygons":  head + "0106000000ffffffff",
		"a curve":             head + "010800000000000000",
		"a line among points": head + "010400000001000000010200000000000000",
		"40 deep":             head + nested,
	} {
		blob, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		if g, err := decodeGeometry(blob); !errors.Is(err, errGeometry) {
			t.Errorf("%s was read as %v, %v", name, g, err)
		}
	}
}

func TestTheIndexRoundsOutward(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 10_000 {
		v := (r.Float64() - 0.5) * 360
		down, up := float64(roundDown(v)), float64(roundUp(v))
		if down > v || up < v || up-down > indexRounding/2 {
			t.Fatalf("%v is kept between %v and %v", v, down, up)
		}
	}
	if roundDown(0.5) != 0.5 || roundUp(-180) != -180 || math.Signbit(float64(roundUp(0))) {
		t.Error("what needs no rounding was rounded")
	}
}

func TestWhatIsNotFiniteIsInvalid(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if _, _, err := encodeGeometry(orb.MultiPoint{{1, 2}, {3, v}}); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%v: %v", v, err)
		}
	}
}

func FuzzDecodeGeometry(f *testing.F) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 50 {
		blob, _, err := encodeGeometry(randomGeometry(r, 0))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(blob)
	}
	f.Fuzz(func(t *testing.T, blob []byte) {
		g, err := decodeGeometry(blob)
		if err != nil {
			return
		}
		again, _, err := encodeGeometry(g)
		if err != nil {
			t.Fatalf("%v was read but cannot be written: %v", g, err)
		}
		if back, err := decodeGeometry(again); err != nil || !orb.Equal(back, g) {
			t.Fatalf("%v came back as %v, %v", g, back, err)
		}
	})
}

// BenchmarkGeometry compares our encoder and decoder with those of the libraries.
func BenchmarkGeometry(b *testing.B) {
	g := orb.Polygon{{{131, 48}, {131.1, 48}, {131.1, 48.1}, {131, 48.1}, {131, 48}}}
	blob, _, err := encodeGeometry(g)
	if err != nil {
		b.Fatal(err)
	}
	body := blob[headerSize+envelopeSize:]
	for name, f := range map[string]func() error{
		"encode/ours":    func() error { _, _, err := encodeGeometry(g); return err },
		"encode/orb":     func() error { _, err := wkb.Marshal(g); return err },
		"decode/ours":    func() error { _, err := decodeWKB(body); return err },
		"decode/orb":     func() error { _, err := wkb.Unmarshal(body); return err },
		"decode/go-geom": func() error { _, err := geomwkb.Unmarshal(body); return err },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
