package format_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/geojson"
	"burialmap/data/formattest"
	"burialmap/geo"
)

var registry = format.Registry{Readers: []format.Reader{geojson.Reader{}}}

func plots() format.ImportOptions {
	return format.ImportOptions{Options: format.Options{Collection: data.Plots}}
}

// load imports a text and returns the report, the findings and the error.
func load(t *testing.T, store data.Store, name, text string, opt format.ImportOptions) (format.Report, []data.Problem, error) {
	t.Helper()
	var problems []data.Problem
	opt.Problem = func(p data.Problem) error { problems = append(problems, p); return nil }
	in := format.Input{Name: name, ReadSeeker: strings.NewReader(text), Size: int64(len(text))}
	report, err := format.Import(context.Background(), store, registry, in, opt)
	if sum := report.Kept() + report.Refused; err == nil && sum != report.Read {
		t.Errorf("%d read, but new, updated, unchanged and refused add up to %d", report.Read, sum)
	}
	return report, problems, err
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

const (
	graveA = `{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[131.25,48.125]},"properties":{"kind":"grave","burials":1}}`
	graveB = `{"type":"Feature","geometry":{"type":"Point","coordinates":[131.5,48.125]},"properties":{"kind":"могила","burials":"3"}}`
)

func TestSameFileTwiceChangesNothing(t *testing.T) {
	store := formattest.NewMemory()
	text := collection(graveA, graveB, graveB, graveB)
	first, _, err := load(t, store, "plots.geojson", text, plots())
	if err != nil || first.New != 4 {
		t.Fatalf("first import: %+v, %v; want 4 new", first, err)
	}
	again, problems, err := load(t, store, "plots.geojson", text, plots())
	if err != nil || again.Unchanged != 4 || again.Change.Revision != 0 || len(problems) > 0 {
		t.Errorf("second import: %+v, %v, %v; want 4 unchanged and no change", again, problems, err)
	}
	if n := len(store.All("plots")); n != 4 {
		t.Errorf("the store has %d plots, want 4", n)
	}
}

func TestChangedRecordIsUpdatedByItsKey(t *testing.T) {
	store := formattest.NewMemory()
	if _, _, err := load(t, store, "plots.geojson", collection(graveA), plots()); err != nil {
		t.Fatal(err)
	}
	report, _, err := load(t, store, "plots.geojson", collection(strings.Replace(graveA, `"burials":1`, `"burials":2`, 1)), plots())
	if err != nil || report.Updated != 1 {
		t.Fatalf("%+v, %v; want 1 updated", report, err)
	}
	f := store.All("plots")[0]
	if f.ID != "a" || f.Location.SourceKey != "a" || f.Location.Source != "plots" || f.Properties["burials"] != int64(2) {
		t.Errorf("got %+v", f)
	}
}

func TestRepeatedKeyIsRefused(t *testing.T) {
	report, problems, err := load(t, formattest.NewMemory(), "plots.geojson", collection(graveA, graveA), plots())
	if err != nil || report.New != 1 || report.Refused != 1 {
		t.Fatalf("%+v, %v; want 1 new and 1 refused", report, err)
	}
	if len(problems) != 1 || problems[0].Rule != "duplicate_key" || problems[0].Record != 2 || problems[0].ID != "a" {
		t.Errorf("problems %v", problems)
	}
}

func TestTruncatedFileKeepsNothing(t *testing.T) {
	whole := collection(graveA, graveB)
	for n := range len(whole) {
		store := formattest.NewMemory()
		_, _, err := load(t, store, "plots.geojson", whole[:n], plots())
		if err == nil || store.Len() > 0 {
			t.Fatalf("cut at byte %d: error %v and %d features kept", n, err, store.Len())
		}
	}
}

func TestDryRunCountsButKeepsNothing(t *testing.T) {
	store := formattest.NewMemory()
	opt := plots()
	opt.DryRun = true
	report, _, err := load(t, store, "plots.geojson", collection(graveA, graveB), opt)
	if err != nil || report.New != 2 || !report.DryRun {
		t.Errorf("%+v, %v; want 2 new", report, err)
	}
	if store.Len() > 0 || store.Writes() > 0 {
		t.Error("the dry run wrote to the store")
	}
}

func TestOtherFormatIsAnError(t *testing.T) {
	for _, text := range []string{"", " ", "%PDF-1.4", "SQLite format 3\x00", `{"a":1}`, `[1,2]`, "PK\x03\x04", `{"type":"Topology","objects":{}}`} {
		if _, _, err := load(t, formattest.NewMemory(), "plots.geojson", text, plots()); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestAccuracyComesFromRecordThenSourceThenPerson(t *testing.T) {
	store := formattest.NewMemory()
	sources := format.ImportOptions{Options: format.Options{Collection: data.Sources}}
	source := `{"type":"Feature","id":"plan-7","geometry":null,"properties":{"title":"Plan 7","accuracy_m":30,"location_method":"plan"}}`
	if _, _, err := load(t, store, "sources.geojson", collection(source), sources); err != nil {
		t.Fatal(err)
	}
	feature := func(id, facts string) string {
		return `{"type":"Feature","id":"` + id + `","geometry":{"type":"Point","coordinates":[131.25,48.125]},"properties":{` + facts + `}}`
	}
	opt := plots()
	opt.Accuracy = 50
	text := collection(feature("own", `"accuracy_m":2,"source":"plan-7"`), feature("source", `"source":"plan-7"`), feature("person", `"kind":"row"`))
	if _, problems, err := load(t, store, "plots.geojson", text, opt); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	want := map[string]data.Location{"own": {Accuracy: 2, Method: "plan"}, "source": {Accuracy: 30, Method: "plan"}, "person": {Accuracy: 50, Method: "unknown"}}
	for _, f := range store.All("plots") {
		if w := want[f.ID]; f.Location.Accuracy != w.Accuracy || f.Location.Method != w.Method {
			t.Errorf("%s: accuracy %v, method %q; want %v, %q", f.ID, f.Location.Accuracy, f.Location.Method, w.Accuracy, w.Method)
		}
	}
}

func TestUnknownAccuracyIsSaidInOneLine(t *testing.T) {
	report, _, err := load(t, formattest.NewMemory(), "plots.geojson", collection(graveA, graveB), plots())
	if err != nil || report.UnknownAccuracy != 2 {
		t.Fatalf("%+v, %v", report, err)
	}
	if hints := report.Hints(); len(hints) != 1 || !strings.Contains(hints[0], "--accuracy 50") || !strings.Contains(hints[0], "unknown accuracy: 2;") {
		t.Errorf("hints %q", hints)
	}
}

func TestSetFillsWhatRecordsDoNotState(t *testing.T) {
	store := formattest.NewMemory()
	opt := plots()
	opt.Set = map[string]string{"occupancy": "捕虜", "burials": "9", "fictional": "yes", "accuracy_m": "7,5", "location_method": "план"}
	if _, problems, err := load(t, store, "plots.geojson", collection(graveA, strings.Replace(graveB, `"burials":"3"`, `"x":"y"`, 1)), opt); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	all := store.All("plots")
	if a, b := all[0], all[1]; a.Properties["burials"] != int64(1) || b.Properties["burials"] != int64(9) {
		t.Errorf("burials %v and %v, want 1 and 9", a.Properties["burials"], b.Properties["burials"])
	}
	f := all[0]
	if f.Text("occupancy") != "pow" || !f.Location.Fictional || f.Location.Accuracy != 7.5 || f.Location.Method != "plan" {
		t.Errorf("got %+v", f)
	}
}

func TestImportRefusesWhatCannotBeMeant(t *testing.T) {
	negative, nan, wrongSet, wrongValue, wrongMap, derived := plots(), plots(), plots(), plots(), plots(), plots()
	negative.Accuracy, nan.Accuracy = -1, geo.Accuracy(math.NaN())
	wrongSet.Set = map[string]string{"colour": "red"}
	wrongValue.Set = map[string]string{"occupancy": "nobody"}
	wrongMap.Map = map[string]string{"colour": "red"}
	derived.Collection = data.Overlaps
	for name, opt := range map[string]format.ImportOptions{"negative": negative, "NaN": nan, "set": wrongSet, "value": wrongValue, "map": wrongMap, "derived": derived} {
		if _, _, err := load(t, formattest.NewMemory(), "plots.geojson", collection(graveA), opt); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestStatedColumnThatIsNotThereIsSaid(t *testing.T) {
	opt := plots()
	opt.Map = map[string]string{"name": "номер"}
	_, problems, err := load(t, formattest.NewMemory(), "plots.geojson", collection(graveA), opt)
	if err != nil || len(problems) != 1 || problems[0].Rule != "map_unused" || problems[0].Field != "номер" {
		t.Errorf("problems %v, %v", problems, err)
	}
}

func TestOutlineAcrossAntimeridianIsStoredInTwoParts(t *testing.T) {
	store := formattest.NewMemory()
	ring := `{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[179.9,66],[-179.9,66],[-179.9,66.1],[179.9,66.1],[179.9,66]]]},"properties":{}}`
	if _, problems, err := load(t, store, "c.geojson", collection(ring), format.ImportOptions{Options: format.Options{Collection: data.Cemeteries}}); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if g, ok := store.All("cemeteries")[0].Geometry.(orb.MultiPolygon); !ok || len(g) != 2 {
		t.Errorf("stored %v", store.All("cemeteries")[0].Geometry)
	}
}
