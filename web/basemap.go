package web

import (
	"io"
	"net/http"
	"time"

	"burialmap/tiles"
)

// Basemap is a map of somebody's own that is drawn beneath the records.
type Basemap interface {
	About() tiles.BasemapAbout
	Content() (content io.ReadSeeker, changed time.Time, tag string)
}

// basemapAbout answers /basemap.json: what the archive at /basemap/own.pmtiles is, or that there
// is none, which is no error.
func (s *server) basemapAbout(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	var about any = object{"kind": "none"}
	if s.Basemap != nil {
		about = s.Basemap.About()
	}
	body := appendJSON(nil, about)
	if unchanged(w, r, contentTag(body)) {
		return nil
	}
	w.Header().Set("Content-Type", asJSON.media)
	_, _ = w.Write(body) // the client is gone: nobody is left to tell
	return nil
}

// basemapArchive answers /basemap/own.pmtiles with ranges of the archive.
func (s *server) basemapArchive(w http.ResponseWriter, r *http.Request) error {
	if s.Basemap == nil {
		return missing("This server has no basemap of its own: see burialmap serve --basemap.")
	}
	content, changed, tag := s.Basemap.Content()
	h := w.Header()
	h.Set("Content-Type", mediaTypes[".pmtiles"])
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", tag)
	http.ServeContent(w, r, "", changed, content)
	return nil
}
