package web

import (
	"math"
	"net/http"
)

// The tile matrix set of all tiles: OGC 17-083r4, annex D.1.
const (
	tileMatrixSet    = "WebMercatorQuad"
	tileMatrixSetURI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
	mercatorCRS      = "http://www.opengis.net/def/crs/EPSG/0/3857"
	// mercatorEdge is half of the equator of a sphere with the radius 6378137 m.
	mercatorEdge = math.Pi * 6378137
	// matrices are the zooms that the standard defines.
	matrices = 25
	// pixelSize is that of the standard's screen, in metres.
	pixelSize = 0.00028
)

type matrixSetDoc struct {
	ID                string      `json:"id"`
	Title             string      `json:"title"`
	URI               string      `json:"uri"`
	CRS               string      `json:"crs"`
	OrderedAxes       []string    `json:"orderedAxes,omitempty"`
	WellKnownScaleSet string      `json:"wellKnownScaleSet,omitempty"`
	TileMatrices      []matrixDoc `json:"tileMatrices,omitempty"`
	Links             []tileLink  `json:"links,omitempty"`
}

type matrixDoc struct {
	ID               string     `json:"id"`
	ScaleDenominator float64    `json:"scaleDenominator"`
	CellSize         float64    `json:"cellSize"`
	CornerOfOrigin   string     `json:"cornerOfOrigin"`
	PointOfOrigin    [2]float64 `json:"pointOfOrigin"`
	TileWidth        int        `json:"tileWidth"`
	TileHeight       int        `json:"tileHeight"`
	MatrixWidth      int        `json:"matrixWidth"`
	MatrixHeight     int        `json:"matrixHeight"`
}

// tileMatrixSets lists the tile matrix sets: there is one.
func (s *server) tileMatrixSets(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "f")
	if err != nil {
		return err
	}
	if _, err := negotiate(r, p, asJSON); err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	return writeJSON(w, object{
		"tileMatrixSets": []matrixSetDoc{{ID: tileMatrixSet, Title: "Google Maps Compatible for the World", URI: tileMatrixSetURI, CRS: mercatorCRS,
			Links: []tileLink{s.tilingLink(r)}}},
		"links": []tileLink{{Href: s.base(r) + "/api/tileMatrixSets", Rel: "self", Type: asJSON.media, Title: "This document"}},
	})
}

// webMercatorQuad defines the tile matrix set.
func (s *server) webMercatorQuad(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "f")
	if err != nil {
		return err
	}
	if _, err := negotiate(r, p, asJSON); err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	doc := matrixSetDoc{
		ID: tileMatrixSet, Title: "Google Maps Compatible for the World", URI: tileMatrixSetURI, CRS: mercatorCRS,
		OrderedAxes: []string{"X", "Y"}, WellKnownScaleSet: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
	}
	for z := range matrices {
		cell := math.Ldexp(2*mercatorEdge/256, -z)
		doc.TileMatrices = append(doc.TileMatrices, matrixDoc{zoomName(z), cell / pixelSize, cell, "topLeft",
			[2]float64{-mercatorEdge, mercatorEdge}, 256, 256, 1 << z, 1 << z})
	}
	return writeJSON(w, doc)
}

// limitsAt are the tiles of a zoom that bounds meet: west, south, east, north in degrees.
func limitsAt(z int, b [4]float64) tileLimits {
	size := math.Exp2(float64(z))
	column := func(lon float64) int { return tileIndex((lon/360+0.5)*size, 1<<z) }
	row := func(lat float64) int {
		s := math.Sin(lat * math.Pi / 180)
		return tileIndex((0.5-math.Log((1+s)/(1-s))/(4*math.Pi))*size, 1<<z)
	}
	return tileLimits{zoomName(z), row(b[3]), row(b[1]), column(b[0]), column(b[2])}
}

// tileIndex is the number of the tile in which a coordinate lies.
func tileIndex(at float64, n int) int { return int(max(0, min(math.Floor(at), float64(n-1)))) }
