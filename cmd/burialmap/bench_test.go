package main

import (
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/paulmach/orb/maptile"
)

// The benchmarks of the whole program, as its users run it. docs/BENCHMARKS.md has the
// results. Figures of one plot set are comparable within one run only.

const benchPlots, benchCemeteries = 200_000, 200

// BenchmarkImport is reading 200,000 plots from GeoJSON to the finished transaction;
// BenchmarkImportByGDAL the same file to a GeoPackage by ogr2ogr, which keeps no history,
// no identity and no findings.
func BenchmarkImport(b *testing.B) {
	dir := benchData(b)
	var took time.Duration
	for b.Loop() {
		took += importTime(b, dir, "plots.geojsonl")
	}
	b.ReportMetric(float64(b.N)*benchPlots/took.Seconds(), "plots/s")
}

func BenchmarkImportByGDAL(b *testing.B) {
	ogr2ogr := needTool(b, "ogr2ogr", "install gdal-bin")
	dir := benchData(b)
	for b.Loop() {
		cmd := exec.Command(ogr2ogr, "-overwrite", "-f", "GPKG", "gdal.gpkg", "plots.geojsonl")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
	b.ReportMetric(float64(b.N)*benchPlots/b.Elapsed().Seconds(), "plots/s")
}

// BenchmarkImportAgain is the same file once more, in which nothing differs.
func BenchmarkImportAgain(b *testing.B) {
	dir := benchData(b)
	importTime(b, dir, "plots.geojsonl")
	for b.Loop() {
		mustRun(b, dir, "import", "plots.geojsonl", "--collection", "plots", "--db", "timed.gpkg", "--dry-run")
	}
	b.ReportMetric(float64(b.N)*benchPlots/b.Elapsed().Seconds(), "plots/s")
}

// BenchmarkOverlaps is the search for all overlaps among 100,000 prisoners' and 100,000
// civilian graves, with every pair described and stored.
func BenchmarkOverlaps(b *testing.B) {
	dir := benchData(b)
	mustRun(b, dir, "import", "plots.geojsonl", "--collection", "plots", "--db", "whole.gpkg")
	for b.Loop() {
		mustRun(b, dir, "overlaps", "--db", "whole.gpkg")
	}
}

// BenchmarkStart is from starting the server on 200,000 plots and their overlaps to its
// first answer that it is ready; BenchmarkColdTile a tile that nobody has asked for yet,
// over HTTP.
func BenchmarkStart(b *testing.B) {
	dir := benchData(b)
	mustRun(b, dir, "import", "plots.geojsonl", "--collection", "plots", "--db", "whole.gpkg")
	for b.Loop() {
		s := serve(b, dir, "--db", "whole.gpkg")
		s.get(b, "/readyz", http.StatusOK)
		b.StopTimer()
		s.stop(b)
		b.StartTimer()
	}
}

func BenchmarkColdTile(b *testing.B) {
	dir := benchData(b)
	mustRun(b, dir, "import", "plots.geojsonl", "--collection", "plots", "--db", "whole.gpkg")
	for _, zoom := range []maptile.Zoom{14, 12, 10} {
		b.Run(fmt.Sprintf("z%d", zoom), func(b *testing.B) {
			s := serve(b, dir, "--db", "whole.gpkg")
			addresses := tilesWithPlots(b, s, zoom)
			next := 0
			for b.Loop() {
				if next == len(addresses) { // all are kept now: a new server has none
					b.StopTimer()
					s.stop(b)
					s, next = serve(b, dir, "--db", "whole.gpkg"), 0
					b.StartTimer()
				}
				s.get(b, addresses[next], http.StatusOK)
				next++
			}
			b.ReportMetric(float64(len(addresses)), "tiles")
		})
	}
}

// tilesWithPlots are the addresses of the tiles of a zoom that hold the first plot of
// each cemetery: plots are numbered cemetery by cemetery.
func tilesWithPlots(b *testing.B, s *server, zoom maptile.Zoom) []string {
	b.Helper()
	seen := map[maptile.Tile]bool{}
	var addresses []string
	for c := range benchCemeteries {
		page := s.page(b, fmt.Sprintf("/api/collections/plots/items?limit=1&after=%d", c*benchPlots/benchCemeteries))
		tile := maptile.At(page.Features[0].corner(b), zoom)
		if !seen[tile] {
			seen[tile] = true
			addresses = append(addresses, fmt.Sprintf("/tiles/%d/%d/%d.mvt", tile.Z, tile.X, tile.Y))
		}
	}
	return addresses
}

// benchData is a folder with 200,000 invented plots in 200 cemeteries.
func benchData(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	mustRun(b, dir, "sample", "--plots", fmt.Sprint(benchPlots), "--cemeteries", fmt.Sprint(benchCemeteries), "-o", filepath.Join(dir, "plots.geojsonl"))
	return dir
}
