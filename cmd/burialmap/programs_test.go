package main

import (
	"archive/zip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ground is a list of three invented cemeteries that other programs turn into files.
const ground = "id,name,name_ja,accuracy_m,lon,lat\n" +
	"a,Вымышленное кладбище,架空の墓地,12.5,135.0719,48.4825\n" +
	"b,Ещё одно,もう一つ,40,135.1,48.5\n" +
	"c,Third,三番目,7,135.125,48.25\n"

// runTool runs a program of somebody else to its end.
func runTool(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "QT_QPA_PLATFORM=offscreen", "LC_ALL=C.UTF-8")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, out, stderr.String())
	}
	return out
}

func TestFilesOfOtherProgramsAreImported(t *testing.T) {
	gdal := func(driver string, options ...string) func(t *testing.T, csv, out string) {
		return func(t *testing.T, csv, out string) {
			args := []string{"-f", driver, out, csv, "-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat"}
			srs := "-a_srs"
			if slices.Contains(options, "-t_srs") {
				srs = "-s_srs"
			}
			runTool(t, needTool(t, "ogr2ogr", "install gdal-bin"), append(append(args, srs, "EPSG:4326"), options...)...)
		}
	}
	for name, c := range map[string]struct {
		make     func(t *testing.T, csv, out string)
		args     []string
		accuracy bool // the format has a place for it
	}{
		"gdal.kmz":     {make: gdal("LIBKML"), accuracy: true},
		"gdal.kml":     {make: gdal("KML"), accuracy: true},
		"gdal.gpx":     {make: gdal("GPX", "-nlt", "POINT", "-dsco", "GPX_USE_EXTENSIONS=YES")},
		"gdal.shp":     {make: gdal("ESRI Shapefile", "-lco", "ENCODING=UTF-8"), accuracy: true},
		"cp1251.shp":   {make: gdal("ESRI Shapefile", "-lco", "ENCODING=CP1251", "-select", "id,name,accuracy_m"), accuracy: true},
		"utm.shp":      {make: gdal("ESRI Shapefile", "-t_srs", "EPSG:32653", "-lco", "ENCODING=UTF-8"), accuracy: true},
		"pulkovo.gpkg": {make: gdal("GPKG", "-t_srs", "EPSG:28423"), accuracy: true},
		"gdal.fgb":     {make: gdal("FlatGeobuf"), accuracy: true},
		"seq.geojsonl": {make: gdal("GeoJSONSeq"), accuracy: true},
		"office.xlsx": {accuracy: true, make: func(t *testing.T, csv, out string) {
			runTool(t, needTool(t, "soffice", "install libreoffice-calc"), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:44,34,76,1", "--outdir", filepath.Dir(out), csv)
			if err := os.Rename(filepath.Join(filepath.Dir(out), "ground.xlsx"), out); err != nil {
				t.Fatal(err)
			}
		}},
		"babel.gpx": {make: func(t *testing.T, csv, out string) { babel(t, csv, "gpx", out) }},
		"babel.kml": {make: func(t *testing.T, csv, out string) { babel(t, csv, "kml", out) }},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			csv, file := filepath.Join(dir, "ground.csv"), filepath.Join(dir, name)
			if err := os.WriteFile(csv, []byte(ground), 0o600); err != nil {
				t.Fatal(err)
			}
			c.make(t, csv, file)
			args := append([]string{"import", "--collection", "cemeteries", file}, c.args...)
			r := burialmap(t, dir, args...)
			if r.code != exitDone || !strings.Contains(r.stdout, "3 read, 3 new, 0 updated, 0 unchanged, 0 refused") {
				t.Fatalf("exit code %d\n%s%s", r.code, r.stdout, r.stderr)
			}
			s := serve(t, dir)
			found := s.page(t, "/api/collections/cemeteries/items?bbox=135.0718,48.4824,135.072,48.4826")
			if len(found.Features) != 1 || found.Features[0].Properties["name"] != "Вымышленное кладбище" {
				t.Fatalf("%+v", found.Features)
			}
			if _, stated := found.Features[0].Properties["accuracy_m"]; stated != c.accuracy {
				t.Errorf("accuracy: %v", found.Features[0].Properties["accuracy_m"])
			}
			if again := mustRun(t, dir, args...); !strings.Contains(again.stdout, "3 unchanged") {
				t.Errorf("a second time: %s", again.stdout)
			}
		})
	}
}

// babel turns the list into a file of gpsbabel.
func babel(t *testing.T, csv, kind, out string) {
	t.Helper()
	var rows strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(ground), "\n")[1:] {
		cells := strings.Split(line, ",")
		fmt.Fprintf(&rows, "%s,%s,%s\n", cells[5], cells[4], cells[1])
	}
	if err := os.WriteFile(csv, []byte(rows.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	runTool(t, needTool(t, "gpsbabel", "install gpsbabel"), "-w", "-i", "csv", "-f", csv, "-o", kind, "-F", out)
}

// opened is what testdata/open_layers.py reports of a layer.
type opened struct {
	Valid          bool
	Count, Located int
	CRS            string
	Rows           []map[string]string
}

func TestQGISOpensExportsAndTheAPI(t *testing.T) {
	python := ""
	for _, candidate := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(candidate, "-c", "import qgis.core").Run() == nil {
			python = candidate
			break
		}
	}
	if python == "" {
		needTool(t, "python3 with QGIS", "install python3-qgis")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "ground.csv"), []byte(ground), 0o600); err != nil {
		t.Fatal(err)
	}
	mustRun(t, dir, "import", "--collection", "cemeteries", "--set", "use=civilian", "ground.csv")
	mustRun(t, dir, "export", "cemeteries", "--format", "shapefile", "-o", "ground.zip")
	mustRun(t, dir, "export", "all", "-o", "all.gpkg")
	mustRun(t, dir, "export", "cemeteries", "-o", "ground.fgb")
	s := serve(t, dir)
	layers := map[string]string{
		"Shapefile":  filepath.Join(unzipped(t, filepath.Join(dir, "ground.zip")), "cemeteries_points.shp"),
		"GeoPackage": filepath.Join(dir, "all.gpkg") + "|layername=cemeteries",
		"FlatGeobuf": filepath.Join(dir, "ground.fgb"),
		"OGC API":    fmt.Sprintf("url='%s/api' typename='cemeteries'", s.url),
	}
	for name, uri := range layers {
		t.Run(name, func(t *testing.T) {
			provider := "ogr"
			if name == "OGC API" {
				provider = "OAPIF"
			}
			var seen []opened
			unmarshal(t, runTool(t, python, filepath.Join("testdata", "open_layers.py"), provider, uri), &seen)
			l := seen[0]
			if !l.Valid || l.Count != 3 || l.Located != 3 || !strings.Contains("EPSG:4326 OGC:CRS84", l.CRS) || l.CRS == "" {
				t.Fatalf("%+v", l)
			}
			found := false
			for _, row := range l.Rows {
				found = found || row["name"] == "Вымышленное кладбище" && row["name_ja"] == "架空の墓地"
			}
			if !found {
				t.Errorf("the names are not intact: %v", l.Rows)
			}
		})
	}
}

// unzipped unpacks an archive of our own and returns the folder.
func unzipped(t *testing.T, path string) string {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	dir := t.TempDir()
	if err := os.CopyFS(dir, archive); err != nil {
		t.Fatal(err)
	}
	return dir
}
