package geopackage_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	_ "modernc.org/sqlite"

	"burialmap/data"
	"burialmap/data/geopackage"
)

// another opens the file as another program does: with the functions of the R-tree
// triggers, and without any knowledge of the store.
func another(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func execute(t *testing.T, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// live is an open store in a file with twenty plots.
func live(t *testing.T) (*geopackage.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "live.gpkg")
	s, err := geopackage.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	put(t, s, everyKind()...)
	return s, path
}

func revision(t *testing.T, s data.Store) int64 {
	t.Helper()
	n, err := s.Revision(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// last is the Change that must have come since a revision.
func last(t *testing.T, s data.Store, after int64) data.Change {
	t.Helper()
	if n := revision(t, s); n != after+1 {
		t.Fatalf("revision is %d after %d", n, after)
	}
	list, err := s.Changes(context.Background(), after)
	if err != nil || len(list) != 1 {
		t.Fatalf("changes are %v, %v", list, err)
	}
	return list[0]
}

func touches(c data.Change, p orb.Point) bool {
	for _, touch := range c.Touched {
		if touch.Collection == "plots" && touch.Bound.Contains(p) {
			return true
		}
	}
	return false
}

func TestEditsByAnotherProgramBecomeAChange(t *testing.T) {
	s, path := live(t)
	db := another(t, path)
	was := revision(t, s)
	old := plot(3).Geometry.(orb.Polygon)[0][0]
	execute(t, db, "UPDATE plots SET geom=(SELECT geom FROM plots WHERE fid=1), name='переименована' WHERE source_key='key-3'")
	execute(t, db, "DELETE FROM plots WHERE source_key='key-4'")
	execute(t, db, "INSERT INTO plots(name, id) VALUES ('without id', NULL)")
	execute(t, db, "INSERT INTO plots(name) VALUES ('also without')")
	c := last(t, s, was)
	if c.Author != geopackage.AuthorExternal || c.New != 2 || c.Updated != 1 || c.Deleted != 1 {
		t.Errorf("the change is %+v", c)
	}
	for _, p := range []orb.Point{old, plot(0).Geometry.Bound().Center(), plot(4).Geometry.Bound().Center()} {
		if !touches(c, p) {
			t.Errorf("%v is not among the touched %v", p, c.Touched)
		}
	}
	checkExternalPlots(t, s, c)
	if n := revision(t, s); n != c.Revision {
		t.Errorf("the same edits became a second change: revision %d", n)
	}
	validate(t, path)
}

// checkExternalPlots looks at what the edits above have left.
func checkExternalPlots(t *testing.T, s data.Store, c data.Change) {
	t.Helper()
	seen := map[string]int{}
	for f, err := range s.Features(context.Background(), data.Query{Collection: "plots"}) {
		if err != nil {
			t.Fatal(err)
		}
		name := f.Text("name")
		seen[name]++
		if len(f.ID) < 8 {
			t.Errorf("%q has the id %q", name, f.ID)
		}
		edited := name == "переименована" || name == "without id" || name == "also without"
		if edited != (f.Revision == c.Revision) {
			t.Errorf("%q has revision %d", name, f.Revision)
		}
		if edited && !f.Updated.Equal(c.Time) {
			t.Errorf("%q was updated %v, not %v", name, f.Updated, c.Time)
		}
	}
	if len(seen) != 21 || seen["переименована"] != 1 || seen["Plot 4"] != 0 {
		t.Errorf("the plots are %v", seen)
	}
	if n, err := s.Count(context.Background(), data.Query{Collection: "plots"}); n != 21 || err != nil {
		t.Errorf("%d plots are counted, %v", n, err)
	}
}

func TestExternalEditsComeBeforeTheWriteThatMeetsThem(t *testing.T) {
	s, path := live(t)
	was := revision(t, s)
	execute(t, another(t, path), "UPDATE sites SET name='edited' WHERE id='site-1'")
	c := put(t, s, plot(100))
	if c.Revision != was+2 {
		t.Errorf("the write has revision %d, want %d", c.Revision, was+2)
	}
	list, err := s.Changes(context.Background(), was)
	if err != nil || len(list) != 2 || list[0].Author != "external" || list[1].Author != "test" {
		t.Errorf("changes are %+v, %v", list, err)
	}
}

func TestExternalEditsOutliveAWriteThatFails(t *testing.T) {
	s, path := live(t)
	was := revision(t, s)
	execute(t, another(t, path), "DELETE FROM sites")
	_, err := s.Write(context.Background(), "test", "fails", func(data.Tx) error { return os.ErrInvalid })
	if err == nil {
		t.Error("the write did not fail")
	}
	if c := last(t, s, was); c.Deleted != 1 {
		t.Errorf("the change is %+v", c)
	}
}

func TestAnEditThatComesAndGoesIsNoChange(t *testing.T) {
	s, path := live(t)
	was := revision(t, s)
	db := another(t, path)
	execute(t, db, "INSERT INTO plots(id, name) VALUES ('brief', 'brief')")
	execute(t, db, "DELETE FROM plots WHERE id='brief'")
	for range 2 {
		if n := revision(t, s); n != was {
			t.Errorf("revision is %d, want %d", n, was)
		}
	}
}

func TestOurOwnWritesAreNotTakenForExternal(t *testing.T) {
	s, path := live(t)
	put(t, s, plot(1), plot(50))
	err := s.Close()
	if err != nil {
		t.Fatal(err)
	}
	var notes int
	if err := another(t, path).QueryRow("SELECT count(*) FROM burialmap_edit").Scan(&notes); err != nil || notes != 0 {
		t.Errorf("%d notes, %v", notes, err)
	}
}

func TestRevisionNoticesAnotherStoreOnTheSameFile(t *testing.T) {
	s, path := live(t)
	was := revision(t, s)
	second, err := geopackage.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	put(t, second, plot(77))
	if c := last(t, s, was); c.Author != "test" || c.New != 1 {
		t.Errorf("the change is %+v", c)
	}
}

func TestRevisionDoesNotWaitForAnotherProgramThatWrites(t *testing.T) {
	s, path := live(t)
	was := revision(t, s)
	db := another(t, path)
	execute(t, db, "DELETE FROM sites")
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec("DELETE FROM plots"); err != nil {
		t.Fatal(err)
	}
	if n := revision(t, s); n != was {
		t.Errorf("revision is %d while the other writes, want %d", n, was)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if c := last(t, s, was); c.Deleted != 21 {
		t.Errorf("the change is %+v", c)
	}
}

func TestReadersSurviveWhatOtherProgramsWrite(t *testing.T) {
	s, path := live(t)
	db := another(t, path)
	execute(t, db, "DROP TRIGGER rtree_plots_geom_update1") // else it refuses the next
	execute(t, db, "UPDATE plots SET geom=x'00' WHERE source_key='key-1'")
	execute(t, db, "UPDATE plots SET burials='many', extra='{', accuracy_m='far', name=12.5 WHERE source_key='key-2'")
	execute(t, db, "UPDATE overlaps SET reasons='not JSON', area_m2=9e999, probability=1")
	revision(t, s)
	byKey := map[string]data.Feature{}
	for f, err := range s.Features(context.Background(), data.Query{Collection: "plots"}) {
		if err != nil {
			t.Fatal(err)
		}
		byKey[f.Location.SourceKey] = f
	}
	if f := byKey["key-1"]; f.Geometry != nil {
		t.Errorf("broken geometry was read as %v", f.Geometry)
	}
	f := byKey["key-2"]
	if f.Properties["burials"] != nil || f.Extra != nil || f.Location.Accuracy.Known() || f.Text("name") != "12.5" {
		t.Errorf("strange values were read as %+v", f)
	}
	f, err := s.Feature(context.Background(), "overlaps", "overlap-1")
	if err != nil || f.Properties["reasons"] != nil || f.Properties["area_m2"] != nil || f.Properties["probability"] != 1.0 {
		t.Errorf("strange values were read as %+v, %v", f, err)
	}
}

func TestCountsAndExtentsAreTrueAfterOthersSpoiltThem(t *testing.T) {
	s, path := live(t)
	was, err := s.Extent(context.Background(), "plots")
	if err != nil {
		t.Fatal(err)
	}
	db := another(t, path)
	execute(t, db, "UPDATE gpkg_contents SET min_x=0, max_x=1 WHERE table_name='plots'")
	execute(t, db, "UPDATE gpkg_ogr_contents SET feature_count=NULL WHERE table_name='plots'")
	execute(t, db, "UPDATE plots SET name='edited' WHERE fid=1")
	revision(t, s)
	if is, err := s.Extent(context.Background(), "plots"); err != nil || is != was {
		t.Errorf("extent is %+v, was %+v, %v", is, was, err)
	}
	execute(t, db, "UPDATE gpkg_ogr_contents SET feature_count=NULL WHERE table_name='plots'")
	for want := 20; want < 22; want++ {
		if n, err := s.Count(context.Background(), data.Query{Collection: "plots"}); n != want || err != nil {
			t.Errorf("%d plots, want %d, %v", n, want, err)
		}
		put(t, s, plot(want))
	}
}

func TestOgr2ogrAppendsWhileTheStoreIsOpen(t *testing.T) {
	need(t, "ogr2ogr")
	s, path := live(t)
	was := revision(t, s)
	file := filepath.Join(t.TempDir(), "more.geojson")
	text := `{"type":"FeatureCollection","features":[`
	for i := range 300 {
		if i > 0 {
			text += ","
		}
		text += fmt.Sprintf(`{"type":"Feature","properties":{"name":"ogr %d"},"geometry":{"type":"Point","coordinates":[%d,60]}}`, i, 100+i%50)
	}
	if err := os.WriteFile(file, []byte(text+"]}"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "ogr2ogr", "-f", "GPKG", "-append", "-nln", "plots", path, file)
	c := last(t, s, was)
	if c.New != 300 || !touches(c, orb.Point{120, 60}) {
		t.Errorf("the change is %+v", c)
	}
	q := data.Query{Collection: "plots", Bound: &orb.Bound{Min: orb.Point{99, 59}, Max: orb.Point{149, 61}}}
	if n, err := s.Count(context.Background(), q); n != 300 || err != nil {
		t.Errorf("%d are found, %v", n, err)
	}
	for f, err := range s.Features(context.Background(), q) {
		if err != nil || len(f.ID) < 8 {
			t.Fatalf("feature %+v, %v", f, err)
		}
	}
	if e, err := s.Extent(context.Background(), "plots"); err != nil || e.Count != 320 || e.Bound.Min[0] != 100 {
		t.Errorf("extent is %+v, %v", e, err)
	}
	run(t, "ogrinfo", "-q", "-sql", "DELETE FROM plots WHERE name LIKE 'ogr%'", path)
	if c := last(t, s, c.Revision); c.Deleted != 300 {
		t.Errorf("the change is %+v", c)
	}
	if e, err := s.Extent(context.Background(), "plots"); err != nil || e.Count != 20 || e.Bound.Max[1] > 49 {
		t.Errorf("extent is %+v, %v", e, err)
	}
	validate(t, path)
}
