package geopackage_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"burialmap/data"
	"burialmap/data/geopackage"
	"burialmap/data/storetest"
)

// earlier are the layouts that this version brings to its own.
var earlier = []int{1, 2, 3, 4}

// withoutHistory are those that kept neither versions nor keys of names.
var withoutHistory = []int{1, 2}

// oldLayout makes an empty file with the very statements of the version that made that
// layout.
func oldLayout(t *testing.T, layout int, path string) *sql.DB {
	t.Helper()
	script, err := os.ReadFile(fmt.Sprintf("testdata/layout%d.sql", layout))
	if err != nil {
		t.Fatal(err)
	}
	db := another(t, path)
	db.SetMaxOpenConns(1) // what is attached is so to one connection
	execute(t, db, string(script))
	return db
}

// oldStore is the path of a file of an earlier layout with a few features, and a store of
// today with the same.
func oldStore(t *testing.T, layout int) (string, *geopackage.Store) {
	t.Helper()
	today, from := live(t)
	path := filepath.Join(t.TempDir(), "old.gpkg")
	db := oldLayout(t, layout, path)
	execute(t, db, "ATTACH ? AS today", from)
	for _, c := range data.Collections {
		columns := strings.Join(texts(t, db, "SELECT name FROM pragma_table_info(?)", c.Name), ", ")
		if columns == "" { // the collection came later
			continue
		}
		execute(t, db, "INSERT INTO "+c.Name+"("+columns+") SELECT "+columns+" FROM today."+c.Name)
	}
	execute(t, db, "DELETE FROM burialmap_edit")
	execute(t, db, "INSERT INTO change SELECT revision, time, author, what, new, updated, deleted, touched FROM today.change")
	execute(t, db, "UPDATE gpkg_ogr_contents SET feature_count=1 WHERE table_name='change'")
	execute(t, db, `UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
(SELECT min_x, min_y, max_x, max_y FROM today.gpkg_contents AS c WHERE c.table_name=gpkg_contents.table_name)`)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path, today
}

// texts are the first column of a result.
func texts(t *testing.T, db *sql.DB, query string, args ...any) (list []string) {
	t.Helper()
	rows, err := db.Query(query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// shapeOf is all that a layout consists of, in an order of its own: columns, what is said
// of them, value lists, and everything else that the file has a name for.
func shapeOf(t *testing.T, path string) []string {
	t.Helper()
	db := another(t, path)
	var shape []string
	for _, query := range []string{
		"SELECT m.name || '.' || c.name || ' ' || c.type FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type='table'",
		"SELECT m.name || '(' || group_concat(c.name) || ')' FROM sqlite_master AS m, pragma_index_info(m.name) AS c WHERE m.type='index' GROUP BY m.name",
		"SELECT type || ' ' || name FROM sqlite_master",
		"SELECT sql FROM sqlite_master WHERE type='trigger'",
		"SELECT table_name || '.' || column_name || ' ' || coalesce(constraint_name, '') FROM gpkg_data_columns",
		"SELECT constraint_name || ' ' || value FROM gpkg_data_column_constraints",
		"SELECT key || ' ' || value FROM burialmap_state WHERE key != 'geopackage.history'",
	} {
		shape = append(shape, texts(t, db, query)...)
	}
	slices.Sort(shape)
	return shape
}

func everything(t *testing.T, s data.Store) (list []data.Feature) {
	t.Helper()
	for _, c := range data.Collections {
		for f, err := range s.Features(context.Background(), data.Query{Collection: c.Name}) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, f)
		}
	}
	return list
}

func TestAFileOfAnEarlierLayoutIsBroughtToTodaysAndKeepsWhatItHolds(t *testing.T) {
	for _, layout := range earlier {
		t.Run(fmt.Sprint("layout ", layout), func(t *testing.T) { migrated(t, layout) })
	}
}

func migrated(t *testing.T, layout int) {
	path, today := oldStore(t, layout)
	want := everything(t, today)
	for range 2 {
		s, err := geopackage.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := everything(t, s); !reflect.DeepEqual(got, want) || len(got) != len(everyKind()) {
			t.Errorf("the features are\n%+v\nwant\n%+v", got, want)
		}
		if n := revision(t, s); n != 1 {
			t.Errorf("the revision is %d: a new layout is no change of the data", n)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	fresh := filepath.Join(t.TempDir(), "fresh.gpkg")
	s, err := geopackage.Create(fresh)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	got, all := shapeOf(t, path), shapeOf(t, fresh)
	for _, line := range all {
		if !slices.Contains(got, line) {
			t.Errorf("it lacks %s", line)
		}
	}
	if len(got) != len(all) {
		t.Errorf("it has %d parts, a new file %d", len(got), len(all))
	}
	validate(t, path)
}

// TestAFileOfAnEarlierLayoutPassesTheSuite opens an empty file of that layout for each test:
// of the oldest, which has the longest way, and of the newest.
func TestAFileOfAnEarlierLayoutPassesTheSuite(t *testing.T) {
	for _, layout := range []int{earlier[0], earlier[len(earlier)-1]} {
		t.Run(fmt.Sprint("layout ", layout), func(t *testing.T) { passesTheSuite(t, layout) })
	}
}

func passesTheSuite(t *testing.T, layout int) {
	folder := t.TempDir()
	storetest.Run(t, func(t *testing.T) data.Store {
		path := filepath.Join(folder, strings.ReplaceAll(t.Name(), "/", "-")+".gpkg")
		if _, err := os.Stat(path); err != nil {
			if err := oldLayout(t, layout, path).Close(); err != nil {
				t.Fatal(err)
			}
		}
		s, err := geopackage.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestWhatPeopleAddedToAFileOfAnEarlierLayoutStays(t *testing.T) {
	path, _ := oldStore(t, 1)
	db := another(t, path)
	execute(t, db, "ALTER TABLE sites ADD COLUMN Overlap_Pairs INTEGER") // as ours, by chance
	execute(t, db, "ALTER TABLE sites ADD COLUMN photo TEXT")
	execute(t, db, "UPDATE sites SET photo='a.jpg', overlap_pairs=7")
	execute(t, db, "UPDATE gpkg_data_columns SET title='Наименование' WHERE table_name='sites' AND column_name='name'")
	s, err := geopackage.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	f, err := s.Feature(context.Background(), "sites", "site-1")
	if err != nil || f.Properties["overlap_pairs"] != int64(7) {
		t.Errorf("%+v, %v", f, err)
	}
	said := texts(t, db, "SELECT photo FROM sites UNION ALL SELECT title FROM gpkg_data_columns WHERE table_name='sites' AND column_name='name'")
	if !slices.Equal(said, []string{"a.jpg", "Наименование"}) {
		t.Errorf("what was added is %q", said)
	}
}

func TestATableThatSomebodyNamedLikeOneOfOursIsNotTakenOver(t *testing.T) {
	path, _ := oldStore(t, 2)
	db := another(t, path)
	execute(t, db, "CREATE TABLE positions(x)")
	execute(t, db, "INSERT INTO positions VALUES (7)")
	s, err := geopackage.Open(path)
	if err == nil {
		s.Close()
		t.Fatal("it was opened")
	}
	if !strings.Contains(err.Error(), `"positions"`) || !strings.Contains(err.Error(), "another name") {
		t.Errorf("error is %v", err)
	}
	if kept := texts(t, db, "SELECT x FROM positions"); !slices.Equal(kept, []string{"7"}) {
		t.Errorf("it holds %q", kept)
	}
	execute(t, db, "ALTER TABLE positions RENAME TO where_we_stood")
	if s, err = geopackage.Open(path); err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestAMigrationThatFailsLeavesTheFileAsItWas(t *testing.T) {
	path, _ := oldStore(t, 1)
	db := another(t, path)
	execute(t, db, "DROP TABLE gpkg_data_column_constraints")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := shapeWithout(t, path)
	s, err := geopackage.Open(path)
	if err == nil {
		s.Close()
		t.Fatal("it was opened")
	}
	if !strings.Contains(err.Error(), "from layout 1 to 5") || !strings.Contains(err.Error(), path) {
		t.Errorf("error is %v", err)
	}
	if after := shapeWithout(t, path); !slices.Equal(before, after) {
		t.Errorf("it was changed to\n%q\nfrom\n%q", after, before)
	}
}

// shapeWithout is the shape of a file that has lost its value lists.
func shapeWithout(t *testing.T, path string) []string {
	t.Helper()
	db := another(t, path)
	defer db.Close()
	return append(texts(t, db, "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name"),
		texts(t, db, "SELECT value FROM burialmap_state UNION ALL SELECT column_name FROM gpkg_data_columns")...)
}

func TestSeveralMayOpenAFileOfAnEarlierLayoutAtOnce(t *testing.T) {
	path, _ := oldStore(t, 1)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			s, err := geopackage.Open(path)
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestOverlapsOfAFileWithHistoryCanBeJudged(t *testing.T) {
	path, _ := oldStore(t, 3)
	s, err := geopackage.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	overlap := everyOverlap(t, s)[0]
	_, err = s.Write(context.Background(), "anna", "judged", func(tx data.Tx) error {
		_, err := data.Judge(context.Background(), tx, overlap.ID, data.Judgement{Decision: data.ReviewAccepted, Reviewer: "anna"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got := history(t, s, "overlaps", overlap.ID)
	if len(got) != 2 || got[0].Author != "anna" || got[1].Author != "test" {
		t.Errorf("got %+v", got)
	}
	db := another(t, path)
	if said := texts(t, db, "SELECT review || ' ' || reviewer FROM overlaps WHERE review IS NOT NULL"); !slices.Equal(said, []string{"accepted anna"}) {
		t.Errorf("other programs read %q", said)
	}
	execute(t, db, "UPDATE overlaps SET review='postponed', review_reason='by hand', reviewer='QGIS'")
	if got := history(t, s, "overlaps", overlap.ID); len(got) != 3 || got[0].Author != geopackage.AuthorExternal || got[0].Fields[0].New != "postponed" {
		t.Errorf("got %+v", got)
	}
}

func everyOverlap(t *testing.T, s data.Store) (list []data.Feature) {
	t.Helper()
	for _, f := range everything(t, s) {
		if f.Collection == data.Overlaps.Name {
			list = append(list, f)
		}
	}
	return list
}
