//go:build linux

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// What planning among 500 candidates may take: of memory in bytes, and of processors, on
// two of which it takes half as long.
const (
	planMemory = 256 << 20
	planTime   = 20 * time.Second
)

func TestFiveHundredCandidatesArePlannedWithinTimeAndMemory(t *testing.T) {
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(5, 5))
	var sites, rules strings.Builder
	sites.WriteString("id,name,burials,region,lat,lon,accuracy_m,fictional\n")
	rules.WriteString("id,name,kind,effect,lead_days,region,site,fictional\n")
	for i := range 500 {
		fmt.Fprintf(&sites, "s%d,Invented %d,%d,R%d,%.5f,%.5f,%d,true\n", i, i, 1+random.IntN(80), i%7, 54.6+random.Float64(), 131.2+2*random.Float64(), 5+random.IntN(400))
		fmt.Fprintf(&rules, "r%d,Rule %d,permit,needs_paper,%d,,s%d,true\n", i, i, random.IntN(300), i)
	}
	fmt.Fprintf(&rules, "all,All,hazard,warns,,,,true\nregion,Region,permit,needs_paper,20,R3,,true\n")
	write(t, dir, "sites.csv", sites.String())
	write(t, dir, "rules.csv", rules.String())
	mustRun(t, dir, "import", "sites.csv", "-c", "sites")
	mustRun(t, dir, "import", "rules.csv", "-c", "restrictions")
	cmd := exec.Command(program, "plan", "new", "--title", "All", "--base", "132.2,55.1", "--from", "2027-07-05", "--to", "2027-07-14", "--vehicles", "2",
		"--top", "500", "--night", "East=132.9,55.2", "--night", "West=131.6,54.9", "--night", "North=132.3,55.5", "--today", "2027-05-01")
	cmd.Dir = dir
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	peak, err := watched(cmd)
	if err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	busy := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	t.Logf("%v of processors, %d MiB at most\n%.400s", busy.Round(time.Second/10), peak>>20, out.String())
	if peak > planMemory || busy > planTime {
		t.Errorf("it took %v of processors and %d MiB", busy, peak>>20)
	}
	if peak < 16<<20 {
		t.Errorf("%d bytes of memory are too few to believe", peak)
	}
	if !strings.Contains(out.String(), "of 500 sites visited") {
		t.Errorf("%s", out.String())
	}
}

// watched runs a program and returns how much memory it took at most, in bytes, as last
// seen shortly before its end. What the system says of an ended program counts that of the
// one that started it, too: under the race detector that is more.
func watched(cmd *exec.Cmd) (peak int64, err error) {
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case err := <-ended:
			return peak, err
		case <-time.After(2 * time.Millisecond):
			peak = max(peak, highWater(cmd.Process.Pid))
		}
	}
}

// highWater is the most memory that a running program has taken, 0 if it has ended.
func highWater(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes int64
	if _, err := fmt.Sscan(after, &kilobytes); err != nil {
		return 0
	}
	return kilobytes << 10
}
