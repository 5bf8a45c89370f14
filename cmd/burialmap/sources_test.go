package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// withSources is a folder with a database of two sources and three invented sites.
func withSources(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "sites.csv", "id,name,lat,lon,accuracy_m,source\n1,Выдумка,48.1,135.1,50,invented-list\n2,Небывалое,,,,invented-list\n3,Elsewhere,48.3,135.3,,invented-plan\n")
	mustRun(t, dir, "sources", "add", "invented-list", "--title", "Invented list", "--kind", "list", "--citation", "Nobody, Invented list, 1946",
		"--licence", "CC BY 4.0", "--url", "https://example.org/list", "--date", "1946")
	mustRun(t, dir, "sources", "add", "invented-plan", "--title", "Invented plan", "--kind", "plan", "--accuracy", "25", "--shift-accuracy", "12.5", "--method", "plan")
	mustRun(t, dir, "import", "sites.csv", "-c", "sites")
	return dir
}

// decoded is the JSON that a command prints.
func decoded[T any](t *testing.T, dir string, args ...string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(mustRun(t, dir, args...).stdout), &v); err != nil {
		t.Fatalf("burialmap %v: %v", args, err)
	}
	return v
}

func TestSourcesAreListedWithWhatRestsOnThem(t *testing.T) {
	dir := withSources(t)
	rows := decoded[[]sourceRow](t, dir, "sources", "--json")
	if len(rows) != 2 || rows[0].ID != "invented-list" || rows[0].Counts["sites"] != 2 || rows[0].Counts["plots"] != 0 || rows[1].Counts["sites"] != 1 {
		t.Errorf("%+v", rows)
	}
	for field, want := range map[string]any{"title": "Invented plan", "kind": "plan", "accuracy_m": 25.0, "shift_accuracy_m": 12.5, "location_method": "plan"} {
		if got := rows[1].Properties[field]; got != want {
			t.Errorf("%s is %v, want %v", field, got, want)
		}
	}
	for _, args := range [][]string{{"sources"}, {"sources", "list"}} {
		if text := mustRun(t, dir, args...).stdout; !strings.Contains(text, "invented-list") || !strings.Contains(text, "CC BY 4.0") || !strings.Contains(text, "sites") {
			t.Errorf("%v:\n%s", args, text)
		}
	}
}

func TestASourceStatesItsAccuracyForRecordsThatStateNone(t *testing.T) {
	found := decoded[sourceFeatures](t, withSources(t), "sources", "features", "invented-plan", "--json")
	if len(found.Features) != 1 || found.Features[0].Ref != "sites/3" || found.Features[0].Accuracy == nil || *found.Features[0].Accuracy != 25 || found.Features[0].Method != "plan" {
		t.Errorf("%+v", found)
	}
}

func TestTheFeaturesOfASourceAreListed(t *testing.T) {
	dir := withSources(t)
	text := mustRun(t, dir, "sources", "features", "invented-list").stdout
	for _, want := range []string{"sites/1", "Выдумка", "± 50 m", "sites/2", "not located", "2 features\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if text := mustRun(t, dir, "sources", "features", "invented-list", "--most", "1").stdout; !strings.Contains(text, "2 features, 1 of them not listed") {
		t.Errorf("what is left out is not said:\n%s", text)
	}
}

func TestSourcesAreCitedInTheOrderAskedFor(t *testing.T) {
	dir := withSources(t)
	const list, plan = "invented-list: Invented list\n  Nobody, Invented list, 1946\n  https://example.org/list\n  CC BY 4.0\n  1946\n", "invented-plan: Invented plan\n"
	if text := mustRun(t, dir, "sources", "cite", "invented-plan", "invented-list").stdout; text != plan+"\n"+list {
		t.Errorf("%q", text)
	}
	if text := mustRun(t, dir, "sources", "cite").stdout; text != list+"\n"+plan {
		t.Errorf("%q", text)
	}
	if all := decoded[[]citation](t, dir, "sources", "cite", "invented-plan", "--json"); len(all) != 1 || all[0].ID != "invented-plan" || all[0].Text+"\n" != plan {
		t.Errorf("%+v", all)
	}
}

func TestASourceKeepsWhatNoFlagSpeaksOf(t *testing.T) {
	dir := withSources(t)
	row := decoded[sourceRow](t, dir, "sources", "add", "invented-list", "--licence=", "--citation", "Nobody, second edition", "--json")
	if _, licensed := row.Properties["licence"]; licensed || row.Properties["citation"] != "Nobody, second edition" || row.Properties["date"] != "1946" || row.Properties["title"] != "Invented list" {
		t.Errorf("%+v", row)
	}
	if again := mustRun(t, dir, "sources", "add", "invented-list", "--date", "1946").stdout; again != "source invented-list: nothing new\n" {
		t.Errorf("saying the same again: %s", again)
	}
	h := decoded[featureHistory](t, dir, "history", "sources/invented-list", "--json")
	if len(h.Versions) != 2 || h.Versions[0].Author != atTheCommandLine || len(h.Versions[0].Fields) != 2 {
		t.Errorf("not one change of two fields after the first: %+v", h.Versions)
	}
}

func TestMistakesAboutSourcesAreSaidAndChangeNothing(t *testing.T) {
	dir := withSources(t)
	before := mustRun(t, dir, "sources", "--json").stdout
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"sources cite invented-lsit", exitFailed, "near it are invented-list"},
		{"sources features sources/invented", exitFailed, "near it are invented-list, invented-plan"},
		{"sources cite xyz", exitFailed, "'burialmap sources' lists what there is"},
		{"sources add new-one", exitUsage, "--title"},
		{"sources add new/one --title New", exitUsage, "new-one"},
		{"sources add new-one --title New --kind scroll", exitUsage, "--kind"},
		{"sources add new-one --title New --accuracy=-3", exitUsage, "--accuracy"},
		{"sources add new-one --title New --accuracy=0x10", exitUsage, "--accuracy"},
		{"sources add new-one --title New --shift-accuracy=far", exitUsage, "--shift-accuracy"},
		{"sources add new-one --title New --method guess", exitUsage, "--method"},
		{"sources add invented-list --title=", exitUsage, "--title"},
		{"sources features invented-list --most=-1", exitUsage, "--most"},
		{"sources --db none.gpkg", exitFailed, "there is no database none.gpkg"},
	} {
		r := burialmap(t, dir, strings.Fields(c.args)...)
		if r.code != c.code || !strings.Contains(r.stderr, c.want) || r.stdout != "" {
			t.Errorf("burialmap %s: exit code %d, want %d with %q:\n%s\n%s", c.args, r.code, c.code, c.want, r.stderr, r.stdout)
		}
	}
	if after := mustRun(t, dir, "sources", "--json").stdout; after != before {
		t.Errorf("something changed:\n%s", after)
	}
	if r := burialmap(t, dir, "sources", "add", "x", "--db", "new.gpkg"); r.code != exitUsage {
		t.Errorf("%+v", r)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "new.gpkg*")); err != nil || len(left) > 0 {
		t.Errorf("%v is left of a mistake, %v", left, err)
	}
}
