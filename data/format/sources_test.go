package format_test

import (
	"context"
	"iter"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/formattest"
	"burialmap/geo"
)

const (
	graveOfPlan = `{"type":"Feature","id":"c","geometry":{"type":"Point","coordinates":[131.25,48.125]},"properties":{"source":"plan-7"}}`
	plan7       = `{"type":"Feature","id":"plan-7","geometry":null,"properties":{"title":"Plan 7"}}`
	swampy      = `{"type":"Feature","id":"d","geometry":{"type":"Point","coordinates":[131.25,948.125]},"properties":{}}`
)

func TestASourceIsMadeOnlyWhenARecordNeedsIt(t *testing.T) {
	for _, c := range []struct {
		what     string
		records  []string
		named    string // by --source
		source   string // in the report
		have     []string
		findings int
	}{
		{"every record names its own", []string{graveOfPlan}, "", "", []string{"plan-7"}, 0},
		{"one record names none", []string{graveOfPlan, graveA}, "", "plots", []string{"plan-7", "plots"}, 0},
		{"the record that names none is refused", []string{graveOfPlan, swampy}, "", "", []string{"plan-7"}, 1},
		{"no record", nil, "", "", []string{"plan-7"}, 0},
		{"a source is named that there is not", []string{graveOfPlan}, "Survey 2004", "", []string{"plan-7", "Survey-2004"}, 0},
		{"a named source is there", []string{graveA}, "plan-7", "plan-7", []string{"plan-7"}, 0},
	} {
		t.Run(c.what, func(t *testing.T) {
			store := formattest.NewMemory()
			if _, _, err := load(t, store, "s.geojson", collection(plan7), format.ImportOptions{Options: format.Options{Collection: data.Sources}}); err != nil {
				t.Fatal(err)
			}
			opt := plots()
			opt.Source = c.named
			report, problems, err := load(t, store, "plots.geojson", collection(c.records...), opt)
			if err != nil || len(problems) != c.findings {
				t.Fatal(problems, err)
			}
			var have []string
			for _, f := range store.All("sources") {
				have = append(have, f.ID)
			}
			if strings.Join(have, " ") != strings.Join(c.have, " ") {
				t.Errorf("the sources are %v, want %v", have, c.have)
			}
			if made := len(c.have) > 1; report.Source != c.source || report.SourceMade != made {
				t.Errorf("the report says source %q, made %v; want %q, %v", report.Source, report.SourceMade, c.source, made)
			}
		})
	}
}

// declaring is a reader of one record that knows where its files come from.
type declaring struct{ record data.Record }

func (declaring) Name() string         { return "declaring" }
func (declaring) Title() string        { return "Declaring" }
func (declaring) Extensions() []string { return nil }
func (declaring) Sniff([]byte) bool    { return true }

func (d declaring) Read(context.Context, format.Input, format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) { yield(d.record, nil) }
}

func (declaring) Source() data.Feature {
	return data.Feature{
		ID: "world", Collection: data.Sources.Name, Properties: map[string]any{"title": "The world"},
		Location: data.Location{Accuracy: 12, Method: "map"},
	}
}

func TestADeclaredSourceIsMadeOnlyWhenARecordNeedsIt(t *testing.T) {
	for _, c := range []struct {
		source   string
		sources  int
		accuracy geo.Accuracy
	}{{"", 1, 12}, {"elsewhere", 0, 0}} {
		record := data.Record{Number: 1, Key: "1", Geometry: orb.Point{131.25, 48.125}, Values: []data.Value{{Name: "source", Value: c.source}}}
		reg := format.Registry{Readers: []format.Reader{declaring{record}}}
		store := formattest.NewMemory()
		in := format.Input{Name: "x", ReadSeeker: strings.NewReader("x"), Size: 1}
		if _, err := format.Import(context.Background(), store, reg, in, plots()); err != nil {
			t.Fatal(err)
		}
		if n := len(store.All("sources")); n != c.sources {
			t.Errorf("a record of source %q: %d sources made, want %d", c.source, n, c.sources)
		}
		if got := store.All("plots")[0].Location.Accuracy; got != c.accuracy {
			t.Errorf("a record of source %q has the accuracy %v, want %v", c.source, got, c.accuracy)
		}
	}
}

func TestARecordWhoseIDIsTakenIsKeptUnderAnotherAndSaid(t *testing.T) {
	store := formattest.NewMemory()
	opt := plots()
	opt.Accuracy = 1
	for _, c := range []struct {
		file         string
		new, renamed int
	}{{"first.geojson", 2, 0}, {"second.geojson", 2, 1}, {"second.geojson", 0, 0}} {
		report, _, err := load(t, store, c.file, collection(graveA, graveB), opt)
		if err != nil || report.New != c.new || report.Renamed != c.renamed {
			t.Errorf("%s: %+v, %v; want %d new and %d renamed", c.file, report, err, c.new, c.renamed)
		}
		hints := strings.Join(report.Hints(), "\n")
		if said := strings.Contains(hints, "has it: 1;"); said != (c.renamed > 0) {
			t.Errorf("%s: hints %q", c.file, hints)
		}
	}
	if first := store.All("plots")[0]; first.ID != "a" || first.Location.Source != "first" {
		t.Errorf("the first record became %+v", first)
	}
	if n := len(store.All("plots")); n != 4 {
		t.Errorf("%d plots, want all 4", n)
	}
}
