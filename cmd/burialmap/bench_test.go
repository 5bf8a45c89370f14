package main

import (
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
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

// benchData is a folder with 200,000 invented plots in 200 cemeteries.
func benchData(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	mustRun(b, dir, "sample", "--plots", fmt.Sprint(benchPlots), "--cemeteries", fmt.Sprint(benchCemeteries), "-o", filepath.Join(dir, "plots.geojsonl"))
	return dir
}
