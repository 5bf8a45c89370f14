package book

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// mapsCatalogues is where the words of the map are.
const mapsCatalogues = "../../app/src/i18n/words"

func TestEveryLanguageHasTheSameWordsWithTheSamePlaceholders(t *testing.T) {
	english := catalogues["en"]
	for _, language := range Languages {
		w := catalogues[language]
		sameKeys(t, language, english.messages, w.messages)
		sameKeys(t, language, english.rules, w.rules)
		for key, m := range w.messages {
			if want, got := holes(texts(english.messages[key])), holes(texts(m)); !slices.Equal(want, got) {
				t.Errorf("%s: %s has the placeholders %v, not %v", language, key, got, want)
			}
		}
		for key, sentences := range w.rules {
			if want, got := holes(english.rules[key]), holes(sentences); !slices.Equal(want, got) {
				t.Errorf("%s: rule %s has the placeholders %v, not %v", language, key, got, want)
			}
		}
	}
}

func sameKeys[T any](t *testing.T, language string, want, got map[string]T) {
	t.Helper()
	if a, b := slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)); !slices.Equal(a, b) {
		t.Errorf("%s has not the keys of English: %v", language, symmetric(a, b))
	}
}

func symmetric(a, b []string) []string {
	var only []string
	for _, k := range append(slices.Clone(a), b...) {
		if slices.Contains(a, k) != slices.Contains(b, k) {
			only = append(only, k)
		}
	}
	return only
}

func texts(m message) []string {
	if m.forms == nil {
		return []string{m.plain}
	}
	return slices.Collect(maps.Values(m.forms))
}

func holes(texts []string) []string {
	found := map[string]bool{}
	for _, text := range texts {
		for _, h := range placeholder.FindAllString(text, -1) {
			found[h] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func TestEveryPluralFormOfALanguageIsThere(t *testing.T) {
	forms := map[string][]string{"en": {"one", "other"}, "ru": {"few", "many", "one", "other"}, "ja": {"other"}}
	for language, want := range forms {
		for key, m := range catalogues[language].messages {
			if m.forms != nil && !slices.Equal(slices.Sorted(maps.Keys(m.forms)), want) {
				t.Errorf("%s: %s has the forms %v", language, key, slices.Sorted(maps.Keys(m.forms)))
			}
		}
	}
}

func TestWordsThatTheMapHasTooAreTheSameThere(t *testing.T) {
	for _, language := range Languages {
		app := map[string]any{}
		files, err := filepath.Glob(filepath.Join(mapsCatalogues, "*", language+".json"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no words of the map in %s: %v", language, err)
		}
		for _, f := range files {
			maps.Copy(app, readJSON[any](t, f))
		}
		for key, value := range readJSON[any](t, "words/shared."+language+".json") {
			a, b := asText(t, value), asText(t, app[key])
			if a != b {
				t.Errorf("%s: %s is %s in the book and %s on the map", language, key, a, b)
			}
		}
	}
}

func readJSON[T any](t *testing.T, file string) map[string]T {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]T
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return read
}

func asText(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var ruleConstant = regexp.MustCompile(`Rule\w+\s+= "(\w+)"`)

func TestEveryRuleOfAPlanHasWordsInEveryLanguage(t *testing.T) {
	source, err := os.ReadFile("../../../data/fieldplan/timetable.go")
	if err != nil {
		t.Fatal(err)
	}
	rules := ruleConstant.FindAllStringSubmatch(string(source), -1)
	if len(rules) < 20 {
		t.Fatalf("only %d rules found", len(rules))
	}
	for _, language := range Languages {
		for _, r := range rules {
			if catalogues[language].rules[r[1]] == nil {
				t.Errorf("%s has no words for the rule %s", language, r[1])
			}
		}
	}
}

func TestEveryTermOfTheVocabulariesHasWordsInEveryLanguage(t *testing.T) {
	vocabularies := map[string][]string{
		"restriction": data.RestrictionKinds, "effect": data.RestrictionEffects, "concerns": data.RestrictionConcerns,
		"task": data.Tasks, "marker": data.Markers, "outcome": data.Outcomes, "status": data.SiteStatuses, "kind": data.PlotKinds,
		"method": data.Methods, "class": data.Classes, "class.short": data.Classes, "sourcekind": data.SourceKinds,
		"who": data.PlotOccupancies, "sign": data.PlotOccupancies, "paper": fieldplan.PaperStates,
		"rank": {"overlap", "ground", "unrecovered", "accuracy", "age"},
		"day":  {fieldplan.SunNeverRises, fieldplan.SunNeverSets},
		"fact": {"overlap_class", "overlap_probability", "overlap_pairs", "shared_area_expected_m2", "burials", "recovered", "status", "accuracy_m", "location_method", "observed"},
	}
	for _, language := range Languages {
		for vocabulary, terms := range vocabularies {
			for _, term := range terms {
				if !catalogues[language].has(vocabulary + "." + term) {
					t.Errorf("%s has no words for %s.%s", language, vocabulary, term)
				}
			}
		}
	}
}

var reasonCode = regexp.MustCompile(`Code\w+\s+= "(\w+)"`)

func TestEveryReasonOfAnOverlapHasWordsInEveryLanguage(t *testing.T) {
	source, err := os.ReadFile("../../../data/detect/reasons.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := reasonCode.FindAllStringSubmatch(string(source), -1)
	if len(codes) < 20 {
		t.Fatalf("only %d reasons found", len(codes))
	}
	for _, language := range Languages {
		for _, c := range codes {
			if !catalogues[language].has("reason." + c[1]) {
				t.Errorf("%s has no words for the reason %s", language, c[1])
			}
		}
	}
}

var saidInTemplate = regexp.MustCompile(`say "([\w.]+)"`)

func TestTemplatesAndCodeSayOnlyWordsThatAreThere(t *testing.T) {
	files, err := filepath.Glob("templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	code, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	inCode := regexp.MustCompile(`say\("([\w.]+\w)"`)
	for _, f := range append(files, code...) {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		pattern := inCode
		if strings.HasSuffix(f, ".html") {
			pattern = saidInTemplate
		}
		for _, m := range pattern.FindAllStringSubmatch(string(text), -1) {
			if !catalogues["en"].has(m[1]) && !strings.HasSuffix(f, "_test.go") {
				t.Errorf("%s says %q, for which there are no words", f, m[1])
			}
		}
	}
}

func TestNumbersAndDatesAreWrittenAsEachLanguageWritesThem(t *testing.T) {
	day, _ := dayOf("2027-07-08")
	for _, c := range []struct{ language, got, want string }{
		{"en", catalogues["en"].number(12345.678, 2), "12,345.68"},
		{"ru", catalogues["ru"].number(12345.6, 2), "12\u00a0345,6"},
		{"ja", catalogues["ja"].length(1530), "1.5 km"},
		{"ru", catalogues["ru"].area(3.456), "3,46 м²"},
		{"en", catalogues["en"].weekday(day), "Thursday, 8 July 2027"},
		{"ru", catalogues["ru"].weekday(day), "четверг, 8 июля 2027 г."},
		{"ja", catalogues["ja"].weekday(day), "2027年7月8日（木）"},
		{"ru", catalogues["ru"].duration(125), "2 ч 5 мин"},
		{"en", catalogues["en"].period("1945/1948"), "1945–1948"},
		{"ja", catalogues["ja"].period("194X"), "1940年代"},
		{"en", catalogues["en"].period("1952/"), "from 1952, end not known"},
		{"ru", catalogues["ru"].period("2026-11"), "ноябрь 2026 г."},
		{"ru", catalogues["ru"].say("observation.graves", values{"n": 22}), "насчитано 22 могилы"},
		{"en", catalogues["en"].monthDay("06-01"), "1 June"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.language, c.got, c.want)
		}
	}
}

func TestAProbabilityIsNeverNothingAndNeverCertain(t *testing.T) {
	w := catalogues["en"]
	for p, want := range map[float64]string{0: "under 0.1%", 1e-9: "under 0.1%", 1: "over 99.9%", 0.9999: "over 99.9%", 0.498: "49.8%", 0.046: "4.6%", 0.71: "71%", 0.9497: "94.9%"} {
		if got := w.probability(p); got != want {
			t.Errorf("%v is said as %q, not %q", p, got, want)
		}
	}
}
