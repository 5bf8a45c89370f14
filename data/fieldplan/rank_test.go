package fieldplan_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/geo"
)

func site(id string, accuracy geo.Accuracy, pairs ...any) data.Feature {
	f := data.Feature{ID: id, Collection: "sites", Geometry: orb.Point{132, 55}, Location: data.Location{Accuracy: accuracy, Method: "map"}, Properties: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Properties[pairs[i].(string)] = pairs[i+1]
	}
	return f
}

func seen(id, of, day, outcome string) data.Feature {
	return data.Feature{ID: id, Collection: "observations", Properties: map[string]any{"of": of, "observed": day, "outcome": outcome}}
}

func ranked(t *testing.T, w fieldplan.Weights, all ...data.Feature) map[string]fieldplan.Ranked {
	t.Helper()
	r, err := fieldplan.Rank(t.Context(), &features{all: all, revision: 3}, data.Query{}, w, summer)
	if err != nil || r.DataRevision != 3 || r.Today != "2027-06-01" {
		t.Fatalf("%+v, %v", r, err)
	}
	byID := map[string]fieldplan.Ranked{}
	for i, s := range r.Sites {
		byID[s.Site] = s
		if i > 0 && s.Score > r.Sites[i-1].Score {
			t.Errorf("%s has more than the one before", s.Site)
		}
	}
	return byID
}

func part(s fieldplan.Ranked, name string) fieldplan.Part {
	return s.Parts[slices.IndexFunc(s.Parts, func(p fieldplan.Part) bool { return p.Name == name })]
}

func TestAScoreIsTheSumOfItsPartsAndEachPartHasItsFacts(t *testing.T) {
	all := ranked(t, fieldplan.Weights{Overlap: 2, Ground: 1, Unrecovered: 0, Accuracy: 4, Age: 0.5},
		site("a", 100, "overlap_class", "possible", "overlap_probability", 0.3, "overlap_pairs", int64(4), "shared_area_expected_m2", 12.0, "burials", int64(30), "recovered", int64(3)),
		site("b", 0), data.Feature{ID: "c", Collection: "sites", Properties: map[string]any{}})
	for id, s := range all {
		sum := 0.0
		for _, p := range s.Parts {
			sum += p.Points
			if !(p.Value >= 0 && p.Value <= 1) || math.Abs(p.Points-p.Weight/7.5*p.Value) > 1e-12 || len(p.Facts) == 0 {
				t.Errorf("%s: %+v", id, p)
			}
			for _, f := range p.Facts {
				if f.Ref != "sites/"+id {
					t.Errorf("%s: a fact of %s", id, f.Ref)
				}
			}
		}
		if math.Abs(sum-s.Score) > 1e-12 || s.Located != (id != "c") {
			t.Errorf("%s: parts %v, score %v, %+v", id, sum, s.Score, s)
		}
	}
}

func TestValuesFollowTheirFormulas(t *testing.T) {
	for _, c := range []struct {
		what, part string
		site       data.Feature
		beside     []data.Feature
		want       float64
		known      bool
	}{
		{"undecided and likely", "overlap", site("s", 1, "overlap_probability", 0.625), nil, 1, true},
		{"certain", "overlap", site("s", 1, "overlap_probability", 1.0), nil, 0.64, true},
		{"separate", "overlap", site("s", 1, "overlap_probability", 0.0), nil, 0, true},
		{"not assessed is a reason to go", "overlap", site("s", 1, "overlap_class", "not_assessed"), nil, 0.64 * (2.5 - 4.0/3), false},
		{"nothing compared", "overlap", site("s", 1), nil, 0.64 * (2.5 - 4.0/3), false},
		{"fifty square metres", "ground", site("s", 1, "shared_area_expected_m2", 50.0), nil, 0.5, true},
		{"ground not assessed", "ground", site("s", 1), nil, 0.5, false},
		{"all recovered", "unrecovered", site("s", 1, "burials", int64(9), "recovered", int64(9)), nil, 0, true},
		{"more recovered than buried", "unrecovered", site("s", 1, "burials", int64(9), "recovered", int64(12)), nil, 0, true},
		{"a thousand", "unrecovered", site("s", 1, "burials", int64(1000), "recovered", int64(0)), nil, 1, true},
		{"ten thousand", "unrecovered", site("s", 1, "burials", int64(10000), "recovered", int64(0)), nil, 1, true},
		{"recovered not recorded", "unrecovered", site("s", 1, "burials", int64(30)), nil, math.Log(31) / math.Log(1001), false},
		{"recorded as recovered", "unrecovered", site("s", 1, "burials", int64(30), "status", "recovered"), nil, 0, true},
		{"a memorial, where nobody lies", "unrecovered", site("s", 1, "status", "memorial"), nil, 0, true},
		{"a memorial, where nothing was compared", "overlap", site("s", 1, "status", "memorial"), nil, 0, true},
		{"a memorial of unknown accuracy", "accuracy", site("s", 0, "status", "memorial"), nil, 0, true},
		{"nothing recorded", "unrecovered", site("s", 1), nil, 0.5, false},
		{"as good as GPS", "accuracy", site("s", 5), nil, 0, true},
		{"better than GPS", "accuracy", site("s", 1), nil, 0, true},
		{"five kilometres", "accuracy", site("s", 5000), nil, 1, true},
		{"farther", "accuracy", site("s", 90000), nil, 1, true},
		{"nobody knows how well", "accuracy", site("s", 0), nil, 1, false},
		{"seen today", "age", site("s", 1), []data.Feature{seen("o", "sites/s", "2027-06-01", "seen")}, 0, true},
		{"seen after today", "age", site("s", 1), []data.Feature{seen("o", "sites/s", "2027-09", "seen")}, 0, true},
		{"ten years ago", "age", site("s", 1), []data.Feature{seen("o", "sites/s", "2017-06-01", "seen")}, 1 - math.Exp(-1), true},
		{"the last visit counts", "age", site("s", 1), []data.Feature{seen("o", "sites/s", "1999", "seen"), seen("p", "sites/s", "2027-06-01", "nothing_seen")}, 0, true},
		{"not reached is no visit", "age", site("s", 1), []data.Feature{seen("o", "sites/s", "2027-05-01", "not_reached")}, 0.5, false},
		{"a visit to its plot", "age", site("s", 1), []data.Feature{seen("o", "plots/p", "2027-06-01", "seen"), {ID: "p", Collection: "plots", Properties: map[string]any{"site": "s"}}}, 0, true},
		{"never seen", "age", site("s", 1), nil, 0.5, false},
	} {
		got := part(ranked(t, fieldplan.Weights{}, append(c.beside, c.site)...)["s"], c.part)
		if math.Abs(got.Value-c.want) > 0.001 || got.Known != c.known {
			t.Errorf("%s: %+v, want %v %v", c.what, got, c.want, c.known)
		}
	}
}

func TestEqualScoresAreSortedById(t *testing.T) {
	r, err := fieldplan.Rank(t.Context(), &features{all: []data.Feature{site("c", 5), site("a", 5), site("b", 5)}}, data.Query{}, fieldplan.DefaultWeights, summer)
	if err != nil || r.Sites[0].Site != "a" || r.Sites[1].Site != "b" || r.Sites[2].Site != "c" {
		t.Errorf("%+v %v", r, err)
	}
}

func TestWeightsThatAreNoneAreRefused(t *testing.T) {
	for _, w := range []fieldplan.Weights{{Overlap: -1, Age: 2}, {Age: math.NaN()}, {Ground: math.Inf(1)}} {
		if _, err := fieldplan.Rank(t.Context(), &features{}, data.Query{}, w, summer); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%+v: %v", w, err)
		}
	}
}
