package book

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"html"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

var bless = flag.Bool("bless", false, "renew the golden files")

func written(t *testing.T, b Book) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var (
	drawings = regexp.MustCompile(`(?s)<svg.*?</svg>`)
	styles   = regexp.MustCompile(`(?s)<style>.*?</style>`)
	cells    = regexp.MustCompile(`</t[dh]>|</dt>|</label>`)
	blocks   = regexp.MustCompile(`<(?:br|/p|/h\d|/li|/tr|/div|/section|/dd|/figcaption|/title)>`)
	tags     = regexp.MustCompile(`(?s)<[^>]*>`)
	gaps     = regexp.MustCompile(`[ \t]+`)
)

// readable is what a person reads in a book, a line for each line or row, drawings left out.
func readable(page string) string {
	page = styles.ReplaceAllString(page, "")
	for {
		inner := drawings.ReplaceAllString(page, "") // maps hold a window of their own
		if inner == page {
			break
		}
		page = inner
	}
	page = strings.ReplaceAll(page, `<section class="sheet`, "\n----\n<section class=\"sheet")
	page = strings.ReplaceAll(page, "\n", " \n")
	page = blocks.ReplaceAllString(cells.ReplaceAllString(page, " | "), "\n")
	page = html.UnescapeString(tags.ReplaceAllString(page, ""))
	var lines []string
	for line := range strings.Lines(page) {
		if line = strings.Trim(gaps.ReplaceAllString(line, " "), " |\n"); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestTheBookReadsAsItShouldInEveryLanguage(t *testing.T) {
	for _, language := range Languages {
		got := readable(written(t, fixtureBook(language)))
		file := filepath.Join("testdata", "book."+language+".txt")
		if *bless {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs; make bless renews it: %s", file, firstDifference(string(want), got))
		}
	}
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d is\n%s\nand was\n%s", i+1, b[i], a[i])
		}
	}
	return fmt.Sprintf("%d lines, were %d", len(b), len(a))
}

func TestNoSentenceOfTheBookIsLeftUnfilled(t *testing.T) {
	for _, language := range Languages {
		text := readable(written(t, fixtureBook(language)))
		if hole := placeholder.FindString(text); hole != "" {
			t.Errorf("%s: %s was not filled", language, hole)
		}
		if language != "en" && strings.Contains(text, "English:") {
			t.Errorf("%s: a conflict is said in English", language)
		}
	}
}

func TestTheSameBookGivesTheSameBytes(t *testing.T) {
	if first, second := written(t, fixtureBook("ja")), written(t, fixtureBook("ja")); first != second {
		t.Error("two writings differ")
	}
}

func TestHostileNamesStayText(t *testing.T) {
	b := fixtureBook("en")
	b.Plan.Title = `"; } </style><script>alert(1)</script> \22`
	b.Plan.Note = `<img src=x onerror=alert(1)>`
	page := written(t, b)
	for _, bad := range []string{"<script", "<img", "<b onmouseover", "</style><"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	if n := strings.Count(page, "</style>"); n != 1 {
		t.Errorf("%d style sheets end", n)
	}
	if !strings.Contains(readable(page), `<script>alert("1")</script> & "quoted" </style>`) {
		t.Error("the hostile name is not there as it is written")
	}
}

var meta = regexp.MustCompile(`style-src 'sha256-([^']+)'`)

func TestThePageForbidsItselfAllButItsOwnStyle(t *testing.T) {
	page := written(t, fixtureBook("ru"))
	style := page[strings.Index(page, "<style>")+len("<style>") : strings.Index(page, "</style>")]
	hash := sha256.Sum256([]byte(style))
	found := meta.FindStringSubmatch(page)
	if found == nil || found[1] != base64.StdEncoding.EncodeToString(hash[:]) {
		t.Errorf("the policy of the page does not allow its style: %v", found)
	}
	for _, bad := range []string{"http://www.w3.org", "src=", "@import", "url(http", " style=", "<script", "<link", "onload"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	if policy := CSP(fixtureBook("ru")); !strings.Contains(policy, found[0]) || strings.Contains(policy, "unsafe") {
		t.Errorf("served under %s", policy)
	}
}

func TestEverySheetSaysOfWhichPlanAndDataItIs(t *testing.T) {
	text := readable(written(t, fixtureBook("en")))
	sheets := strings.Split(text, "\n----\n")[1:]
	if len(sheets) != 3+3+2*5 {
		t.Fatalf("%d sheets", len(sheets))
	}
	for _, sheet := range sheets {
		if head, _, _ := strings.Cut(sheet, "\n"); !strings.Contains(head, "plan revision 4 · data revision 12") {
			t.Errorf("a sheet begins with %q", head)
		}
	}
}

func TestEveryPageSaysWhatTravelTimesRestOn(t *testing.T) {
	for basis, want := range map[string]string{"straight_line": "straight-line distance × 1.4", "matrix": "own table of ways", "both": "otherwise straight-line distance × 1.4"} {
		b := fixtureBook("en")
		b.Timetable.TravelBasis = basis
		style := written(t, b)
		if !strings.Contains(style, cssString(want)[1:len(cssString(want))-1]) {
			t.Errorf("the foot of a plan by %s does not say %q", basis, want)
		}
	}
}

func TestWhatIsNotAssessedNeverHasAProbability(t *testing.T) {
	for line := range strings.SplitSeq(readable(written(t, fixtureBook("en"))), "\n") {
		if strings.Contains(line, "not assessed |") && strings.Contains(line, "%") {
			t.Errorf("%q", line)
		}
	}
}

func TestAnImpossiblePlanGivesReasonsAndNotAnEmptyPage(t *testing.T) {
	b := Book{Language: "en", Today: fixtureDay, Plan: fieldplan.Plan{ID: "empty"},
		Timetable: fieldplan.Timetable{Conflicts: []fieldplan.Conflict{conflictOf(fieldplan.RuleNoStops, true, ""), conflictOf(fieldplan.RuleNoVehicle, true, ""), {Rule: "newer_than_this", Grave: true, Message: "Something newer stands against it."}}}}
	text := readable(written(t, b))
	for _, want := range []string{"The plan has no sites.", "The plan has no vehicle.", "Something newer stands against it.", "plan not saved"} {
		if !strings.Contains(text, want) {
			t.Errorf("the book does not say %q", want)
		}
	}
}

func TestALanguageWithoutWordsIsRefused(t *testing.T) {
	if err := Write(io.Discard, Book{Language: "fr"}); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("got %v", err)
	}
}

// large is a plan of so many stops, each with the ground of the surveyed site.
func large(stops int) Book {
	b := fixtureBook("ja")
	b.Plan.Stops, b.Timetable.Days, b.Timetable.LeftOut = nil, nil, nil
	b.Ground = map[string]Ground{}
	for i := range stops {
		id := fmt.Sprintf("s%03d", i)
		g := surveyedGround()
		g.Site.ID, g.Site.Geometry = id, orb.Point{fixtureCenter[0], fixtureCenter[1]}
		b.Ground[id] = g
		b.Plan.Stops = append(b.Plan.Stops, fieldplan.Stop{Site: id, Task: "visit", Minutes: 30})
		day := fixtureDay.AddDate(0, 0, i/25).Format(time.DateOnly)
		if i%25 == 0 {
			b.Timetable.Days = append(b.Timetable.Days, fieldplan.Schedule{Date: day, Vehicle: "a"})
		}
		last := &b.Timetable.Days[len(b.Timetable.Days)-1]
		last.Stops = append(last.Stops, fieldplan.Arrival{Site: id, Arrive: "10:00", Begin: "10:00", Leave: "10:30"})
	}
	return b
}

func TestFiveHundredStopsAreOneFileAndNeedLittleMemory(t *testing.T) {
	b := large(500)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var size counter
	if err := Write(&size, b); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	t.Logf("%d bytes", size)
	if size > 30<<20 {
		t.Errorf("%d bytes", size)
	}
	if grown := int64(after.HeapInuse) - int64(before.HeapInuse); grown > 128<<20 {
		t.Errorf("the heap grew by %d MB", grown>>20)
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func BenchmarkWriteFiveHundredStops(b *testing.B) {
	book := large(500)
	for b.Loop() {
		if err := Write(io.Discard, book); err != nil {
			b.Fatal(err)
		}
	}
}

func TestWhatHoldsAtEverySiteIsToldOnce(t *testing.T) {
	b := fixtureBook("en")
	ticks := restrictionFeature("ticks", "hazard", data.EffectWarns, "Ticks (invented)", "", "", 0)
	ticks.Location.Source = "office"
	office := data.Feature{ID: "office", Collection: data.Sources.Name, Properties: map[string]any{"title": "Office of ticks (invented)", "citation": "Leaflet 7 (invented)"}}
	for id, g := range b.Ground {
		g.Sources = maps.Clone(g.Sources)
		if g.Sources == nil {
			g.Sources = map[string]data.Feature{}
		}
		g.Sources["office"] = office
		g.Restrictions = append(slices.Clone(g.Restrictions), Restriction{Feature: ticks, Everywhere: true},
			Restriction{Feature: restrictionFeature("visa", "permit", data.EffectPaper, "Visa (invented)", "", "", 30), Everywhere: true})
		b.Ground[id] = g
	}
	text := written(t, b)
	if n := strings.Count(text, "Ticks (invented)"); n != 1 {
		t.Errorf("a hazard of every site is named %d times", n)
	}
	if n := strings.Count(text, "Leaflet 7 (invented)"); n != 1 {
		t.Errorf("what it rests on is cited %d times", n)
	}
	if n := strings.Count(text, "Visa (invented)"); n != 1+len(b.Plan.Stops) {
		t.Errorf("a paper for every site is named %d times: once with all about it, and on the %d sheets of sites", n, len(b.Plan.Stops))
	}
}
