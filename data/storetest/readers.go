package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

var readers = []test{
	{"ReadersDoNotWaitForAWrite", func(t *testing.T, s *fixture) {
		s.put(plots(10)...)
		s.write(func(tx data.Tx) error {
			s.check(tx.Put(s.ctx, plot("p0", 140, 50)))
			s.check(tx.Put(s.ctx, plot("new", 140, 50)))
			// The write goes on only after these have answered.
			if got := s.get("plots", "p0"); got.Revision != 1 {
				t.Error("a reader sees an unfinished write")
			}
			if n := s.count(data.Query{Collection: "plots"}); n != 10 {
				t.Errorf("a reader counts %d", n)
			}
			if n := len(s.all(data.Query{Collection: "plots", Bound: bound(139, 49, 141, 51)})); n != 0 {
				t.Errorf("a reader finds %d at the new place", n)
			}
			if e := s.extent("plots"); e.Count != 10 || e.Bound.Max[0] > 131 {
				t.Errorf("a reader sees the extent %+v", e)
			}
			if s.revision() != 1 || len(s.changes(0)) != 1 || s.state("key") != "" {
				t.Error("a reader sees another unfinished thing")
			}
			return nil
		})
		if s.count(data.Query{Collection: "plots"}) != 11 || s.revision() != 2 {
			t.Error("the write was lost")
		}
	}},
	{"AStreamShowsOneState", func(t *testing.T, s *fixture) {
		list := plots(200)
		s.put(list...)
		seen := 0
		for f, err := range s.Features(s.ctx, data.Query{Collection: "plots"}) {
			if err != nil {
				t.Fatal(err)
			}
			if seen++; seen == 3 {
				for i := range list {
					list[i] = with(list[i], "name", "later")
				}
				s.put(list...)
				s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "plots", "p199") })
			}
			if f.Text("name") == "later" {
				t.Fatalf("%s is from a later state", f.ID)
			}
		}
		if seen != 200 {
			t.Errorf("%d plots, want 200", seen)
		}
	}},
	{"ManyReadAndWriteAtOnce", manyAtOnce},
	{"WaitingForAnotherWriteCanBeCancelled", func(t *testing.T, s *fixture) {
		s.write(func(tx data.Tx) error {
			ctx, cancel := context.WithCancel(s.ctx)
			done := make(chan error)
			go func() {
				_, err := s.Write(ctx, "second", "", func(data.Tx) error { return nil })
				done <- err
			}()
			cancel()
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("the waiting write ends with %v", err)
			}
			return nil
		})
	}},
}

// manyAtOnce moves pairs of plots: both of a pair always have the same name.
func manyAtOnce(t *testing.T, s *fixture) {
	const writers, rounds = 3, 15
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for r := range rounds {
				_, err := s.Write(s.ctx, "test", "", func(tx data.Tx) error {
					for _, side := range []string{"left", "right"} {
						f := with(plot(fmt.Sprint(w, side), 130+float64(w), 50+float64(r)), "name", fmt.Sprint(r))
						if _, err := tx.Put(s.ctx, f); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 4 {
		wg.Go(func() {
			last := int64(0)
			for range 2 * rounds {
				last = watchPairs(t, s, last)
			}
		})
	}
	wg.Wait()
	if n := s.revision(); n != writers*rounds {
		t.Errorf("revision is %d, want %d", n, writers*rounds)
	}
	if n := s.count(data.Query{Collection: "plots"}); n != 2*writers {
		t.Errorf("%d plots, want %d", n, 2*writers)
	}
}

// watchPairs looks once and returns the revision it saw, which never goes back.
func watchPairs(t *testing.T, s *fixture, last int64) int64 {
	names := map[string]int{}
	for f, err := range s.Features(s.ctx, data.Query{Collection: "plots"}) {
		if err != nil {
			t.Error(err)
			return last
		}
		names[f.ID[:1]+f.Text("name")]++
	}
	for pair, n := range names {
		if n != 2 {
			t.Errorf("of the pair %s, %d are seen", pair, n)
		}
	}
	revision, err := s.Revision(s.ctx)
	if err != nil || revision < last {
		t.Errorf("revision %d after %d, %v", revision, last, err)
	}
	return revision
}

var reopening = []test{
	{"EverythingIsStillThere", func(t *testing.T, s *fixture) {
		var want []data.Feature
		for _, c := range data.Collections {
			want = append(want, full(c))
		}
		_, change := s.put(want...)
		s.write(func(tx data.Tx) error { return tx.SetState(s.ctx, "key", "値") })
		s.reopen()
		for _, f := range want {
			if got := s.get(f.Collection, f.ID); !same(got, f) {
				t.Errorf("%s:\n got %+v\nwant %+v", f.Collection, got, f)
			}
		}
		if s.state("key") != "値" || s.revision() != 1 || fmt.Sprint(s.changes(0)) != fmt.Sprint([]data.Change{change}) {
			t.Error("state, revision or history is lost")
		}
		if outcomes, _ := s.put(want[0]); outcomes[0] != data.Unchanged {
			t.Errorf("put again it is %v", outcomes[0])
		}
	}},
	{"AClosedStoreRefuses", func(t *testing.T, s *fixture) {
		s.put(plots(1)...)
		for range 2 {
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		}
		if _, err := s.Feature(s.ctx, "plots", "p0"); err == nil {
			t.Error("Feature worked")
		}
		for _, b := range []*orb.Bound{nil, bound(129, 49, 131, 51)} {
			for _, err := range s.Keys(s.ctx, data.Query{Collection: "plots", Bound: b}) {
				if err == nil {
					t.Error("Keys worked")
				}
			}
			if _, err := s.Count(s.ctx, data.Query{Collection: "plots", Bound: b}); err == nil {
				t.Error("Count worked")
			}
		}
		if _, err := s.Revision(s.ctx); err == nil {
			t.Error("Revision worked")
		}
		if _, err := s.Write(s.ctx, "", "", func(data.Tx) error { return nil }); err == nil {
			t.Error("Write worked")
		}
	}},
}
