package tiles_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"burialmap/data/format"
	"burialmap/tiles"
)

// archived writes all tiles of a store and opens them again.
func archived(t testing.TB, m tiles.Store, o tiles.ArchiveOptions) (*tiles.Archive, tiles.ArchiveFigures) {
	t.Helper()
	p := tiles.New(m, tiles.Options{})
	defer p.Close()
	var file bytes.Buffer
	o.About = format.About{Title: "Plots", Date: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Revision: 7}
	figures, err := p.WriteArchive(context.Background(), &file, o)
	if err != nil {
		t.Fatal(err)
	}
	a, err := tiles.OpenArchive(save(t, file.Bytes()), 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a, figures
}

func save(t testing.TB, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pmtiles")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnArchiveServesTheTilesItWasWrittenFrom(t *testing.T) {
	m, list := street(12)
	a, figures := archived(t, m, tiles.ArchiveOptions{})
	p := tiles.New(m, tiles.Options{})
	defer p.Close()
	ctx := context.Background()
	if figures.Tiles == 0 || figures.Contents > figures.Tiles {
		t.Errorf("%+v", figures)
	}
	for _, at := range append(list, [3]int{0, 0, 0}, [3]int{16, 1, 1}, [3]int{9, 511, 0}) {
		want, got := mustTile(t, p, at[0], at[1], at[2]), tiles.Tile{}
		for range 2 {
			var err error
			if got, err = a.Tile(ctx, at[0], at[1], at[2]); err != nil {
				t.Fatal(err)
			}
		}
		if got.ETag != want.ETag || !bytes.Equal(plain(t, got), plain(t, want)) || got.Revision != 7 {
			t.Errorf("tile %v: %d bytes, revision %d; want %d", at, len(got.Data), got.Revision, len(want.Data))
		}
		one, err := a.TileOf(ctx, tiles.Ask{Z: at[0], X: at[1], Y: at[2], Layer: "plots"})
		want, _ = p.TileOf(ctx, tiles.Ask{Z: at[0], X: at[1], Y: at[2], Layer: "plots"})
		if err != nil || one.ETag != want.ETag {
			t.Errorf("layer of tile %v: %s, %v; want %s", at, one.ETag, err, want.ETag)
		}
	}
	if _, err := a.Tile(ctx, 17, 0, 0); !errors.Is(err, tiles.ErrOutside) {
		t.Errorf("beyond its zooms: %v", err)
	}
	if _, err := a.TileOf(ctx, tiles.Ask{Wanted: map[string]tiles.Wanted{"plots": {}}}); !errors.Is(err, tiles.ErrFixed) {
		t.Errorf("with a filter: %v", err)
	}
}

func TestAnArchiveDescribesItselfAsThePyramidDid(t *testing.T) {
	m, _ := street(3)
	a, _ := archived(t, m, tiles.ArchiveOptions{MinZoom: 2, MaxZoom: 9})
	j, err := a.TileJSON(context.Background(), "https://maps.example/{z}/{x}/{y}")
	if err != nil || j.MinZoom != 2 || j.MaxZoom != 9 || len(j.VectorLayers) == 0 || j.Tiles[0] != "https://maps.example/{z}/{x}/{y}" || j.Name != "Plots" {
		t.Errorf("%+v, %v", j, err)
	}
	if got, err := a.Tile(context.Background(), 1, 1, 0); err != nil || !got.Empty() {
		t.Errorf("below its zooms: %d bytes, %v", len(got.Data), err)
	}
}

func TestFilesThatAreNoArchiveAreRefused(t *testing.T) {
	m, _ := street(2)
	p := tiles.New(m, tiles.Options{})
	defer p.Close()
	var file bytes.Buffer
	if _, err := p.WriteArchive(context.Background(), &file, tiles.ArchiveOptions{MaxZoom: 8}); err != nil {
		t.Fatal(err)
	}
	good := file.Bytes()
	changed := func(at int, b ...byte) []byte {
		bad := bytes.Clone(good)
		copy(bad[at:], b)
		return bad
	}
	for what, bad := range map[string][]byte{
		"nothing": nil, "words": []byte("not an archive"), "half": good[:len(good)/2], "the header alone": good[:127],
		"another version": changed(7, 2), "packed with brotli": changed(98, 3), "of pictures": changed(99, 2), "zooms that cannot be": changed(100, 9, 3),
		"a root beyond the end": changed(8, 255, 255, 255, 255, 255, 255, 255, 255), "a root that is none": changed(127, 0, 0, 0),
	} {
		if a, err := tiles.OpenArchive(save(t, bad), 0); err == nil {
			a.Close()
			t.Errorf("%s was opened", what)
		}
	}
	if _, err := tiles.OpenArchive(filepath.Join(t.TempDir(), "none"), 0); err == nil {
		t.Error("a file that is not there was opened")
	}
}

func FuzzArchive(f *testing.F) {
	m, _ := street(2)
	p := tiles.New(m, tiles.Options{})
	defer p.Close()
	var file bytes.Buffer
	if _, err := p.WriteArchive(context.Background(), &file, tiles.ArchiveOptions{MaxZoom: 3}); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	// One whose directories are not packed, so that fuzzing reaches into them.
	plain := bytes.Clone(file.Bytes()[:127])
	plain[97] = 1
	root := []byte{2, 0, 1, 0, 1, 40, 4, 1, 1}
	for i, n := range []uint64{127, uint64(len(root)), 136, 0, 136, 40, 176, 4} {
		binary.LittleEndian.PutUint64(plain[8+8*i:], n)
	}
	plain = append(append(plain, root...), bytes.Repeat([]byte{1, 2, 1, 4, 1}, 9)...)
	f.Add(plain)
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := tiles.OpenArchive(save(t, b), 0)
		if err != nil {
			return
		}
		defer a.Close()
		for z := range 5 {
			if got, err := a.Tile(context.Background(), z, 0, 0); err == nil && !got.Empty() {
				if _, err := got.Plain(); err != nil {
					t.Errorf("a tile that does not unpack: %v", err)
				}
			}
			_, _ = a.TileOf(context.Background(), tiles.Ask{Z: z, Layer: "plots"})
		}
	})
}
