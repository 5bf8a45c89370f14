package geopackage_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/geopackage"
)

// need skips a test on a machine that lacks a program; in continuous integration that
// is a failure.
func need(t *testing.T, program string) {
	t.Helper()
	_, err := exec.LookPath(program)
	switch {
	case err == nil:
	case os.Getenv("CI") != "":
		t.Fatalf("%s is missing", program)
	default:
		t.Skipf("SKIPPED: %s is missing (Debian: gdal-bin, python3-gdal)", program)
	}
}

func run(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// validate runs the validator of GDAL, with all its checks and warnings as errors.
func validate(t *testing.T, path string) {
	t.Helper()
	const python = "/usr/bin/python3" // the one that Debian's GDAL belongs to
	need(t, python)
	if err := exec.Command(python, "-c", "import osgeo_utils.samples.validate_gpkg").Run(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("GDAL's validate_gpkg is missing")
		}
		t.Skip("SKIPPED: GDAL's validate_gpkg is missing (Debian: python3-gdal)")
	}
	run(t, python, "-W", "error", "-m", "osgeo_utils.samples.validate_gpkg", "-v", "--extra", "--warning-as-error", path)
}

func TestGDALAcceptsTheFileWhileTheStoreIsOpen(t *testing.T) {
	need(t, "ogrinfo")
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "live.gpkg")
	s, err := geopackage.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	validate(t, path)
	put(t, s, everyKind()...)
	validate(t, path)
	out := run(t, "ogrinfo", "-al", "-so", path)
	for _, c := range data.Collections {
		n, err := s.Count(ctx, data.Query{Collection: c.Name})
		if err != nil {
			t.Fatal(err)
		}
		_, layer, found := strings.Cut(out, "Layer name: "+c.Name+"\n")
		if !found || !strings.Contains(layer[:strings.Index(layer+"Layer name", "Layer name")], fmt.Sprintf("Feature Count: %d\n", n)) {
			t.Errorf("ogrinfo does not count %d %s:\n%s", n, c.Name, layer)
		}
	}
}

func put(t testing.TB, s data.Store, features ...data.Feature) data.Change {
	t.Helper()
	c, err := s.Write(context.Background(), "test", "put", func(tx data.Tx) error {
		for _, f := range features {
			if _, err := tx.Put(context.Background(), f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// everyKind is at least one feature of each collection.
func everyKind() []data.Feature {
	list := []data.Feature{
		{Collection: "sources", ID: "plan-1", Properties: map[string]any{"title": "Invented plan", "kind": "plan"}, Location: data.Location{Fictional: true}},
		{Collection: "sites", ID: "site-1", Properties: map[string]any{"name": "Nowhere", "status": "unlocated"}, Location: data.Location{Fictional: true}},
		{Collection: "cemeteries", ID: "cemetery-1", Geometry: plot(1).Geometry, Properties: map[string]any{"use": "mixed"}, Location: data.Location{Fictional: true}},
		{Collection: "overlaps", ID: "overlap-1", Geometry: plot(2).Geometry, Properties: map[string]any{"class": "not_assessed", "area_m2": 2.5}, Location: data.Location{Fictional: true}},
	}
	for i := range 20 {
		list = append(list, plot(i))
	}
	return list
}
