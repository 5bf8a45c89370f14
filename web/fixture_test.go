package web_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/geopackage"
	"burialmap/geo"
	"burialmap/tiles"
	"burialmap/web"
)

var bless = flag.Bool("bless", false, "renew golden files")

// base is the public address in all tests that look at links.
const base = "https://graves.example"

var noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// newStore is an empty store that is closed when the test ends.
func newStore(t testing.TB, features ...data.Feature) data.Store {
	t.Helper()
	s, err := geopackage.Create(filepath.Join(t.TempDir(), "test.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	put(t, s, features...)
	return s
}

func put(t testing.TB, s data.Store, features ...data.Feature) {
	t.Helper()
	ctx := context.Background()
	_, err := s.Write(ctx, "import", "import of test.geojson", func(tx data.Tx) error {
		for _, f := range features {
			if _, err := tx.Put(ctx, f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// newHandler serves a store the way the program does.
func newHandler(t testing.TB, store data.Store, change func(*web.Config)) http.Handler {
	t.Helper()
	c := web.Config{
		Store: store, Tiles: tiles.New(store, tiles.Options{}), BaseURL: base, Version: "1.2.3",
		Formats: format.Registry{Writers: []format.Writer{listing{}}}, Now: func() time.Time { return noon },
	}
	if change != nil {
		change(&c)
	}
	h, err := web.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// get asks for an address; headers come as name, value, name, value.
func get(t testing.TB, h http.Handler, address string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	return ask(t, h, http.MethodGet, address, headers...)
}

func ask(t testing.TB, h http.Handler, method, address string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, address, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// answer decodes a JSON answer that must have the status 200.
func answer[T any](t testing.TB, w *httptest.ResponseRecorder) T {
	t.Helper()
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	var v T
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return v
}

// items is an answer with features.
type items struct {
	NumberMatched  *int `json:"numberMatched"`
	NumberReturned int  `json:"numberReturned"`
	Features       []struct {
		ID         string          `json:"id"`
		Geometry   json.RawMessage `json:"geometry"`
		Properties map[string]any  `json:"properties"`
	} `json:"features"`
	Links []struct{ Href, Rel, Type string } `json:"links"`
}

func (i items) link(rel string) string {
	for _, l := range i.Links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

func (i items) ids() []string {
	ids := []string{}
	for _, f := range i.Features {
		ids = append(ids, f.ID)
	}
	return ids
}

var writtenAt = regexp.MustCompile(`"updated": "[^"]*"`)

// golden compares a JSON answer with a file in testdata, or writes it with -bless. The
// time of writing, which is that of the test, is left out.
func golden(t *testing.T, name string, body []byte) {
	t.Helper()
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	got, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(writtenAt.ReplaceAll(got, []byte(`"updated": "…"`)), '\n')
	path := filepath.Join("testdata", name)
	if *bless {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs; look at the change and run make bless if it is right.\ngot:\n%s", path, got)
	}
}

// ground is a small invented burial ground: one of everything.
func ground() []data.Feature {
	here := data.Location{Accuracy: 5, Method: "plan", Source: "plan", Fictional: true}
	located := func(collection, id string, g orb.Geometry, properties map[string]any) data.Feature {
		return data.Feature{ID: id, Collection: collection, Geometry: g, Location: here, Properties: properties}
	}
	return []data.Feature{
		{ID: "plan", Collection: "sources", Location: data.Location{Fictional: true},
			Properties: map[string]any{"title": "A plan drawn for this test", "kind": "demonstration"}},
		located("cemeteries", "old", square(131, 48, 0.01), map[string]any{"name": "Old cemetery", "use": "civilian", "period": "1930/1970",
			"overlap_class": "not_assessed", "overlap_pairs": int64(1)}),
		located("plots", "row-1", square(131.001, 48.001, 0.001), map[string]any{"kind": "row", "occupancy": "pow", "burials": int64(12), "period": "1945/1947"}),
		located("plots", "grave-2", square(131.002, 48.002, 0.0001), map[string]any{"kind": "grave", "occupancy": "civilian", "period": "1961"}),
		located("plots", "grave-3", orb.Point{-179.95, 65}, map[string]any{"kind": "grave", "occupancy": "unknown"}),
		located("overlaps", "o", square(131.0015, 48.0015, 0.0001), map[string]any{
			"pow": "plots/row-1", "civilian": "cemeteries/old", "civilian_cemetery": "old", "class": "not_assessed", "relation": "within", "area_m2": 84.5,
			"reasons": json.RawMessage(`[{"code":"not_assessed"}]`)}),
		located("sites", "camp 7/branch", orb.Point{131.001, 48.001}, map[string]any{"name": "Camp 7", "name_ja": "第七収容所", "status": "recoverable"}),
		{ID: "lost", Collection: "sites", Location: data.Location{Accuracy: geo.UnknownAccuracy, Text: "4 km NW of the station", Fictional: true},
			Properties: map[string]any{"name": "<b>Lost & unmarked</b>", "status": "unlocated"}},
	}
}

func square(lon, lat, side float64) orb.Polygon {
	return orb.Polygon{{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}, {lon, lat}}}
}

// plots are many invented graves in rows.
func plots(n int) []data.Feature {
	all := make([]data.Feature, n)
	for i := range all {
		all[i] = data.Feature{
			ID: fmt.Sprintf("p%05d", i), Collection: "plots",
			Geometry:   square(131+float64(i%200)*0.00003, 48+float64(i/200)*0.00003, 0.00002),
			Location:   data.Location{Accuracy: 3, Method: "survey", Fictional: true},
			Properties: map[string]any{"kind": "grave", "occupancy": "pow", "name": fmt.Sprint("Grave ", i)},
		}
	}
	return all
}
