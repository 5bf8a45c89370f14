package geopackage_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"burialmap/data"
	"burialmap/data/geopackage"
)

// TestMain lets the test binary be its own victim: with one of these variables it only
// makes the file it names, or writes plots to it, until it is done or killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("BURIALMAP_TEST_CREATE"); path != "" {
		if _, err := geopackage.Create(path); err != nil {
			panic(err)
		}
		return
	}
	if path := os.Getenv("BURIALMAP_TEST_WRITE_TO"); path != "" {
		writePlots(path)
		return
	}
	os.Exit(m.Run())
}

// crashPlots is how many plots a killed import writes: 200,000, but fewer where the race
// detector, which has nothing to find in a killed process, makes each of them slow.
var crashPlots = map[bool]int{false: 200_000, true: 6_000}[raceDetector]

func writePlots(path string) {
	ctx := context.Background()
	s, err := geopackage.Open(path)
	if err != nil {
		panic(err)
	}
	_, err = s.Write(ctx, "import", "many plots", func(tx data.Tx) error {
		for i := range crashPlots {
			if _, err := tx.Put(ctx, plot(i)); err != nil {
				return err
			}
			if i%2000 == 0 {
				fmt.Println(i)
			}
		}
		fmt.Println(crashPlots)
		return nil
	})
	if err != nil {
		panic(err)
	}
	fmt.Println("written")
	if err := s.Close(); err != nil {
		panic(err)
	}
}

// TestAKilledImportLeavesAllOrNothing kills a process that writes many plots in one
// Write: at a random moment while it puts, and around the commit.
func TestAKilledImportLeavesAllOrNothing(t *testing.T) {
	rounds := 10
	if testing.Short() || raceDetector {
		rounds = 4
	}
	r := rand.New(rand.NewPCG(uint64(os.Getpid()), 1))
	seen := map[int]int{}
	for round := range rounds {
		path := filepath.Join(t.TempDir(), "killed.gpkg")
		s, err := geopackage.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		put(t, s, everyKind()...)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		lines, pause := r.IntN(crashPlots/2000), time.Duration(0)
		if round%2 == 1 { // after the last Put: while it packs the index, commits or closes
			lines, pause = crashPlots/2000+1, time.Duration(r.IntN(900))*time.Millisecond
		}
		kill(t, path, lines, pause)
		seen[checkAfterCrash(t, path)]++
	}
	t.Logf("plots left: %v", seen)
}

// kill starts the writer, waits until it has said so many lines and so long, and kills it.
func kill(t *testing.T, path string, lines int, pause time.Duration) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "BURIALMAP_TEST_WRITE_TO="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for range lines {
		if !said.Scan() {
			break
		}
	}
	time.Sleep(pause)
	if err := child.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed: that is no news
}

// checkAfterCrash reopens the file at once and returns how many plots it holds.
func checkAfterCrash(t *testing.T, path string) int {
	t.Helper()
	s, err := geopackage.Open(path)
	if err != nil {
		t.Fatalf("after the kill: %v", err)
	}
	defer s.Close()
	ctx := context.Background()
	n, err := s.Count(ctx, data.Query{Collection: "plots"})
	if err != nil {
		t.Fatal(err)
	}
	revision := revision(t, s)
	if !(n == 20 && revision == 1) && !(n == crashPlots && revision == 2) {
		t.Errorf("%d plots at revision %d: neither all nor nothing", n, revision)
	}
	checkIntegrity(t, path, n)
	if c := put(t, s, plot(crashPlots+1)); c.Revision != revision+1 {
		t.Errorf("the next write has revision %d after %d", c.Revision, revision)
	}
	return n
}

// checkIntegrity asks SQLite about the file and the R-tree, and counts by itself.
func checkIntegrity(t *testing.T, path string, plots int) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range map[string]string{
		"PRAGMA integrity_check":                        "ok",
		"SELECT rtreecheck('rtree_plots_geom')":         "ok",
		"SELECT count(*) FROM plots":                    fmt.Sprint(plots),
		"SELECT count(*) FROM rtree_plots_geom":         fmt.Sprint(plots),
		"SELECT count(*) FROM burialmap_edit":           "0",
		"SELECT count(DISTINCT revision) FROM plots":    "1",
		"SELECT count(*) - max(revision) FROM change":   "0",
		"SELECT count(*) FROM plots WHERE geom IS NULL": "0",
	} {
		if query == "SELECT count(DISTINCT revision) FROM plots" && plots == crashPlots {
			want = "2"
		}
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", query, got, err, want)
		}
	}
}
