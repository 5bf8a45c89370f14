package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"burialmap/tiles"
)

// Tiles is what the server needs of a tiles.Pyramid or a tiles.Archive.
type Tiles interface {
	Tile(ctx context.Context, z, x, y int) (tiles.Tile, error)
	TileOf(ctx context.Context, a tiles.Ask) (tiles.Tile, error)
	TileJSON(ctx context.Context, address string) (tiles.TileJSON, error)
}

// mapParams are the parameters that the tiles of the map take, and their description.
var mapParams = narrowingParams(true)

const mediaMVT = "application/vnd.mapbox-vector-tile"

// The headers that say how many features a tile does not show on their own.
const (
	mergedHeader  = "Burialmap-Merged"
	droppedHeader = "Burialmap-Dropped"
)

func (s *server) tileJSON(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, mapParams...)
	if err != nil {
		return err
	}
	wanted, err := s.mapWanted(r.Context(), p)
	if err != nil {
		return err
	}
	if _, fixed := s.Tiles.(*tiles.Archive); fixed && len(wanted) > 0 {
		return fixedTiles()
	}
	tag, err := s.revisionTag(r, asJSON)
	if err != nil || unchanged(w, r, tag) {
		return err
	}
	t, err := s.Tiles.TileJSON(r.Context(), s.base(r)+"/tiles/{z}/{x}/{y}.mvt"+mapQuery(p))
	if err != nil {
		return err
	}
	return writeJSON(w, t)
}

// tile answers /tiles/{z}/{x}/{y}.mvt.
func (s *server) tile(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, mapParams...)
	if err != nil {
		return err
	}
	vars := mux.Vars(r)
	at, err := tileNumbers(vars["z"], vars["x"], vars["y"])
	if err != nil {
		return err
	}
	t, err := s.mapTile(r.Context(), at, p)
	if err != nil {
		return err
	}
	return writeTile(w, r, t)
}

// mapTile is a tile of the map, whole or as far as it is wanted.
func (s *server) mapTile(ctx context.Context, at [3]int, p params) (tiles.Tile, error) {
	wanted, err := s.mapWanted(ctx, p)
	if err != nil {
		return tiles.Tile{}, err
	}
	if len(wanted) == 0 {
		return s.Tiles.Tile(ctx, at[0], at[1], at[2])
	}
	t, err := s.Tiles.TileOf(ctx, tiles.Ask{Z: at[0], X: at[1], Y: at[2], Wanted: wanted})
	if errors.Is(err, tiles.ErrFixed) {
		return t, fixedTiles()
	}
	return t, err
}

// tileNumbers reads the parts of the address of a tile: zoom, column and row.
func tileNumbers(z, x, y string) (at [3]int, err error) {
	for i, text := range [3]string{z, x, y} {
		n, ok := tileNumber(text)
		if !ok {
			return at, &problem{Status: http.StatusBadRequest, Detail: "The address of a tile has three whole numbers: /tiles/{z}/{x}/{y}.mvt, or …/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}."}
		}
		at[i] = n
	}
	return at, nil
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

// Values of headers that every tile has. They are shared: see always.
var (
	mvtType      = []string{mediaMVT}
	varyEncoding = []string{"Accept-Encoding"}
	tileCaching  = []string{"no-cache"}
	bytesRanges  = []string{"bytes"}
	codingHeader = map[tiles.Coding][]string{tiles.Gzip: {"gzip"}, tiles.Brotli: {"br"}, tiles.Zstd: {"zstd"}}
	noneDropped  = []string{"0"}
)

// writeTile answers with a tile in the coding that suits the client, all of it or a range.
// An empty tile is an answer without content.
func writeTile(w http.ResponseWriter, r *http.Request, t tiles.Tile) error {
	h := w.Header()
	h["Vary"] = varyEncoding
	h["Cache-Control"] = tileCaching
	if t.Revision >= 0 { // an archive may not know it
		h[revisionHeader] = []string{strconv.FormatInt(t.Revision, 10)}
	}
	if t.Empty() {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	coding, err := codingFor(r.Header["Accept-Encoding"], t)
	if err != nil {
		return err
	}
	tag := codedTag(t.ETag, coding)
	h["Etag"] = []string{tag}
	h[mergedHeader], h[droppedHeader] = countHeader(t.Merged), countHeader(t.Dropped)
	if has := r.Header["If-None-Match"]; has != nil && matchesTile(has, t.ETag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body, err := t.Coded(coding)
	if err != nil {
		return err
	}
	h["Content-Type"] = mvtType
	h["Accept-Ranges"] = bytesRanges
	if coding != tiles.Identity {
		h["Content-Encoding"] = codingHeader[coding]
	}
	return writeRange(w, r, tag, body)
}

func countHeader(n int) []string {
	if n == 0 {
		return noneDropped
	}
	return []string{strconv.Itoa(n)}
}
