package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"burialmap/data"
	"burialmap/web"
)

// pythonWith finds a Python that has a module. Without one the test is skipped, but on CI
// it fails.
func pythonWith(t *testing.T, module, debian string) string {
	t.Helper()
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import "+module).Run() == nil {
			return python
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("Python's %s is missing; install %s", module, debian)
	}
	t.Skipf("SKIPPED: Python's %s is missing, so nothing is known about it as a client; install %s", module, debian)
	return ""
}

// client runs a script of testdata/clients against a server and reads what it prints.
func client[T any](t *testing.T, python, script, server string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, python, filepath.Join("testdata", "clients", script), server+"/api")
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "XDG_RUNTIME_DIR="+t.TempDir())
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, errs.String())
	}
	var seen T
	if err := json.Unmarshal(out.Bytes(), &seen); err != nil {
		t.Fatalf("%s: %v in %s\n%s", script, err, out.String(), errs.String())
	}
	return seen
}

// manyPlots serves invented graves beside the ground of the other tests.
func manyPlots(t *testing.T, n int) (server string, pages *atomic.Int64) {
	t.Helper()
	h := newHandler(t, newStore(t, append(ground(), plots(n)...)...), func(c *web.Config) { c.BaseURL = "" })
	pages = &atomic.Int64{}
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/plots/items") {
			pages.Add(1)
		}
		h.ServeHTTP(w, r)
	})), pages
}

func TestOWSLibPagesFiltersAndReadsQueryables(t *testing.T) {
	python := pythonWith(t, "owslib", "python3-owslib")
	server, _ := manyPlots(t, 430)
	seen := client[struct {
		Collections, Conforms, CRS         []string
		Pages, IDs, Filtered, Boxed, Dated int
		Item                               string
		Queryables                         map[string]string
	}](t, python, "with_owslib.py", server)
	if len(seen.Collections) != len(data.Collections) || seen.Pages != 7 || seen.IDs != 433 {
		t.Errorf("%d collections, %d plots on %d pages", len(seen.Collections), seen.IDs, seen.Pages)
	}
	if seen.Filtered != 1 || seen.Boxed != 1 || seen.Item != "row" {
		t.Errorf("%d filtered, %d in a box, a %s", seen.Filtered, seen.Boxed, seen.Item)
	}
	if seen.Dated != 432 { // all but the row of 1945 to 1947
		t.Errorf("%d may be of 1961", seen.Dated)
	}
	if !slices.Contains(seen.CRS, epsg+"4326") || !slices.Contains(seen.CRS, epsg+"32652") || seen.Queryables["burials"] != "integer" || seen.Queryables["geometry"] != "geometry-any" {
		t.Errorf("systems %v, queryables %v", seen.CRS, seen.Queryables)
	}
	if !slices.Contains(seen.Conforms, "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter") {
		t.Errorf("conforms to %v", seen.Conforms)
	}
}

func TestQGISPagesFiltersAndReadsTheSystem(t *testing.T) {
	python := pythonWith(t, "qgis.core", "python3-qgis")
	server, pages := manyPlots(t, 430)
	seen := client[struct {
		Valid, Sites                bool
		CRS                         string
		Count, IDs, Filtered, Boxed int
		Fields                      map[string]string
	}](t, python, "with_qgis.py", server)
	if !seen.Valid || !seen.Sites || seen.CRS != "EPSG:4326" || seen.Count != 433 || seen.IDs != 433 || seen.Filtered != 1 {
		t.Errorf("%+v", seen)
	}
	if seen.Boxed != 51 || seen.Fields["burials"] != "Integer" { // 17 columns in 3 rows
		t.Errorf("%d in a box, fields %v", seen.Boxed, seen.Fields)
	}
	if n := pages.Load(); n < 9 {
		t.Errorf("QGIS asked for %d pages of 50", n)
	}
}

func TestGDALFiltersThroughTheAPI(t *testing.T) {
	ogrinfo, ogr2ogr := gdal(t, "ogrinfo"), gdal(t, "ogr2ogr")
	server, pages := manyPlots(t, 430)
	if got := countIn(t, run(t, ogrinfo, "-ro", "-so", "OAPIF:"+server+"/api", "plots", "-where", "occupancy = 'civilian'")); got != 1 {
		t.Errorf("GDAL finds %d civilian plots, want 1", got)
	}
	if n := pages.Load(); n > 4 {
		t.Errorf("GDAL reads %d pages to find one plot", n)
	}
	// What GDAL 3.6 cannot ask for itself, the address of a page can: another system, a condition, an order.
	page := server + at("plots/items", "crs", epsg+"28422", "filter", "kind = 'row' OR name LIKE 'Grave 1_'", "sortby", "-id", "limit", "1000")
	copied := filepath.Join(t.TempDir(), "plots.csv")
	run(t, ogr2ogr, "-f", "CSV", copied, page, "-lco", "GEOMETRY=AS_WKT")
	text, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != 12 || !strings.Contains(lines[1], "row-1") || !strings.Contains(lines[1], "(5320521.406 22649238") {
		t.Errorf("%d lines:\n%s", len(lines), text)
	}
}

// TestGDALFetchesTwoHundredThousandFeatures takes a minute; make test-large runs it.
func TestGDALFetchesTwoHundredThousandFeatures(t *testing.T) {
	if os.Getenv("BURIALMAP_LARGE") == "" {
		return // the same with 20,000 is a test of its own
	}
	ogr2ogr, ogrinfo := gdal(t, "ogr2ogr"), gdal(t, "ogrinfo")
	const n = 200_000
	server := serve(t, newHandler(t, newStore(t, plots(n)...), func(c *web.Config) { c.BaseURL = "" }))
	for _, size := range []string{"10000", "1000"} {
		copied := filepath.Join(t.TempDir(), "plots"+size+".gpkg")
		began := time.Now()
		run(t, ogr2ogr, "-f", "GPKG", copied, "OAPIF:"+server+"/api", "plots", "-oo", "PAGE_SIZE="+size)
		t.Logf("%d plots in pages of %s: %v", n, size, time.Since(began))
		ids := run(t, ogrinfo, "-ro", "-q", copied, "-sql", "SELECT COUNT(DISTINCT id) AS ids FROM plots")
		if !strings.Contains(ids, "= "+strconv.Itoa(n)) {
			t.Errorf("in pages of %s: %s", size, ids)
		}
	}
}
