package storetest

import (
	"context"
	"testing"
	"time"

	"burialmap/data"
)

// Run runs the suite. open opens the store that belongs to a test: an empty one when it
// is first called with that t, the same one again, with what it then holds, when it is
// called once more after Close. Tests run side by side: open must not mix their stores up.
func Run(t *testing.T, open func(t *testing.T) data.Store) {
	for _, group := range []struct {
		name  string
		tests []test
	}{
		{"RoundTrip", roundTrip},
		{"Identity", identity},
		{"Replace", replaced},
		{"Outcome", outcomes},
		{"Derived", derived},
		{"Judged", judged},
		{"Position", positions},
		{"Observation", observations},
		{"Write", writes},
		{"Change", changes},
		{"Touched", touched},
		{"History", histories},
		{"Document", documents},
		{"Query", queries},
		{"Bound", bounds},
		{"Filter", filters},
		{"Order", orders},
		{"Values", values},
		{"Tally", tallies},
		{"Words", words},
		{"Extent", extents},
		{"Readers", readers},
		{"Reopen", reopening},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, test := range group.tests {
				t.Run(test.name, func(t *testing.T) {
					t.Parallel()
					test.run(t, start(t, open))
				})
			}
		})
	}
}

type test struct {
	name string
	run  func(*testing.T, *fixture)
}

// fixture is an open store with what tests do to it all the time. Its methods end the
// test if the store fails.
type fixture struct {
	data.Store
	t    *testing.T
	ctx  context.Context
	open func(t *testing.T) data.Store
}

// patience ends a store that hangs; no test waits for it otherwise.
const patience = time.Minute

func start(t *testing.T, open func(t *testing.T) data.Store) *fixture {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	f := &fixture{Store: open(t), t: t, ctx: ctx, open: open}
	t.Cleanup(func() {
		cancel()
		if err := f.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return f
}

// reopen closes the store and opens it again.
func (f *fixture) reopen() {
	f.t.Helper()
	if err := f.Close(); err != nil {
		f.t.Fatalf("Close: %v", err)
	}
	f.Store = f.open(f.t)
}

// write is Store.Write with an author and a reason of no interest.
func (f *fixture) write(fn func(tx data.Tx) error) data.Change {
	f.t.Helper()
	c, err := f.Write(f.ctx, "test", "a test", fn)
	if err != nil {
		f.t.Fatalf("Write: %v", err)
	}
	return c
}

// put stores features in one write and returns what became of each.
func (f *fixture) put(features ...data.Feature) ([]data.Outcome, data.Change) {
	f.t.Helper()
	var outcomes []data.Outcome
	c := f.write(func(tx data.Tx) error {
		for _, feature := range features {
			o, err := tx.Put(f.ctx, feature)
			if err != nil {
				return err
			}
			outcomes = append(outcomes, o)
		}
		return nil
	})
	return outcomes, c
}

// get returns a feature that must be there.
func (f *fixture) get(collection, id string) data.Feature {
	f.t.Helper()
	feature, err := f.Feature(f.ctx, collection, id)
	if err != nil {
		f.t.Fatalf("Feature(%s/%s): %v", collection, id, err)
	}
	return feature
}

// all returns what a query selects, which must be in ascending FID order.
func (f *fixture) all(q data.Query) []data.Feature {
	f.t.Helper()
	var list []data.Feature
	for feature, err := range f.Features(f.ctx, q) {
		if err != nil {
			f.t.Fatalf("Features(%+v): %v", q, err)
		}
		if n := len(list); n > 0 && list[n-1].FID >= feature.FID {
			f.t.Fatalf("FID %d comes after FID %d", feature.FID, list[n-1].FID)
		}
		list = append(list, feature)
	}
	return list
}

func (f *fixture) count(q data.Query) int {
	f.t.Helper()
	n, err := f.Count(f.ctx, q)
	if err != nil {
		f.t.Fatalf("Count(%+v): %v", q, err)
	}
	return n
}

func (f *fixture) revision() int64 {
	f.t.Helper()
	n, err := f.Revision(f.ctx)
	if err != nil {
		f.t.Fatalf("Revision: %v", err)
	}
	return n
}

func (f *fixture) changes(after int64) []data.Change {
	f.t.Helper()
	list, err := f.Changes(f.ctx, after)
	if err != nil {
		f.t.Fatalf("Changes: %v", err)
	}
	return list
}

func (f *fixture) state(key string) string {
	f.t.Helper()
	v, err := f.State(f.ctx, key)
	if err != nil {
		f.t.Fatalf("State(%s): %v", key, err)
	}
	return v
}
