package web_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"burialmap/tiles"
	"burialmap/web"
)

// paper is a basemap of sixteen bytes.
type paper struct{}

func (paper) About() tiles.BasemapAbout {
	return tiles.BasemapAbout{Kind: "raster", Media: "image/png", Attribution: "© Somebody", MaxZoom: 7}
}

func (paper) Content() (io.ReadSeeker, time.Time, string) {
	return strings.NewReader("0123456789abcdef"), noon, `"one"`
}

func TestABasemapOfOnesOwnIsReadInRanges(t *testing.T) {
	h := newHandler(t, newStore(t), func(c *web.Config) { c.Basemap = paper{} })
	if about := answer[tiles.BasemapAbout](t, get(t, h, "/basemap.json")); about.Kind != "raster" || about.Attribution != "© Somebody" {
		t.Errorf("%+v", about)
	}
	w := get(t, h, "/basemap/own.pmtiles", "Range", "bytes=4-7", "Accept-Encoding", "gzip")
	header := w.Header()
	if w.Code != http.StatusPartialContent || w.Body.String() != "4567" || header.Get("ETag") != `"one"` ||
		header.Get("Content-Range") != "bytes 4-7/16" || header.Get("Content-Encoding") != "" || header.Get("Content-Type") != "application/vnd.pmtiles" {
		t.Errorf("status %d, %q, %v", w.Code, w.Body, header)
	}
	if w := get(t, h, "/basemap/own.pmtiles", "Range", "bytes=4-7", "If-Range", `"another"`); w.Code != http.StatusOK {
		t.Errorf("a part of what was replaced: status %d", w.Code)
	}
	if w := get(t, h, "/basemap/own.pmtiles", "Range", "bytes=16-"); w.Code != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("beyond the end: status %d", w.Code)
	}
	if w := get(t, h, "/basemap/own.pmtiles", "If-None-Match", `"one"`); w.Code != http.StatusNotModified {
		t.Errorf("the same again: status %d", w.Code)
	}
}

func TestWithoutABasemapOfOnesOwnThePageIsToldSo(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	if w := get(t, h, "/basemap.json"); w.Code != http.StatusOK || strings.TrimSpace(w.Body.String()) != `{"kind":"none"}` {
		t.Errorf("status %d, %s", w.Code, w.Body)
	}
	if w := get(t, h, "/basemap/own.pmtiles"); w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
}
