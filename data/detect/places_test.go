package detect

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// from makes a plot come from a source, known by itself to so many metres; 0 is unknown.
func from(f data.Feature, source string, accuracy geo.Accuracy) data.Feature {
	f.Location.Source, f.Location.Accuracy = source, accuracy
	return f
}

func sourceSaying(id string, properties map[string]any, accuracy geo.Accuracy) data.Feature {
	f := feature("sources", id, nil, here, properties)
	f.Location = data.Location{Accuracy: accuracy}
	return f
}

// places are the sites and cemeteries of a store after a run.
func places(t *testing.T, features ...data.Feature) map[string]data.Feature {
	t.Helper()
	m := newMemory()
	m.put(features...)
	if _, err := Run(context.Background(), m, Options{}); err != nil {
		t.Fatal(err)
	}
	return m.now().features
}

func number64(f data.Feature, field string) float64 {
	v, ok := f.Properties[field].(float64)
	if !ok {
		return math.NaN()
	}
	return v
}

// 50 prisoners' graves on a plan that may be shifted as a whole, 500 civilian graves 65 m away:
// each pair alone is too unlikely to be recorded, all of them together are not.
func TestASiteIsJudgedByAllItsGravesTogether(t *testing.T) {
	features := []data.Feature{
		feature("sites", "camp", nil, here, map[string]any{}),
		sourceSaying("plan", map[string]any{"shift_accuracy_m": float64(geo.AccuracyOf(30))}, 0),
	}
	grave := func(i, columns, rows int, y float64) orb.Polygon {
		return rect(2.5*(float64(i%columns)-float64(columns-1)/2)-0.5, y+4*(float64(i/columns)-float64(rows-1)/2)-1, 1, 2)
	}
	for i := range 50 {
		features = append(features, from(plot(fmt.Sprint("p", i), "pow", grave(i, 5, 10, 0), "site", "camp"), "plan", 0.01))
	}
	for i := range 500 {
		features = append(features, from(plot(fmt.Sprint("c", i), "civilian", grave(i, 25, 20, 65)), "survey", 0.01))
	}
	camp := places(t, features...)["sites/camp"]
	if p := number64(camp, "overlap_probability"); math.Abs(p-0.252) > 0.01 {
		t.Errorf("probability that any is shared: %v, want 0.252", p)
	}
	if e := number64(camp, "overlap_probability_error"); !(e > 0.001 && e < 0.02) {
		t.Errorf("its stated error: %v", e)
	}
	if e := number64(camp, "shared_area_expected_m2"); math.Abs(e-3.05) > 0.1 {
		t.Errorf("expected area %v m²", e)
	}
	if camp.Properties["overlap_pairs"] != nil || camp.Properties["overlap_class"] != nil {
		t.Errorf("no pair is recorded: %v", camp.Properties)
	}
}

func TestAPlaceSaysWhatItsOverlapsSay(t *testing.T) {
	found := places(t,
		feature("sites", "s", nil, here, map[string]any{}), feature("sites", "elsewhere", nil, here, map[string]any{}),
		cemetery("old", "civilian", rect(-5, -5, 40, 40)), feature("cemeteries", "dot", orb.Point{2, 2}, here, map[string]any{"use": "civilian"}),
		plot("p", "pow", rect(0, 0, 2, 1), "site", "s"), plot("q", "pow", rect(10, 0, 2, 1), "site", "s"),
		plot("c", "civilian", rect(1, 0, 2, 2), "cemetery", "old"), plot("d", "civilian", rect(12.5, 0, 2, 2), "cemetery", "dot"),
	)
	s := found["sites/s"]
	if s.Properties["overlap_class"] != "certain" || s.Properties["overlap_pairs"] != int64(4) { // p and q, each with a grave and with the ground
		t.Errorf("site: %v", s.Properties)
	}
	if p := number64(s, "overlap_probability"); p < 0.999 {
		t.Errorf("graves within a civilian ground share some of it: %v", p)
	}
	// How much is shared is told by the grave in the old ground, not by its whole outline.
	if e := number64(s, "shared_area_expected_m2"); e < 0.8 || e > 1.1 {
		t.Errorf("expected area %v m², want that of p and c, and a little of q and d", e)
	}
	if low, middle, high := number64(s, "shared_area_p05_m2"), number64(s, "shared_area_p50_m2"), number64(s, "shared_area_p95_m2"); !(low < middle && middle < high) {
		t.Errorf("quantiles %v %v %v", low, middle, high)
	}
	if n := found["cemeteries/dot"].Properties["overlap_pairs"]; n != int64(1) {
		t.Errorf("%v pairs of the cemetery whose grave lies beside q", n)
	}
	if e := found["sites/elsewhere"]; digestOf(e) != emptyDigest {
		t.Errorf("a site without graves says %v", e.Properties)
	}
}

func TestAPlaceKnownTooPoorlySaysSo(t *testing.T) {
	s := feature("sites", "s", orb.Point{10, 10}, here, map[string]any{"burials": int64(513)})
	s.Location.Accuracy = 2100
	got := places(t, s, cemetery("c", "civilian", rect(0, 0, 60, 80)))["sites/s"]
	if got.Properties["overlap_class"] != "not_assessed" || got.Properties["overlap_pairs"] != int64(1) || got.Properties["overlap_probability"] != nil {
		t.Errorf("%v", got.Properties)
	}
}

func TestSourcesSayHowWellTheirRecordsAreKnown(t *testing.T) {
	p, c := rect(0, 0, 2, 1), rect(1, 0, 2, 2)
	shifted := sourceSaying("plan", map[string]any{"shift_accuracy_m": 2.0}, 0)
	gridded := sourceSaying("grid", map[string]any{"crs_operation": "EPSG:5044"}, 0)
	for name, test := range map[string]struct {
		sources  []data.Feature
		pow, civ string
		accuracy geo.Accuracy // of both records
		codes    []string
		want     float64 // the 95 % radius of the offset
	}{
		"the record states it":              {nil, "a", "b", 1, nil, math.Sqrt2},
		"only the source states it":         {[]data.Feature{sourceSaying("a", map[string]any{}, 3)}, "a", "a", 0, []string{CodeAccuracySource}, 3 * math.Sqrt2},
		"the plan may be shifted":           {[]data.Feature{shifted}, "plan", "b", 1, []string{CodeShift}, math.Sqrt(1 + 1 + 4)},
		"both are on the plan":              {[]data.Feature{shifted}, "plan", "plan", 1, []string{CodeSameSource}, math.Sqrt2},
		"one came by a datum operation":     {[]data.Feature{gridded}, "b", "grid", 1, []string{CodeOperation}, math.Sqrt(2 + 9*2.44774683*2.44774683)},
		"both came by it":                   {[]data.Feature{gridded}, "grid", "grid", 1, []string{CodeSameSource, CodeSameOperation}, math.Sqrt2},
		"nobody knows how accurate that is": {[]data.Feature{sourceSaying("odd", map[string]any{"crs_operation": "by hand"}, 0)}, "odd", "b", 1, []string{CodeOperationUnknown}, 0},
	} {
		f := find(t, append(test.sources, from(plot("p", "pow", p), test.pow, test.accuracy), from(plot("c", "civilian", c), test.civ, test.accuracy))...)["plots/p plots/c"]
		if math.Abs(float64(f.Location.Accuracy)-test.want) > 1e-5 {
			t.Errorf("%s: the offset is known to %v m, want %v", name, f.Location.Accuracy, test.want)
		}
		codes := codesOf(t, f)
		for _, code := range test.codes {
			if !slices.Contains(codes, code) {
				t.Errorf("%s: no %s in %v", name, code, codes)
			}
		}
		if assessed := f.Text("class") != "not_assessed"; assessed != (test.want > 0) {
			t.Errorf("%s: class %s", name, f.Text("class"))
		}
	}
}

func TestOneGraveHasNoMoreThanItsNearestPartners(t *testing.T) {
	features := []data.Feature{plot("p", "pow", rect(0, 0, 2, 1))}
	for i := range 100 {
		features = append(features, plot(fmt.Sprint("c", i), "civilian", rect(0.01*float64(i), 0, 2, 1)))
	}
	found := find(t, features...)
	if len(found) != maxPartners {
		t.Fatalf("%d pairs, want %d", len(found), maxPartners)
	}
	if _, ok := found["plots/p plots/c99"]; ok {
		t.Error("the farthest is among them")
	}
	for _, r := range reasonsOf(t, found["plots/p plots/c0"]) {
		if r.Code == CodeLeftOut && r.Count == 100-maxPartners {
			return
		}
	}
	t.Error("nobody says that others were left out")
}
