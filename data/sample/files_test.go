package sample_test

import (
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/sample"
)

// record is a record of the sample, whichever file it comes from.
type record struct {
	file, collection string
	values           map[string]any // strings from CSV; strings, float64 and bool from GeoJSON
	geometry         json.RawMessage
}

func (r record) text(field string) string {
	s, _ := r.values[field].(string)
	return s
}

func (r record) demonstration() bool { return strings.HasPrefix(r.file, "demonstration_") }

func records(t *testing.T) []record {
	t.Helper()
	files, order := sample.Files()
	var all []record
	for _, f := range order {
		content, err := fs.ReadFile(files, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		read := readCSV
		if strings.HasSuffix(f.Name, ".geojson") {
			read = readGeoJSON
		}
		for _, r := range read(t, content) {
			r.file, r.collection = f.Name, f.Collection
			all = append(all, r)
		}
	}
	return all
}

func readCSV(t *testing.T, content []byte) []record {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(content))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []record
	for _, row := range rows[1:] {
		r := record{values: map[string]any{}}
		for i, name := range rows[0] {
			if row[i] != "" {
				r.values[name] = row[i]
			}
		}
		all = append(all, r)
	}
	return all
}

func readGeoJSON(t *testing.T, content []byte) []record {
	t.Helper()
	var file struct {
		Features []struct {
			ID         string
			Geometry   json.RawMessage
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	var all []record
	for _, f := range file.Features {
		f.Properties["id"] = f.ID
		all = append(all, record{values: f.Properties, geometry: f.Geometry})
	}
	return all
}

func only(all []record, keep func(record) bool) []record {
	return slices.DeleteFunc(slices.Clone(all), func(r record) bool { return !keep(r) })
}

func TestEveryFileOfTheFolderIsImported(t *testing.T) {
	files, order := sample.Files()
	var listed []string
	for _, f := range order {
		listed = append(listed, f.Name)
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(listed, e.Name()) {
			t.Errorf("%s is embedded and not listed", e.Name())
		}
	}
}

func TestIdsAreUniqueInTheirCollection(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range records(t) {
		ref := r.collection + "/" + r.text("id")
		if r.text("id") == "" || seen[ref] {
			t.Errorf("%s: id %q is missing or repeated", r.file, ref)
		}
		seen[ref] = true
	}
}

func TestReferencesResolveToEarlierRecords(t *testing.T) {
	refersTo := map[string]string{"source": "sources", "position_source": "sources", "site": "sites", "cemetery": "cemeteries"}
	seen := map[string]bool{}
	for _, r := range records(t) {
		for field, collection := range refersTo {
			if id := r.text(field); id != "" && !seen[collection+"/"+id] {
				t.Errorf("%s %s: %s %q is not known before it", r.file, r.text("id"), field, id)
			}
		}
		seen[r.collection+"/"+r.text("id")] = true
	}
}

func TestValuesKeepToTheVocabularies(t *testing.T) {
	for _, r := range records(t) {
		collection, ok := data.CollectionNamed(r.collection)
		if !ok {
			t.Fatalf("%s goes into unknown collection %q", r.file, r.collection)
		}
		for name, value := range r.values {
			field, ok := collection.Field(name)
			if !ok {
				continue
			}
			text, _ := value.(string)
			switch field.Type {
			case data.Enum:
				if !slices.Contains(field.Values, text) {
					t.Errorf("%s: %s is %q, want one of %v", r.text("id"), name, text, field.Values)
				}
			case data.Interval:
				if _, err := data.ParsePeriod(text); err != nil {
					t.Errorf("%s: %v", r.text("id"), err)
				}
			case data.Integer:
				if text != "" {
					if _, err := strconv.Atoi(text); err != nil {
						t.Errorf("%s: %s is %q, want a whole number", r.text("id"), name, text)
					}
				}
			}
		}
	}
}

func TestSourcesOfDocumentedRecordsHaveAddresses(t *testing.T) {
	for _, r := range only(records(t), func(r record) bool { return r.collection == "sources" && !r.demonstration() }) {
		for url := range strings.FieldsSeq(r.text("url")) {
			if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
				t.Errorf("source %s: %q is no address", r.text("id"), url)
			}
		}
		for _, field := range []string{"title", "kind", "citation", "url", "licence"} {
			if r.text(field) == "" {
				t.Errorf("source %s has no %s", r.text("id"), field)
			}
		}
	}
}

func TestAllDocumentedSitesAreKept(t *testing.T) {
	sites := only(records(t), func(r record) bool { return r.file == "documented_sites.csv" })
	located, burials, recovered := 0, 0, 0
	for _, s := range sites {
		if s.text("lon") != "" {
			located++
		}
		n, _ := strconv.Atoi(s.text("burials"))
		burials += n
		n, _ = strconv.Atoi(s.text("recovered"))
		recovered += n
		if s.text("source") == "" {
			t.Errorf("site %s names no source", s.text("id"))
		}
		if s.text("fictional") != "" {
			t.Errorf("site %s is documented and must not be fictional", s.text("id"))
		}
	}
	if len(sites) != 35 || located != 21 {
		t.Errorf("%d documented sites, %d located; want 35 and 21", len(sites), located)
	}
	// The sums over the 14 and 16 numbers that the facts state.
	if burials != 3618 || recovered != 2442 {
		t.Errorf("%d burials and %d recovered in numbers, want 3618 and 2442", burials, recovered)
	}
}

func TestSettlementRadiusFollowsFromPopulation(t *testing.T) {
	for _, s := range only(records(t), func(r record) bool { return r.file == "documented_sites.csv" && r.text("accuracy_m") != "" }) {
		if s.text("location_method") != "settlement" {
			if s.text("position_source") != "murayama-list" || s.text("accuracy_m") != "2200" {
				t.Errorf("site %s: accuracy %s without a reason", s.text("id"), s.text("accuracy_m"))
			}
			continue
		}
		population, err := strconv.ParseFloat(s.text("settlement_population"), 64)
		if err != nil {
			t.Errorf("site %s has an accuracy and no population: %v", s.text("id"), err)
			continue
		}
		want := 100 * math.Ceil((1000+1000*math.Sqrt(population/(math.Pi*1000)))/100)
		if got := s.text("accuracy_m"); got != strconv.FormatFloat(want, 'f', -1, 64) {
			t.Errorf("site %s: accuracy %s m, want %v m for %v people", s.text("id"), got, want, population)
		}
	}
}

func TestSitesThatAreNotLocatedSayWhere(t *testing.T) {
	for _, s := range only(records(t), func(r record) bool { return r.file == "documented_sites.csv" }) {
		if s.text("location_text") == "" || s.text("location_method") == "" {
			t.Errorf("site %s: no place in words or no method", s.text("id"))
		}
		if s.text("lon") == "" && s.text("accuracy_m") != "" {
			t.Errorf("site %s is not located and yet has an accuracy", s.text("id"))
		}
	}
}

func TestEverythingInventedSaysSo(t *testing.T) {
	said := map[string]string{"name": "(invented)", "name_en": "(invented)", "name_ru": "(вымышлено)", "name_ja": "（架空）", "title": "(invented)"}
	n := 0
	for _, r := range only(records(t), record.demonstration) {
		n++
		if r.values["fictional"] != true {
			t.Errorf("%s: fictional is %v", r.text("id"), r.values["fictional"])
		}
		for field, words := range said {
			if name := r.text(field); name != "" && !strings.Contains(name, words) {
				t.Errorf("%s: %s %q does not say that it is invented", r.text("id"), field, name)
			}
		}
		if r.text("name")+r.text("title") == "" {
			t.Errorf("%s has no name", r.text("id"))
		}
		if r.collection == "sources" && (r.text("kind") != "demonstration" || r.text("citation") != "Invented for demonstration; no such place exists.") {
			t.Errorf("source %s does not say that it is invented", r.text("id"))
		}
	}
	if n < 100 {
		t.Errorf("only %d invented records", n)
	}
}

func TestADocumentedRestrictionSaysWhatItRestsOnInThreeLanguages(t *testing.T) {
	restrictions := only(records(t), func(r record) bool { return r.collection == "restrictions" })
	if len(restrictions) < 5 {
		t.Errorf("there are %d", len(restrictions))
	}
	for _, r := range restrictions {
		for _, field := range []string{"kind", "effect", "name_en", "name_ru", "name_ja", "note", "source"} {
			if r.text(field) == "" {
				t.Errorf("%s has no %s", r.text("id"), field)
			}
		}
		if r.text("site") != "" && r.text("region") != "" {
			t.Errorf("%s applies to a site and to its whole region", r.text("id"))
		}
	}
}
