//go:build unix

package main

import (
	"bufio"
	"bytes"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A power cut or a killed process must not leave half an import behind.
func TestAKilledImportLeavesAllOrNothing(t *testing.T) {
	const plots, tries = 200_000, 10
	sqlite := needTool(t, "sqlite3", "install sqlite3")
	dir := t.TempDir()
	mustRun(t, dir, "sample", "--plots", "200000", "--cemeteries", "200", "-o", "plots.geojsonl")
	mustRun(t, dir, "sample", "--plots", "10", "--cemeteries", "1", "-o", "few.geojsonl")

	whole := importTime(t, dir, "plots.geojsonl")

	random := rand.New(rand.NewPCG(1945, 1956))
	for try := range tries {
		db := filepath.Join(dir, "killed.gpkg")
		removeDatabase(db)
		mustRun(t, dir, "import", "few.geojsonl", "--collection", "plots", "--db", db)
		moment := time.Duration(random.Int64N(int64(whole)))
		kill(t, dir, moment, "import", "plots.geojsonl", "--collection", "plots", "--db", db)

		began := time.Now()
		s := serve(t, dir, "--db", db)
		s.get(t, "/readyz", http.StatusOK)
		ready := time.Since(began)
		n := s.page(t, "/api/collections/plots/items?limit=1").NumberMatched
		t.Logf("try %d: killed after %v, %d plots, ready again after %v", try+1, moment.Round(time.Millisecond), n, ready.Round(time.Millisecond))
		if n != 10 && n != 10+plots {
			t.Errorf("try %d: %d plots after the kill, want 10 or %d", try+1, n, 10+plots)
		}
		s.stop(t)
		out, err := exec.Command(sqlite, db, "PRAGMA integrity_check").CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != "ok" {
			t.Errorf("try %d: integrity_check says %q (%v)", try+1, got, err)
		}
	}
}

// kill starts the program and kills it without warning at the given moment, unless it
// has ended before.
func kill(t *testing.T, dir string, moment time.Duration, args ...string) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(moment)
	_ = cmd.Process.Kill() // it may have ended already
	if err := cmd.Wait(); err != nil && cmd.ProcessState.ExitCode() > 0 {
		t.Fatalf("import failed by itself: %v\n%s", err, stderr.String())
	}
}

// Ctrl-C is no crash: the program says what became of the work.
func TestAnInterruptedImportChangesNothingAndSaysSo(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, dir, "sample", "--plots", "200000", "--cemeteries", "200", "-o", "plots.geojsonl")
	mustRun(t, dir, "sample", "--plots", "10", "--cemeteries", "1", "--seed", "2", "-o", "few.geojsonl")
	for _, c := range []struct {
		files []string
		want  string
		left  string
	}{
		{[]string{"plots.geojsonl"}, "stopped; nothing was changed", "few.geojsonl plots.geojsonl"},
		{[]string{"few.geojsonl", "plots.geojsonl"}, "stopped; already imported, and kept: few.geojsonl", "burialmap.gpkg few.geojsonl plots.geojsonl"},
	} {
		cmd := exec.Command(program, append([]string{"import", "--collection", "plots"}, c.files...)...)
		cmd.Dir = dir
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if len(c.files) > 1 { // the line with the counts of the first
			bufio.NewScanner(stdout).Scan()
		} else { // the database is made before records are read
			waitFor(t, filepath.Join(dir, "burialmap.gpkg"))
		}
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // its exit code is looked at
		if code := cmd.ProcessState.ExitCode(); code != exitFailed || !strings.Contains(stderr.String(), c.want) {
			t.Errorf("%v: exit code %d\n%s", c.files, code, stderr.String())
		}
		if left := listing(t, dir); left != c.left {
			t.Errorf("%v left behind: %s", c.files, left)
		}
	}
	if n := lines(mustRun(t, dir, "export", "plots").stdout); n == 0 {
		t.Error("the file before is lost")
	}
}

func waitFor(t *testing.T, file string) {
	t.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(file); err == nil {
			return
		}
	}
	t.Fatalf("%s does not appear", file)
}
