package fieldkit_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/data/format/gpkg"
	"burialmap/data/geopackage"
	"burialmap/geo"
	"burialmap/tiles"
	"burialmap/web/fieldkit"
)

// today is the day on which packages of the tests are made.
var today = time.Date(2026, 7, 1, 9, 0, 0, 0, time.FixedZone("", 10*3600))

// box is an outline from its south-west corner on, in degrees.
func box(lon, lat, wide, high float64) orb.Polygon {
	return orb.Polygon{{{lon, lat}, {lon + wide, lat}, {lon + wide, lat + high}, {lon, lat + high}, {lon, lat}}}
}

// ground is what the store of the tests holds: three sites, of which one is not located, with
// a cemetery, plots of prisoners and civilians, and what they share. All of it is invented.
func ground() []data.Feature {
	at := func(accuracy float64) data.Location {
		return data.Location{Method: "plan", Source: "invented-plan", Fictional: true, Accuracy: geo.Accuracy(accuracy)}
	}
	return []data.Feature{
		{ID: "invented-plan", Collection: "sources", Properties: map[string]any{"title": "A plan invented for tests <&>", "kind": "plan", "licence": "CC0 1.0"}, Location: data.Location{Fictional: true}},
		{ID: "s1", Collection: "sites", Geometry: orb.Point{132.21, 55.09}, Location: at(40), Properties: map[string]any{
			"name": "Хурмули", "name_en": "Khurmuli", "name_ru": "Хурмули", "name_ja": "フルムリ", "region": "Khabarovsk Krai", "burials": int64(120),
			"overlap_class": "possible", "overlap_probability": 0.46, "status": "unlocated"}},
		{ID: "s2", Collection: "sites", Geometry: box(132.25, 55.10, 0.002, 0.001), Location: at(5), Properties: map[string]any{"name": "Кладбище № 2 «Ёлка» & <b>", "overlap_class": "not_assessed"}},
		{ID: "s3", Collection: "sites", Location: data.Location{Method: "unknown", Source: "invented-plan", Fictional: true}, Properties: map[string]any{"name_ja": "第三墓地", "name": "第三墓地"}},
		{ID: "c1", Collection: "cemeteries", Geometry: box(132.2095, 55.0895, 0.002, 0.0015), Location: at(3), Properties: map[string]any{"name": "Invented cemetery", "use": "mixed"}},
		{ID: "p1", Collection: "plots", Geometry: box(132.2100, 55.0900, 0.0003, 0.0002), Location: at(3), Properties: map[string]any{"name": "1", "occupancy": "pow", "site": "s1", "kind": "row"}},
		{ID: "p2", Collection: "plots", Geometry: box(132.2102, 55.0901, 0.0003, 0.0002), Location: at(1), Properties: map[string]any{"name": "2", "occupancy": "civilian", "kind": "row"}},
		{ID: "p3", Collection: "plots", Geometry: orb.Point{132.2108, 55.0902}, Location: at(10), Properties: map[string]any{"name": "3", "occupancy": "unknown", "kind": "grave"}},
		{ID: "far", Collection: "plots", Geometry: box(140, 50, 0.0003, 0.0002), Location: at(1), Properties: map[string]any{"name": "elsewhere", "occupancy": "pow"}},
		{ID: "o1", Collection: "overlaps", Geometry: box(132.2102, 55.0901, 0.0001, 0.0001), Location: at(3), Properties: map[string]any{
			"pow": "plots/p1", "civilian": "plots/p2", "site": "s1", "class": "possible", "probability": 0.46, "relation": "overlaps"}},
	}
}

// stored is a store with the ground in it.
func stored(t *testing.T, features ...data.Feature) *geopackage.Store {
	t.Helper()
	store, err := geopackage.Create(filepath.Join(t.TempDir(), "store.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	_, err = store.Write(t.Context(), "test", "ground", func(tx data.Tx) error {
		for _, f := range features {
			if _, err := tx.Put(t.Context(), f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func plan() fieldplan.Plan {
	return fieldplan.Plan{
		ID: "demo-plan", Revision: 3, Title: "Invented journey", Fictional: true, Languages: []string{"en", "ru", "ja"},
		Vehicles: []fieldplan.Vehicle{{ID: "a", Name: "Truck", SpeedKMH: 40}, {ID: "b", Name: "Boat", SpeedKMH: 15}},
		Base:     fieldplan.Place{ID: "base", Name: "Горный", Position: orb.Point{132.0, 55.0}},
		Nights:   []fieldplan.Place{{ID: "hut", Name: "Hut", Position: orb.Point{132.3, 55.12}}},
		From:     "2026-07-10", To: "2026-07-12", Zone: "Asia/Vladivostok", Start: "08:00", End: "20:00",
		Stops: []fieldplan.Stop{
			{Site: "s1", Task: "survey", Minutes: 120, Priority: 9, Must: true, Note: "Look for the ditch <north> & \"row 3\""},
			{Site: "s2", Task: "visit", Minutes: 60, Priority: 5},
			{Site: "s3", Task: "visit", Minutes: 60, Priority: 5},
		},
		Matrix: []fieldplan.Leg{{From: "base", To: "s3"}},
	}
}

func timetable(p fieldplan.Plan, revision int64) fieldplan.Timetable {
	return fieldplan.Timetable{
		Plan: p.ID, Revision: p.Revision, DataRevision: revision, TravelBasis: "both", DetourFactor: 1.35,
		Days: []fieldplan.Schedule{
			{Date: "2026-07-10", Vehicle: "a", Start: "base", End: "hut", Depart: "08:00", Arrive: "15:10", DriveKM: 40.5, DriveMin: 61, HomeMin: 20, HomeKM: 8, Stops: []fieldplan.Arrival{
				{Site: "s1", TravelMin: 41, TravelKM: 27.2, TravelBy: "straight_line", Arrive: "08:41", Begin: "08:41", Leave: "10:41",
					Conflicts: []fieldplan.Conflict{{Rule: fieldplan.RulePoorlyLocated, Message: "located to 40 m only"}}},
			}},
			{Date: "2026-07-10", Vehicle: "b", Start: "base", End: "base", Depart: "08:00", Arrive: "08:00"},
			{Date: "2026-07-11", Vehicle: "a", Start: "hut", End: "base", Depart: "08:00", Arrive: "12:00", DriveKM: 30, DriveMin: 45, HomeMin: 30, HomeKM: 20, Stops: []fieldplan.Arrival{
				{Site: "s2", TravelMin: 15, TravelKM: 10, TravelBy: "straight_line", Arrive: "08:15", Begin: "08:30", Leave: "09:30"},
			}},
		},
		LeftOut: []fieldplan.LeftOut{{Site: "s3", Reasons: []fieldplan.Conflict{{Rule: fieldplan.RuleUnlocated, Message: "the site is not located"}}}},
	}
}

// kit is the usual package over the usual ground.
func kit(t *testing.T) fieldkit.Kit {
	t.Helper()
	return kitOf(t, stored(t, ground()...), plan())
}

func kitOf(t *testing.T, store *geopackage.Store, p fieldplan.Plan) fieldkit.Kit {
	t.Helper()
	revision, err := store.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	world, err := fieldplan.Load(t.Context(), store, p)
	if err != nil {
		t.Fatal(err)
	}
	pyramid := tiles.New(store, tiles.Options{Attribution: "burialmap"})
	t.Cleanup(func() { _ = pyramid.Close() })
	return fieldkit.Kit{
		Plan: p, Timetable: timetable(p, revision), World: world, Store: store, GeoPackage: gpkg.Writer{}, Tiles: pyramid, Today: today, Program: "burialmap test",
	}
}

// packed is a package in a folder.
func packed(t *testing.T, k fieldkit.Kit) (string, fieldkit.Manifest) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "package")
	if kept := os.Getenv("BURIALMAP_PACKAGE"); kept != "" {
		path = filepath.Join(kept, t.Name())
	}
	folder, err := fieldkit.NewFolder(path, true)
	if err != nil {
		t.Fatal(err)
	}
	m, err := fieldkit.Write(t.Context(), k, folder)
	if err != nil {
		t.Fatal(err)
	}
	return path, m
}

// zipped is a package as a ZIP.
func zipped(t *testing.T, k fieldkit.Kit) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := fieldkit.Write(t.Context(), k, fieldkit.NewZip(&out, k.Today)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// unzipped are the files of a ZIP by name.
func unzipped(t *testing.T, b []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	return files
}
