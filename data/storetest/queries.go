package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

var queries = []test{
	{"PagesWalkToTheLastRow", func(t *testing.T, s *fixture) {
		s.put(plots(95)...)
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "plots", "p50") })
		for _, b := range []*orb.Bound{nil, bound(129, 49, 131, 51)} {
			for _, limit := range []int{1, 7, 94, 95, 1000} {
				var got []data.Feature
				q := data.Query{Collection: "plots", Bound: b, Limit: limit}
				for {
					page := s.all(q)
					if len(page) == 0 {
						break
					}
					if len(page) > limit {
						t.Fatalf("a page of %d has %d features", limit, len(page))
					}
					if keys := s.keys(q); fmt.Sprint(keys) != fmt.Sprint(keysOf(page)) {
						t.Fatalf("a page has the keys %v, want %v", keys, keysOf(page))
					}
					got = append(got, page...)
					q.After = page[len(page)-1].FID
				}
				q.After, q.Limit = 0, 0
				if want := s.all(q); len(want) != 94 || !reflect.DeepEqual(ids(got), ids(want)) {
					t.Errorf("pages of %d gave %d of %d features", limit, len(got), len(want))
				}
			}
		}
	}},
	{"CountIgnoresPages", func(t *testing.T, s *fixture) {
		s.put(plots(10)...)
		for _, b := range []*orb.Bound{nil, bound(129, 49, 131, 51)} {
			if n := s.count(data.Query{Collection: "plots", Bound: b, After: 5, Limit: 2}); n != 10 {
				t.Errorf("count is %d, want 10", n)
			}
		}
	}},
	{"IDsKeepThoseThatAreThere", func(t *testing.T, s *fixture) {
		s.put(plots(10)...)
		all := ids(s.all(data.Query{Collection: "plots"}))
		for _, b := range []*orb.Bound{nil, bound(129, 49, 131, 51)} {
			q := data.Query{Collection: "plots", Bound: b, IDs: []string{all[7], "nothing", all[2]}}
			if got := ids(s.all(q)); !reflect.DeepEqual(got, []string{all[2], all[7]}) || s.count(q) != 2 {
				t.Errorf("%v, count %d", got, s.count(q))
			}
			q.IDs = []string{}
			if n := s.count(q); n != 0 {
				t.Errorf("none of the ids keeps %d", n)
			}
		}
	}},
	{"EqualKeepsExactValues", equality},
	{"ExceptLeavesOutExactValues", func(t *testing.T, s *fixture) {
		kinds := []string{"grave", "row", "", "grave"}
		for i, kind := range kinds {
			f := data.Feature{ID: fmt.Sprint("p", i), Collection: "plots", Geometry: orb.Point{130, 50}, Properties: map[string]any{"occupancy": "pow"}}
			if kind != "" {
				f.Properties["kind"] = kind
			}
			s.put(f)
		}
		for _, b := range []*orb.Bound{nil, bound(129, 49, 131, 51)} {
			q := data.Query{Collection: "plots", Bound: b, Except: map[string]string{"kind": "grave"}}
			if got := ids(s.all(q)); !reflect.DeepEqual(got, []string{"p1", "p2"}) || s.count(q) != 2 {
				t.Errorf("all but graves: %v, count %d; what has no kind is no grave", got, s.count(q))
			}
			q.Except["occupancy"], q.Except["burials"] = "civilian", "no number"
			if n := s.count(q); n != 2 {
				t.Errorf("values that nothing has leave out %d", 2-n)
			}
			q.Except["occupancy"] = "pow"
			if n := s.count(q); n != 0 {
				t.Errorf("%d features are left of none", n)
			}
		}
	}},
	{"FieldsGiveWhatIsNamedAndThePlace", func(t *testing.T, s *fixture) {
		s.put(data.Feature{
			ID: "p", Collection: "plots", Geometry: orb.Point{130, 50}, Extra: map[string]string{"a": "b"},
			Properties: map[string]any{"kind": "grave", "occupancy": "pow", "burials": int64(2)},
			Location:   data.Location{Accuracy: 3, Method: "gps", Fictional: true},
		})
		got := s.all(data.Query{Collection: "plots", Bound: bound(129, 49, 131, 51), Fields: []string{"burials", "accuracy_m"}})
		if len(got) != 1 {
			t.Fatalf("%d features", len(got))
		}
		want := data.Feature{
			ID: "p", Collection: "plots", FID: got[0].FID, Geometry: orb.Point{130, 50},
			Properties: map[string]any{"burials": int64(2)}, Location: data.Location{Accuracy: 3},
		}
		if !reflect.DeepEqual(got[0], want) || got[0].FID == 0 {
			t.Errorf("got  %+v\nwant %+v", got[0], want)
		}
		if none := s.all(data.Query{Collection: "plots", Fields: []string{}}); len(none) != 1 || len(none[0].Properties) != 0 || none[0].Geometry == nil {
			t.Errorf("no fields asked for: %+v", none)
		}
	}},
	{"AnUnknownFieldIsInvalid", func(t *testing.T, s *fixture) {
		for _, name := range []string{"colour", "fid", "geom", `name" OR 1=1 --`, ""} {
			q := data.Query{Collection: "plots", Equal: map[string]string{name: "x"}}
			if _, err := s.Count(s.ctx, q); !errors.Is(err, data.ErrInvalid) {
				t.Errorf("Count by %q: %v", name, err)
			}
			for _, q := range []data.Query{
				{Collection: "plots", Except: map[string]string{name: "x"}},
				{Collection: "plots", Fields: []string{name}},
			} {
				for _, err := range s.Features(s.ctx, q) {
					if !errors.Is(err, data.ErrInvalid) {
						t.Errorf("%+v: %v", q, err)
					}
				}
			}
			yielded := 0
			for _, err := range s.Features(s.ctx, q) {
				yielded++
				if !errors.Is(err, data.ErrInvalid) {
					t.Errorf("Features by %q: %v", name, err)
				}
			}
			if yielded != 1 {
				t.Errorf("%d errors, want 1", yielded)
			}
		}
	}},
	{"AReaderMayStopAnyTime", func(t *testing.T, s *fixture) {
		s.put(plots(20)...)
		for range 50 {
			for range s.Features(s.ctx, data.Query{Collection: "plots"}) {
				break
			}
		}
		if n := len(s.all(data.Query{Collection: "plots"})); n != 20 {
			t.Errorf("%d plots", n)
		}
	}},
	{"ReadersMayAskWhileTheyRead", func(t *testing.T, s *fixture) {
		s.put(plots(10)...)
		met := 0
		for f := range s.Features(s.ctx, data.Query{Collection: "plots"}) {
			for g := range s.Features(s.ctx, data.Query{Collection: "plots", After: f.FID}) {
				if s.get("plots", g.ID).FID == g.FID {
					met++
				}
			}
		}
		if met != 45 {
			t.Errorf("met %d pairs, want 45", met)
		}
	}},
	{"ACancelledReadEndsWithItsReason", func(t *testing.T, s *fixture) {
		s.put(plots(100)...)
		ctx, cancel := context.WithCancel(s.ctx)
		defer cancel()
		read, last := 0, error(nil)
		for _, err := range s.Features(ctx, data.Query{Collection: "plots"}) {
			if last != nil {
				t.Error("something came after the error")
			}
			if last = err; err == nil {
				read++
			}
			if read == 10 {
				cancel()
			}
		}
		if !errors.Is(last, context.Canceled) || read == 100 {
			t.Errorf("%d features were read, then %v", read, last)
		}
		for name, call := range map[string]func() error{
			"Feature": func() error { _, err := s.Feature(ctx, "plots", "p1"); return err },
			"Count":   func() error { _, err := s.Count(ctx, data.Query{Collection: "plots"}); return err },
			"Keys":    func() error { return firstError(s.Keys(ctx, data.Query{Collection: "plots"})) },
			"Keys within a bound": func() error {
				return firstError(s.Keys(ctx, data.Query{Collection: "plots", Bound: bound(129, 49, 131, 51)}))
			},
			"Values":   func() error { _, err := s.Values(ctx, data.Query{Collection: "plots"}, "source"); return err },
			"Extent":   func() error { _, err := s.Extent(ctx, "plots"); return err },
			"History":  func() error { _, err := s.History(ctx, "plots", "p1"); return err },
			"Revision": func() error { _, err := s.Revision(ctx); return err },
			"Changes":  func() error { _, err := s.Changes(ctx, 0); return err },
			"State":    func() error { _, err := s.State(ctx, "key"); return err },
			"Write":    func() error { _, err := s.Write(ctx, "", "", func(data.Tx) error { return nil }); return err },
		} {
			if err := call(); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}},
}

func firstError(keys iter.Seq2[data.Key, error]) error {
	for _, err := range keys {
		return err
	}
	return nil
}

func equality(t *testing.T, s *fixture) {
	one := with(keyed(plot("one", 130, 50), "план", "№ 1"), "burials", int64(12))
	one.Location.Accuracy = 2.5
	two := with(with(plot("two", 130, 50), "name", "Участок 墓"), "kind", "row")
	two.Location.Fictional = false
	over := func(id string, p float64) data.Feature {
		return data.Feature{ID: id, Collection: "overlaps", Properties: map[string]any{"probability": p, "pow": "plots/" + id}}
	}
	s.put(one, two, plot("three", 130, 50), over("a", 0.5), over("b", 1), over("c", 1e-7))
	for _, q := range []struct {
		collection string
		equal      map[string]string
		want       []string
	}{
		{"plots", map[string]string{"burials": "12"}, []string{"one"}},
		{"plots", map[string]string{"burials": "12 "}, nil},
		{"plots", map[string]string{"burials": "twelve"}, nil},
		{"plots", map[string]string{"kind": "grave"}, []string{"one", "three"}},
		{"plots", map[string]string{"kind": "GRAVE"}, nil},
		{"plots", map[string]string{"kind": "gra%"}, nil},
		{"plots", map[string]string{"name": "Участок 墓"}, []string{"two"}},
		{"plots", map[string]string{"source": "план"}, []string{"one"}},
		{"plots", map[string]string{"source": "план", "source_key": "№ 1"}, []string{"one"}},
		{"plots", map[string]string{"source": "план", "source_key": "№ 2"}, nil},
		{"plots", map[string]string{"accuracy_m": "2.5"}, []string{"one"}},
		{"plots", map[string]string{"accuracy_m": "5", "kind": "row"}, []string{"two"}},
		{"plots", map[string]string{"fictional": "true"}, []string{"one", "three"}},
		{"plots", map[string]string{"fictional": "false"}, []string{"two"}},
		{"plots", map[string]string{"fictional": "1"}, nil},
		{"plots", map[string]string{"location_method": "plan"}, []string{"one", "two", "three"}},
		{"overlaps", map[string]string{"location_method": "unknown"}, []string{"a", "b", "c"}},
		{"overlaps", map[string]string{"probability": "0.5"}, []string{"a"}},
		{"overlaps", map[string]string{"probability": "1"}, []string{"b"}},
		{"overlaps", map[string]string{"probability": "1e-07"}, []string{"c"}},
		{"overlaps", map[string]string{"probability": "NaN"}, nil},
		{"overlaps", map[string]string{"pow": "plots/b"}, []string{"b"}},
	} {
		query := data.Query{Collection: q.collection, Equal: q.equal}
		got := s.all(query)
		if fmt.Sprint(ids(got)) != fmt.Sprint(q.want) {
			t.Errorf("%v selects %v, want %v", q.equal, ids(got), q.want)
		}
		if n := s.count(query); n != len(q.want) {
			t.Errorf("%v counts %d, want %d", q.equal, n, len(q.want))
		}
	}
	both := data.Query{Collection: "plots", Equal: map[string]string{"kind": "grave"}, Bound: bound(129, 49, 131, 51)}
	if n := s.count(both); n != 2 || len(s.all(both)) != 2 {
		t.Errorf("with a bound, %d are counted", n)
	}
}
