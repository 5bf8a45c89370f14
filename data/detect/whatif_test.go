package detect

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// trialGround is a field of graves of two sites, some civilian, with positions proposed
// for some of them.
func trialGround(seed uint64) (features []data.Feature, positions []string) {
	r := rand.New(rand.NewPCG(seed, 7))
	features = append(features, cemetery("c", "civilian", rect(-5, -5, 40, 30)), site("s", orb.Point{10, 10}), site("t", orb.Point{200, 0}))
	for i := range 30 {
		occupancy := []string{"pow", "civilian", "mixed"}[r.IntN(3)]
		at := rect(r.Float64()*30, r.Float64()*20, 2, 1)
		f := plot(fmt.Sprint("g", i), occupancy, at, "site", []string{"s", "t"}[r.IntN(2)], "cemetery", "c")
		f.Location.Accuracy = []geo.Accuracy{0, 0.5, 3, 20}[r.IntN(4)]
		features = append(features, f)
		if i%3 > 0 {
			continue
		}
		p := feature("positions", fmt.Sprint("p", i), rect(r.Float64()*300-100, r.Float64()*20, 2, 1), here, map[string]any{"of": f.Ref()})
		p.Location.Accuracy, p.Location.Source, p.Location.SourceKey = 0.5, "team", p.ID
		features, positions = append(features, p), append(positions, p.ID)
	}
	return features, positions
}

// standingOf is what the overlaps and places of a store come to.
func standingOf(m *memory) map[string]data.Likelihood {
	all := map[string]data.Likelihood{}
	for _, c := range []string{"overlaps", "sites", "cemeteries"} {
		for f := range m.now().stream(data.Query{Collection: c}) {
			all[f.Ref()] = *likelihoodOf(&f)
		}
	}
	return all
}

func TestWhatAPreferenceWouldDoIsWhatItDoes(t *testing.T) {
	ctx := context.Background()
	differ := 0
	for seed := range uint64(2) {
		features, positions := trialGround(seed)
		m := newMemory()
		m.put(features...)
		if _, err := Run(ctx, m, Options{}); err != nil {
			t.Fatal(err)
		}
		for _, id := range positions {
			before, revision := standingOf(m), len(m.changes)
			prefer := func(ctx context.Context, store data.Store) error {
				_, err := data.Prefer(ctx, store, id, "somebody")
				return err
			}
			o, err := WhatIf(ctx, m, Options{}, prefer)
			if err != nil {
				t.Fatal(err)
			}
			if len(m.changes) != revision || !reflect.DeepEqual(before, standingOf(m)) {
				t.Fatal("asking has changed the store")
			}
			if err := prefer(ctx, m); err != nil {
				t.Fatal(err)
			}
			if _, err := CatchUp(ctx, m, Options{}); err != nil {
				t.Fatal(err)
			}
			differ += len(o.Overlaps) + len(o.Places)
			checkOutlook(t, o, before, standingOf(m))
		}
	}
	if differ < 50 {
		t.Errorf("only %d differences were met", differ)
	}
}

// checkOutlook holds an outlook against what was and what became of it.
func checkOutlook(t *testing.T, o data.Outlook, before, after map[string]data.Likelihood) {
	t.Helper()
	told := map[string]bool{}
	for _, d := range append(o.Overlaps, o.Places...) {
		told[d.Ref] = true
		was, had := before[d.Ref]
		is, has := after[d.Ref]
		if had != (d.Before != nil) || has != (d.After != nil) || had && !sameLikelihood(d.Before, &was) || has && !sameLikelihood(d.After, &is) {
			t.Errorf("%s: told %+v → %+v, was %+v and is %+v", d.Ref, d.Before, d.After, was, is)
		}
	}
	for ref, was := range before {
		if is, has := after[ref]; !told[ref] && (!has || !sameLikelihood(&was, &is)) {
			t.Errorf("%s: %+v became %+v, which was not told", ref, was, is)
		}
	}
	for ref := range after {
		if _, had := before[ref]; !had && !told[ref] {
			t.Errorf("%s is new, which was not told", ref)
		}
	}
}

func TestWhatHasChangedAlreadyIsNotWhatAPreferenceWouldDo(t *testing.T) {
	ctx := context.Background()
	m := newMemory()
	m.put(plot("a", "pow", rect(0, 0, 2, 1)), plot("b", "civilian", rect(1, 0, 2, 1)))
	o, err := WhatIf(ctx, m, Options{}, func(context.Context, data.Store) error { return nil })
	if err != nil || len(o.Overlaps) > 0 || len(m.overlaps()) > 0 {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestWhatCannotBeDoneIsSaid(t *testing.T) {
	m := newMemory()
	_, err := WhatIf(context.Background(), m, Options{}, func(ctx context.Context, store data.Store) error {
		_, err := data.Prefer(ctx, store, "none", "")
		return err
	})
	if !errors.Is(err, data.ErrNotFound) {
		t.Errorf("%v", err)
	}
}
