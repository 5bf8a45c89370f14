//go:build linux

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

const millionPlots, millionCemeteries = 1_000_000, 1000

// BenchmarkMillion brings a million plots in and out, each file by one whole run of the
// program and then, as the peer, by one of ogr2ogr. It reports plots a second, how many
// times as fast as the peer that is, the most memory the program took, and the CPU time of
// either, which says more on a busy machine. The peer keeps no history, no identity and no
// findings; it reads from our database and writes its own.
// Nobody is said to lie in the plots, so that no search for overlaps comes on top.
func BenchmarkMillion(b *testing.B) {
	dir := b.TempDir()
	writeMillion(b, filepath.Join(dir, "plots.geojsonl"))
	b.Run("Import/geojson", func(b *testing.B) { benchImport(b, dir, "plots.geojsonl") })
	if _, err := os.Stat(filepath.Join(dir, "store.gpkg")); err != nil { // that one was not asked for
		mustRun(b, dir, "import", "plots.geojsonl", "--collection", "plots", "--db", "store.gpkg")
	}
	for _, export := range []struct{ format, file, driver string }{
		{"geojson", "out.geojson", "GeoJSON"},
		{"flatgeobuf", "out.fgb", "FlatGeobuf"},
		{"csv", "out.csv", "CSV"},
		{"gpkg", "out.gpkg", "GPKG"},
	} {
		b.Run("Export/"+export.format, func(b *testing.B) {
			if _, err := formats().Writer(export.format); err != nil {
				b.Skip(err)
			}
			benchRuns(b, dir, []string{"export", "plots", "--db", "store.gpkg", "--format", export.format, "-o", export.file},
				[]string{"-f", export.driver, "gdal-" + export.file, "store.gpkg", "plots"})
		})
	}
	b.Run("Import/csv", func(b *testing.B) { benchImport(b, dir, "out.csv", "-oo", "GEOM_POSSIBLE_NAMES=geometry") })
	b.Run("Import/gpkg", func(b *testing.B) { benchImport(b, dir, "out.gpkg") })
}

// benchImport measures an import into a new database, and keeps the first one to export
// from.
func benchImport(b *testing.B, dir, file string, options ...string) {
	b.Helper()
	if _, err := os.Stat(filepath.Join(dir, file)); err != nil {
		b.Skip("what has not been exported cannot be imported")
	}
	benchRuns(b, dir, []string{"import", file, "--collection", "plots", "--db", "new.gpkg"},
		append([]string{"-f", "GPKG", "gdal-new.gpkg", file}, options...))
	err := os.Link(filepath.Join(dir, "new.gpkg"), filepath.Join(dir, "store.gpkg"))
	if err != nil && !errors.Is(err, fs.ErrExist) {
		b.Fatal(err)
	}
}

// benchRuns measures the program with ours and ogr2ogr with theirs in turn.
func benchRuns(b *testing.B, dir string, ours, theirs []string) {
	b.Helper()
	ogr2ogr, missing := exec.LookPath("ogr2ogr")
	var we, peer cost
	for b.Loop() {
		removeDatabase(filepath.Join(dir, "new.gpkg"))
		we.add(timedRun(b, dir, program, ours))
		if missing == nil {
			os.Remove(filepath.Join(dir, theirs[2]))
			peer.add(timedRun(b, dir, ogr2ogr, theirs))
		}
	}
	b.ReportMetric(0, "ns/op") // it would be of both
	b.ReportMetric(float64(b.N)*millionPlots/we.time.Seconds(), "plots/s")
	b.ReportMetric(float64(we.memory>>20), "MiB")
	b.ReportMetric(we.cpu.Seconds()/float64(b.N), "CPU-s")
	if missing == nil {
		b.ReportMetric(peer.time.Seconds()/we.time.Seconds(), "×GDAL")
		b.ReportMetric(peer.cpu.Seconds()/float64(b.N), "GDAL-CPU-s")
	}
}

// cost is what runs of a program took.
type cost struct {
	time, cpu time.Duration
	memory    int64 // bytes at most
}

func (c *cost) add(run cost) {
	c.time, c.cpu, c.memory = c.time+run.time, c.cpu+run.cpu, max(c.memory, run.memory)
}

// timedRun runs a program to its end.
func timedRun(b *testing.B, dir, name string, args []string) cost {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	began := time.Now()
	out, err := cmd.CombinedOutput()
	took := time.Since(began)
	if err != nil {
		b.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	p := cmd.ProcessState
	return cost{took, p.UserTime() + p.SystemTime(), p.SysUsage().(*syscall.Rusage).Maxrss << 10}
}

// writeMillion writes a million of the program's own invented plots.
func writeMillion(b *testing.B, name string) {
	b.Helper()
	generate := exec.Command(program, "sample", "--plots", fmt.Sprint(millionPlots), "--cemeteries", fmt.Sprint(millionCemeteries), "--seed", "1")
	lines, err := generate.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := generate.Start(); err != nil {
		b.Fatal(err)
	}
	if err := writeOutput(name, func(w *bufio.Writer) error {
		_, line := silentLines(w)
		for scan := bufio.NewScanner(lines); scan.Scan(); {
			if err := line(scan.Bytes()); err != nil {
				return err
			}
		}
		return generate.Wait()
	}); err != nil {
		b.Fatal(err)
	}
}
