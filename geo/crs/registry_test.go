package crs

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// registry gives the rows of testdata/registry.tsv of one kind, without it.
func registry(t *testing.T, kind string) [][]string {
	t.Helper()
	file, err := os.ReadFile("testdata/registry.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(file)) {
		if fields := strings.Split(strings.TrimSpace(line), "\t"); fields[0] == kind {
			rows = append(rows, fields[1:])
		}
	}
	return rows
}

func TestEverySystemHasTheNameThatEPSGGivesItsCode(t *testing.T) {
	rows := registry(t, "crs")
	for _, row := range rows {
		if c := lookup(t, row[0]); c.Name != row[1] || c.Code != "EPSG:"+row[0] {
			t.Errorf("%s is %q as %s, want %q", row[0], c.Name, c.Code, row[1])
		}
	}
	known := len(datums) + 1 // and Web Mercator
	for _, f := range families {
		known += f.last - f.first + 1
	}
	if len(rows) != known {
		t.Errorf("%d systems are checked of %d", len(rows), known)
	}
}

func TestEveryOperationHasTheNameAccuracyAndAreaThatEPSGGivesIt(t *testing.T) {
	for _, row := range registry(t, "operation") {
		op, ok := OperationNamed("EPSG:" + row[0])
		if !ok || op.Name != row[1] {
			t.Errorf("%s is %q, want %q", row[0], op.Name, row[1])
		}
		accuracy, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		if accuracy == 999 {
			accuracy = 0
		}
		if want := geo.Accuracy(accuracy); op.Accuracy != want && row[0] != "7960" { // see its note
			t.Errorf("%s: %v m, want %v", row[0], op.Accuracy, want)
		}
		var edge [4]float64
		for i, text := range strings.Split(row[3], ",") {
			if edge[i], err = strconv.ParseFloat(text, 64); err != nil {
				t.Fatal(err)
			}
		}
		area := orb.Bound{Min: orb.Point{edge[1], edge[0]}, Max: orb.Point{edge[3], edge[2]}}
		if op.AreaName == "" {
			op.Area = geo.World
		}
		if op.Area != area {
			t.Errorf("%s: %v, want %v", row[0], op.Area, area)
		}
	}
}
