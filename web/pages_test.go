package web_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// wordsOf reads the words of the pages: by key, one for each language.
func wordsOf(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, name := range []string{"pages", "fields", "about"} {
		text, err := os.ReadFile("words/" + name + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(cells) != 4 {
				t.Fatalf("%s.tsv: %d columns in %q", name, len(cells), line)
			}
			if cells[0] == "key" {
				continue
			}
			if all[cells[0]] != nil {
				t.Errorf("%s is said twice", cells[0])
			}
			all[cells[0]] = cells[1:]
		}
	}
	return all
}

var blank = regexp.MustCompile(`%(\[\d\])?[.\d]*(\[\d\])?[a-z]`)

func TestEverythingIsSaidInThreeLanguages(t *testing.T) {
	words := wordsOf(t)
	for key, said := range words {
		for i, text := range said {
			if strings.TrimSpace(text) == "" || len(blank.FindAllString(text, -1)) != len(blank.FindAllString(said[0], -1)) {
				t.Errorf("%s in language %d: %q", key, i, text)
			}
		}
	}
	for _, c := range data.Collections {
		if words[c.Name] == nil || words[c.Name+".about"] == nil {
			t.Errorf("no words for %s", c.Name)
		}
		for _, f := range append(append([]data.Field{}, c.Fields...), data.LocationFields...) {
			if words["field."+f.Name] == nil {
				t.Errorf("no words for the field %s", f.Name)
			}
			about := words["about."+c.Name+"."+f.Name]
			if about == nil {
				about = words["about."+f.Name]
			}
			if about == nil || about[0] != f.About {
				t.Errorf("what %s.%s means is %q to people, %q to programs", c.Name, f.Name, about, f.About)
			}
		}
	}
}

func TestNoPageShowsAKeyInsteadOfWords(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	key := regexp.MustCompile(`>\s*(say|field|items|item|collection|landing|link|list|nav|count|schema|type|place|geometry|changes|docs|invented|status|who|kind|class|relation|time|restriction|effect|concerns|task|outcome|marker)\.[a-z_.-]+`)
	for _, lang := range []string{"en", "ru", "ja"} {
		for _, path := range []string{
			"", "/conformance", "/docs", "/changes", "/collections", "/collections/plots", "/collections/sites", "/collections/overlaps", "/collections/sources",
			"/collections/plots/items", "/collections/sites/items", "/collections/overlaps/items", "/collections/cemeteries/items", "/collections/sources/items",
			"/collections/plots/items/row-1", "/collections/overlaps/items/o", "/collections/sites/items/lost",
		} {
			w := get(t, h, "/api"+path+"?lang="+lang, "Accept", "text/html")
			page := w.Body.String()
			if w.Code != 200 || w.Header().Get("Content-Language") != lang || !strings.Contains(page, `<html lang="`+lang+`">`) {
				t.Errorf("%s in %s: status %d, %q", path, lang, w.Code, w.Header().Get("Content-Language"))
			}
			if found := key.FindString(page); found != "" || strings.Contains(page, "%!") {
				t.Errorf("%s in %s says %q", path, lang, found)
			}
		}
	}
}

func TestTheLanguageIsThatOfTheBrowserUnlessTheAddressSaysAnother(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, c := range []struct{ address, accepts, want string }{
		{"/api/collections/plots/items?f=html", "", "en"},
		{"/api/collections/plots/items?f=html", "de, fr;q=0.5", "en"},
		{"/api/collections/plots/items?f=html", "ru-RU, en;q=0.5", "ru"},
		{"/api/collections/plots/items?f=html", "en;q=0.5, ja;q=0.9", "ja"},
		{"/api/collections/plots/items?f=html", "ja;q=x, ru;q=0.1", "ru"},
		{"/api/collections/plots/items?f=html&lang=en", "ja", "en"},
		{"/api/collections/plots/items/row-1?f=html&lang=ja", "ru", "ja"},
	} {
		w := get(t, h, c.address, "Accept-Language", c.accepts)
		if got := w.Header().Get("Content-Language"); got != c.want {
			t.Errorf("%s for %s: %s", c.address, c.accepts, got)
		}
		if !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Language") {
			t.Errorf("%s: Vary %v", c.address, w.Header().Values("Vary"))
		}
		if tag := w.Header().Get("ETag"); tag != "" {
			if other := get(t, h, c.address, "Accept-Language", "xx", "If-None-Match", tag); c.want != "en" && !strings.Contains(c.address, "lang") && other.Code == 304 {
				t.Errorf("%s: the page in %s has the tag of the one in English", c.address, c.want)
			}
		}
	}
}

func TestASketchHoldsEveryPlacedFeatureOfThePage(t *testing.T) {
	wild := []data.Feature{
		{ID: "west", Collection: "plots", Geometry: orb.Point{179.9, 65}, Properties: map[string]any{"occupancy": "pow"}},
		{ID: "east", Collection: "plots", Geometry: orb.MultiPolygon{square(179.95, 65, 0.05), square(-180, 65, 0.05)}, Properties: map[string]any{"occupancy": "civilian"}},
		{ID: "line", Collection: "plots", Geometry: orb.LineString{{-179.99, 65}, {-179.9, 65.01}}},
		{ID: "none", Collection: "plots"},
	}
	h := newHandler(t, newStore(t, wild...), nil)
	page := get(t, h, "/api/collections/plots/items?f=html").Body.String()
	if strings.Count(page, `class="g-`) != 3 || !strings.Contains(page, `<circle class="g-pow"`) || !strings.Contains(page, `<path class="g-civilian" d="M`) ||
		!strings.Contains(page, `class="g-plots line"`) || !strings.Contains(page, "Not on the map: 1") || strings.Contains(page, "NaN") || strings.Contains(page, "Inf") {
		t.Errorf("%s", page)
	}
	for _, m := range regexp.MustCompile(`[ML](-?[\d.]+) (-?[\d.]+)`).FindAllStringSubmatch(page, -1) {
		if strings.HasPrefix(m[1], "-") || strings.HasPrefix(m[2], "-") || len(m[1]) > 5 {
			t.Errorf("a point lies outside of the picture: %v", m)
		}
	}
	if !strings.Contains(page, "km</text>") {
		t.Error("no scale")
	}
}
