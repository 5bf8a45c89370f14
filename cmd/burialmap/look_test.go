package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// findingsIn reads a report of findings: record → rules.
func findingsIn(t *testing.T, path string) (byRecord map[int][]string, byRule map[string]int) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	byRecord, byRule = map[int][]string{}, map[string]int{}
	for _, row := range rows[1:] {
		record, err := strconv.Atoi(row[2])
		if err != nil {
			t.Fatal(err)
		}
		byRecord[record] = append(byRecord[record], row[5])
		byRule[row[5]]++
	}
	return byRecord, byRule
}

func TestTheDocumentedSitesAreLookedAtBeforeAnythingIsWritten(t *testing.T) {
	dir := t.TempDir()
	list, err := filepath.Abs(documentedSites)
	if err != nil {
		t.Fatal(err)
	}
	r := mustRun(t, dir, "import", "--dry-run", "--report", "findings.csv", list)
	if _, err := os.Stat(filepath.Join(dir, "burialmap.gpkg")); err == nil {
		t.Error("a dry run left a database")
	}
	byRecord, byRule := findingsIn(t, filepath.Join(dir, "findings.csv"))
	for _, record := range []int{4, 5} { // Novaya: read as degrees and minutes by whoever made the list
		if !strings.Contains(strings.Join(byRecord[record], " "), "degrees_minutes") {
			t.Errorf("record %d: %v", record, byRecord[record])
		}
	}
	said := 0
	for rule, n := range byRule {
		if strings.HasPrefix(rule, "place_") {
			said += n
		}
	}
	if said != 14 || byRule["place_proposed"] != 1 {
		t.Errorf("of 14 sites without coordinates %d are spoken of, %d with a proposal: %v", said, byRule["place_proposed"], byRule)
	}
	for _, words := range []string{"CSV; in utf-8", "for sites", "Чита", "113.5009, 52.0317", "the gazetteer has no place called", "35 read, 35 new", "mhlw_no", "ministry_no"} {
		if !strings.Contains(r.stdout, words) {
			t.Errorf("%q is not shown:\n%s", words, r.stdout)
		}
	}
}

func TestAProposedPlaceIsTakenOnlyAsWhatItIs(t *testing.T) {
	dir := t.TempDir()
	list, err := filepath.Abs(documentedSites)
	if err != nil {
		t.Fatal(err)
	}
	mustRun(t, dir, "import", "-c", "sites", "--locate-words", list)
	f := serve(t, dir).page(t, "/api/collections/sites/items?location_method=text")
	if len(f.Features) != 1 || f.Features[0].ID != "chita-24-2-7-8" {
		t.Fatalf("%+v", f.Features)
	}
	p := f.Features[0].Properties
	if parse, ok := p["location_parse"].(map[string]any); !ok || p["accuracy_m"].(float64) < 5000 || parse["words"] != "Чита" {
		t.Errorf("%v", p)
	}
}

func TestAFileComesBackWithItsFindingsAndIsLoadedAgain(t *testing.T) {
	dir := t.TempDir()
	list := "id;Название;Широта;Долгота;Точность\n1;Выдуманное;48,4825;135,0719;20\n2;Ещё одно;95;135,1;20\n3;Третье;48,6;135,2;плохая\n"
	if err := os.WriteFile(filepath.Join(dir, "list.csv"), []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := burialmap(t, dir, "import", "-c", "sites", "list.csv", "--annotate", "again.csv"); r.code != exitPartial {
		t.Fatalf("exit code %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	text, err := os.ReadFile(filepath.Join(dir, "again.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n")
	for i, want := range []string{"burialmap_findings", "", "refused", "warning, Точность"} {
		if !strings.Contains(lines[i], want) || i == 1 && !strings.HasSuffix(strings.TrimSpace(lines[i]), ";") {
			t.Errorf("line %d: %s", i+1, lines[i])
		}
	}
	corrected := strings.NewReplacer(";95;", ";48,7;", "плохая", "30").Replace(string(text))
	if err := os.WriteFile(filepath.Join(dir, "again.csv"), []byte(corrected), 0o600); err != nil {
		t.Fatal(err)
	}
	r := mustRun(t, dir, "import", "-c", "sites", "--source", "list", "again.csv")
	if !strings.Contains(r.stdout, "3 read, 1 new, 1 updated, 1 unchanged, 0 refused") {
		t.Errorf("%s%s", r.stdout, r.stderr)
	}
}

func TestFindingsAreWrittenBesideTheRowsOfTheSheetThatWasRead(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("plots.csv", "id,kind\np1,grave\np2,grave\np3,grave\n")
	write("sites.csv", "id,name,burials\ns1,Invented,3\ns2,Invented too,4\n")
	mustRun(t, dir, "import", "-c", "plots", "plots.csv")
	mustRun(t, dir, "import", "-c", "sites", "sites.csv")
	mustRun(t, dir, "export", "plots", "sites", "-o", "both.xlsx")

	mustRun(t, dir, "import", "--db", "b.gpkg", "both.xlsx") // each sheet goes into its collection
	r := burialmap(t, dir, "import", "--db", "c.gpkg", "both.xlsx", "--annotate", "out.xlsx")
	if r.code != exitUsage || !strings.Contains(r.stderr, "--layer") {
		t.Errorf("two sheets at once: exit code %d\n%s", r.code, r.stderr)
	}
	if _, err := os.Stat(filepath.Join(dir, "c.gpkg")); err == nil {
		t.Error("a mistake in the arguments left a database")
	}
	mustRun(t, dir, "import", "--db", "d.gpkg", "both.xlsx", "-c", "sites", "--map", "burials=name", "--annotate", "out.xlsx")
	book, err := excelize.OpenFile(filepath.Join(dir, "out.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for sheet, want := range map[string]int{"sites": 2, "plots": 0} {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		said := 0
		for _, row := range rows {
			if strings.Contains(strings.Join(row, "|"), "is not one whole number") {
				said++
			}
		}
		if said != want {
			t.Errorf("%d rows of the sheet %s have findings beside them, want %d", said, sheet, want)
		}
	}
}

func TestAListIsOfWhatItsColumnsTell(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct{ header, row, want string }{
		"places.csv":  {"Название;Широта;Долгота;Захоронено чел;Описание места;Примечание", "Первый лог;51.25;136.60;120;у дороги;см. план", "sites"},
		"remarks.csv": {"name,lon,lat,remarks", "Invented,136.6,51.25,by the road", "sites"},
		"seen.csv":    {"of,lon,lat,observed,marker,graves", "sites/khurmuli,136.6,51.25,2027-07-05,wooden,3", "observations"},
		"graves.csv":  {"id,lon,lat,occupancy,kind", "a,136.6,51.25,pow,grave", "plots"},
	} {
		write(t, dir, name, c.header+"\n"+c.row+"\n")
		if r := mustRun(t, dir, "import", "--dry-run", name); !strings.Contains(r.stdout, "for "+c.want) {
			t.Errorf("%s is not taken for %s:\n%s", name, c.want, r.stdout)
		}
	}
}
