package format_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/formattest"
	"burialmap/geo"
	"burialmap/geo/crs"
)

// plan reads a file of layers that a test has in memory.
type plan struct {
	layers  []format.LayerInfo
	records []data.Record
}

func (plan) Name() string         { return "plan" }
func (plan) Title() string        { return "Plan" }
func (plan) Extensions() []string { return []string{".plan"} }
func (plan) Sniff([]byte) bool    { return true }

func (p plan) Describe(context.Context, format.Input, format.Options) (format.Description, error) {
	return format.Description{Layers: p.layers}, nil
}

func (p plan) Read(_ context.Context, _ format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		number := 0
		for _, r := range p.records {
			if opt.Layer != "" && opt.Layer != r.Layer {
				continue
			}
			number++
			r.Number = number
			if !yield(r, nil) {
				return
			}
		}
	}
}

func (p plan) load(t *testing.T, store *formattest.Memory, opt format.ImportOptions) (format.Report, []data.Problem, error) {
	t.Helper()
	var problems []data.Problem
	opt.Problem = func(p data.Problem) error {
		problems = append(problems, p)
		return nil
	}
	in := format.Input{Name: "a.plan", ReadSeeker: strings.NewReader("plan"), Size: 4}
	report, err := format.Import(context.Background(), store, format.Registry{Readers: []format.Reader{p}}, in, opt)
	return report, problems, err
}

// place is where the tests lie, and the same in zone 23 of Pulkovo 1942.
var place = orb.Point{135.0719, 48.4825}

func zone23(t *testing.T) orb.Point {
	t.Helper()
	c, err := crs.Lookup("EPSG:28423")
	if err != nil {
		t.Fatal(err)
	}
	p, err := c.FromWGS84(place)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCoordinatesOfAnotherSystemComeToWGS84(t *testing.T) {
	grid := zone23(t)
	north := orb.Point{grid[1], grid[0]}
	for name, c := range map[string]struct {
		file, said string
		northFirst bool
		at         orb.Point
		rule       string // of the refusal; empty if it is taken
	}{
		"named by the file":               {file: "EPSG:28423", at: grid},
		"named by the person":             {said: "EPSG:28423", at: grid},
		"the person goes first":           {file: "EPSG:3857", said: "28423", at: grid},
		"northing first, and said so":     {said: "EPSG:28423", northFirst: true, at: north},
		"northing first, and nobody says": {said: "EPSG:28423", at: north, rule: "axes_swapped"},
		"another zone":                    {said: "EPSG:28424", at: grid, rule: "zone_prefix_other"},
		"degrees called metres":           {said: "EPSG:28423", at: place, rule: "degrees_not_metres"},
		"metres called degrees":           {at: grid, rule: "range"},
		"a system nobody knows":           {file: "LOCAL_CS[\"plan of the camp\"]", at: grid, rule: "crs_unknown"},
		"degrees of WGS 84":               {file: "EPSG:4326", at: place},
		"latitude first, and said so":     {northFirst: true, at: orb.Point{place[1], place[0]}},
	} {
		t.Run(name, func(t *testing.T) {
			store := formattest.NewMemory()
			p := plan{records: []data.Record{{Key: "1", CRS: c.file, Geometry: c.at}}}
			report, problems, err := p.load(t, store, format.ImportOptions{Options: format.Options{Collection: data.Plots, CRS: c.said}, NorthFirst: c.northFirst})
			switch {
			case err != nil:
				t.Fatal(err)
			case c.rule != "":
				if report.Refused != 1 || len(problems) == 0 || problems[0].Rule != c.rule || problems[0].Advice == "" {
					t.Errorf("%+v, %v", report, problems)
				}
				return
			case report.New != 1:
				t.Fatalf("%+v, %v", report, problems)
			}
			if got := store.All("plots")[0].Geometry.(orb.Point); geo.Distance(got, place) > 1e-3 {
				t.Errorf("%v is %.4f m from %v", got, geo.Distance(got, place), place)
			}
		})
	}
}

func TestTheOperationIsRecordedWithTheSource(t *testing.T) {
	store := formattest.NewMemory()
	p := plan{records: []data.Record{{Key: "0"}, {Key: "1", CRS: "EPSG:28423", Geometry: zone23(t)}}}
	report, _, err := p.load(t, store, format.ImportOptions{Options: format.Options{Collection: data.Plots}, Source: "plan-1947"})
	if err != nil || report.New != 2 || report.Operation != "EPSG:5044" {
		t.Fatalf("%+v, %v", report, err)
	}
	if s := store.All("sources")[0]; s.ID != "plan-1947" || s.Text("crs_operation") != "EPSG:5044" {
		t.Errorf("%+v", s)
	}
	again, _, err := p.load(t, store, format.ImportOptions{Options: format.Options{Collection: data.Plots}, Source: "plan-1947"})
	if err != nil || again.Unchanged != 2 || again.Change.Revision != 0 {
		t.Errorf("a second time: %+v, %v", again, err)
	}
}

func TestTheSourceSaysWhichOperationIsRight(t *testing.T) {
	store := formattest.NewMemory()
	store.Put(t, data.Feature{ID: "plan", Collection: "sources", Properties: map[string]any{"title": "a plan", "crs_operation": "EPSG:15865"}})
	p := plan{records: []data.Record{{Key: "1", CRS: "EPSG:28423", Geometry: zone23(t)}}}
	report, problems, err := p.load(t, store, format.ImportOptions{Options: format.Options{Collection: data.Plots}, Source: "plan"})
	if err != nil || report.New != 1 || report.Operation != "EPSG:15865" || len(problems) > 0 {
		t.Fatalf("%+v, %v, %v", report, problems, err)
	}
	if d := geo.Distance(store.All("plots")[0].Geometry.(orb.Point), place); d < 1 || d > 6 {
		t.Errorf("%.2f m apart; the two operations differ by some metres", d)
	}
}

func TestPositionsOfTwoDatumsInOneSourceAreToldOf(t *testing.T) {
	tokyo, err := crs.Lookup("EPSG:4301")
	if err != nil {
		t.Fatal(err)
	}
	at, err := tokyo.FromWGS84(orb.Point{142.7, 46.9})
	if err != nil {
		t.Fatal(err)
	}
	p := plan{records: []data.Record{{Key: "1", CRS: "EPSG:28423", Geometry: zone23(t)}, {Key: "2", CRS: "EPSG:4301", Geometry: at}}}
	report, problems, err := p.load(t, formattest.NewMemory(), format.ImportOptions{Options: format.Options{Collection: data.Plots}})
	if err != nil || report.New != 2 {
		t.Fatalf("%+v, %v", report, err)
	}
	var rules []string
	for _, p := range problems {
		rules = append(rules, p.Rule)
	}
	if got := strings.Join(rules, " "); !strings.Contains(got, "crs_operation_other") {
		t.Errorf("findings %s", got)
	}
}

func TestLayersGoIntoTheCollectionsTheyAreCalledAfter(t *testing.T) {
	p := plan{
		layers: []format.LayerInfo{{Name: "plots_points", Records: 1}, {Name: "Sources", Records: 1}, {Name: "roads", Records: 9}, {Name: "overlaps", Records: 3}, {Name: "empty", Records: 0}},
		records: []data.Record{
			{Layer: "plots_points", Key: "1", Geometry: place, Values: []data.Value{{Name: "source", Value: "list"}}},
			{Layer: "Sources", Key: "list", Values: []data.Value{{Name: "title", Value: "A list"}, {Name: "accuracy_m", Value: 12.0}}},
			{Layer: "roads", Key: "r"},
		},
	}
	store := formattest.NewMemory()
	report, problems, err := p.load(t, store, format.ImportOptions{})
	if err != nil || report.New != 2 || report.Collection != "sources, plots" {
		t.Fatalf("%+v, %v", report, err)
	}
	if f := store.All("plots")[0]; f.Location.Accuracy != 12 {
		t.Errorf("the source was not known when its plots came: %+v", f.Location)
	}
	if len(problems) != 1 || problems[0].Rule != "layer_not_read" || !strings.Contains(problems[0].Message, "roads") || strings.Contains(problems[0].Message, "overlaps") {
		t.Errorf("findings %v", problems)
	}
}

func TestNobodyGuessesWhichLayerIsMeant(t *testing.T) {
	p := plan{layers: []format.LayerInfo{{Name: "a", Records: 1}, {Name: "b", Records: -1}}, records: []data.Record{{Layer: "a", Key: "1"}, {Layer: "b", Key: "2"}}}
	for layer, want := range map[string]int{"a": 1, format.EveryLayer: 2} {
		opt := format.ImportOptions{Options: format.Options{Collection: data.Plots, Layer: layer}}
		if report, _, err := p.load(t, formattest.NewMemory(), opt); err != nil || report.New != want {
			t.Errorf("layer %s: %+v, %v", layer, report, err)
		}
	}
	_, _, err := p.load(t, formattest.NewMemory(), format.ImportOptions{Options: format.Options{Collection: data.Plots}})
	if err == nil || !strings.Contains(err.Error(), `"a" (1 records), "b"`) {
		t.Errorf("error %v", err)
	}
	if _, _, err := p.load(t, formattest.NewMemory(), format.ImportOptions{}); err == nil {
		t.Error("no collection, and no error")
	}
}

// station knows one place, and says so.
type station struct{}

func (station) Locate(words string, hint data.Hint) data.Place {
	switch {
	case strings.Contains(words, "Invented"):
		return data.Place{Found: true, Point: place, Accuracy: 5200, Parse: []byte(fmt.Sprintf(`{"words":%q}`, words))}
	case strings.Contains(words, "Twice"):
		return data.Place{WhyCode: "ambiguous", Why: "two places are called so", Candidates: []data.Candidate{{ID: "x/1", Name: "Twice", Region: "A"}, {ID: "x/2", Name: "Twice", Region: "B"}}}
	}
	return data.Place{WhyCode: "not_understood", Why: "no place is named in them"}
}

func TestWordsGiveAPositionOnlyIfThatIsWanted(t *testing.T) {
	p := plan{records: []data.Record{
		{Key: "1", Values: []data.Value{{Name: "location_text", Value: "4 km NW of Invented"}}},
		{Key: "2", Values: []data.Value{{Name: "location_text", Value: "near Twice"}}},
		{Key: "3", Values: []data.Value{{Name: "name", Value: "Invented station"}}},
		{Key: "4"},
		{Key: "5", Geometry: orb.Point{1, 2}, Values: []data.Value{{Name: "location_text", Value: "4 km NW of Invented"}}},
	}}
	for _, want := range []bool{false, true} {
		store := formattest.NewMemory()
		report, problems, err := p.load(t, store, format.ImportOptions{Options: format.Options{Collection: data.Sites}, Places: station{}, LocateWords: want})
		if err != nil || report.New != 5 {
			t.Fatalf("%+v, %v", report, err)
		}
		rules := map[string]int{}
		for _, p := range problems {
			rules[p.Rule]++
		}
		if rules["place_ambiguous"] != 1 || rules["place_no_words"] != 0 || rules["place_proposed"] != map[bool]int{false: 2}[want] {
			t.Errorf("findings %v", rules)
		}
		for i, f := range store.All("sites")[:3] {
			located := want && i != 1
			if (f.Geometry != nil) != located || (f.Location.Method == data.MethodText) != located || (f.Location.Accuracy == 5200) != located {
				t.Errorf("wanted %v: %+v", want, f)
			}
		}
		if report.Proposed+report.FromWords != 2 {
			t.Errorf("%+v", report)
		}
	}
}

func TestAPositionThatWasReadFromWordsStaysWhenTheListIsLoadedAgain(t *testing.T) {
	p := plan{records: []data.Record{
		{Key: "1", Values: []data.Value{{Name: "location_text", Value: "4 km NW of Invented"}}},
		{Values: []data.Value{{Name: "name", Value: "Invented station"}}},
	}}
	store := formattest.NewMemory()
	opt := format.ImportOptions{Options: format.Options{Collection: data.Sites}, Places: station{}, LocateWords: true}
	if report, _, err := p.load(t, store, opt); err != nil || report.FromWords != 2 {
		t.Fatalf("%+v, %v", report, err)
	}
	opt.LocateWords = false
	report, problems, err := p.load(t, store, opt)
	if err != nil || report.Unchanged != 2 || report.Proposed != 0 || len(problems) > 0 {
		t.Errorf("a second time: %+v, %v, %v", report, problems, err)
	}
	p.records[0].Values[0].Value = "near Twice"
	report, _, err = p.load(t, store, opt)
	if err != nil || report.Updated != 1 || store.All("sites")[0].Geometry != nil {
		t.Errorf("other words: %+v, %v", report, err)
	}
}

func TestANewRecordThatLooksLikeAnotherSourcesIsPointedOut(t *testing.T) {
	store := formattest.NewMemory()
	store.Put(t, data.Feature{ID: "a", Collection: "sites", Geometry: place, Properties: map[string]any{"name_ru": "Хурмули"}, Location: data.Location{Source: "one", SourceKey: "a", Accuracy: 100}})
	store.Put(t, data.Feature{ID: "far", Collection: "sites", Geometry: orb.Point{142, 50}, Properties: map[string]any{"name_ru": "Хурмули"}, Location: data.Location{Source: "one", SourceKey: "far"}})
	p := plan{records: []data.Record{
		{Key: "1", Geometry: orb.Point{135.08, 48.4825}, Values: []data.Value{{Name: "name", Value: "Хурмули"}}},
		{Key: "2", Values: []data.Value{{Name: "name", Value: "Invented other place"}}},
	}}
	report, problems, err := p.load(t, store, format.ImportOptions{Options: format.Options{Collection: data.Sites}, Source: "two"})
	if err != nil || report.New != 2 || report.Alike != 1 {
		t.Fatalf("%+v, %v, %v", report, problems, err)
	}
	if len(problems) != 1 || problems[0].Rule != "looks_like" || !strings.Contains(problems[0].Message, "sites/a") {
		t.Errorf("findings %v", problems)
	}
	again, problems, err := p.load(t, store, format.ImportOptions{Options: format.Options{Collection: data.Sites}, Source: "two"})
	if err != nil || again.Unchanged != 2 || len(problems) != 0 {
		t.Errorf("a second time: %+v, %v", again, problems)
	}
}
