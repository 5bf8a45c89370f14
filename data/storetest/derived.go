package storetest

import (
	"reflect"
	"testing"

	"burialmap/data"
)

// derived fields belong to burialmap: what others put leaves them as they are.
var derived = []test{
	{"AnImportKeepsThem", func(t *testing.T, s *fixture) {
		for _, c := range summarised() {
			s.put(recorded(c))
			s.put(full(c)) // the search for overlaps writes its summary
			want := full(c)
			want.Extra = map[string]string{"備考": "edited"}
			edited := recorded(c)
			edited.Extra = want.Extra
			if got, _ := s.put(edited); got[0] != data.Updated {
				t.Errorf("%s: the edit is %v", c.Name, got[0])
			}
			if got := s.get(c.Name, want.ID); !same(got, want) {
				t.Errorf("%s:\n got %+v\nwant %+v", c.Name, got, want)
			}
		}
	}},
	{"TheSameFileTwiceChangesNothing", func(t *testing.T, s *fixture) {
		for _, c := range summarised() {
			s.put(recorded(c))
			if got, _ := s.put(full(c)); got[0] != data.Updated {
				t.Errorf("%s: the summary is %v", c.Name, got[0])
			}
			before := s.revision()
			for _, f := range []data.Feature{recorded(c), full(c)} {
				if got, _ := s.put(f); got[0] != data.Unchanged {
					t.Errorf("%s: what is known already is %v", c.Name, got[0])
				}
			}
			if n := s.revision(); n != before {
				t.Errorf("%s: revision %d became %d", c.Name, before, n)
			}
		}
	}},
	{"TheyAreSetOneByOne", func(t *testing.T, s *fixture) {
		s.put(with(site("a", nil), "overlap_pairs", int64(3)))
		s.put(with(site("a", nil), "overlap_class", "possible"))
		s.put(with(site("a", nil), "overlap_pairs", int64(4)))
		want := map[string]any{"overlap_pairs": int64(4), "overlap_class": "possible"}
		if got := s.get("sites", "a").Properties; !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}},
	{"NilRemovesThem", func(t *testing.T, s *fixture) {
		bare := site("new", nil)
		s.put(with(bare, "overlap_pairs", nil)) // of a new feature it says nothing
		s.put(with(bare, "overlap_pairs", int64(3)))
		for _, want := range []data.Outcome{data.Updated, data.Unchanged} {
			if got, _ := s.put(with(bare, "overlap_pairs", nil)); got[0] != want {
				t.Errorf("removing is %v, want %v", got[0], want)
			}
			if got := s.get("sites", "new"); !same(got, bare) {
				t.Errorf("got %+v", got)
			}
		}
	}},
	{"TheyAreNotThoseOfAnotherFeature", func(t *testing.T, s *fixture) {
		s.put(with(site("a", nil), "overlap_pairs", int64(3)), site("b", nil))
		s.put(with(site("b", nil), "name", "edited"), with(site("c", nil), "name", "new"))
		for _, id := range []string{"b", "c"} {
			if v, held := s.get("sites", id).Properties["overlap_pairs"]; held {
				t.Errorf("%s has %v pairs", id, v)
			}
		}
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "sites", "a") })
		s.put(site("a", nil))
		if got := s.get("sites", "a"); len(got.Properties) > 0 {
			t.Errorf("a feature that was deleted and came anew has %v", got.Properties)
		}
	}},
	{"OtherFieldsAreNotKept", func(t *testing.T, s *fixture) {
		s.put(with(with(site("a", nil), "name", "old"), "overlap_pairs", int64(3)))
		s.put(site("a", nil))
		if got := s.get("sites", "a").Properties; !reflect.DeepEqual(got, map[string]any{"overlap_pairs": int64(3)}) {
			t.Errorf("got %v", got)
		}
	}},
}

// summarised are the collections that have derived fields beside recorded ones.
func summarised() []data.Collection {
	var list []data.Collection
	for _, c := range data.Collections {
		for _, f := range c.Fields {
			if f.Derived {
				list = append(list, c)
				break
			}
		}
	}
	return list
}

// recorded is the full feature as a file has it: without derived fields.
func recorded(c data.Collection) data.Feature {
	f := full(c)
	for _, field := range c.Fields {
		if field.Derived {
			delete(f.Properties, field.Name)
		}
	}
	return f
}
