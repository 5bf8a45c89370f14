package gazetteer_test

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/gazetteer"
	"burialmap/data/sample"
)

var bless = flag.Bool("bless", false, "renew golden files")

// documentedSites are the rows of the documented sites, by column.
func documentedSites(t *testing.T) []map[string]string {
	t.Helper()
	files, _ := sample.Files()
	file, err := files.Open("documented_sites.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		site := map[string]string{}
		for i, title := range rows[0] {
			site[title] = row[i]
		}
		all = append(all, site)
	}
	return all
}

func hintOf(site map[string]string) data.Hint {
	return data.Hint{Region: site["region"], Names: []string{site["name"], site["name_en"], site["name_ru"], site["name_ja"]}}
}

// What becomes of the words of each documented site is in testdata/documented_sites.txt.
// Sites without coordinates that get no proposal stand there with the reason.
func TestDocumentedSitesAreLocatedByTheirWordsOrTheReasonIsSaid(t *testing.T) {
	var b strings.Builder
	for _, site := range documentedSites(t) {
		with := "with coordinates"
		if site["lon"] == "" {
			with = "without coordinates"
		}
		fmt.Fprintf(&b, "%s, %s, %s\n", site["id"], site["region"], with)
		for _, column := range []string{"location_text", "name_en", "name_ru", "name_ja"} {
			if site[column] != "" {
				fmt.Fprintf(&b, "  %s\n    %s\n", site[column], told(gazetteer.Default().Locate(site[column], hintOf(site))))
			}
		}
	}
	compareGolden(t, "documented_sites.txt", b.String())
}

// told is what became of words, for people.
func told(p data.Place) string {
	if !p.Found {
		said := p.WhyCode + ": " + p.Why
		for _, c := range p.Candidates {
			said += fmt.Sprintf("; perhaps %s, %s", c.Name, c.Region)
		}
		return said
	}
	var parse struct {
		Kind string
		From struct{ ID, Name, Region string }
	}
	if err := json.Unmarshal(p.Parse, &parse); err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%.4f, %.4f ± %.0f m: %s %s, %s (%s)", p.Point[0], p.Point[1], p.Accuracy, parse.Kind, parse.From.Name, parse.From.Region, parse.From.ID)
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *bless {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		if i >= len(gotLines) || i >= len(wantLines) || gotLines[i] != wantLines[i] {
			t.Fatalf("%s, line %d differs; look at the change and run make bless if it is right. got:\n%s", path, i+1, strings.Join(gotLines[max(0, i-3):min(len(gotLines), i+4)], "\n"))
		}
	}
}
