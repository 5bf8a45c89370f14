package main

import (
	"bytes"
	"context"
	"maps"
	"path/filepath"
	"reflect"
	"testing"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/geopackage"
)

// siteList is what a list says of one invented site.
const siteList = "id,name,accuracy_m\n1,Invented site,50\n"

// TestImportingAgainKeepsWhatTheOverlapsOfASiteCameTo puts formats and store together,
// without the search for overlaps, which would find none here and say so.
func TestImportingAgainKeepsWhatTheOverlapsOfASiteCameTo(t *testing.T) {
	ctx := context.Background()
	store, err := geopackage.Create(filepath.Join(t.TempDir(), "a.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if r := importSites(t, store, "list.csv", []byte(siteList)); r.New != 1 {
		t.Fatalf("%+v", r)
	}
	site, err := store.Feature(ctx, "sites", "1")
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(site.Properties, map[string]any{
		"overlap_class": "probable", "overlap_pairs": int64(3), "overlap_probability": 0.75, "shared_area_p95_m2": 12.5,
	})
	if _, err = store.Write(ctx, "detect", "summary", func(tx data.Tx) error { _, err := tx.Put(ctx, site); return err }); err != nil {
		t.Fatal(err)
	}
	for _, w := range formats().Writers {
		if w.Holds().Places {
			continue // tiles are for looking at, nobody reads them back
		}
		var export bytes.Buffer
		if err := w.Write(ctx, &export, format.Export{Layers: []format.Layer{{Collection: data.Sites, Features: store.Features(ctx, data.Query{Collection: "sites"}), Count: -1}}}); err != nil {
			t.Fatal(err)
		}
		for name, file := range map[string][]byte{"list.csv": []byte(siteList), "export" + w.Extension(): export.Bytes()} {
			if r := importSites(t, store, name, file); r.Unchanged != 1 || r.Warnings > 0 || r.Change.Revision != 0 {
				t.Errorf("%s is not without effect: %+v", name, r)
			}
		}
	}
	if r := importSites(t, store, "list.csv", []byte("id,name\n1,Another name\n")); r.Updated != 1 {
		t.Errorf("%+v", r)
	}
	got, err := store.Feature(ctx, "sites", "1")
	site.Properties["name"] = "Another name"
	if err != nil || !reflect.DeepEqual(got.Properties, site.Properties) || len(got.Extra) > 0 {
		t.Errorf("the site is %+v, %v", got, err)
	}
}

func importSites(t *testing.T, store data.Store, name string, file []byte) format.Report {
	t.Helper()
	in := format.Input{Name: name, ReadSeeker: bytes.NewReader(file), Size: int64(len(file))}
	report, err := format.Import(context.Background(), store, formats(), in, format.ImportOptions{Options: format.Options{Collection: data.Sites}})
	if err != nil {
		t.Fatal(err)
	}
	return report
}
