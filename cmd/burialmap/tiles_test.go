package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAllTilesAreOneFile(t *testing.T) {
	db := filepath.Join(t.TempDir(), "x.gpkg")
	file := filepath.Join(filepath.Dir(db), "x.pmtiles")
	plots := filepath.Join("..", "..", "data", "sample", "demonstration_plots.geojson")
	if code := run([]string{"import", plots, "--collection", "plots", "--db", db}); code != exitDone {
		t.Fatalf("import: exit code %d", code)
	}
	if code := run([]string{"tiles", "--db", db, "-o", file, "--max-zoom", "12"}); code != exitDone {
		t.Fatalf("exit code %d", code)
	}
	b, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(b), "PMTiles\x03") {
		t.Errorf("the file begins with %.8q, %v", b, err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(db), "*.unfinished"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if code := run([]string{"tiles", "--db", db, "--check"}); code != exitDone {
		t.Errorf("check of nothing: exit code %d", code)
	}
	for _, wrong := range [][]string{{"--min-zoom", "9", "--max-zoom", "3"}, {"--max-zoom", "30"}, {"--min-zoom", "-1"}} {
		if code := run(append([]string{"tiles", "--db", db, "-o", file}, wrong...)); code != exitUsage {
			t.Errorf("%v: exit code %d", wrong, code)
		}
	}
	if code := run([]string{"tiles", "--db", db + ".none"}); code != exitFailed {
		t.Errorf("without a database: exit code %d", code)
	}
}
