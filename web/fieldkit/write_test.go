package fieldkit_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/web/fieldkit"
)

func TestTheSameKitGivesTheSameBytes(t *testing.T) {
	k := kit(t)
	first := zipped(t, k)
	time.Sleep(1100 * time.Millisecond) // so that no clock could give the same second by chance
	if second := zipped(t, k); !bytes.Equal(first, second) {
		a, b := unzipped(t, first), unzipped(t, second)
		for name, content := range a {
			if !bytes.Equal(content, b[name]) {
				t.Errorf("%s differs", name)
			}
		}
		t.Error("the ZIP differs")
	}
}

func TestAPackageHoldsEverythingAndItsManifestIsTrue(t *testing.T) {
	folder, m := packed(t, kit(t))
	want := []string{
		"README.txt", "plan.gpx", "plan.kml", "plan.kmz", "field.gpkg", "field.qgs", "plan.geojson", "plan.json", "timetable.csv", "matrix.csv",
		"map.pmtiles", "map.mbtiles", "book-en.html", "book-ru.html", "book-ja.html", "photos/README.txt",
	}
	var names []string
	for _, f := range m.Files {
		names = append(names, f.Name)
		content, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(f.Name)))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(content); f.SHA256 != hex.EncodeToString(sum[:]) || f.Bytes != int64(len(content)) || f.For == "" {
			t.Errorf("%+v is not what %s is", f, f.Name)
		}
	}
	if !slices.Equal(names, want) {
		t.Errorf("files %v", names)
	}
	written, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	var again fieldkit.Manifest
	if err != nil || json.Unmarshal(written, &again) != nil || len(again.Files) != len(want) || again.Plan != "demo-plan" || again.Revision != 3 || !again.Fictional || again.Date != "2026-07-01" {
		t.Errorf("%v: %s", err, written)
	}
}

func TestTheReadmeSaysWhatIsWhatInEveryLanguage(t *testing.T) {
	readme := string(unzipped(t, zipped(t, kit(t)))["README.txt"])
	for _, words := range []string{
		"Invented journey", "Invented, for demonstration", "Вымышлено", "見本のための架空", "Plan, revision 3", "These are places where people lie buried",
		"field.gpkg", "manifest.json", "第三墓地", "A plan invented for tests <&>", "straight line × 1.35",
	} {
		if !strings.Contains(readme, words) {
			t.Errorf("README.txt does not say %q", words)
		}
	}
}

func TestThePlanInThePackageIsThePlan(t *testing.T) {
	k := kit(t)
	p, problems := fieldplan.Parse(unzipped(t, zipped(t, k))["plan.json"])
	if len(problems) > 0 || p.ID != k.Plan.ID || p.Revision != 3 || len(p.Stops) != 3 {
		t.Errorf("%+v, %v", p, problems)
	}
}

func TestOnlyWhatIsAskedForIsWritten(t *testing.T) {
	k := kit(t)
	k.Only, k.Languages = []string{"gpx", "csv"}, []string{"ru"}
	files := unzipped(t, zipped(t, k))
	for _, name := range []string{"README.txt", "plan.gpx", "timetable.csv", "matrix.csv", "manifest.json"} {
		if files[name] == nil {
			t.Errorf("no %s", name)
		}
	}
	if len(files) != 5 || strings.Contains(string(files["README.txt"]), "plan.kml") || !strings.Contains(string(files["README.txt"]), "Что в комплекте") {
		t.Errorf("%d files; %s", len(files), files["README.txt"])
	}
	for _, wrong := range []fieldkit.Kit{withOnly(k, "shapefile"), withLanguage(k, "de")} {
		var out bytes.Buffer
		if _, err := fieldkit.Write(t.Context(), wrong, fieldkit.NewZip(&out, today)); !errors.Is(err, data.ErrInvalid) || out.Len() > 0 {
			t.Errorf("%v, %d bytes", err, out.Len())
		}
	}
}

func withOnly(k fieldkit.Kit, part string) fieldkit.Kit {
	k.Only = []string{part}
	return k
}

func withLanguage(k fieldkit.Kit, language string) fieldkit.Kit {
	k.Languages = []string{language}
	return k
}

func TestAPackageThatIsStoppedLeavesNothing(t *testing.T) {
	for _, at := range []string{"README.txt", "plan.kmz", "field.gpkg", "map.mbtiles", "book-ja.html"} {
		t.Run(at, func(t *testing.T) {
			k, parent := kit(t), t.TempDir()
			k.Folder = t.TempDir()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			k.Progress = func(file string, _, _ int) {
				if file == at {
					cancel()
				}
			}
			folder, err := fieldkit.NewFolder(filepath.Join(parent, "package"), false)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := fieldkit.Write(ctx, k, folder); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			for _, where := range []string{parent, k.Folder} {
				if left, _ := os.ReadDir(where); len(left) > 0 {
					t.Errorf("%s is left", left[0].Name())
				}
			}
		})
	}
}

func TestAPackageOfOtherDataThanItsTimetableIsAConflict(t *testing.T) {
	k := kit(t)
	k.Timetable.DataRevision--
	var out bytes.Buffer
	if _, err := fieldkit.Write(t.Context(), k, fieldkit.NewZip(&out, today)); !errors.Is(err, data.ErrConflict) {
		t.Error(err)
	}
}

func TestAFolderIsWrittenOverOnlyIfItIsAPackage(t *testing.T) {
	folder, _ := packed(t, kit(t))
	if _, err := fieldkit.NewFolder(folder, false); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("over a package without being told to: %v", err)
	}
	again, err := fieldkit.NewFolder(folder, true)
	if err != nil {
		t.Fatal(err)
	}
	k := kit(t)
	k.Only = []string{"gpx"}
	if _, err := fieldkit.Write(t.Context(), k, again); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 3 {
		t.Errorf("%d files after a smaller package", len(left))
	}
	if beside, _ := os.ReadDir(filepath.Dir(folder)); len(beside) != 1 {
		t.Errorf("%d things beside it", len(beside))
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "letter.txt"), []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := fieldkit.NewFolder(other, true); err == nil || !strings.Contains(err.Error(), "holds no package") {
		t.Errorf("over somebody's letters: %v", err)
	}
}
