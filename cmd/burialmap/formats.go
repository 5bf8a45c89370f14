package main

import (
	"burialmap/data/format"
	"burialmap/data/format/csv"
	"burialmap/data/format/flatgeobuf"
	"burialmap/data/format/geojson"
	"burialmap/data/format/gpkg"
	"burialmap/data/format/gpx"
	"burialmap/data/format/kml"
	"burialmap/data/format/osm"
	"burialmap/data/format/shapefile"
	"burialmap/data/format/xlsx"
	"burialmap/tiles"
)

// formats are the file formats the program reads and writes. Readers that are surest of
// what they see come first, writers in the order in which people are offered them.
func formats() format.Registry {
	return format.Registry{
		Readers: []format.Reader{
			gpkg.Reader{},
			osm.PBF{},
			shapefile.Reader{},
			kml.Reader{},
			gpx.Reader{},
			flatgeobuf.Reader{},
			osm.XML{},
			xlsx.Reader{},
			geojson.Reader{},
			csv.Reader{},
		},
		Writers: []format.Writer{
			geojson.Writer{},
			geojson.LineWriter{},
			gpkg.Writer{},
			shapefile.Writer{},
			flatgeobuf.Writer{},
			csv.Writer{},
			xlsx.Writer{},
			kml.Writer{},
			kml.ArchiveWriter{},
			gpx.Writer{},
			tiles.Writer{},
		},
	}
}
