package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"testing"

	"github.com/paulmach/orb/encoding/mvt"

	"burialmap/data"
	"burialmap/tiles"
)

func TestATileIsSentPackedOrPlain(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	packed := get(t, h, "/tiles/0/0/0.mvt", "Accept-Encoding", "deflate, gzip")
	plain := get(t, h, "/tiles/0/0/0.mvt")
	if packed.Header().Get("Content-Encoding") != "gzip" || plain.Header().Get("Content-Encoding") != "" {
		t.Fatalf("encodings %q and %q", packed.Header().Get("Content-Encoding"), plain.Header().Get("Content-Encoding"))
	}
	r, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(unpacked, plain.Body.Bytes()) {
		t.Errorf("the two differ: %v", err)
	}
	layers, err := mvt.Unmarshal(unpacked)
	if err != nil || len(layers) != 4 {
		t.Errorf("%d layers, %v; want all four collections with a place", len(layers), err)
	}
	if packed.Header().Get("ETag") == plain.Header().Get("ETag") {
		t.Error("a strong tag names two different sequences of bytes")
	}
	for _, w := range []http.Header{packed.Header(), plain.Header()} {
		if w.Get("Content-Type") != "application/vnd.mapbox-vector-tile" || w.Get("Cache-Control") != "no-cache" || w.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%v", w)
		}
	}
}

func TestATileIsNotSentAgainUntilItChanges(t *testing.T) {
	store := newStore(t, ground()...)
	h := newHandler(t, store, nil)
	tag := get(t, h, "/tiles/10/884/355.mvt").Header().Get("ETag")
	if w := get(t, h, "/tiles/10/884/355.mvt", "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("unchanged: status %d, %d bytes", w.Code, w.Body.Len())
	}
	put(t, store, data.Feature{ID: "far", Collection: "plots", Geometry: square(140, 50, 0.1)})
	if w := get(t, h, "/tiles/10/884/355.mvt", "If-None-Match", tag); w.Code != http.StatusNotModified {
		t.Errorf("after a change elsewhere: status %d", w.Code)
	}
	put(t, store, data.Feature{ID: "near", Collection: "plots", Geometry: square(131, 48, 0.1)})
	if w := get(t, h, "/tiles/10/884/355.mvt", "If-None-Match", tag); w.Code != http.StatusOK || w.Header().Get("ETag") == tag {
		t.Errorf("after a change here: status %d", w.Code)
	}
}

func TestAnEmptyTileHasNoContent(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	if w := get(t, h, "/tiles/10/0/1023.mvt"); w.Code != http.StatusNoContent || w.Body.Len() > 0 {
		t.Errorf("status %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestTileJSONLeadsToTheTiles(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	j := answer[tiles.TileJSON](t, get(t, h, "/tiles.json"))
	if len(j.Tiles) != 1 || j.Tiles[0] != base+"/tiles/{z}/{x}/{y}.mvt" || j.TileJSON != "3.0.0" || len(j.VectorLayers) != 10 {
		t.Errorf("%+v", j)
	}
}
