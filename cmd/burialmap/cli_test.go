package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// write makes a file in a test's folder.
func write(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// newcomer is a folder with a good file, a broken one, a text and a folder.
func newcomer(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	mustRun(t, dir, "sample", "--plots", "20", "--cemeteries", "1", "-o", "good.geojsonl")
	good, err := os.ReadFile(filepath.Join(dir, "good.geojsonl"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "broken.geojsonl", string(good[:len(good)/2]))
	write(t, dir, "text.txt", "Dear colleagues\n")
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAMistakeIsSaidAndLeavesNothingBehind(t *testing.T) {
	dir := newcomer(t)
	before := listing(t, dir)
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"import good.geojsonl", exitUsage, "--collection"},
		{"import good.geojsonl -c overlaps", exitUsage, "cemeteries, observations, plots, positions, restrictions, sites, sources"},
		{"import good.geojsonl -c plots --format pdf", exitUsage, "known are"},
		{"import good.geojsonl -c plots --map colour=x", exitUsage, "occupancy"},
		{"import good.geojsonl -c plots --map name", exitUsage, "--map"},
		{"import good.geojsonl -c plots --set colour=red", exitUsage, "occupancy"},
		{"import good.geojsonl -c plots --set occupancy=nobody", exitUsage, "civilian"},
		{"import good.geojsonl -c plots --accuracy=-3", exitUsage, "--accuracy"},
		{"import good.geojsonl -c plots --accuracy nan", exitUsage, "--accuracy"},
		{"import good.geojsonl -c plots --report none/r.csv", exitFailed, "report"},
		{"import good.geojsonl -c plots --db none/x.gpkg", exitFailed, "there is no folder none"},
		{"import good.geojsonl -c plots --db text.txt", exitFailed, "not a GeoPackage"},
		{"import good.geojsonl -c plots --db folder", exitFailed, "folder"},
		{"import good.geojsonl text.txt -c plots", exitFailed, "text.txt"},
		{"import good.geojsonl none.csv -c plots", exitFailed, "there is no file none.csv"},
		{"import folder -c plots", exitFailed, "folder is a folder"},
		{"import broken.geojsonl -c plots", exitFailed, "truncated"},
		{"overlaps --db text.txt", exitFailed, "not a GeoPackage"},
		{"sample -o none/x", exitFailed, "there is no folder none"},
		{"sample -o text.txt/x", exitFailed, "text.txt"},
		{"sample -o folder", exitFailed, "folder is a folder"},
		{"health --url http://127.0.0.1:1", exitFailed, "no answer"},
	} {
		r := burialmap(t, dir, strings.Fields(c.args)...)
		if r.code != c.code || !strings.Contains(r.stderr, c.want) || r.stdout != "" {
			t.Errorf("burialmap %s: exit code %d, want %d with %q on standard error alone:\n%s\n%s", c.args, r.code, c.code, c.want, r.stderr, r.stdout)
		}
		if after := listing(t, dir); after != before {
			t.Fatalf("burialmap %s left behind:\n%s\nbefore:\n%s", c.args, after, before)
		}
	}
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestADryRunMakesNoDatabase(t *testing.T) {
	dir := newcomer(t)
	before := listing(t, dir)
	r := mustRun(t, dir, "import", "good.geojsonl", "-c", "plots", "--dry-run")
	if after := listing(t, dir); after != before || !strings.Contains(r.stdout, "would be imported") {
		t.Errorf("%s\nleft behind: %s", r.stdout, after)
	}
}

func TestFilesBeforeABrokenOneStayImported(t *testing.T) {
	dir := newcomer(t)
	r := burialmap(t, dir, "import", "good.geojsonl", "broken.geojsonl", "-c", "plots")
	if r.code != exitFailed || !strings.Contains(r.stderr, "broken.geojsonl: ") || !strings.Contains(r.stderr, "already imported, and kept: good.geojsonl") {
		t.Errorf("exit code %d\n%s", r.code, r.stderr)
	}
	if !strings.Contains(r.stdout, "20 new") || !strings.Contains(r.stdout, "overlaps: ") {
		t.Errorf("the good file or its overlaps are missing:\n%s", r.stdout)
	}
	if n := lines(mustRun(t, dir, "export", "plots", "--format", "csv").stdout); n != 21 {
		t.Errorf("%d lines exported, want a head and 20 plots", n)
	}
}

func lines(text string) int { return strings.Count(text, "\n") }

// The sample has every collection, in all its variety.
func TestWhatIsExportedComesInAgain(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir).stop(t)
	count := regexp.MustCompile(`(\d+) read, (\d+) new, 0 updated, 0 unchanged, 0 refused`)
	for _, format := range []string{"geojson", "csv"} {
		for _, collection := range []string{"sources", "cemeteries", "sites", "plots"} {
			file := collection + "." + format
			mustRun(t, dir, "export", collection, "--format", format, "-o", file)
			first := mustRun(t, dir, "import", file, "-c", collection, "--db", format+".gpkg")
			if m := count.FindStringSubmatch(first.stdout); m == nil || m[1] != m[2] || m[1] == "0" {
				t.Errorf("%s did not come in whole:\n%s", file, first.stdout)
			}
			mustRun(t, dir, "export", collection, "--format", format, "-o", "again", "--db", format+".gpkg")
			back := mustRun(t, dir, "import", "again", "-c", collection, "--db", format+".gpkg")
			if !strings.Contains(back.stdout, " 0 new, 0 updated") {
				t.Errorf("%s differs from what it came from:\n%s", file, back.stdout)
			}
			// A bow-tie, which has no outer side, may be turned around by the way.
			if home := mustRun(t, dir, "import", "again", "-c", collection, "--dry-run"); !strings.Contains(home.stdout, " 0 new, ") {
				t.Errorf("%s is not known where it came from:\n%s", file, home.stdout)
			}
		}
	}
}

func TestASecondAccountOfAPlaceIsKeptBesideTheFirst(t *testing.T) {
	table, err := filepath.Abs(documentedSites)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	serve(t, dir).stop(t)
	before := mustRun(t, dir, "export", "sites", "--format", "csv").stdout
	r := mustRun(t, dir, "import", table, "-c", "sites")
	if !strings.Contains(r.stdout, "35 read, 35 new") || !strings.Contains(r.stdout, "has it: 35; both are kept") {
		t.Errorf("it is not said that all ids were taken:\n%s", r.stdout)
	}
	after := mustRun(t, dir, "export", "sites", "--format", "csv").stdout
	if !strings.HasPrefix(after, before) || lines(after) < lines(before)+35 {
		t.Error("the first accounts are not as they were")
	}
	if again := mustRun(t, dir, "import", table, "-c", "sites"); !strings.Contains(again.stdout, " 0 new, 0 updated, 35 unchanged") {
		t.Errorf("the same table again:\n%s", again.stdout)
	}
}

func TestTheSampleHasNoSourceThatNobodyNames(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir).stop(t)
	exported := mustRun(t, dir, "export", "sources", "--format", "csv").stdout
	for _, file := range []string{"documented_sites", "demonstration_plots", "demonstration_sites", "demonstration_cemeteries"} {
		if strings.Contains(exported, "\n"+file+",") {
			t.Errorf("the file %s became a source", file)
		}
	}
}
