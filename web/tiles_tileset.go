package web

import (
	"net/http"
	"slices"

	"burialmap/tiles"
)

// tilesetDoc describes a tileset (OGC 17-083r4, 8: tileset metadata).
type tilesetDoc struct {
	Title               string         `json:"title"`
	Description         string         `json:"description"`
	DataType            string         `json:"dataType"`
	Attribution         string         `json:"attribution,omitempty"`
	CRS                 string         `json:"crs"`
	TileMatrixSetURI    string         `json:"tileMatrixSetURI"`
	TileMatrixSetLimits []tileLimits   `json:"tileMatrixSetLimits"`
	BoundingBox         tilesetBounds  `json:"boundingBox"`
	Layers              []tilesetLayer `json:"layers"`
	MediaTypes          []string       `json:"mediaTypes"`
	Links               []tileLink     `json:"links"`
}

// tileLimits say which tiles of a zoom there are: outside of them all are empty.
type tileLimits struct {
	TileMatrix string `json:"tileMatrix"`
	MinTileRow int    `json:"minTileRow"`
	MaxTileRow int    `json:"maxTileRow"`
	MinTileCol int    `json:"minTileCol"`
	MaxTileCol int    `json:"maxTileCol"`
}

type tilesetBounds struct {
	LowerLeft  [2]float64 `json:"lowerLeft"`
	UpperRight [2]float64 `json:"upperRight"`
	CRS        string     `json:"crs"`
}

type tilesetLayer struct {
	ID               string `json:"id"`
	Description      string `json:"description"`
	DataType         string `json:"dataType"`
	MinTileMatrix    string `json:"minTileMatrix"`
	MaxTileMatrix    string `json:"maxTileMatrix"`
	PropertiesSchema object `json:"propertiesSchema"`
}

// tileset describes the tiles of everything or of a collection; as TileJSON for programs
// that read that.
func (s *server) tileset(w http.ResponseWriter, r *http.Request) error {
	of, err := s.tiledBy(r)
	if err != nil {
		return err
	}
	p, err := readParams(r, "f")
	if err != nil {
		return err
	}
	o, err := s.prepare(w, r, p, asJSON, asTileJSON)
	if err != nil || o.name == "" {
		return err
	}
	url := of.url + "/" + tileMatrixSet
	t, err := s.Tiles.TileJSON(r.Context(), url+"/{z}/{y}/{x}")
	if err != nil {
		return err
	}
	if of.layer != "" {
		t.Name, t.Description = of.title, of.about
		t.VectorLayers = slices.DeleteFunc(slices.Clone(t.VectorLayers), func(l tiles.VectorLayer) bool { return l.ID != of.layer })
	}
	if o.name == asTileJSON.name {
		return writeAs(w, asTileJSON.media, t)
	}
	return writeJSON(w, s.tilesetDoc(r, of, t))
}

func (s *server) tilesetDoc(r *http.Request, of tiled, t tiles.TileJSON) tilesetDoc {
	url := of.url + "/" + tileMatrixSet
	doc := tilesetDoc{
		Title: of.title, Description: of.about, DataType: "vector", Attribution: t.Attribution,
		CRS: mercatorCRS, TileMatrixSetURI: tileMatrixSetURI, MediaTypes: []string{mediaMVT},
		BoundingBox: tilesetBounds{[2]float64{t.Bounds[0], t.Bounds[1]}, [2]float64{t.Bounds[2], t.Bounds[3]}, crs84},
		Links: []tileLink{
			{Href: url, Rel: "self", Type: asJSON.media, Title: "This document"},
			{Href: url + "?f=" + asTileJSON.name, Rel: "alternate", Type: asTileJSON.media, Title: "This tileset as TileJSON"},
			s.tilingLink(r),
			{Href: url + "/{tileMatrix}/{tileRow}/{tileCol}", Rel: "item", Type: mediaMVT, Title: "A tile", Templated: true},
		},
	}
	if of.layer == "" {
		doc.Links = append(doc.Links, tileLink{Href: s.base(r) + "/tiles.json", Rel: "alternate", Type: asJSON.media, Title: "The same tiles by zoom, column and row, as TileJSON"})
	} else {
		doc.Links = append(doc.Links, tileLink{Href: s.collectionURL(r, of.layer), Rel: "http://www.opengis.net/def/rel/ogc/1.0/geodata", Type: asJSON.media, Title: of.title})
	}
	for z := t.MinZoom; z <= t.MaxZoom; z++ {
		doc.TileMatrixSetLimits = append(doc.TileMatrixSetLimits, limitsAt(z, t.Bounds))
	}
	for _, l := range t.VectorLayers {
		properties := object{}
		for name, about := range l.Fields {
			properties[name] = object{"description": about}
		}
		doc.Layers = append(doc.Layers, tilesetLayer{l.ID, l.Description, "vector", zoomName(l.MinZoom), zoomName(l.MaxZoom),
			object{"type": "object", "properties": properties}})
	}
	return doc
}
