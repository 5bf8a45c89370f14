package geopackage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/geopackage"
	"burialmap/data/storetest"
)

func newStore(t testing.TB) *geopackage.Store {
	t.Helper()
	s, err := geopackage.Create(filepath.Join(t.TempDir(), "test.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestStorePassesTheSuite opens one file for each subtest, again and again.
func TestStorePassesTheSuite(t *testing.T) {
	defer geopackage.DivideFromMemory(20)()
	folder := t.TempDir()
	storetest.Run(t, func(t *testing.T) data.Store {
		path := filepath.Join(folder, strings.ReplaceAll(t.Name(), "/", "-")+".gpkg")
		open := geopackage.Open
		if _, err := os.Stat(path); err != nil {
			open = geopackage.Create
		}
		s, err := open(path)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
