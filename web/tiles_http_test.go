package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/paulmach/orb/encoding/mvt"
)

func TestAClientGetsTheCodingItLikesBest(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, c := range []struct{ accept, coding string }{
		{"", ""}, {"*", "gzip"}, {"identity", ""}, {"gzip", "gzip"}, {"GZIP", "gzip"}, {"x-gzip", "gzip"}, {"br", "br"}, {"zstd", "zstd"},
		{"deflate", ""}, {"gzip;q=0", ""}, {"gzip;q=0, br;q=0.1", "br"}, {"gzip;q=0.5, zstd;q=0.8", "zstd"}, {"gzip;q=0.5, identity;q=0.9", ""},
		{"gzip, identity;q=0", "gzip"}, {"*;q=0, gzip", "gzip"}, {"br ; q = 1 , gzip;q=0.9", "br"}, {"gzip;q=x", "gzip"},
	} {
		headers := []string{"Accept-Encoding", c.accept}
		if c.accept == "" {
			headers = nil
		}
		w := get(t, h, "/tiles/0/0/0.mvt", headers...)
		if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != c.coding || w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: status %d in %q", c.accept, w.Code, w.Header().Get("Content-Encoding"))
		}
		if tag := w.Header().Get("ETag"); c.coding != "" && !strings.HasSuffix(tag, "-"+c.coding+`"`) || c.coding == "" && strings.Contains(tag, "-") {
			t.Errorf("%q: tag %s", c.accept, tag)
		}
	}
	for _, accept := range []string{"*;q=0", "identity;q=0", "identity;q=0, deflate"} {
		if w := get(t, h, "/tiles/0/0/0.mvt", "Accept-Encoding", accept); w.Code != http.StatusNotAcceptable {
			t.Errorf("%q: status %d", accept, w.Code)
		}
	}
}

func TestACodingTakenAsGladlyIsMadeForTheNextTime(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	const browser = "gzip, deflate, br, zstd"
	first := get(t, h, "/tiles/0/0/0.mvt", "Accept-Encoding", browser)
	if coding := first.Header().Get("Content-Encoding"); coding != "gzip" {
		t.Errorf("the first answer waited for %s", coding)
	}
	for get(t, h, "/tiles/0/0/0.mvt", "Accept-Encoding", browser).Header().Get("Content-Encoding") != "br" {
		runtime.Gosched() // until it is made
	}
	w := get(t, h, "/tiles/0/0/0.mvt", "Accept-Encoding", browser, "If-None-Match", first.Header().Get("ETag"))
	if w.Code != http.StatusNotModified || !strings.HasSuffix(w.Header().Get("ETag"), `-br"`) {
		t.Errorf("who has the tile in gzip: status %d, tag %s", w.Code, w.Header().Get("ETag"))
	}
}

func TestARangeOfATile(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	whole := get(t, h, "/tiles/0/0/0.mvt", "Accept-Encoding", "gzip")
	body, tag := whole.Body.Bytes(), whole.Header().Get("ETag")
	n := len(body)
	for _, c := range []struct {
		asked, ifRange string
		status         int
		from, to       int
	}{
		{"bytes=0-9", "", 206, 0, 10}, {"bytes=5-", "", 206, 5, n}, {"bytes=-7", "", 206, n - 7, n}, {fmt.Sprintf("bytes=3-%d", 10*n), "", 206, 3, n},
		{fmt.Sprintf("bytes=-%d", 10*n), "", 206, 0, n}, {fmt.Sprintf("bytes=%d-%d", n-1, n-1), "", 206, n - 1, n}, {"Bytes=1-1", "", 206, 1, 2},
		{"bytes=0-1,4-5", "", 200, 0, n}, {"bytes=9-3", "", 200, 0, n}, {"bytes=x-3", "", 200, 0, n}, {"bytes=3", "", 200, 0, n},
		{"bytes=-", "", 200, 0, n}, {"lines=1-2", "", 200, 0, n}, {"bytes=+1-2", "", 200, 0, n},
		{fmt.Sprintf("bytes=%d-", n), "", 416, 0, 0}, {"bytes=-0", "", 416, 0, 0}, {"bytes=99999999999999999999-", "", 416, 0, 0},
		{"bytes=0-9", tag, 206, 0, 10}, {"bytes=0-9", `"other"`, 200, 0, n}, {"bytes=0-9", "W/" + tag, 200, 0, n}, {"bytes=0-9", strings.Replace(tag, "gzip", "br", 1), 200, 0, n},
	} {
		headers := []string{"Accept-Encoding", "gzip", "Range", c.asked}
		if c.ifRange != "" {
			headers = append(headers, "If-Range", c.ifRange)
		}
		w := get(t, h, "/tiles/0/0/0.mvt", headers...)
		if w.Code != c.status {
			t.Errorf("%s %s: status %d, want %d", c.asked, c.ifRange, w.Code, c.status)
			continue
		}
		said := w.Header().Get("Content-Range")
		switch c.status {
		case 206:
			if want := fmt.Sprintf("bytes %d-%d/%d", c.from, c.to-1, n); said != want || w.Header().Get("ETag") != tag {
				t.Errorf("%s: %q, want %q", c.asked, said, want)
			}
		case 416:
			if want := fmt.Sprintf("bytes */%d", n); said != want || w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("Content-Encoding") != "" {
				t.Errorf("%s: %q, want %q; %v", c.asked, said, want, w.Header())
			}
			continue
		}
		if !bytes.Equal(w.Body.Bytes(), body[c.from:c.to]) || w.Header().Get("Content-Length") != fmt.Sprint(c.to-c.from) {
			t.Errorf("%s: %d bytes, want %d", c.asked, w.Body.Len(), c.to-c.from)
		}
	}
}

func TestTheHeadOfATileIsThatOfTheTile(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	whole := get(t, h, "/tiles/0/0/0.mvt", "Accept-Encoding", "gzip")
	w := ask(t, h, http.MethodHead, "/tiles/0/0/0.mvt", "Accept-Encoding", "gzip", "Range", "bytes=0-3")
	if w.Code != http.StatusOK || w.Body.Len() > 0 {
		t.Errorf("status %d, %d bytes", w.Code, w.Body.Len())
	}
	for _, name := range []string{"ETag", "Content-Length", "Content-Type", "Content-Encoding", "Accept-Ranges", "Burialmap-Revision", "Burialmap-Merged", "Burialmap-Dropped"} {
		if got, want := w.Header().Get(name), whole.Header().Get(name); got != want || got == "" {
			t.Errorf("%s %q, want %q", name, got, want)
		}
	}
}

func TestATileIsTheSameAtBothItsAddresses(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, at := range [][3]int{{0, 0, 0}, {10, 884, 355}, {3, 7, 0}, {16, 56614, 22748}} {
		one := get(t, h, fmt.Sprintf("/tiles/%d/%d/%d.mvt", at[0], at[1], at[2]))
		two := get(t, h, fmt.Sprintf("/api/tiles/WebMercatorQuad/%d/%d/%d", at[0], at[2], at[1]))
		if one.Code != two.Code || one.Header().Get("ETag") != two.Header().Get("ETag") || !bytes.Equal(one.Body.Bytes(), two.Body.Bytes()) {
			t.Errorf("tile %v: %d %s and %d %s", at, one.Code, one.Header().Get("ETag"), two.Code, two.Header().Get("ETag"))
		}
	}
	if w := get(t, h, "/api/tiles/WebMercatorQuad/10/1023/0"); w.Code != http.StatusNoContent {
		t.Errorf("an empty tile: status %d", w.Code)
	}
}

func TestATileOfACollectionHoldsItsLayer(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	w := get(t, h, "/api/collections/plots/tiles/WebMercatorQuad/14/5695/14154")
	layers, err := mvt.Unmarshal(w.Body.Bytes())
	if err != nil || len(layers) != 1 || layers[0].Name != "plots" {
		t.Errorf("%d layers, %v", len(layers), err)
	}
	if w := get(t, h, "/api/collections/positions/tiles/WebMercatorQuad/0/0/0"); w.Code != http.StatusNoContent {
		t.Errorf("a collection without features: status %d", w.Code)
	}
}

func TestAddressesOfTilesThatAreNot(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for address, status := range map[string]int{
		"/api/collections/sources/tiles":                         404,
		"/api/collections/sources/tiles/WebMercatorQuad/0/0/0":   404,
		"/api/collections/graves/tiles":                          404,
		"/api/tiles/WorldCRS84Quad":                              404,
		"/api/tiles/WebMercatorQuad/17/0/0":                      404,
		"/api/tiles/WebMercatorQuad/1/2/0":                       404,
		"/api/tiles/WebMercatorQuad/1/-1/0":                      400,
		"/api/tiles/WebMercatorQuad/a/b/c":                       400,
		"/api/tiles/WebMercatorQuad/0/0/0?f=png":                 400,
		"/api/tiles/WebMercatorQuad/0/0/0?colour=red":            400,
		"/api/tiles/WebMercatorQuad/0/0/0?f=mvt":                 200,
		"/api/tileMatrixSets/WorldCRS84Quad":                     404,
		"/api/tileMatrixSets?f=html":                             400,
		"/tiles/99999999999999999999/0/0.mvt":                    404,
		"/tiles/0/0/0.mvt?f=mvt":                                 400,
		"/api/collections/plots/tiles/WebMercatorQuad?f=geojson": 400,
	} {
		w := get(t, h, address)
		if w.Code != status || status >= 400 && w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: status %d, %s, want %d", address, w.Code, w.Header().Get("Content-Type"), status)
		}
	}
}

func TestTilesetsAreDescribed(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for name, address := range map[string]string{
		"tilematrixsets.json": "/api/tileMatrixSets", "webmercatorquad.json": "/api/tileMatrixSets/WebMercatorQuad",
		"tilesets.json": "/api/tiles", "tilesets-plots.json": "/api/collections/plots/tiles",
	} {
		golden(t, name, get(t, h, address).Body.Bytes())
	}
}

// tileset is what programs look for in the description of a tileset.
type tileset struct {
	CRS, DataType, TileMatrixSetURI string
	TileMatrixSetLimits             []struct {
		TileMatrix                                     string
		MinTileRow, MaxTileRow, MinTileCol, MaxTileCol int
	}
	Layers []struct{ ID string }
	Links  []struct {
		Href, Rel, Type string
		Templated       bool
	}
}

func TestATilesetLeadsToItsTiles(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, of := range []string{"/api", "/api/collections/plots"} {
		d := answer[tileset](t, get(t, h, of+"/tiles/WebMercatorQuad"))
		if d.DataType != "vector" || !strings.HasSuffix(d.CRS, "/3857") || len(d.TileMatrixSetLimits) != 17 || len(d.Layers) == 0 {
			t.Errorf("%s: %+v", of, d)
		}
		for _, l := range d.Links {
			if l.Rel != "item" {
				continue
			}
			zoom := d.TileMatrixSetLimits[0]
			address := strings.NewReplacer("{tileMatrix}", zoom.TileMatrix, "{tileRow}", fmt.Sprint(zoom.MinTileRow), "{tileCol}", fmt.Sprint(zoom.MaxTileCol)).Replace(l.Href)
			if w := get(t, h, strings.TrimPrefix(address, base)); w.Code != http.StatusOK && w.Code != http.StatusNoContent || !l.Templated {
				t.Errorf("%s: status %d", address, w.Code)
			}
		}
		j := get(t, h, of+"/tiles/WebMercatorQuad?f=tilejson")
		if !strings.Contains(j.Body.String(), `"tiles":["`+base+of+`/tiles/WebMercatorQuad/{z}/{y}/{x}"]`) {
			t.Errorf("%s", j.Body)
		}
	}
}
