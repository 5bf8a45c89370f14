package fieldplan_test

import (
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

func pair(id, site string, probability any) data.Feature {
	f := data.Feature{ID: id, Collection: "overlaps", Properties: map[string]any{"site": site, "pow": "plots/p", "civilian": "plots/c", "class": "not_assessed"}}
	if probability != nil {
		f.Properties["probability"], f.Properties["class"] = probability, "possible"
	}
	return f
}

func planOf(t *testing.T, ids ...string) fieldplan.Plan {
	p := parsed(t, draft)
	for _, id := range ids {
		p.Stops = append(p.Stops, fieldplan.Stop{Site: id, Task: "visit", Minutes: 60, Priority: 5})
	}
	return p
}

func loaded(t *testing.T, reads *features, p fieldplan.Plan) *fieldplan.World {
	t.Helper()
	w, err := fieldplan.Load(t.Context(), reads, p)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestTheWorldIsWhatTheDataSayOfTheStops(t *testing.T) {
	compared := []any{"overlap_class", "possible", "overlap_pairs", int64(3)}
	reads := &features{revision: 9, all: []data.Feature{
		site("a", 10, compared...), site("b", 20), site("other", 10, compared...),
		pair("1", "a", 0.2), pair("2", "a", nil), pair("3", "a", 0.7), pair("4", "other", 0.9),
		{ID: "all", Collection: "restrictions", Properties: map[string]any{"effect": "warns"}},
		{ID: "only", Collection: "restrictions", Properties: map[string]any{"site": "b"}},
		{ID: "elsewhere", Collection: "restrictions", Properties: map[string]any{"site": "other"}},
		seen("o", "sites/a", "2020-07-01", "seen"), seen("o2", "sites/a", "2024-07-01", "seen"), seen("o3", "sites/other", "2024", "seen"),
	}}
	w := loaded(t, reads, planOf(t, "a", "b", "missing"))
	a, b := w.Sites["a"], w.Sites["b"]
	if w.DataRevision != 9 || len(w.Sites) != 2 || w.Sites["missing"] != nil {
		t.Errorf("%+v", w)
	}
	if a.Pairs != 3 || a.Overlaps[0].ID != "3" || a.Overlaps[1].ID != "1" || a.Overlaps[2].Probability != nil {
		t.Errorf("%+v", a.Overlaps)
	}
	if len(a.Restrictions) != 1 || len(b.Restrictions) != 2 || len(w.Restrictions) != 2 {
		t.Errorf("%+v %+v", a.Restrictions, b.Restrictions)
	}
	if len(a.Visits) != 2 || a.Visits[0].ID != "o2" {
		t.Errorf("%+v", a.Visits)
	}
}

func TestDataThatChangeWithoutEndAreReadAllTheSame(t *testing.T) {
	reads := &features{busy: true, all: []data.Feature{site("a", 10)}}
	if w := loaded(t, reads, planOf(t, "a")); w.Sites["a"] == nil {
		t.Error("nothing was read")
	}
}

func TestTheMiddleOfGroundAcross180IsThere(t *testing.T) {
	ground := orb.MultiPolygon{{{{179.9, 66}, {180, 66}, {180, 66.1}, {179.9, 66.1}, {179.9, 66}}}, {{{-180, 66}, {-179.9, 66}, {-179.9, 66.1}, {-180, 66.1}, {-180, 66}}}}
	f := site("a", 10)
	f.Geometry = ground
	at := loaded(t, &features{all: []data.Feature{f}}, planOf(t, "a")).Sites["a"].Position
	if lon := at[0]; lon > -179.99 && lon < 179.99 || at[1] < 66.04 || at[1] > 66.06 {
		t.Error(at)
	}
}

func TestAnAcceptedPlanTellsWhatHasChanged(t *testing.T) {
	compared := func(p float64) []any {
		return []any{"overlap_class", "possible", "overlap_pairs", int64(3), "overlap_probability", p, "shared_area_expected_m2", 2 * p}
	}
	before := &features{revision: 3, all: []data.Feature{
		site("moved", 10, compared(0.46)...), site("same", 10, compared(0.2)...), site("gone", 10),
		pair("1", "moved", 0.46), pair("2", "moved", 0.1), pair("3", "same", 0.2), pair("5", "moved", 0.3),
	}}
	p := planOf(t, "moved", "same", "gone")
	w := loaded(t, before, p)
	if changes := w.Changes(p); len(changes) > 0 {
		t.Errorf("a plan that was never accepted: %+v", changes)
	}
	p.Before = w.Snapshot(p)
	if changes := w.Changes(p); len(changes) > 0 {
		t.Errorf("nothing has changed: %+v", changes)
	}
	after := &features{revision: 5, all: []data.Feature{
		site("moved", 5, compared(0.08)...), site("same", 10, compared(0.2)...), site("new", 10, compared(0.5)...),
		pair("1", "moved", 0.08), pair("3", "same", 0.2), pair("4", "moved", 0.4), pair("5", "moved", nil),
	}}
	p.Stops = append(p.Stops, fieldplan.Stop{Site: "new", Task: "visit", Minutes: 60, Priority: 5})
	w = loaded(t, after, p)
	want := []struct {
		site, overlap, kind string
		before, after       any
	}{
		{"moved", "", "changed", 0.46, 0.08}, {"moved", "4", "new", nil, 0.4}, {"moved", "1", "changed", 0.46, 0.08}, {"moved", "5", "changed", 0.3, nil},
		{"gone", "", "gone", nil, nil}, {"new", "", "new", nil, 0.5}, {"moved", "2", "gone", 0.1, nil},
	}
	changes := w.Changes(p)
	if len(changes) != len(want) {
		t.Fatalf("%+v", changes)
	}
	for _, x := range want {
		found := false
		for _, c := range changes {
			found = found || c.Site == x.site && c.Overlap == x.overlap && c.Kind == x.kind && same(c.Before, x.before) && same(c.After, x.after)
		}
		if !found {
			t.Errorf("%+v is not among %+v", x, changes)
		}
	}
}

func same(p *float64, want any) bool {
	if p == nil {
		return want == nil
	}
	return want == *p
}
