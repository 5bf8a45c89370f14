package web

import "burialmap/data"

// tileOperations are the addresses of tiles: those of OGC API – Tiles, and those of the map.
func tileOperations() []operation {
	shape := func(path, id, summary string, offers ...offer) operation {
		answers := object{}
		for _, o := range offers {
			answers[o.media] = media(object{"type": "object"})
		}
		return operation{Path: path, ID: id, Summary: summary, answers: answers, Parameters: []parameter{formParameter(offers...)}}
	}
	ops := []operation{
		shape("/tileMatrixSets", "tileMatrixSets", "The tile matrix sets.", asJSON),
		shape("/tileMatrixSets/"+tileMatrixSet, "tileMatrixSet", "The definition of "+tileMatrixSet+".", asJSON),
	}
	tilesOf := func(path, id, what string, conditions ...parameter) {
		ops = append(ops,
			shape(path+"/tiles", id+"tilesets", "The tilesets of "+what+".", asJSON),
			shape(path+"/tiles/"+tileMatrixSet, id+"tileset", "The vector tiles of "+what+", described.", asJSON, asTileJSON),
			operation{Path: path + "/tiles/" + tileMatrixSet + "/{tileMatrix}/{tileRow}/{tileCol}", ID: id + "ogctile",
				Summary: "A Mapbox Vector Tile of " + what + ".", answers: object{mediaMVT: binary()}, empty: true,
				Parameters: append([]parameter{tileParameter("tileMatrix", "Zoom."), tileParameter("tileRow", "Row, counted from the north."),
					tileParameter("tileCol", "Column, counted from the west."), formParameter(asMVT), datetimeParameter()}, conditions...)})
	}
	tilesOf("", "", "all collections")
	for _, c := range data.Collections {
		if c.Spatial {
			tilesOf("/collections/"+c.Name, c.Name+".", "the collection "+c.Name, conditionParameters()...)
		}
	}
	z, x, y := tileParameter("z", "Zoom."), tileParameter("x", "Column, counted from the west."), tileParameter("y", "Row, counted from the north.")
	return append(ops,
		operation{Path: "/tiles.json", outside: true, ID: "tilejson", Summary: "The vector tiles of all collections, as TileJSON 3.0.", Parameters: narrowingParameters(true), answers: object{asJSON.media: media(object{"type": "object"})}},
		operation{Path: "/tiles/{z}/{x}/{y}.mvt", outside: true, ID: "tile", Summary: "A Mapbox Vector Tile, with the collections as layers.", Parameters: append([]parameter{z, x, y}, narrowingParameters(true)...),
			answers: object{mediaMVT: binary()}, empty: true})
}
