package web_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"burialmap/tiles"
	"burialmap/web"
)

func build() fstest.MapFS {
	file := func(body string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(body)} }
	return fstest.MapFS{
		"index.html":            file("<!doctype html><title>map</title>"),
		"assets/index-4f2a.js":  file(strings.Repeat("console.log('a plot');", 200)),
		"assets/style-77aa.css": file("body{margin:0}"),
		"fonts/NotoSans.woff2":  file("wOF2"),
		"basemap.pmtiles":       file(strings.Repeat("0123456789", 1000)),
		"manifest.webmanifest":  file("{}"),
		"worker.mjs":            file("export{}"),
		"something.strange":     file("?"),
	}
}

func TestTheMapIsServedWithTheRightTypes(t *testing.T) {
	h := newHandler(t, newStore(t), func(c *web.Config) { c.App = build() })
	for address, want := range map[string][2]string{
		"/":                      {"text/html; charset=utf-8", "no-cache"},
		"/index.html":            {"text/html; charset=utf-8", "no-cache"},
		"/assets/index-4f2a.js":  {"text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		"/assets/style-77aa.css": {"text/css; charset=utf-8", "public, max-age=31536000, immutable"},
		"/fonts/NotoSans.woff2":  {"font/woff2", "no-cache"},
		"/basemap.pmtiles":       {"application/vnd.pmtiles", "no-cache"},
		"/manifest.webmanifest":  {"application/manifest+json", "no-cache"},
		"/worker.mjs":            {"text/javascript; charset=utf-8", "no-cache"},
		"/something.strange":     {"application/octet-stream", "no-cache"},
	} {
		w := get(t, h, address)
		if got := [2]string{w.Header().Get("Content-Type"), w.Header().Get("Cache-Control")}; w.Code != http.StatusOK || got != want {
			t.Errorf("%s: status %d, %q", address, w.Code, got)
		}
		if again := get(t, h, address, "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s again: status %d", address, again.Code)
		}
	}
	for _, address := range []string{"/assets", "/assets/", "/assets/nothing.js", "/../etc/passwd", "/index.htm"} {
		if w := rawGet(t, h, address); w.status != http.StatusNotFound && w.status != http.StatusMovedPermanently {
			t.Errorf("%s: status %d", address, w.status)
		}
	}
}

func TestTheBasemapIsReadInParts(t *testing.T) {
	h := newHandler(t, newStore(t), func(c *web.Config) { c.App = build() })
	for asked, want := range map[string]string{"bytes=3-7": "34567", "bytes=-3": "789", "bytes=9995-": "56789"} {
		w := get(t, h, "/basemap.pmtiles", "Range", asked, "Accept-Encoding", "gzip")
		if w.Code != http.StatusPartialContent || w.Body.String() != want || w.Header().Get("Content-Range") == "" || w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: status %d, %q, %v", asked, w.Code, w.Body, w.Header())
		}
	}
	if w := get(t, h, "/basemap.pmtiles", "Range", "bytes=10000-"); w.Code != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("beyond its end: status %d", w.Code)
	}
	if w := get(t, h, "/basemap.pmtiles", "Range", "bytes=0-0", "If-Range", `"old"`); w.Code != http.StatusOK {
		t.Errorf("after it has changed: status %d", w.Code)
	}
}

func TestScriptsArePackedOnceAndHaveATagOfTheirOwn(t *testing.T) {
	h := newHandler(t, newStore(t), func(c *web.Config) { c.App = build() })
	plain := get(t, h, "/assets/index-4f2a.js")
	packed := get(t, h, "/assets/index-4f2a.js", "Accept-Encoding", "gzip, br")
	if packed.Header().Get("Content-Encoding") != "gzip" || packed.Body.Len() >= plain.Body.Len() || packed.Header().Get("ETag") == plain.Header().Get("ETag") {
		t.Errorf("%d of %d bytes, %v", packed.Body.Len(), plain.Body.Len(), packed.Header())
	}
	if packed.Header().Get("Vary") != "Accept-Encoding" || plain.Header().Get("Vary") != "Accept-Encoding" {
		t.Error("caches would mix up the two forms")
	}
	if small := get(t, h, "/assets/style-77aa.css", "Accept-Encoding", "gzip"); small.Header().Get("Content-Encoding") != "" || !bytes.Equal(small.Body.Bytes(), []byte("body{margin:0}")) {
		t.Errorf("what packing makes larger is packed: %v", small.Header())
	}
}

func TestABuildWithoutItsFirstPageIsRefused(t *testing.T) {
	store := newStore(t)
	_, err := web.New(web.Config{Store: store, Tiles: tiles.New(store, tiles.Options{}), App: fstest.MapFS{"a.js": &fstest.MapFile{}}})
	if err == nil || !strings.Contains(err.Error(), "index.html") {
		t.Errorf("error %v", err)
	}
	if _, err := web.New(web.Config{}); err == nil {
		t.Error("a server without a store was made")
	}
}

func TestWithoutAMapThePageSaysHowToBuildIt(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	if w := get(t, h, "/"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "make dist") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}
