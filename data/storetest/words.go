package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// words find features by their names.
var words = []test{
	{"NamesAreFoundInAnyScript", func(t *testing.T, s *fixture) {
		s.put(named()...)
		for text, want := range map[string][]string{
			"Хурмули": {"a"}, "хурмули": {"a"}, "Khurmuli": {"a"}, "フルムリ": {"a"}, "Хурм": {"a"}, "khurm": {"a"},
			"Hurmuli": {"a"}, "Galenki": {"c"}, "Галёнки": {"c"}, "галенки": {"c"}, "Camp 16": {"b"}, "лагерь № 16": {"b"},
			"Vorošilov": {"d"}, "1893": {"d"}, "Хурмули Галёнки": nil, "Khurmuli Хурмули": {"a"},
			"Nowhere": nil, "урмули": nil, "станция": nil, "": {"a", "b", "c", "d", "khab-7", "khab-77"}, " … ": {"a", "b", "c", "d", "khab-7", "khab-77"},
		} {
			s.checkWords("sites", text, want)
		}
	}},
	{"EveryCollectionIsSearchedInItsOwnFields", func(t *testing.T, s *fixture) {
		s.put(with(data.Feature{ID: "x", Collection: "sources"}, "title", "План кладбища Хурмули"), with(plot("x", 130, 50), "name", "Хурмули 3"),
			with(data.Feature{ID: "x", Collection: "cemeteries"}, "name_ja", "フルムリ墓地"), with(data.Feature{ID: "x", Collection: "sites"}, "setting", "Хурмули"),
			with(data.Feature{ID: "x", Collection: "positions"}, "note", "Хурмули"), with(data.Feature{ID: "x", Collection: "overlaps"}, "pow", "Хурмули"))
		for _, c := range data.Collections {
			var want []string
			if slices.Contains([]string{"sources", "plots", "cemeteries"}, c.Name) {
				want = []string{"x"}
			}
			s.checkWords(c.Name, "Khurmuli", want)
		}
	}},
	{"IdsAreFound", func(t *testing.T, s *fixture) {
		s.put(named()...)
		s.put(plot("khab-7", 130, 50), data.Feature{ID: "khab-7", Collection: "overlaps"})
		for text, want := range map[string][]string{
			"khab-7": {"khab-7", "khab-77"}, "khab-77": {"khab-77"}, "kha": {"khab-7", "khab-77"}, "kh": nil, "KHAB-7": nil, "a": {"a"}, "hab-7": nil, "khab_7": nil, "khab%": nil,
		} {
			s.checkWords("sites", text, want)
		}
		s.checkWords("sites", " khab-77\n", []string{"khab-77"})
		s.checkWords("plots", "khab", []string{"khab-7"})
		s.checkWords("overlaps", "khab", []string{"khab-7"})
	}},
	{"WhatHasChangedIsFoundByWhatItIsCalledNow", func(t *testing.T, s *fixture) {
		s.put(named()...)
		s.put(with(site("a", nil), "name", "Галёнки"), site("c", nil))
		s.checkWords("sites", "Хурмули", nil)
		s.checkWords("sites", "Galenki", []string{"a"})
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "sites", "a") })
		s.checkWords("sites", "Galenki", nil)
		s.put(with(site("new", nil), "name", "Галёнки"))
		s.reopen()
		s.checkWords("sites", "Galenki", []string{"new"})
	}},
	{"AWriteFindsWhatItHasPut", func(t *testing.T, s *fixture) {
		s.put(named()...)
		_, err := s.Write(s.ctx, "test", "", func(tx data.Tx) error {
			s.check(tx.Put(s.ctx, with(site("new", nil), "name", "Khurmuli")))
			s.check(tx.Put(s.ctx, with(site("gone", nil), "name", "Khurmuli")))
			s.check(tx.Put(s.ctx, with(site("a", nil), "name", "Elsewhere")))
			if err := tx.Delete(s.ctx, "sites", "gone"); err != nil {
				return err
			}
			var seen []data.Feature
			for f, err := range tx.Features(s.ctx, data.Query{Collection: "sites", Words: "Хурмули"}) {
				if err != nil {
					return err
				}
				seen = append(seen, f)
			}
			if got := ids(seen); !slices.Equal(got, []string{"new"}) {
				t.Errorf("seen %q", got)
			}
			return errTest
		})
		if err == nil {
			t.Error("the write did not fail")
		}
		s.checkWords("sites", "Хурмули", []string{"a"})
	}},
	{"TheyGoWithEveryOtherCondition", wordsWithOthers},
	{"AnyTextIsASearch", func(t *testing.T, s *fixture) {
		s.put(named()...)
		for _, text := range []string{
			"' OR 1=1 --", `"`, "\x00", "\xff\xfe", "%", "_", "a\x00", strings.Repeat("Хурмули ", 10_000), strings.Repeat("я", 100_000),
			strings.Repeat("16 ", 3000), "🪦", "[1]", "{\"a\":", "\u202e\u0301", "~", "#", "~l:hrmr", "#16",
		} {
			q := data.Query{Collection: "sites", Words: text}
			if got := s.all(q); len(got) != s.count(q) {
				t.Errorf("%.20q selects %d and counts %d", text, len(got), s.count(q))
			}
		}
	}},
}

// named are sites with names of many kinds.
func named() []data.Feature {
	near := site("c", orb.Point{132, 44})
	near.Location.Text = "40 km SW of Galenki station"
	return []data.Feature{
		with(with(site("a", orb.Point{130, 50}), "name", "Хурмули, станция"), "name_ja", "フルムリ"),
		with(with(site("b", orb.Point{131, 50}), "camp", "лагерь № 16"), "region", "Хурмули"),
		near,
		with(with(site("d", nil), "name_ru", "Ворошилов"), "ministry_no", "1892; 1893"),
		site("khab-7", nil), site("khab-77", nil),
	}
}

// checkWords compares what words find, and how many.
func (f *fixture) checkWords(collection, text string, want []string) {
	f.t.Helper()
	q := data.Query{Collection: collection, Words: text}
	if got := ids(f.all(q)); len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		f.t.Errorf("%s: %q finds %q, want %q", collection, text, got, want)
	}
	if n := f.count(q); n != len(want) {
		f.t.Errorf("%s: %q counts %d, want %d", collection, text, n, len(want))
	}
}

func wordsWithOthers(t *testing.T, s *fixture) {
	list := plots(40)
	for i := range list {
		list[i] = with(with(list[i], "name", []string{"Хурмули", "Галёнки"}[i%2]), "kind", []string{"grave", "row", "plot"}[i%3])
	}
	s.put(list...)
	b := bound(130.00095, 49, 130.00285, 51) // p10 to p28
	found := s.all(data.Query{Collection: "plots", Words: "khurmuli", Bound: b, Equal: map[string]string{"kind": "grave"}})
	if got := ids(found); !slices.Equal(got, []string{"p12", "p18", "p24"}) {
		t.Fatalf("found %q", got)
	}
	for _, c := range []struct {
		q    data.Query
		want []string
	}{
		{data.Query{After: found[0].FID, Limit: 1}, []string{"p18"}},
		{data.Query{After: found[0].FID}, []string{"p18", "p24"}},
		{data.Query{Limit: 2}, []string{"p12", "p18"}},
		{data.Query{Except: map[string]string{"occupancy": "pow"}}, []string{"p12", "p18", "p24"}},
	} {
		c.q.Collection, c.q.Words, c.q.Bound, c.q.Equal = "plots", "khurmuli", b, map[string]string{"kind": "grave"}
		if got := ids(s.all(c.q)); !slices.Equal(got, c.want) {
			t.Errorf("%+v finds %q, want %q", c.q, got, c.want)
		}
		if n := s.count(c.q); n != 3 {
			t.Errorf("%+v counts %d", c.q, n)
		}
	}
	all := data.Query{Collection: "plots", Words: "khurmuli"}
	if got, want := s.values(all, "name"), []string{"Хурмули"}; !slices.Equal(got, want) {
		t.Errorf("their names are %q", got)
	}
	all.Fields = []string{"kind"}
	if got := s.all(all); len(got) != 20 || fmt.Sprint(got[0].Properties) != "map[kind:grave]" {
		t.Errorf("%d are found, the first is %+v", len(got), got[0])
	}
}
