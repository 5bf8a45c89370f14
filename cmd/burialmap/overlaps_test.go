package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"burialmap/data/detect"
)

// demonstration is a folder with the database of the built-in sample.
func demonstration(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	serve(t, dir).stop(t)
	return dir
}

func TestOverlapsSumUpClassesAndTheWorstPlaces(t *testing.T) {
	dir := demonstration(t)
	text := mustRun(t, dir, "overlaps", "--worst", "2").stdout
	for _, want := range []string{"certain", "≥ 95 %", "not assessed", "cannot be told", "sites/demo-camp", "> 99.9 %", "m²"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	var s struct {
		Pairs   int            `json:"pairs"`
		ByClass map[string]int `json:"by_class"`
		Worst   []worstPlace   `json:"worst"`
	}
	if err := json.Unmarshal([]byte(mustRun(t, dir, "overlaps", "--json").stdout), &s); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, n := range s.ByClass {
		sum += n
	}
	if sum != s.Pairs || s.ByClass["certain"] == 0 || s.ByClass["not_assessed"] == 0 || len(s.Worst) < 4 {
		t.Errorf("%+v", s)
	}
	for i, p := range s.Worst[1:] {
		if before := s.Worst[i]; before.Class == p.Class && known(before.Probability) < known(p.Probability) {
			t.Errorf("%s comes before %s", before.Ref, p.Ref)
		}
	}
}

func TestOneOverlapIsExplainedWithEveryNumber(t *testing.T) {
	dir := demonstration(t)
	text := mustRun(t, dir, "overlaps", "--explain", "demo-V-5").stdout
	for _, want := range []string{"plots/demo-V-5", "Minkowski", "σ = r/2.4477", "source demo-plan", "95 %", "invented", "Other overlaps", "docs/METHODS.md"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	var e detect.Explanation
	if err := json.Unmarshal([]byte(mustRun(t, dir, "overlaps", "--explain", "demo-V-5", "--json").stdout), &e); err != nil {
		t.Fatal(err)
	}
	variance := 0.0
	for _, term := range e.Terms {
		variance += term.SigmaM * term.SigmaM
	}
	if len(e.Terms) < 2 || math.Abs(variance-e.SigmaM*e.SigmaM) > 1e-9 {
		t.Errorf("the terms %v do not add up to σ = %v", e.Terms, e.SigmaM)
	}
	stored := exported(t, dir)[e.Pow.Ref+" "+e.Civilian.Ref]
	if p, _ := stored["probability"].(float64); math.Abs(p-e.Probability.Value) > 1e-6 || stored["class"] != e.Class {
		t.Errorf("explained as %s with %v, recorded as %v with %v", e.Class, e.Probability, stored["class"], stored["probability"])
	}
}

// exported are the properties of all overlaps by their parties.
func exported(t *testing.T, dir string) map[string]map[string]any {
	t.Helper()
	var collection struct{ Features []struct{ Properties map[string]any } }
	if err := json.Unmarshal([]byte(mustRun(t, dir, "export", "overlaps").stdout), &collection); err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]any{}
	for _, f := range collection.Features {
		pow, _ := f.Properties["pow"].(string)
		civilian, _ := f.Properties["civilian"].(string)
		all[pow+" "+civilian] = f.Properties
	}
	return all
}

func TestWhatCannotBeExplainedIsSaid(t *testing.T) {
	dir := demonstration(t)
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"--explain nobody", exitFailed, "there is no plots/nobody"},
		{"--with demo-V-5", exitUsage, "--explain PLOT_ID"},
		{"--explain demo-V-5 --with demo-V-6", exitFailed, "same side"},
		{"--explain demo-V-5 --with sources/demo-plan", exitFailed, "no burial"},
		{"--explain demo-V-5 --with sites/chita-24-2-7-8", exitFailed, "takes no part"},
	} {
		r := burialmap(t, dir, append([]string{"overlaps"}, strings.Fields(c.args)...)...)
		if r.code != c.code || !strings.Contains(r.stderr, c.want) {
			t.Errorf("%s: exit code %d, %s%s", c.args, r.code, r.stdout, r.stderr)
		}
	}
}

// A search that is stopped half-way, with many of its pairs already put, leaves none.
func TestAnInterruptedSearchLeavesNothingHalfWritten(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, dir, "sample", "--plots", "8000", "--cemeteries", "40", "-o", "plots.geojsonl")
	interrupt(t, dir, func(lines *bufio.Scanner) { lines.Scan() }, "import", "--collection", "plots", "plots.geojsonl")
	stderr := interrupt(t, dir, func(*bufio.Scanner) { waitForSize(t, filepath.Join(dir, "burialmap.gpkg-wal"), 1<<20) }, "overlaps")
	if !strings.Contains(stderr, "stopped; nothing was changed") {
		t.Error(stderr)
	}
	if n := len(exported(t, dir)); n != 0 {
		t.Errorf("%d overlaps of a search that was stopped", n)
	}
	mustRun(t, dir, "overlaps")
	if len(exported(t, dir)) < 1000 {
		t.Error("the next search does not find them")
	}
}

// interrupt starts the program, waits for a moment of its work, presses Ctrl-C, and
// returns what it says.
func interrupt(t *testing.T, dir string, moment func(stdout *bufio.Scanner), args ...string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
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
	moment(bufio.NewScanner(stdout))
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // its exit code is looked at
	if code := cmd.ProcessState.ExitCode(); code != exitFailed {
		t.Fatalf("%v: exit code %d\n%s", args, code, stderr.String())
	}
	return stderr.String()
}

func waitForSize(t *testing.T, file string, size int64) {
	t.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(time.Millisecond) {
		if info, err := os.Stat(file); err == nil && info.Size() >= size {
			return
		}
	}
	t.Fatalf("%s does not grow", file)
}
