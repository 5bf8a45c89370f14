package gpkg_test

import (
	"os"
	"path/filepath"
	"testing"

	"burialmap/data"
	"burialmap/data/format/gpkg"
	"burialmap/data/formattest"
	"burialmap/data/geopackage"
)

// FuzzRead changes bytes of a database of ours: tables, indexes, triggers and views.
func FuzzRead(f *testing.F) {
	path := filepath.Join(f.TempDir(), "store.gpkg")
	store, err := geopackage.Create(path)
	if err != nil {
		f.Fatal(err)
	}
	if err := store.Close(); err != nil {
		f.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte("SQLite format 3\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if complaint := formattest.Survive(gpkg.Reader{}, file, data.Plots); complaint != "" {
			t.Fatal(complaint)
		}
	})
}
