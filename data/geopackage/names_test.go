package geopackage_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/geopackage"
)

// finds are the ids of the sites that words find.
func finds(t *testing.T, s data.Store, collection, words string) (list []string) {
	t.Helper()
	revision(t, s) // what others have written is noticed
	for f, err := range s.Features(context.Background(), data.Query{Collection: collection, Words: words}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f.ID)
	}
	return list
}

func checkFinds(t *testing.T, s data.Store, words string, want ...string) {
	t.Helper()
	if got := finds(t, s, "sites", words); !slices.Equal(got, want) {
		t.Errorf("%s finds %q, want %q", words, got, want)
	}
}

func TestWhatAnotherProgramRenamesIsFoundByItsNewName(t *testing.T) {
	s, path := live(t)
	put(t, s, data.Feature{ID: "b", Collection: "sites", Properties: map[string]any{"name": "Хурмули"}})
	db := another(t, path)
	execute(t, db, "UPDATE sites SET name='Галёнки' WHERE id='site-1'")
	execute(t, db, "UPDATE sites SET name_ja='フルムリ' WHERE id='site-1'")
	execute(t, db, "INSERT INTO sites(id, name) VALUES ('c', 'Khurmuli')")
	checkFinds(t, s, "Nowhere")
	checkFinds(t, s, "Galenki", "site-1")
	checkFinds(t, s, "Хурмули", "site-1", "b", "c")
	execute(t, db, "DELETE FROM sites WHERE id='b'")
	execute(t, db, "UPDATE sites SET fid=fid+100 WHERE id='c'")
	checkFinds(t, s, "Хурмули", "site-1", "c")
	checkKeys(t, s, path)
}

func TestAfterManyEditsOfAnotherProgramOldNamesAreForgottenAllTheSame(t *testing.T) {
	s, path := live(t)
	put(t, s, data.Feature{ID: "b", Collection: "sites", Properties: map[string]any{"name": "Хурмули"}})
	db := another(t, path)
	db.SetMaxOpenConns(1) // one transaction
	execute(t, db, "BEGIN")
	for range 10_000 / 20 {
		execute(t, db, "UPDATE plots SET burials=burials+1")
	}
	execute(t, db, "UPDATE sites SET name='Галёнки' WHERE id='site-1'")
	execute(t, db, "UPDATE plots SET name='Хурмули' WHERE fid=1")
	execute(t, db, "DELETE FROM sites WHERE id='b'")
	execute(t, db, "COMMIT")
	checkFinds(t, s, "Nowhere")
	checkFinds(t, s, "Хурмули")
	checkFinds(t, s, "Galenki", "site-1")
	if got := finds(t, s, "plots", "khurmuli"); len(got) != 1 {
		t.Errorf("%q", got)
	}
	checkKeys(t, s, path)
}

// checkKeys compares the keys in the file with those of a new store of the same features.
func checkKeys(t *testing.T, s data.Store, path string) {
	t.Helper()
	fresh := filepath.Join(t.TempDir(), "fresh.gpkg")
	anew, err := geopackage.Create(fresh)
	if err != nil {
		t.Fatal(err)
	}
	defer anew.Close()
	put(t, anew, everything(t, s)...)
	for _, c := range data.Collections {
		if len(c.SearchFields()) == 0 {
			continue
		}
		query := "SELECT n.key || ' ' || f.id FROM burialmap_name_" + c.Name + " AS n LEFT JOIN " + c.Name + " AS f USING (fid) ORDER BY 1"
		got, want := texts(t, another(t, path), query), texts(t, another(t, fresh), query)
		if !slices.Equal(got, want) {
			t.Errorf("%s has the keys\n%q, want\n%q", c.Name, got, want)
		}
	}
}

func TestNamesInAFileOfAnEarlierLayoutAreFound(t *testing.T) {
	for _, layout := range withoutHistory {
		path, _ := oldStore(t, layout)
		db := another(t, path)
		execute(t, db, "UPDATE sites SET name='Хурмули'")
		s, err := geopackage.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		checkFinds(t, s, "フルムリ", "site-1")
		if got := finds(t, s, "plots", "plot 17"); len(got) != 1 {
			t.Errorf("layout %d: plot 17 is %q", layout, got)
		}
		checkKeys(t, s, path)
	}
}

func TestNamesThatWereKeyedByOtherRulesAreKeyedAnew(t *testing.T) {
	s, path := live(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db := another(t, path)
	execute(t, db, "UPDATE burialmap_state SET value='of old' WHERE key='geopackage.names'")
	execute(t, db, "DELETE FROM burialmap_name_sites")
	execute(t, db, "INSERT INTO burialmap_name_sites SELECT 'khurmuli', fid FROM sites")
	for range 2 {
		s, err := geopackage.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		checkFinds(t, s, "Nowhere", "site-1")
		checkFinds(t, s, "Khurmuli")
		if n := revision(t, s); n != 1 {
			t.Errorf("the revision is %d: new keys are no change of the data", n)
		}
		checkKeys(t, s, path)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestManyNamesInOneWriteAreAllFound(t *testing.T) {
	s := newStore(t)
	var all []data.Feature
	for i := range 30_000 { // more keys than wait at once
		all = append(all, data.Feature{
			ID: fmt.Sprint("x", i), Collection: "plots", Geometry: orb.Point{130, 50},
			Properties: map[string]any{"name": fmt.Sprint("Хурмули ", i)},
		})
	}
	put(t, s, all...)
	if got := finds(t, s, "plots", "khurmuli 12345"); !slices.Equal(got, []string{"x12345"}) {
		t.Errorf("%q", got)
	}
	if n, err := s.Count(context.Background(), data.Query{Collection: "plots", Words: "khurmuli"}); n != len(all) || err != nil {
		t.Errorf("%d are counted, %v", n, err)
	}
}

func TestPlotsWithoutNamesCostNothing(t *testing.T) {
	s, path := live(t)
	rows := func() string {
		return texts(t, another(t, path), "SELECT count(*) FROM burialmap_name_plots")[0]
	}
	before := rows()
	var bare []data.Feature
	for i := range 100 {
		bare = append(bare, data.Feature{ID: fmt.Sprint("bare", i), Collection: "plots"})
	}
	put(t, s, bare...)
	if after := rows(); after != before {
		t.Errorf("%s keys became %s", before, after)
	}
}
