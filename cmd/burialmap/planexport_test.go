package main

import (
	"archive/zip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"burialmap/web/fieldkit"
)

func TestThePackageOfTheDemonstrationIsWrittenWhole(t *testing.T) {
	dir, _ := demo(t)
	said := mustRun(t, dir, "plan", "export", "demo-plan", inSummer, "-o", "package", "--lang", "ru,ja").stdout
	for _, words := range []string{"README.txt", "field.gpkg", "book-ja.html", "map.mbtiles", "basemap.pmtiles", "книга для печати", "plan demo-plan revision 1"} {
		if !strings.Contains(said, words) {
			t.Errorf("it does not say %q:\n%s", words, said)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "package", "manifest.json"))
	var m fieldkit.Manifest
	if err != nil || json.Unmarshal(text, &m) != nil || !m.Fictional || m.Date != "2027-06-05" || len(m.Files) < 17 {
		t.Errorf("%v: %s", err, text)
	}
	for _, f := range m.Files {
		if info, err := os.Stat(filepath.Join(dir, "package", f.Name)); err != nil || info.Size() != f.Bytes {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestAPackageAsAZipIsNotWrittenOverUnlessForced(t *testing.T) {
	dir, _ := demo(t)
	export := []string{"plan", "export", "demo-plan", inSummer, "--only", "gpx,csv", "-o", "p.zip"}
	mustRun(t, dir, export...)
	z, err := zip.OpenReader(filepath.Join(dir, "p.zip"))
	if err != nil || len(z.File) != 5 {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(dir, "p.zip"))
	if err != nil {
		t.Fatal(err)
	}
	if r := burialmap(t, dir, export...); r.code != exitFailed || !strings.Contains(r.stderr, "--force") {
		t.Errorf("%d %s", r.code, r.stderr)
	}
	mustRun(t, dir, append(export, "--force")...)
	if after, err := os.ReadFile(filepath.Join(dir, "p.zip")); err != nil || string(after) != string(before) {
		t.Errorf("the same package differs, %v", err)
	}
}

func TestAPackageThatCannotBeMadeIsSaidAndLeavesNothing(t *testing.T) {
	dir, _ := demo(t)
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"no-such-plan", "-o", "out"}, exitFailed, "no plan"},
		{[]string{"demo-plan", "-o", "out", "--only", "gold"}, exitUsage, "gold"},
		{[]string{"demo-plan", "-o", "out", "--lang", "de"}, exitUsage, "en, ru and ja"},
		{[]string{"demo-plan", "-o", "nowhere/out"}, exitFailed, "no folder"},
		{[]string{"demo-plan", "-o", "out", "--today", "tomorrow"}, exitUsage, "2027-06-01"},
		{[]string{"demo-plan"}, exitUsage, "--output"},
	} {
		r := burialmap(t, dir, append([]string{"plan", "export"}, c.args...)...)
		if r.code != c.code || !strings.Contains(r.stderr, c.says) {
			t.Errorf("%v: %d %s", c.args, r.code, r.stderr)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range left {
		if strings.Contains(l.Name(), "out") || strings.Contains(l.Name(), "unfinished") {
			t.Errorf("%s is left", l.Name())
		}
	}
}
