package tiles_test

import (
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"burialmap/tiles"
)

// Kinds of tiles in the header of an archive.
const (
	vectorTiles = 1
	png         = 2
	webp        = 4
	avif        = 5
)

// basemapFile writes an archive of one tile, the whole world.
func basemapFile(t *testing.T, kind byte, metadata string) string {
	t.Helper()
	tile := []byte("one tile")
	root := []byte{1, 0, 1, byte(len(tile)), 1} // one entry: number 0, one tile, its length, offset 0
	b := append(make([]byte, 0, 512), "PMTiles\x03"...)
	at := uint64(127)
	for _, length := range []int{len(root), len(metadata), 0, len(tile)} {
		b = binary.LittleEndian.AppendUint64(b, at)
		b = binary.LittleEndian.AppendUint64(b, uint64(length))
		at += uint64(length)
	}
	for range 3 {
		b = binary.LittleEndian.AppendUint64(b, 1)
	}
	b = append(b, 1, 1, 1, kind, 0, 7)
	for _, degrees := range []int32{130, 42, 150, 60} {
		b = binary.LittleEndian.AppendUint32(b, uint32(degrees*1e7))
	}
	b = append(b, make([]byte, 127-len(b))...)
	path := filepath.Join(t.TempDir(), "own.pmtiles")
	if err := os.WriteFile(path, slices.Concat(b, root, []byte(metadata), tile), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func layersNamed(names ...string) string {
	return `{"vector_layers":[{"id":"` + strings.Join(names, `"},{"id":"`) + `"}]}`
}

func TestABasemapSaysWhatItIs(t *testing.T) {
	for name, c := range map[string]struct {
		kind           byte
		metadata       string
		is, schema, by string
	}{
		"Protomaps":    {vectorTiles, layersNamed("earth", "water", "roads", "places", "landuse"), "vector", "protomaps", ""},
		"OpenMapTiles": {vectorTiles, layersNamed("water", "transportation", "place"), "vector", "openmaptiles", ""},
		"PNG":          {png, `{"attribution":"<a href=\"javascript:alert(1)\">© Somebody</a>\n &amp; others<script>"}`, "raster", "", "© Somebody & others"},
		"WebP":         {webp, `{}`, "raster", "", ""},
	} {
		b, err := tiles.OpenBasemap(basemapFile(t, c.kind, c.metadata))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		about := b.About()
		if about.Kind != c.is || about.Schema != c.schema || about.Attribution != c.by || about.MaxZoom != 7 || about.Bounds != [4]float64{130, 42, 150, 60} {
			t.Errorf("%s: %+v", name, about)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestABasemapThatCannotBeDrawnIsRefused(t *testing.T) {
	text := filepath.Join(t.TempDir(), "x.pmtiles")
	if err := os.WriteFile(text, []byte("PMTiles are nice"), 0o600); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(basemapFile(t, png, "{}"))
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(t.TempDir(), "cut.pmtiles")
	if err := os.WriteFile(cut, whole[:len(whole)-3], 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		text:                              "no PMTiles archive",
		cut:                               "cut off",
		basemapFile(t, avif, "{}"):        "no browser draws",
		basemapFile(t, png, "not JSON"):   "metadata",
		basemapFile(t, vectorTiles, `{}`): "neither",
		filepath.Join(t.TempDir(), "no"):  "no such file",
		basemapFile(t, vectorTiles, layersNamed("plots", "sites", "about")): "plots, sites, about",
	} {
		if _, err := tiles.OpenBasemap(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

func TestABasemapIsHandedOutAsItIs(t *testing.T) {
	path := basemapFile(t, png, "{}")
	b, err := tiles.OpenBasemap(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	content, _, tag := b.Content()
	got, err := io.ReadAll(content)
	want, _ := os.ReadFile(path)
	if err != nil || !slices.Equal(got, want) || len(tag) < 10 {
		t.Errorf("%d bytes, %v, tag %s", len(got), err, tag)
	}
}
