//go:build linux

package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb/encoding/wkt"
	"github.com/paulmach/orb/geojson"
)

// memoryLimit is how much importing any file may take, in bytes.
const memoryLimit = 512 << 20

// fileSize is the length of the files that are imported, in bytes: a gigabyte takes
// minutes and 4 GB of disk, and is left to make test-large.
func fileSize() int64 {
	if os.Getenv("BURIALMAP_LARGE") == "" {
		return 16 << 20
	}
	return 1 << 30
}

// The plots say of nobody who lies in them, so that no search for overlaps comes on top.
func TestAFileOfAGigabyteIsImportedInHalfAGigabyteOfMemory(t *testing.T) {
	for name, convert := range map[string]converter{"plots.geojsonl": silentLines, "plots.csv": csvRows} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			records := writeLarge(t, filepath.Join(dir, name), convert)
			cmd := exec.Command(program, "import", name, "--collection", "plots")
			cmd.Dir = dir
			began := time.Now()
			out, err := cmd.CombinedOutput()
			took := time.Since(began)
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
			t.Logf("%d records in %v, %.0f a second; %d MiB at most", records, took.Round(time.Second), float64(records)/took.Seconds(), peak>>20)
			if peak > memoryLimit {
				t.Errorf("the import took %d MiB of memory, more than %d", peak>>20, memoryLimit>>20)
			}
			if want := fmt.Sprintf("%d read, %d new, 0 updated, 0 unchanged, 0 refused", records, records); !strings.Contains(string(out), want) {
				t.Errorf("the counts are not %s:\n%s", want, out)
			}
			if s := serve(t, dir); s.page(t, "/api/collections/plots/items?limit=1").NumberMatched != records {
				t.Errorf("the store does not have %d plots", records)
			}
		})
	}
}

// converter turns lines of the program's own invented data into another file, line by
// line; what it returns first goes before them all.
type converter func(w io.Writer) (head string, line func(line []byte) error)

// writeLarge writes a file of fileSize bytes and returns how many records it has.
func writeLarge(t *testing.T, name string, convert converter) (records int) {
	t.Helper()
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out := &measuringWriter{w: bufio.NewWriterSize(file, 1<<20)}
	head, line := convert(out)
	if _, err := io.WriteString(out, head); err != nil {
		t.Fatal(err)
	}
	generate := exec.Command(program, "sample", "--plots", "20000000", "--cemeteries", "20000")
	lines, err := generate.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := generate.Start(); err != nil {
		t.Fatal(err)
	}
	size := fileSize()
	for scan := bufio.NewScanner(lines); out.n < size && scan.Scan(); records++ {
		if err := line(scan.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	_ = generate.Process.Kill() // it would go on
	_ = generate.Wait()
	if err := out.w.Flush(); err != nil || out.n < size {
		t.Fatalf("only %d bytes were written: %v", out.n, err)
	}
	return records
}

type measuringWriter struct {
	w *bufio.Writer
	n int64
}

func (m *measuringWriter) Write(p []byte) (int, error) {
	n, err := m.w.Write(p)
	m.n += int64(n)
	return n, err
}

func silentLines(w io.Writer) (string, func([]byte) error) {
	silence := strings.NewReplacer(`"occupancy":"pow"`, `"occupancy":"unknown"`, `"occupancy":"civilian"`, `"occupancy":"unknown"`)
	return "", func(line []byte) error {
		_, err := silence.WriteString(w, string(bytes.TrimSpace(line))+"\n")
		return err
	}
}

func csvRows(w io.Writer) (string, func([]byte) error) {
	table := csv.NewWriter(w)
	return "id,geometry,kind,cemetery,burials,period,accuracy_m,location_method,fictional\n", func(line []byte) error {
		var plot struct {
			ID         string
			Geometry   geojson.Geometry
			Properties struct {
				Kind, Cemetery, Period string
				Burials                int
				Accuracy               float64 `json:"accuracy_m"`
				Method                 string  `json:"location_method"`
				Fictional              bool
			}
		}
		if err := json.Unmarshal(line, &plot); err != nil {
			return err
		}
		p := plot.Properties
		err := table.Write([]string{
			plot.ID, wkt.MarshalString(plot.Geometry.Geometry()), p.Kind, p.Cemetery, strconv.Itoa(p.Burials), p.Period,
			strconv.FormatFloat(p.Accuracy, 'g', -1, 64), p.Method, strconv.FormatBool(p.Fictional),
		})
		table.Flush()
		return err
	}
}
