package main

import (
	"burialmap/data/format"
	"burialmap/data/format/csv"
	"burialmap/data/format/geojson"
	"burialmap/data/format/osmpbf"
	"burialmap/data/format/shapefile"
)

// formats are the file formats the program reads and writes. Readers that are surest of
// what they see come first.
func formats() format.Registry {
	return format.Registry{
		Readers: []format.Reader{osmpbf.Reader{}, shapefile.Reader{}, geojson.Reader{}, csv.Reader{}},
		Writers: []format.Writer{geojson.Writer{}, csv.Writer{}},
	}
}
