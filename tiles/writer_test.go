package tiles_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/tiles"
)

func streamed(features ...data.Feature) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		for _, f := range features {
			if !yield(f, nil) {
				return
			}
		}
	}
}

func written(t *testing.T, layers ...format.Layer) ([]byte, error) {
	t.Helper()
	var file bytes.Buffer
	about := format.About{Title: "Plots", Date: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Revision: 7, Sources: []data.Feature{
		{ID: "osm", Collection: "sources", Properties: map[string]any{"title": "OpenStreetMap", "citation": "© OpenStreetMap contributors", "licence": "ODbL 1.0"}},
	}}
	err := tiles.Writer{}.Write(context.Background(), &file, format.Export{Layers: layers, About: about})
	return file.Bytes(), err
}

// crowd are plots of a street of graves, a long line of them, one across 180°, two outlines
// that fill many tiles and one plot without a place.
func crowd() []data.Feature {
	list := []data.Feature{
		plot("far", box(179.999, 66, 0.001, 0.001)), plot("beyond", orb.Point{-179.9995, 66.0005}), {ID: "nowhere", Collection: "plots"},
		plot("wide", box(lon, lat, 0.2, 0.15)), plot("large", box(lon+1, lat, 0.1, 0.1)),
	}
	for i := range 300 {
		list = append(list, plot(name(i%26, i/26), box(lon+float64(i)*0.0004, lat, 0.0002, 0.0001)))
	}
	for i := range list {
		list[i].FID = int64(i + 1)
	}
	return list
}

func TestAnArchiveHoldsEveryTileOfThePyramidAndNoOther(t *testing.T) {
	features := crowd()
	file, err := written(t, format.Layer{Collection: data.Plots, Features: streamed(features...), Count: len(features)})
	if err != nil {
		t.Fatal(err)
	}
	a := openArchive(t, file)
	if a.minZoom != 0 || a.maxZoom != 14 || a.contents >= a.addressed {
		t.Errorf("zooms %d to %d, %d contents of %d tiles", a.minZoom, a.maxZoom, a.contents, a.addressed)
	}
	found := a.all(t)
	p := tiles.New(newMemory(features...), tiles.Options{MaxZoom: 14})
	for id, drawn := range found {
		z, x, y := tileAt(id)
		if want, err := p.Tile(context.Background(), z, x, y); err != nil || want.Empty() || !bytes.Equal(unzipped(t, drawn), plain(t, want)) {
			t.Errorf("tile %d/%d/%d: %d bytes, want %d, %v", z, x, y, len(drawn), len(want.Data), err)
		}
	}
	for z := range 15 {
		for _, place := range []orb.Point{{lon + 0.1, lat + 0.1}, {lon + 1.05, lat + 0.05}, {179.9995, 66.0005}, {-179.9995, 66.0005}} {
			x, y := at(place[0], place[1], z)
			for _, near := range [][2]int{{x, y}, {x + 1, y}, {x - 1, y}, {x, y + 1}, {x, y - 1}} {
				want, err := p.Tile(context.Background(), z, near[0], near[1])
				if err != nil {
					continue // beyond the edge of the world
				}
				if _, ok := found[tileID(z, near[0], near[1])]; ok == want.Empty() {
					t.Errorf("tile %d/%d/%d: there is %v, empty %v", z, near[0], near[1], ok, want.Empty())
				}
			}
		}
	}
}

// tileAt is the inverse of tileID: the tile along the curve, quarter by quarter from the
// smallest.
func tileAt(id uint64) (z, x, y int) {
	for ; id >= 1<<(2*z); z++ {
		id -= 1 << (2 * z)
	}
	for s := 1; s < 1<<z; s *= 2 {
		rx := int(id / 2 & 1)
		ry := int(id&1) ^ rx
		if ry == 0 {
			if rx == 1 {
				x, y = s-1-x, s-1-y
			}
			x, y = y, x
		}
		x, y = x+s*rx, y+s*ry
		id /= 4
	}
	return z, x, y
}

// tileID is the number of a tile by the definition: its quarters from the top down.
func tileID(z, x, y int) uint64 {
	id, size := uint64(0), 1<<z
	for level := range z {
		id += 1 << (2 * level)
	}
	for s := size / 2; s > 0; s /= 2 {
		rx, ry := 0, 0
		if x&s > 0 {
			rx = 1
		}
		if y&s > 0 {
			ry = 1
		}
		id += uint64(s*s) * uint64((3*rx)^ry)
		if ry == 0 {
			if rx == 1 {
				x, y = size-1-x, size-1-y
			}
			x, y = y, x
		}
	}
	return id
}

func TestAnArchiveSaysWhatItIs(t *testing.T) {
	features := crowd()
	file, err := written(t, format.Layer{Collection: data.Plots, Features: streamed(features...)}, format.Layer{Collection: data.Sites, Features: streamed()})
	if err != nil {
		t.Fatal(err)
	}
	a := openArchive(t, file)
	about := a.about(t)
	layers, _ := about["vector_layers"].([]any)
	if about["attribution"] != "© OpenStreetMap contributors (ODbL 1.0)" || about["not_located"] != 1.0 || about["dropped"] != 0.0 || len(layers) != 5 {
		t.Errorf("it says %v", about)
	}
	if inner, _ := about["about"].(map[string]any); inner["revision"] != 7.0 {
		t.Errorf("it says of the data %v", about["about"])
	}
	if a.bounds[0] != -180 && a.bounds[0] > lon || a.bounds[1] > lat || a.bounds[3] < 66 {
		t.Errorf("bounds %v", a.bounds)
	}
}

func TestAnArchiveOfManyTilesHasLeaves(t *testing.T) {
	var list []data.Feature
	for i := range 9000 { // far enough apart for a tile of their own, and each another
		list = append(list, plot(name(i%676/26, i%26)+name(i/676, 0), orb.Point{100 + float64(i%120)*0.3, 40 + float64(i/120)*0.3}))
	}
	file, err := written(t, format.Layer{Collection: data.Plots, Features: streamed(list...)})
	if err != nil {
		t.Fatal(err)
	}
	a := openArchive(t, file)
	if len(a.leaves) == 0 {
		t.Error("it has no leaf directories")
	}
	if n := len(a.all(t)); n < 30_000 {
		t.Errorf("%d tiles", n)
	}
}

func TestAnEmptySelectionIsAnArchiveWithoutTiles(t *testing.T) {
	file, err := written(t, format.Layer{Collection: data.Plots, Features: streamed()})
	if err != nil {
		t.Fatal(err)
	}
	if a := openArchive(t, file); a.addressed != 0 || len(a.all(t)) != 0 {
		t.Errorf("%d tiles", a.addressed)
	}
}

func TestWhatCannotBeDrawnAsTilesIsSaid(t *testing.T) {
	endless := func(yield func(data.Feature, error) bool) {
		for yield(plot("p", orb.Point{lon, lat}), nil) {
		}
	}
	ring := make(orb.LineString, 5_000_000)
	broken := errors.New("the store is gone")
	for _, c := range []struct {
		layer format.Layer
		err   error
		said  string
	}{
		{format.Layer{Collection: data.Sources, Features: streamed()}, data.ErrInvalid, "have no place"},
		{format.Layer{Collection: data.Plots, Features: endless}, data.ErrInvalid, "more than 200000 features"},
		{format.Layer{Collection: data.Plots, Features: streamed(plot("p", ring))}, data.ErrInvalid, "4000000 positions"},
		{format.Layer{Collection: data.Plots, Features: streamed(plot("p", box(30, 40, 120, 30)))}, data.ErrInvalid, "more than 500000 tiles"},
		{format.Layer{Collection: data.Plots, Features: func(yield func(data.Feature, error) bool) { yield(data.Feature{}, broken) }}, broken, "gone"},
	} {
		if _, err := written(t, c.layer); !errors.Is(err, c.err) || !strings.Contains(err.Error(), c.said) {
			t.Errorf("%s: %v", c.said, err)
		}
	}
}
