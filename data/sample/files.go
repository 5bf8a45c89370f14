package sample

import (
	"embed"
	"io/fs"
)

//go:generate go run ./demonstration -o .
//go:embed documented_*.csv demonstration_*.geojson
var files embed.FS

// File is one file of the sample and the collection its records belong to.
type File struct {
	Name       string // within the file system that Files returns
	Collection string
}

// Files returns the sample and the order in which to import it, so that whatever a
// record refers to is there before it. Names beginning with "demonstration_" hold
// invented records only, the others none.
func Files() (fs.FS, []File) {
	return files, []File{
		{"documented_sources.csv", "sources"},
		{"demonstration_sources.geojson", "sources"},
		{"demonstration_cemeteries.geojson", "cemeteries"},
		{"documented_sites.csv", "sites"},
		{"documented_restrictions.csv", "restrictions"},
		{"demonstration_sites.geojson", "sites"},
		{"demonstration_plots.geojson", "plots"},
	}
}
