package storetest

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"burialmap/data"
)

var changes = []test{
	{"AnEmptyStoreHasRevisionZero", func(t *testing.T, s *fixture) {
		if n := s.revision(); n != 0 {
			t.Errorf("revision is %d", n)
		}
		if list := s.changes(0); len(list) != 0 {
			t.Errorf("changes are %v", list)
		}
	}},
	{"AChangeSaysWhoWhatAndHowMuch", func(t *testing.T, s *fixture) {
		s.put(plots(3)...)
		before := time.Now().Add(-time.Minute)
		c, err := s.Write(s.ctx, "Иванов", "import of 墓地.csv", func(tx data.Tx) error {
			s.check(tx.Put(s.ctx, plot("a", 131, 50)))
			s.check(tx.Put(s.ctx, plot("p0", 131, 50)))
			s.check(tx.Put(s.ctx, plots(2)[1]))
			return tx.Delete(s.ctx, "plots", "p2")
		})
		if err != nil {
			t.Fatal(err)
		}
		if c.Revision != 2 || c.Author != "Иванов" || c.What != "import of 墓地.csv" || c.New != 1 || c.Updated != 1 || c.Deleted != 1 {
			t.Errorf("the change is %+v", c)
		}
		if c.Time.Before(before) || c.Time.After(time.Now().Add(time.Minute)) {
			t.Errorf("its time is %v", c.Time)
		}
		if list := s.changes(1); len(list) != 1 || !reflect.DeepEqual(list[0], c) {
			t.Errorf("listed as\n%+v, want\n%+v", list, c)
		}
	}},
	{"RevisionsCountUpWithoutGaps", func(t *testing.T, s *fixture) {
		for i, f := range plots(5) {
			if _, err := s.Write(s.ctx, "test", "fails", func(tx data.Tx) error {
				s.check(tx.Put(s.ctx, f))
				return errTest
			}); err == nil {
				t.Error("the error did not come back")
			}
			s.write(func(data.Tx) error { return nil })
			if _, c := s.put(f); c.Revision != int64(i+1) || s.revision() != c.Revision {
				t.Errorf("write %d has revision %d, the store %d", i+1, c.Revision, s.revision())
			}
		}
		for i, c := range s.changes(2) {
			if c.Revision != int64(i+3) {
				t.Errorf("change %d has revision %d", i+3, c.Revision)
			}
		}
	}},
	{"NoDifferenceMakesNoChange", func(t *testing.T, s *fixture) {
		list := plots(3)
		s.put(list...)
		was := s.get("plots", "p1")
		_, c := s.put(list...)
		if !reflect.DeepEqual(c, data.Change{}) {
			t.Errorf("the change is %+v", c)
		}
		if s.revision() != 1 || len(s.changes(0)) != 1 || s.get("plots", "p1").Revision != was.Revision {
			t.Error("something has changed nevertheless")
		}
	}},
	{"AFeatureKnowsTheChangeThatWroteIt", func(t *testing.T, s *fixture) {
		_, first := s.put(plots(2)...)
		_, second := s.put(plot("p1", 131, 50))
		for id, want := range map[string]data.Change{"p0": first, "p1": second} {
			if f := s.get("plots", id); f.Revision != want.Revision || !f.Updated.Equal(want.Time) {
				t.Errorf("%s has revision %d of %v, want %d of %v", id, f.Revision, f.Updated, want.Revision, want.Time)
			}
		}
	}},
	{"StateIsKeptButMakesNoChange", func(t *testing.T, s *fixture) {
		long := strings.Repeat("значение 値 ", 1000)
		c := s.write(func(tx data.Tx) error {
			if err := tx.SetState(s.ctx, "ключ", "old"); err != nil {
				return err
			}
			return tx.SetState(s.ctx, "ключ", long)
		})
		if !reflect.DeepEqual(c, data.Change{}) || s.revision() != 0 {
			t.Errorf("the change is %+v", c)
		}
		if s.state("ключ") != long || s.state("other") != "" {
			t.Error("the state did not come back")
		}
		s.write(func(tx data.Tx) error { return tx.SetState(s.ctx, "ключ", "") })
		if s.state("ключ") != "" {
			t.Error("the state was not forgotten")
		}
	}},
}
