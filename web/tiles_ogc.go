package web

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"burialmap/data"
	"burialmap/tiles"
)

// OGC API – Tiles (17-069r4 part 1: OGC 20-057): the same tiles as at /tiles, of everything
// and of each collection, described the way GIS programs look for them.

const (
	tilingRel   = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
	tilesetsRel = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
	schemesRel  = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"
)

var (
	asMVT      = offer{name: "mvt", title: "Mapbox Vector Tile", media: mediaMVT, also: []string{"application/x-protobuf", "application/octet-stream"}}
	asTileJSON = offer{name: "tilejson", title: "TileJSON", media: "application/vnd.mapbox.tile+json"}
)

// tileRoutes are the addresses of OGC API – Tiles. Tiles come packed already.
func (s *server) tileRoutes(r *mux.Router) {
	described := func(h handler) http.Handler { return public(compressed()(reading(s.handle(h)))) }
	const one = "/" + tileMatrixSet + "/{tileMatrix}/{tileRow}/{tileCol}"
	for _, of := range []string{"/api", "/api/collections/{collection}"} {
		r.Handle(of+"/tiles"+one, public(reading(s.handle(s.ogcTile))))
		r.Handle(of+"/tiles", described(s.tilesets))
		r.Handle(of+"/tiles/"+tileMatrixSet, described(s.tileset))
	}
	r.Handle("/api/tileMatrixSets", described(s.tileMatrixSets))
	r.Handle("/api/tileMatrixSets/"+tileMatrixSet, described(s.webMercatorQuad))
}

// tiled is what the tiles of an address show: everything, or one collection.
type tiled struct {
	layer string // "" for all
	title string
	about string
	url   string // of its list of tilesets
}

func (s *server) tiledBy(r *http.Request) (tiled, error) {
	if mux.Vars(r)["collection"] == "" {
		return tiled{title: apiTitle, about: apiAbout, url: s.base(r) + "/api/tiles"}, nil
	}
	c, err := collectionOf(r)
	if err == nil && !c.Spatial {
		err = missing("This collection has no place and no tiles.")
	}
	return tiled{layer: c.Name, title: c.Title, about: c.About, url: s.collectionURL(r, c.Name) + "/tiles"}, err
}

// ogcTile answers a tile by row and column.
func (s *server) ogcTile(w http.ResponseWriter, r *http.Request) error {
	of, err := s.tiledBy(r)
	if err != nil {
		return err
	}
	p, err := readParams(r, of.params()...)
	if err != nil {
		return err
	}
	if _, err := negotiate(r, p, asMVT); err != nil {
		return err
	}
	vars := mux.Vars(r)
	at, err := tileNumbers(vars["tileMatrix"], vars["tileCol"], vars["tileRow"])
	if err != nil {
		return err
	}
	ask := tiles.Ask{Z: at[0], X: at[1], Y: at[2], Layer: of.layer}
	if ask.Wanted, err = s.tileFilters(r.Context(), of, p); err != nil {
		return err
	}
	t, err := s.Tiles.TileOf(r.Context(), ask)
	if errors.Is(err, tiles.ErrFixed) {
		return fixedTiles()
	}
	if err != nil {
		return err
	}
	return writeTile(w, r, t)
}

// tileLink is a link that may have places to fill in.
type tileLink struct {
	Href      string `json:"href"`
	Rel       string `json:"rel"`
	Type      string `json:"type,omitempty"`
	Title     string `json:"title,omitempty"`
	Templated bool   `json:"templated,omitempty"`
}

type tilesetsDoc struct {
	Links    []tileLink   `json:"links"`
	Tilesets []tilesetRef `json:"tilesets"`
}

// tilesetRef is a tileset as a list of them names it.
type tilesetRef struct {
	Title            string     `json:"title"`
	DataType         string     `json:"dataType"`
	CRS              string     `json:"crs"`
	TileMatrixSetURI string     `json:"tileMatrixSetURI"`
	Links            []tileLink `json:"links"`
}

// tilesets lists the tilesets of everything or of a collection: there is one.
func (s *server) tilesets(w http.ResponseWriter, r *http.Request) error {
	of, err := s.tiledBy(r)
	if err != nil {
		return err
	}
	p, err := readParams(r, "f")
	if err != nil {
		return err
	}
	if _, err := negotiate(r, p, asJSON); err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	return writeJSON(w, tilesetsDoc{
		Links: []tileLink{{Href: of.url, Rel: "self", Type: asJSON.media, Title: "This document"}},
		Tilesets: []tilesetRef{{Title: of.title, DataType: "vector", CRS: mercatorCRS, TileMatrixSetURI: tileMatrixSetURI, Links: []tileLink{
			{Href: of.url + "/" + tileMatrixSet, Rel: "self", Type: asJSON.media, Title: of.title + " as vector tiles"},
			s.tilingLink(r),
		}}},
	})
}

func (s *server) tilingLink(r *http.Request) tileLink {
	return tileLink{Href: s.base(r) + "/api/tileMatrixSets/" + tileMatrixSet, Rel: tilingRel, Type: asJSON.media, Title: tileMatrixSet}
}

// tilesLinks lead to the tilesets of everything and to the tile matrix sets.
func (s *server) tilesLinks(r *http.Request) []link {
	return []link{
		{s.base(r) + "/api/tiles", tilesetsRel, asJSON.media, "Vector tiles of all collections"},
		{s.base(r) + "/api/tileMatrixSets", schemesRel, asJSON.media, "The tile matrix sets"},
	}
}

// tilesetsLinks lead to the tilesets of a collection, if it has any.
func (s *server) tilesetsLinks(r *http.Request, c data.Collection) []link {
	if !c.Spatial {
		return nil
	}
	return []link{{s.collectionURL(r, c.Name) + "/tiles", tilesetsRel, asJSON.media, c.Title + " as vector tiles"}}
}

func zoomName(z int) string { return strconv.Itoa(z) }
