package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
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
	for _, want := range []string{"plots/demo-V-5", "Minkowski", "σ = r/2.4477", "source demo-plan", "95 %", "invented", "docs/METHODS.md"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if several := mustRun(t, dir, "overlaps", "--explain", "plots/demo-L-13").stdout; !strings.Contains(several, "Other overlaps of plots/demo-L-13") {
		t.Errorf("its other overlaps are not listed:\n%s", several)
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
func exported(t *testing.T, dir string, args ...string) map[string]map[string]any {
	t.Helper()
	var collection struct {
		Features []struct{ Properties map[string]any }
	}
	if err := json.Unmarshal([]byte(mustRun(t, dir, append([]string{"export", "overlaps"}, args...)...).stdout), &collection); err != nil {
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
	mustRun(t, dir, "sample", "--plots", "2000", "--cemeteries", "10", "-o", "plots.geojsonl")
	interrupted(t, dir, func(stdout io.Reader) { bufio.NewScanner(stdout).Scan() }, "import", "--collection", "plots", "plots.geojsonl")
	copyFile(t, filepath.Join(dir, "burialmap.gpkg"), filepath.Join(dir, "whole.gpkg"))
	began := time.Now()
	mustRun(t, dir, "overlaps", "--db", "whole.gpkg")
	for delay := time.Since(began) / 2; ; delay /= 2 {
		copyFile(t, filepath.Join(dir, "burialmap.gpkg"), filepath.Join(dir, "stopped.gpkg"))
		code, stderr := interrupted(t, dir, func(io.Reader) { time.Sleep(delay) }, "overlaps", "--db", "stopped.gpkg")
		if code == exitDone {
			continue // it was quicker this time
		}
		if code != exitFailed || !strings.Contains(stderr, "stopped; nothing was changed") {
			t.Errorf("exit code %d\n%s", code, stderr)
		}
		break
	}
	if n := len(exported(t, dir, "--db", "stopped.gpkg")); n != 0 {
		t.Errorf("%d overlaps of a search that was stopped", n)
	}
	if len(exported(t, dir, "--db", "whole.gpkg")) < 500 {
		t.Error("a search to its end finds few")
	}
}

// interrupted starts the program, presses Ctrl-C after a moment, and returns its exit code
// and what it says.
func interrupted(t *testing.T, dir string, moment func(stdout io.Reader), args ...string) (code int, said string) {
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
	moment(stdout)
	_ = cmd.Process.Signal(os.Interrupt) // it may have ended already
	_, _ = io.Copy(io.Discard, stdout)
	_ = cmd.Wait() // its exit code is looked at
	return cmd.ProcessState.ExitCode(), stderr.String()
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
