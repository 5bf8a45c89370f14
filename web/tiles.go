package web

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"
)

const mediaMVT = "application/vnd.mapbox-vector-tile"

// The headers that say how many features a tile does not show on their own.
const (
	mergedHeader  = "Burialmap-Merged"
	droppedHeader = "Burialmap-Dropped"
)

func (s *server) tileJSON(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	tag, err := s.revisionTag(r, asJSON)
	if err != nil || unchanged(w, r, tag) {
		return err
	}
	t, err := s.Tiles.TileJSON(r.Context(), s.base(r)+"/tiles/{z}/{x}/{y}.mvt")
	if err != nil {
		return err
	}
	return writeJSON(w, t)
}

func (s *server) tile(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	var at [3]int
	for i, name := range []string{"z", "x", "y"} {
		n, ok := tileNumber(mux.Vars(r)[name])
		if !ok {
			return &problem{Status: http.StatusBadRequest, Detail: "The address of a tile is /tiles/{z}/{x}/{y}.mvt with three whole numbers."}
		}
		at[i] = n
	}
	t, err := s.Tiles.Tile(r.Context(), at[0], at[1], at[2])
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if t.Empty() {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	h.Set(mergedHeader, strconv.Itoa(t.Merged))
	h.Set(droppedHeader, strconv.Itoa(t.Dropped))
	body, tag := t.Data, zipped(t.ETag)
	if takesGzip(r) {
		h.Set("Content-Encoding", "gzip")
	} else if body, err = t.Plain(); err != nil {
		return err
	} else {
		tag = t.ETag
	}
	if unchanged(w, r, tag) {
		return nil
	}
	h.Set("Content-Type", mediaMVT)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the client is gone: nobody is left to tell
	return nil
}

// tileNumber reads digits, nothing else. A number too long to hold is out of every
// pyramid, as is the greatest one that can be held.
func tileNumber(text string) (int, bool) {
	if text == "" {
		return 0, false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	n, _ := strconv.Atoi(text)
	return n, true
}
