package names_test

import (
	"encoding/csv"
	"os"
	"testing"

	"burialmap/data/names"
)

// place is a settlement of the gazetteer with its names in three scripts.
type place struct{ id, en, ru, ja string }

func settlements(t *testing.T) []place {
	t.Helper()
	file, err := os.Open("../gazetteer/geonames.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []place
	for _, row := range rows[1:] {
		all = append(all, place{row[0], row[1], row[3], row[4]})
	}
	return all
}

// otherNames are the settlements whose Russian name is not what their English name
// transliterates, with the reason.
var otherNames = map[string]string{"2013225": "English has a word more, Rechka-Vydrino", "2027911": "another form, Алексеевка"}

func TestEverySettlementIsFoundByItsNameInAnotherScript(t *testing.T) {
	en := func(p place) string { return p.en }
	ru := func(p place) string { return p.ru }
	ja := func(p place) string { return p.ja }
	for _, c := range []struct {
		what     string
		from, to func(place) string
		found    int // settlements at least
		of       int
		falsely  int // pairs of different settlements that meet, at most: namesakes, and beginnings of longer names
	}{
		{"Russian to English", ru, en, 603, 604, 60},
		{"English to Russian", en, ru, 602, 604, 60},
		{"Japanese to English", ja, en, 92, 92, 4},
		{"English to Japanese", en, ja, 92, 92, 10},
		{"Japanese to Russian", ja, ru, 92, 92, 4},
		{"Russian to Japanese", ru, ja, 92, 92, 10},
	} {
		t.Run(c.what, func(t *testing.T) {
			asked, found, pairs, falsely := 0, 0, 0, 0
			each(settlements(t), c.from, c.to, func(p, o place, met bool) {
				switch {
				case o.id != p.id && met:
					pairs++
					falsely++
				case o.id != p.id:
					pairs++
				case met:
					asked++
					found++
				default:
					asked++
					if otherNames[p.id] == "" {
						t.Errorf("%s does not find %s: %v %v", c.from(p), c.to(p), names.Query(c.from(p)), names.Keys(c.to(p)))
					}
				}
			})
			t.Logf("%d of %d found; of %d pairs of different settlements %d meet", found, asked, pairs, falsely)
			if asked != c.of || found < c.found || falsely > c.falsely {
				t.Errorf("want at least %d of %d, at most %d pairs", c.found, c.of, c.falsely)
			}
		})
	}
}

// each asks for every settlement that has both names among all that have the second.
func each(all []place, from, to func(place) string, see func(p, o place, met bool)) {
	keys := make([][]string, len(all))
	for i, p := range all {
		keys[i] = names.Keys(to(p))
	}
	for _, p := range all {
		asked := from(p)
		query := names.Query(asked)
		for i, o := range all {
			if asked != "" && to(o) != "" {
				see(p, o, names.Satisfied(query, keys[i]))
			}
		}
	}
}

// Of 182,710 pairs of different settlements 15 are taken for one: all of them namesakes.
func TestSameTakesOnlyNamesakesForOne(t *testing.T) {
	all := settlements(t)
	sets := make([]names.Set, len(all))
	for i, p := range all {
		sets[i] = names.NewSet(p.en, p.ru, p.ja)
	}
	pairs, falsely, missed := 0, 0, 0
	for i, p := range all {
		if p.ru != "" && otherNames[p.id] == "" && !names.Same([]string{p.ru}, []string{p.en}) {
			missed++
			t.Logf("not the same: %s, %s", p.ru, p.en)
		}
		for j, o := range all[:i] {
			if pairs++; sets[i].Same(sets[j]) {
				falsely++
				t.Logf("the same: %s %s, %s %s", p.en, p.ru, o.en, o.ru)
			}
		}
	}
	if missed > 0 || falsely > 15 {
		t.Errorf("%d of %d pairs of different settlements are the same, %d settlements are not the same as themselves", falsely, pairs, missed)
	}
}
