package storetest

import (
	"context"
	"errors"
	"testing"

	"burialmap/data"
)

var errTest = errors.New("a reason of the test")

var writes = []test{
	{"WhatWasDeletedIsGone", func(t *testing.T, s *fixture) {
		s.put(plots(3)...)
		c := s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "plots", "p1") })
		if c.Deleted != 1 || c.New+c.Updated != 0 {
			t.Errorf("the change is %+v", c)
		}
		if _, err := s.Feature(s.ctx, "plots", "p1"); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("error is %v", err)
		}
		if n := s.count(data.Query{Collection: "plots"}); n != 2 {
			t.Errorf("%d plots are left, want 2", n)
		}
		if n := s.count(data.Query{Collection: "plots", Bound: bound(130, 50, 131, 51)}); n != 2 {
			t.Errorf("%d plots are left in the bound, want 2", n)
		}
	}},
	{"DeletingWhatIsNotThereIsNotFound", func(t *testing.T, s *fixture) {
		_, err := s.Write(s.ctx, "test", "", func(tx data.Tx) error { return tx.Delete(s.ctx, "plots", "nowhere") })
		if !errors.Is(err, data.ErrNotFound) {
			t.Errorf("error is %v", err)
		}
	}},
	{"AnErrorLeavesNothingBehind", func(t *testing.T, s *fixture) {
		s.put(plots(2)...)
		before, extent := s.all(data.Query{Collection: "plots"}), s.extent("plots")
		_, err := s.Write(s.ctx, "test", "", func(tx data.Tx) error {
			s.check(tx.Put(s.ctx, plot("new", 10, 10)))
			s.check(tx.Put(s.ctx, plot("p0", 10, 10)))
			if err := tx.Delete(s.ctx, "plots", "p1"); err != nil {
				t.Error(err)
			}
			if err := tx.SetState(s.ctx, "key", "value"); err != nil {
				t.Error(err)
			}
			return errTest
		})
		if !errors.Is(err, errTest) {
			t.Errorf("error is %v", err)
		}
		after := s.all(data.Query{Collection: "plots"})
		if len(after) != 2 || !same(after[0], before[0]) || !same(after[1], before[1]) {
			t.Errorf("the plots are %+v", after)
		}
		if s.state("key") != "" || s.revision() != 1 || s.extent("plots") != extent || len(s.changes(0)) != 1 {
			t.Error("something else was left behind")
		}
	}},
	{"APanicLeavesNothingBehind", func(t *testing.T, s *fixture) {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			s.write(func(tx data.Tx) error {
				s.check(tx.Put(s.ctx, plot("a", 130, 50)))
				panic("our own mistake")
			})
		}()
		if n := s.count(data.Query{Collection: "plots"}); n != 0 {
			t.Errorf("%d plots", n)
		}
		s.put(plot("b", 130, 50))
		if n := s.revision(); n != 1 {
			t.Errorf("revision is %d", n)
		}
	}},
	{"ATxSeesItsOwnWrites", func(t *testing.T, s *fixture) {
		s.put(plots(2)...)
		s.write(func(tx data.Tx) error {
			s.check(tx.Put(s.ctx, plot("new", 140, 50)))
			s.check(tx.Put(s.ctx, plot("p0", 141, 50)))
			if err := tx.Delete(s.ctx, "plots", "p1"); err != nil {
				return err
			}
			var seen []data.Feature
			for f, err := range tx.Features(s.ctx, data.Query{Collection: "plots", Bound: bound(139, 49, 142, 51)}) {
				if err != nil {
					return err
				}
				if f.ID == "new" && f.Revision != tx.Revision() {
					t.Errorf("revision %d, the write gets %d", f.Revision, tx.Revision())
				}
				seen = append(seen, f)
			}
			if len(seen) != 2 || seen[0].ID != "p0" || seen[1].ID != "new" {
				t.Errorf("seen %q", ids(seen))
			}
			return nil
		})
	}},
	{"FeaturesMayBeChangedWhileTheyAreListed", func(t *testing.T, s *fixture) {
		s.put(plots(50)...)
		c := s.write(func(tx data.Tx) error {
			for f, err := range tx.Features(s.ctx, data.Query{Collection: "plots"}) {
				if err != nil {
					return err
				}
				if f.FID%2 == 0 {
					err = tx.Delete(s.ctx, "plots", f.ID)
				} else {
					_, err = tx.Put(s.ctx, plot("", 140, 50))
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if c.New != 25 || c.Deleted != 25 {
			t.Errorf("%d new, %d deleted, want 25 and 25", c.New, c.Deleted)
		}
	}},
	{"ATxIsOverWithItsFunction", func(t *testing.T, s *fixture) {
		var kept data.Tx
		s.write(func(tx data.Tx) error { kept = tx; return nil })
		if _, err := kept.Put(s.ctx, plot("a", 130, 50)); err == nil {
			t.Error("Put worked")
		}
		if err := kept.Delete(s.ctx, "plots", "a"); err == nil || errors.Is(err, data.ErrNotFound) {
			t.Errorf("Delete: %v", err)
		}
		if err := kept.SetState(s.ctx, "a", "b"); err == nil {
			t.Error("SetState worked")
		}
		for _, err := range kept.Features(s.ctx, data.Query{Collection: "plots"}) {
			if err == nil {
				t.Error("Features worked")
			}
		}
	}},
	{"ACancelledWriteLeavesNothingBehind", func(t *testing.T, s *fixture) {
		ctx, cancel := context.WithCancel(s.ctx)
		_, err := s.Write(ctx, "test", "", func(tx data.Tx) error {
			s.check(tx.Put(ctx, plot("a", 130, 50)))
			cancel()
			if _, err := tx.Put(ctx, plot("b", 130, 50)); !errors.Is(err, context.Canceled) {
				t.Errorf("Put after cancelling: %v", err)
			}
			return nil // a careless caller
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error is %v", err)
		}
		if n := s.count(data.Query{Collection: "plots"}); n != 0 || s.revision() != 0 {
			t.Errorf("%d plots at revision %d", n, s.revision())
		}
	}},
}

// check ends the test if Put failed.
func (f *fixture) check(o data.Outcome, err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatalf("Put: %v", err)
	}
	if o < data.New || o > data.Renamed {
		f.t.Fatalf("Put has the outcome %d", o)
	}
}

func (f *fixture) extent(collection string) data.Extent {
	f.t.Helper()
	e, err := f.Extent(f.ctx, collection)
	if err != nil {
		f.t.Fatalf("Extent(%s): %v", collection, err)
	}
	return e
}
