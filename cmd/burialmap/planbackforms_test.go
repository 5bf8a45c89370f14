package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestFormsFilledInByHalvesComeBackWithNothingLost(t *testing.T) {
	dir, pack := carried(t)
	somewhere := orb.Point{132.2727, 55.1169}
	fill(t, pack, "observations",
		seen{"id": "no place", "of": "plots/demo-larch-p1", "takes_position": true, "remarks": "forgot to tap the map"},
		seen{"id": "of nothing", "geom": somewhere, "takes_position": true},
		seen{"id": "of a stranger", "geom": somewhere, "of": "plots/none", "takes_position": true},
		seen{"id": "numbers", "geom": somewhere, "of": "sites/demo-larch", "graves": -3, "depth_m": -0.5, "marker": "plastic", "observed": "yesterday"},
		seen{"id": "photos", "geom": somewhere, "of": "sites/demo-larch", "photos": "../../../etc/passwd; photos/2.jpg"},
		seen{"remarks": "a row without an id"},
		seen{"remarks": nil}, // saved without a word
	)
	r := mustRun(t, dir, "import", pack)
	if !strings.Contains(r.stdout, "7 read, 7 new, 0 updated, 0 unchanged, 0 refused") || strings.Contains(r.stdout, "positions that observations state") {
		t.Errorf("%s", r.stdout)
	}
	for _, rule := range []string{"observation_no_position", "observation_of_missing", "observation_of_unknown", "graves_value", "depth_m_value", "marker_value", "observed_value", "photo_path"} {
		if strings.Count(r.stderr, "["+rule+"]") != 1 {
			t.Errorf("%s is not told once:\n%s", rule, r.stderr)
		}
	}
	numbers := recordOf(t, dir, "observations", "numbers")
	for name, want := range map[string]string{"graves": "-3", "depth_m": "-0.5", "marker": "plastic", "observed": "yesterday"} {
		if numbers.Extra[name] != want || numbers.Properties[name] != nil {
			t.Errorf("%s: beside the record stands %q, in the field %v", name, numbers.Extra[name], numbers.Properties[name])
		}
	}
	if photos := recordOf(t, dir, "observations", "photos"); photos.Text("photos") != "passwd; photos/2.jpg" || photos.Extra["photos"] != "../../../etc/passwd; photos/2.jpg" {
		t.Errorf("%+v", photos)
	}
	again := mustRun(t, dir, "import", pack)
	if !strings.Contains(again.stdout, "7 read, 0 new, 0 updated, 7 unchanged") {
		t.Errorf("once more:\n%s", again.stdout)
	}
}

func TestEditsOfWhatThePackageOnlyCopiesAreToldAndNotTaken(t *testing.T) {
	dir, pack := carried(t)
	edit(t, pack, func(db *sql.DB) {
		for _, text := range []string{
			"UPDATE plots SET burials = 7 WHERE id = 'demo-larch-p1'",
			"UPDATE sites SET geom = NULL WHERE id = 'demo-larch'",
		} {
			if _, err := db.ExecContext(t.Context(), text); err != nil {
				t.Fatal(err)
			}
		}
	})
	fill(t, pack, "plots", seen{"geom": orb.Point{132.2727, 55.1169}, "id": "found", "kind": "grave", "occupancy": "pow"})
	before := mustRun(t, dir, "export", "plots", "--format", "csv").stdout + mustRun(t, dir, "export", "sites", "--format", "csv").stdout
	r := mustRun(t, dir, "import", pack)
	for _, want := range []string{"plots/demo-larch-p1 was edited in the file: burials;", "sites/demo-larch was edited in the file: geometry", "the layer plots has a record found that the database does not know", "--layer plots --collection plots"} {
		if strings.Count(r.stderr, want) == 0 {
			t.Errorf("%q is missing:\n%s", want, r.stderr)
		}
	}
	if n := strings.Count(r.stderr, "[copy_"); n != 3 {
		t.Errorf("%d differences are told:\n%s", n, r.stderr)
	}
	if after := mustRun(t, dir, "export", "plots", "--format", "csv").stdout + mustRun(t, dir, "export", "sites", "--format", "csv").stdout; after != before {
		t.Error("something of them was taken")
	}
	r = burialmap(t, dir, "import", pack, "--layer", "plots", "--collection", "plots")
	if found := recordOf(t, dir, "plots", "demo-larch-p1"); found.Properties["burials"] != int64(7) || r.code != exitDone {
		t.Errorf("what was asked for is not taken: %+v\n%s%s", found, r.stdout, r.stderr)
	}
}

func TestTwoTeamsWithTheSamePackageDoNotOverwriteEachOther(t *testing.T) {
	dir, first := carried(t)
	other := t.TempDir()
	copyTo(t, first, filepath.Join(other, "field.gpkg"))
	fill(t, first, "observations", seen{"geom": orb.Point{132.27, 55.11}, "remarks": "row 1 of one team"})
	fill(t, filepath.Join(other, "field.gpkg"), "observations", seen{"geom": orb.Point{132.28, 55.12}, "remarks": "row 1 of the other"})
	mustRun(t, dir, "import", first, filepath.Join(other, "field.gpkg"))
	all := mustRun(t, dir, "export", "observations", "--format", "csv").stdout
	for _, want := range []string{"row 1 of one team", "row 1 of the other"} {
		if strings.Count(all, want) != 1 {
			t.Errorf("%q is lost:\n%s", want, all)
		}
	}
}

func TestWhatGDALWritesIntoTheFormComesBack(t *testing.T) {
	dir, pack := carried(t)
	write(t, dir, "rows.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[132.2727,55.1169]},
		"properties":{"id":"by-gdal","of":"sites/demo-larch","takes_position":true,"observed":"2027-07-05","accuracy_m":4.9,"location_method":"gps"}}]}`)
	runTool(t, needTool(t, "ogr2ogr", "install gdal-bin"), "-append", "-update", "-nln", "observations", pack, filepath.Join(dir, "rows.geojson"))
	r := mustRun(t, dir, "import", pack)
	if o := recordOf(t, dir, "observations", "by-gdal"); o.Text("observed") != "2027-07-05" || !strings.Contains(r.stdout, "positions/by-gdal of sites/demo-larch") || r.stderr != "" {
		t.Errorf("%+v\n%s%s", o, r.stdout, r.stderr)
	}
}

func copyTo(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
