package geopackage_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/geopackage"
)

func history(t *testing.T, s data.Store, collection, id string) []data.Version {
	t.Helper()
	revision(t, s) // what others have written is noticed
	list, err := s.History(context.Background(), collection, id)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestWhatAnotherProgramOverwritesIsKept(t *testing.T) {
	s, path := live(t)
	put(t, s, data.Feature{
		ID: "o'clock, 1", Collection: "sites", Geometry: orb.Point{130, 50}, Extra: map[string]string{"a, 'b'": "c"},
		Properties: map[string]any{"name": "O'Neill, «Хурмули»", "burials": int64(7)},
		Location:   data.Location{Accuracy: 0.1, Parse: []byte(`{"a":["'",1]}`)},
	})
	db := another(t, path)
	execute(t, db, "UPDATE sites SET name=upper(name) WHERE id LIKE 'o%'")
	execute(t, db, "UPDATE sites SET name='new', burials=8, accuracy_m=0.3, geom=(SELECT geom FROM plots WHERE fid=1) WHERE id LIKE 'o%'")
	got := history(t, s, "sites", "o'clock, 1")
	want := []data.FieldChange{
		{Field: "name", Old: "O'Neill, «Хурмули»", New: "new"}, {Field: "burials", Old: int64(7), New: int64(8)},
		{Field: "accuracy_m", Old: 0.1, New: 0.3}, {Field: "geometry", Old: "Point", New: "Polygon"},
	}
	if len(got) != 2 || !reflect.DeepEqual(got[0].Fields, want) || got[0].Author != geopackage.AuthorExternal || got[0].Kind != data.VersionUpdated {
		t.Fatalf("got %+v", got)
	}
	if got[0].Former != orb.Geometry(orb.Point{130, 50}) || got[0].Moved < 1000 || got[1].Kind != data.VersionNew {
		t.Errorf("got %+v", got)
	}
	execute(t, db, "DELETE FROM sites WHERE id LIKE 'o%'")
	got = history(t, s, "sites", "o'clock, 1")
	if len(got) != 3 || got[0].Kind != data.VersionDeleted || got[0].Author != geopackage.AuthorExternal || got[0].Fields[0].Old != "new" {
		t.Errorf("got %+v", got)
	}
}

func TestAnEditThatChangesNothingIsNoVersion(t *testing.T) {
	s, path := live(t)
	db := another(t, path)
	execute(t, db, "UPDATE sites SET name=name")
	execute(t, db, "UPDATE cemeteries SET overlap_pairs=3")
	execute(t, db, "INSERT INTO sites(id) VALUES ('inserted')")
	execute(t, db, "UPDATE sites SET name='x' WHERE id='inserted'")
	for collection, id := range map[string]string{"sites": "site-1", "cemeteries": "cemetery-1"} {
		if got := history(t, s, collection, id); len(got) != 1 || got[0].Revision != 1 || got[0].Author != "test" {
			t.Errorf("%s: %+v", id, got)
		}
	}
	if got := history(t, s, "sites", "inserted"); len(got) != 1 || got[0].Kind != data.VersionNew || got[0].Author != geopackage.AuthorExternal {
		t.Errorf("got %+v", got)
	}
}

func TestAfterManyEditsOfAnotherProgramHistorySaysThatItDoesNotKnow(t *testing.T) {
	s, path := live(t)
	db := another(t, path)
	db.SetMaxOpenConns(1) // one transaction
	execute(t, db, "BEGIN")
	for range 10_000 / 20 {
		execute(t, db, "UPDATE plots SET burials=burials+1")
	}
	execute(t, db, "UPDATE sites SET name='edited', revision=NULL")
	execute(t, db, "DELETE FROM sites WHERE id!='site-1'")
	execute(t, db, "DELETE FROM cemeteries")
	execute(t, db, "COMMIT")
	got := history(t, s, "sites", "site-1")
	if len(got) != 2 || got[0].Kind != data.VersionUnkept || len(got[0].Fields) > 0 || got[0].Author != geopackage.AuthorExternal || got[1].Kind != data.VersionRecorded {
		t.Errorf("got %+v", got)
	}
	for f, err := range s.Features(context.Background(), data.Query{Collection: "plots", Limit: 1}) {
		if err != nil {
			t.Fatal(err)
		}
		got := history(t, s, "plots", f.ID)
		if want := []data.FieldChange{{Field: "burials", Old: int64(1), New: int64(501)}}; len(got) != 2 || !reflect.DeepEqual(got[0].Fields, want) {
			t.Errorf("got %+v", got)
		}
	}
	if list, err := s.History(context.Background(), "cemeteries", "cemetery-1"); err == nil {
		t.Errorf("of what went without a note: %+v", list)
	}
}

func TestAFileOfAnEarlierLayoutSaysWhatItDoesNotKnow(t *testing.T) {
	for _, layout := range withoutHistory {
		path, _ := oldStore(t, layout)
		s, err := geopackage.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		put(t, s, data.Feature{ID: "later", Collection: "sites"}, data.Feature{ID: "site-1", Collection: "sites"})
		if got := history(t, s, "sites", "later"); len(got) != 1 || got[0].Kind != data.VersionNew {
			t.Errorf("layout %d: %+v", layout, got)
		}
		if got := history(t, s, "sites", "site-1"); len(got) != 2 || got[0].Kind != data.VersionUpdated || got[1].Kind != data.VersionRecorded || got[1].Author != "test" {
			t.Errorf("layout %d: %+v", layout, got)
		}
		execute(t, another(t, path), "UPDATE sites SET name='by hand' WHERE id='later'")
		if got := history(t, s, "sites", "later"); len(got) != 2 || got[0].Kind != data.VersionUpdated || got[0].Author != geopackage.AuthorExternal {
			t.Errorf("layout %d: %+v", layout, got)
		}
	}
}
