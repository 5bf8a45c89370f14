package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb/encoding/mvt"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/tiles"
	"burialmap/web"
)

// drawnIDs are the ids of the features of a layer of a tile.
func drawnIDs(t *testing.T, w *httptest.ResponseRecorder, layer string) []string {
	t.Helper()
	ids := []string{}
	if w.Code == http.StatusNoContent {
		return ids
	}
	layers, err := mvt.Unmarshal(w.Body.Bytes())
	if err != nil || w.Code != http.StatusOK {
		t.Fatalf("status %d, %v", w.Code, err)
	}
	for _, l := range layers {
		if l.Name != layer {
			continue
		}
		for _, f := range l.Features {
			id, _ := f.Properties["id"].(string)
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func TestTilesAreFilteredAsItemsAre(t *testing.T) {
	store := newStore(t, ground()...)
	h := newHandler(t, store, nil)
	const tile = "/api/collections/plots/tiles/WebMercatorQuad/14/5695/14154"
	for query, want := range map[string][]string{
		"":                          {"grave-2", "row-1"},
		"?filter=occupancy%3D'pow'": {"row-1"},
		"?filter=occupancy%20IN%20('pow','civilian')":        {"grave-2", "row-1"},
		"?datetime=1961-06-01":                               {"grave-2"},
		"?datetime=1900-01-01/1910-01-01":                    {},
		"?datetime=1946-01-01&filter=occupancy%3D'civilian'": {},
		"?filter-lang=cql2-json&filter=%7B%22op%22:%22%3D%22,%22args%22:[%7B%22property%22:%22kind%22%7D,%22row%22]%7D": {"row-1"},
	} {
		for range 2 { // drawn and kept
			if got := drawnIDs(t, get(t, h, tile+query), "plots"); !slices.Equal(got, want) {
				t.Errorf("%q shows %v, want %v", query, got, want)
			}
		}
	}
	put(t, store, data.Feature{ID: "row-9", Collection: "plots", Geometry: square(131.003, 48.003, 0.001), Properties: map[string]any{"occupancy": "pow", "kind": "row"}})
	if got := drawnIDs(t, get(t, h, tile+"?filter=occupancy%3D'pow'"), "plots"); !slices.Equal(got, []string{"row-1", "row-9"}) {
		t.Errorf("after a change it shows %v", got)
	}
	if got := drawnIDs(t, get(t, h, "/api/tiles/WebMercatorQuad/14/5695/14154?datetime=1961-06-01"), "plots"); !slices.Contains(got, "grave-2") || slices.Contains(got, "row-1") {
		t.Errorf("of all collections it shows the plots %v", got)
	}
}

func TestFiltersOfTilesThatAreRefused(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for address, parameter := range map[string]string{
		"/api/collections/plots/tiles/WebMercatorQuad/0/0/0?filter=colour%3D1":        "filter",
		"/api/collections/plots/tiles/WebMercatorQuad/0/0/0?filter=occupancy%3D":      "filter",
		"/api/collections/plots/tiles/WebMercatorQuad/0/0/0?filter-lang=sql&filter=1": "filter-lang",
		"/api/collections/plots/tiles/WebMercatorQuad/0/0/0?datetime=yesterday":       "datetime",
		"/api/tiles/WebMercatorQuad/0/0/0?filter=occupancy%3D'pow'":                   "filter",
		"/tiles/0/0/0.mvt?datetime=1946-01-01":                                        "datetime",
	} {
		w := get(t, h, address)
		if p := struct{ Parameter string }{}; w.Code != http.StatusBadRequest || !decodes(w.Body.Bytes(), &p) || p.Parameter != parameter {
			t.Errorf("%s: status %d, parameter %q", address, w.Code, p.Parameter)
		}
	}
}

func TestAnArchiveIsServedInPlaceOfThePyramid(t *testing.T) {
	store := newStore(t, ground()...)
	p := tiles.New(store, tiles.Options{})
	defer p.Close()
	a := archiveOf(t, p)
	h := newHandler(t, store, func(c *web.Config) { c.Tiles = a })
	drawn := newHandler(t, store, nil)
	for _, address := range []string{"/tiles/0/0/0.mvt", "/api/tiles/WebMercatorQuad/14/5695/14154", "/tiles/9/0/0.mvt"} {
		want, got := get(t, drawn, address), get(t, h, address)
		if got.Code != want.Code || got.Header().Get("ETag") != want.Header().Get("ETag") {
			t.Errorf("%s: status %d, tag %s; drawn %d, %s", address, got.Code, got.Header().Get("ETag"), want.Code, want.Header().Get("ETag"))
		}
	}
	if w := get(t, h, "/api/collections/plots/tiles/WebMercatorQuad/0/0/0?filter=occupancy%3D'pow'"); w.Code != http.StatusBadRequest {
		t.Errorf("a filter: status %d", w.Code)
	}
	if w := get(t, h, "/tiles.json"); w.Code != http.StatusOK {
		t.Errorf("TileJSON: status %d", w.Code)
	}
}

func decodes(b []byte, v any) bool { return json.Unmarshal(b, v) == nil }

// archiveOf is an archive of all tiles of a pyramid.
func archiveOf(t *testing.T, p *tiles.Pyramid) *tiles.Archive {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pmtiles")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.WriteArchive(context.Background(), f, tiles.ArchiveOptions{About: format.About{Title: "All", Revision: 1}})
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	a, err := tiles.OpenArchive(path, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}
