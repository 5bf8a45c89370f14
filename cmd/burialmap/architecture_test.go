package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "burialmap"

// mayImport says for each room which packages of ours it may use: the first row whose
// pattern matches a package counts. Imports run one way, geo ◀ data ◀ data/* ◀ tiles ◀
// web ◀ cmd; the children of a package do not know each other. Patterns are those of
// path.Match.
var mayImport = []struct {
	room  string
	rooms []string
}{
	{"geo", nil},
	{"geo/notation", []string{"geo", "geo/crs"}}, // coordinates in the systems of maps, as text
	{"geo/*", []string{"geo"}},
	{"data/names", nil},
	{"data", []string{"data/names", "geo"}},
	{"data/sample", nil},
	{"data/sample/*", nil},
	{"data/format", []string{"data/charset", "data/names", "data", "geo", "geo/crs"}},
	{"data/format/gpkg", []string{"data/format", "data/charset", "data/geopackage", "data", "geo"}}, // geometry and tables as the store's
	{"data/format/*", []string{"data/format", "data/charset", "data/names", "data/xmltext", "data", "geo"}},
	{"data/formattest", []string{"data/format", "data", "geo"}},
	{"data/charset", nil},
	{"data/xmltext", []string{"data/charset"}},
	{"data/detect", []string{"data", "geo", "geo/overlap", "geo/crs"}}, // the accuracy of a source's datum operation
	{"data/fieldplan", []string{"data", "geo", "geo/route"}},
	{"data/*", []string{"data", "data/names", "geo"}},
	{"tiles", []string{"data/format", "data", "geo"}}, // an archive of tiles is a format to write
	{"web/app", nil},
	{"web/fieldkit", []string{"web/fieldkit/*", "tiles", "data/format", "data/fieldplan", "data", "geo"}},
	{"web/fieldkit/book", []string{"data/fieldplan", "data", "geo", "geo/crs", "geo/notation"}}, // grids on its maps, positions as devices want them
	{"web/fieldkit/*", []string{"data/fieldplan", "data", "geo"}},
	{"web", []string{"web/*", "web/fieldkit/*", "tiles", "data/charset", "data/cql", "data/fieldplan", "data/format", "data/names", "data", "geo", "geo/crs", "geo/notation"}},
	{"web/*", []string{"data", "geo"}},
	{"cmd/*", []string{"*", "*/*", "*/*/*"}},
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range packages(t) {
		rooms, ok := roomsOf(p.room())
		if !ok {
			t.Errorf("%s is in no room: give it a row in mayImport", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			if used, ours := strings.CutPrefix(imported, module+"/"); ours && !matches(rooms, used) {
				t.Errorf("%s imports %s; it may import of ours only %v", p.room(), used, rooms)
			}
		}
	}
}

func TestNothingNeedsC(t *testing.T) {
	for _, p := range packages(t) {
		if slices.Contains(p.Imports, "C") {
			t.Errorf("%s imports C; the program is one static binary", p.room())
		}
	}
}

func TestTheRuleRefusesWhatItShould(t *testing.T) {
	for _, c := range []struct {
		room, used string
		may        bool
	}{
		{"geo", "data", false},
		{"geo/overlap", "geo", true},
		{"geo/overlap", "geo/crs", false},
		{"data/geopackage", "data/detect", false},
		{"data/detect", "geo/overlap", true},
		{"data/format/csv", "data/format", true},
		{"data/format/csv", "data/format/geojson", false},
		{"tiles", "data/geopackage", false},
		{"web", "data/geopackage", false},
		{"web", "tiles", true},
		{"cmd/burialmap", "data/format/csv", true},
	} {
		rooms, _ := roomsOf(c.room)
		if got := matches(rooms, c.used); got != c.may {
			t.Errorf("%s may import %s: got %v, want %v", c.room, c.used, got, c.may)
		}
	}
}

func roomsOf(room string) ([]string, bool) {
	for _, rule := range mayImport {
		if matches([]string{rule.room}, room) {
			return rule.rooms, true
		}
	}
	return nil, false
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		ok, err := path.Match(pattern, name)
		return err == nil && ok
	})
}

// listed is what the Go tool says of a package; imports of tests are not among them.
type listed struct {
	ImportPath string
	Imports    []string
}

func (l listed) room() string { return strings.TrimPrefix(l.ImportPath, module+"/") }

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", module+"/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 8 {
		t.Fatalf("only %d packages found", len(all))
	}
	return all
}
