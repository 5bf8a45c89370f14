package tiles_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/tiles"
)

// stored opens a pyramid that keeps its tiles in a file.
func stored(t testing.TB, m tiles.Store, path string) *tiles.Pyramid {
	t.Helper()
	p := tiles.New(m, tiles.Options{Shelf: path, CacheBytes: 1, Patience: patient})
	t.Cleanup(func() { p.Close() })
	return p
}

// patient is longer than any test: a request waits for every change.
const patient = 1 << 50

// street is a store of plots in a line, and the tiles that are asked for.
func street(n int) (*memory, [][3]int) {
	m := newMemory()
	var features []data.Feature
	for i := range n {
		features = append(features, plot(name(i%26, i/26), box(lon+float64(i)*0.02, lat, 0.004, 0.004)))
	}
	m.put(features...)
	var list [][3]int
	for i := range n {
		for _, z := range []int{8, 12, 14} {
			x, y := at(lon+float64(i)*0.02+0.002, lat+0.002, z)
			list = append(list, [3]int{z, x, y})
		}
	}
	return m, list
}

func askAll(t testing.TB, p *tiles.Pyramid, list [][3]int) (all []tiles.Tile) {
	t.Helper()
	for _, a := range list {
		all = append(all, mustTile(t, p, a[0], a[1], a[2]))
	}
	return all
}

// mustBeFresh compares tiles with those that a pyramid without a memory draws.
func mustBeFresh(t testing.TB, m tiles.Store, p *tiles.Pyramid, list [][3]int) {
	t.Helper()
	fresh := tiles.New(m, tiles.Options{})
	defer fresh.Close()
	for i, want := range askAll(t, fresh, list) {
		if got := mustTile(t, p, list[i][0], list[i][1], list[i][2]); got.ETag != want.ETag || !bytes.Equal(got.Data, want.Data) {
			t.Fatalf("tile %v is not what a fresh one is", list[i])
		}
	}
}

func TestStoredTilesAreThereAfterARestart(t *testing.T) {
	m, list := street(6)
	path := filepath.Join(t.TempDir(), "tiles")
	p := stored(t, m, path)
	askAll(t, p, list)
	p.Close()
	p = stored(t, m, path)
	before := askAll(t, p, list)
	if n := p.Figures().Misses; n != 0 {
		t.Errorf("%d tiles were drawn again", n)
	}
	for i, one := range before {
		if one.Revision != 2 {
			t.Errorf("tile %v says revision %d", list[i], one.Revision)
		}
	}
	mustBeFresh(t, m, p, list)
}

func TestAChangeWhileNobodyServesIsSeenAfterwards(t *testing.T) {
	m, list := street(6)
	path := filepath.Join(t.TempDir(), "tiles")
	p := stored(t, m, path)
	askAll(t, p, list)
	p.Close()
	m.put(plot(name(2, 0), box(lon+0.041, lat, 0.003, 0.003)))
	m.put(plot("new", box(lon+0.1, lat, 0.001, 0.001)))
	p = stored(t, m, path)
	mustTile(t, p, list[0][0], list[0][1], list[0][2]) // has the change taken in
	missed := p.Figures().Misses
	mustTile(t, p, 14, list[2][1], list[2][2])
	if p.Figures().Misses != missed {
		t.Error("a tile that was not touched was drawn again")
	}
	mustBeFresh(t, m, p, list)
}

func TestTilesOfAnotherHistoryAreNotServed(t *testing.T) {
	for what, other := range map[string]func() *memory{
		"another database": func() *memory { return newMemory(plot("other", box(lon, lat, 0.002, 0.002))) },
		"one put back": func() *memory {
			m, _ := street(3)
			return m
		},
		"an empty one": func() *memory {
			m := newMemory()
			m.changes = nil
			return m
		},
		"a copy that went another way": func() *memory {
			m, _ := street(3)
			m.put(plot("q", box(lon+0.02, lat, 0.001, 0.001)))
			m.put(plot("r", box(lon, lat, 0.001, 0.001)))
			return m
		},
	} {
		m, list := street(3)
		m.put(plot("p", box(lon, lat, 0.002, 0.002)))
		path := filepath.Join(t.TempDir(), "tiles")
		p := stored(t, m, path)
		askAll(t, p, list)
		p.Close()
		t.Log(what)
		mustBeFresh(t, other(), stored(t, other(), path), list)
	}
}

func TestATornFileIsCutOffAndTheRestServed(t *testing.T) {
	m, list := street(3)
	path := filepath.Join(t.TempDir(), "tiles")
	p := stored(t, m, path)
	askAll(t, p, list)
	p.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := 0; cut < len(whole); cut += 1 + len(whole)/40 {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		p := stored(t, m, path)
		mustBeFresh(t, m, p, list)
		p.Close()
		p = stored(t, m, path)
		askAll(t, p, list)
		p.Close()
		if p.Figures().Misses != 0 {
			t.Errorf("cut at %d the file is not whole again", cut)
		}
	}
}

func TestADamagedTileIsDrawnAgain(t *testing.T) {
	m, list := street(2)
	path := filepath.Join(t.TempDir(), "tiles")
	p := stored(t, m, path)
	askAll(t, p, list)
	p.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += 1 + len(whole)/60 {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 0x10
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		p := tiles.New(m, tiles.Options{Shelf: path, CacheBytes: 1, Patience: patient})
		mustBeFresh(t, m, p, list)
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestTwoProcessesAtOnceAreBothRight(t *testing.T) {
	m, list := street(4)
	path := filepath.Join(t.TempDir(), "tiles")
	first := stored(t, m, path)
	askAll(t, first, list[:6])
	second := stored(t, m, path)
	size := fileSize(t, path)
	mustBeFresh(t, m, second, list)
	if fileSize(t, path) != size {
		t.Error("the second one has written")
	}
	m.put(plot(name(1, 0), box(lon+0.021, lat, 0.003, 0.003)))
	mustBeFresh(t, m, second, list)
	mustBeFresh(t, m, first, list)
	mustBeFresh(t, m, second, list)
}

func fileSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func TestAFileOfAnotherKindIsLeftAlone(t *testing.T) {
	m, list := street(2)
	path := filepath.Join(t.TempDir(), "letter.txt")
	const letter = "Dear colleagues, the list of graves is attached. It has 34 pages and was typed in 1953."
	if err := os.WriteFile(path, []byte(letter), 0o600); err != nil {
		t.Fatal(err)
	}
	p := stored(t, m, path)
	mustBeFresh(t, m, p, list)
	p.Close()
	if b, err := os.ReadFile(path); err != nil || string(b) != letter {
		t.Errorf("the file now says %q, %v", b, err)
	}
}

func TestAFolderThatCannotBeWrittenCostsOnlyTheShelf(t *testing.T) {
	m, list := street(2)
	mustBeFresh(t, m, stored(t, m, filepath.Join(t.TempDir(), "no", "such", "folder", "tiles")), list)
}

func TestEveryCodingHoldsTheSameTile(t *testing.T) {
	m, list := street(2)
	path := filepath.Join(t.TempDir(), "tiles")
	p := stored(t, m, path)
	for again := range 2 {
		for _, one := range askAll(t, p, list) {
			want, err := one.Plain()
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range []tiles.Coding{tiles.Identity, tiles.Gzip, tiles.Brotli, tiles.Zstd} {
				b, err := one.Coded(c)
				if err != nil {
					t.Fatal(err)
				}
				if got := unpacked(t, c, b); !bytes.Equal(got, want) {
					t.Errorf("%s holds %d bytes, want %d", c, len(got), len(want))
				}
			}
		}
		p.Close()
		p = stored(t, m, path)
		if got := mustTile(t, p, list[0][0], list[0][1], list[0][2]); again == 1 && got.Has(tiles.Brotli) {
			t.Error("a coding is there before it was read")
		}
	}
	if _, err := mustTile(t, p, list[0][0], list[0][1], list[0][2]).Coded("compress"); err == nil {
		t.Error("an unknown coding is made")
	}
}

func unpacked(t *testing.T, c tiles.Coding, b []byte) []byte {
	t.Helper()
	switch c {
	case tiles.Gzip:
		return unzipped(t, b)
	case tiles.Brotli:
		raw, err := io.ReadAll(brotli.NewReader(bytes.NewReader(b)))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	case tiles.Zstd:
		r, err := zstd.NewReader(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		raw, err := r.DecodeAll(b, nil)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	return b
}

func TestStoredTilesStayTrueThroughManyChanges(t *testing.T) {
	m, list := street(8)
	path := filepath.Join(t.TempDir(), "tiles")
	p := stored(t, m, path)
	for i := range 40 {
		m.put(plot(name(i%8, 0), box(lon+float64(i*5%8)*0.02, lat+float64(i%3)*0.001, 0.004, 0.004)))
		mustBeFresh(t, m, p, list[i%5:])
		if i%7 == 6 {
			p.Close()
			p = stored(t, m, path)
		}
	}
}

func TestWhoHasWrittenSeesItAfterAwaiting(t *testing.T) {
	m, list := street(2)
	p := tiles.New(m, tiles.Options{})
	defer p.Close()
	mustTile(t, p, list[0][0], list[0][1], list[0][2])
	for i := range 20 {
		m.put(plot("p", orb.Point{lon, lat + float64(i)*0.001}))
		want := int64(i + 3)
		if err := p.Await(context.Background(), want); err != nil || p.Revision() != want {
			t.Fatalf("revision %d after waiting for %d: %v", p.Revision(), want, err)
		}
	}
	if err := p.Await(context.Background(), 1000); err == nil {
		t.Error("a revision that the store does not have came")
	}
	ctx, leave := context.WithCancel(context.Background())
	leave()
	m.put(plot("q", orb.Point{lon, lat}))
	if err := p.Await(ctx, 23); err != nil && ctx.Err() == nil {
		t.Error(err)
	}
}

func TestATileOfOneLayerHoldsThatAlone(t *testing.T) {
	m, _ := street(2)
	m.put(data.Feature{ID: "s", Collection: "sites", Geometry: orb.Point{lon, lat}})
	p := tiles.New(m, tiles.Options{})
	defer p.Close()
	x, y := at(lon, lat, 14)
	for _, layer := range []string{"plots", "sites"} {
		got, err := p.TileOf(context.Background(), tiles.Ask{Z: 14, X: x, Y: y, Layer: layer})
		if err != nil {
			t.Fatal(err)
		}
		if layers := decoded(t, got); len(layers) != 1 || layers[layer] == nil {
			t.Errorf("the tile of %s holds %d layers", layer, len(layers))
		}
	}
	if got, err := p.TileOf(context.Background(), tiles.Ask{Layer: "overlaps"}); err != nil || !got.Empty() {
		t.Errorf("the tile of a layer without features: %+v, %v", got, err)
	}
	if _, err := p.TileOf(context.Background(), tiles.Ask{Wanted: map[string]tiles.Wanted{"plots": {}}}); err == nil {
		t.Error("a store that cannot choose was asked to")
	}
}

func TestTouchedTilesAreDrawnAgainWithoutBeingAskedFor(t *testing.T) {
	m, list := street(3)
	p := tiles.New(m, tiles.Options{Shelf: filepath.Join(t.TempDir(), "tiles"), Patience: patient})
	askAll(t, p, list)
	m.put(plot(name(1, 0), box(lon+0.021, lat, 0.003, 0.003)))
	if err := p.Await(context.Background(), 3); err != nil {
		t.Fatal(err)
	}
	p.Refilled()
	missed := p.Figures().Misses
	askAll(t, p, list)
	if p.Figures().Misses != missed {
		t.Error("a touched tile was not drawn again")
	}
	if err := p.Close(); err != nil {
		t.Error(fmt.Errorf("close: %w", err))
	}
}
