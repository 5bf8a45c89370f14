package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb/encoding/mvt"

	"burialmap/data"
	"burialmap/tiles"
	"burialmap/web"
)

func TestTheMapIsNarrowedAsListsAre(t *testing.T) {
	store := newStore(t, ground()...)
	h := newHandler(t, store, nil)
	const tile = "/tiles/14/14154/5695.mvt"
	for query, want := range map[string]struct{ plots, sites []string }{
		"":                                    {[]string{"grave-2", "row-1"}, []string{"camp 7/branch"}},
		"?filter-plots=occupancy%3D'pow'":     {[]string{"row-1"}, []string{"camp 7/branch"}},
		"?filter-sites=status%3D'recovered'":  {[]string{"grave-2", "row-1"}, []string{}},
		"?q-sites=camp&filter-plots=kind%3D1": {},
		"?q-sites=nothing":                    {[]string{"grave-2", "row-1"}, []string{}},
		"?q-sites=camp%207":                   {[]string{"grave-2", "row-1"}, []string{"camp 7/branch"}},
	} {
		for range 2 { // drawn and kept
			w := get(t, h, tile+query)
			if want.plots == nil {
				if w.Code != http.StatusBadRequest {
					t.Errorf("%s: status %d", query, w.Code)
				}
				continue
			}
			if got := drawnIDs(t, w, "plots"); !slices.Equal(got, want.plots) {
				t.Errorf("%q shows the plots %v, want %v", query, got, want.plots)
			}
			if got := drawnIDs(t, w, "sites"); !slices.Equal(got, want.sites) {
				t.Errorf("%q shows the sites %v, want %v", query, got, want.sites)
			}
			if got := drawnIDs(t, w, "labels"); slices.Contains(got, "camp 7/branch") != (len(want.sites) > 0) {
				t.Errorf("%q has the labels %v", query, got)
			}
		}
	}
	put(t, store, data.Feature{ID: "row-9", Collection: "plots", Geometry: square(131.003, 48.003, 0.001), Properties: map[string]any{"occupancy": "pow"}})
	if got := drawnIDs(t, get(t, h, tile+"?filter-plots=occupancy%3D'pow'"), "plots"); !slices.Equal(got, []string{"row-1", "row-9"}) {
		t.Errorf("after a change it shows %v", got)
	}
}

func TestWhatIsCountedOnTheMapIsWhatIsWanted(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	counted := func(query string) (n float64) {
		layers, err := mvt.Unmarshal(get(t, h, "/tiles/0/0/0.mvt"+query).Body.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range layers {
			for _, f := range l.Features {
				if c, ok := f.Properties["plots"].(float64); ok && l.Name == "aggregates" {
					n += c
				}
			}
		}
		return n
	}
	if all, some := counted(""), counted("?filter-plots=occupancy%3D'pow'"); all != 3 || some != 1 {
		t.Errorf("counted are %v plots, of the prisoners %v", all, some)
	}
}

func TestTheDescriptionOfNarrowedTilesLeadsToThem(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	query := url.Values{"filter-plots": {"occupancy='pow' AND kind='row'"}, "q-sites": {"第七 収容所"}}
	w := get(t, h, "/tiles.json?"+query.Encode())
	var doc tiles.TileJSON
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil || w.Code != http.StatusOK || w.Header().Get("ETag") == "" {
		t.Fatalf("status %d, %v", w.Code, err)
	}
	address, ok := strings.CutPrefix(doc.Tiles[0], base)
	if !ok {
		t.Fatalf("tiles are at %s", doc.Tiles[0])
	}
	address = strings.NewReplacer("{z}", "14", "{x}", "14154", "{y}", "5695").Replace(address)
	if got := drawnIDs(t, get(t, h, address), "plots"); !slices.Equal(got, []string{"row-1"}) {
		t.Errorf("%s shows %v", address, got)
	}
}

func TestConditionsThatAreWrongAreSaidOfTheDescription(t *testing.T) {
	store := newStore(t, ground()...)
	h := newHandler(t, store, nil)
	p := tiles.New(store, tiles.Options{})
	defer p.Close()
	archive := newHandler(t, store, func(c *web.Config) { c.Tiles = archiveOf(t, p) })
	for query, parameter := range map[string]string{
		"?filter-plots=colour%3D1":               "filter-plots",
		"?filter-sites=":                         "filter-sites",
		"?filter-graves=1%3D1":                   "filter-graves",
		"?q-overlaps=camp":                       "q-overlaps",
		"?q-sites=" + strings.Repeat("long", 60): "q-sites",
	} {
		for _, address := range []string{"/tiles.json", "/tiles/0/0/0.mvt"} {
			w := get(t, h, address+query)
			if p := struct{ Parameter, Detail string }{}; w.Code != http.StatusBadRequest || !decodes(w.Body.Bytes(), &p) || p.Parameter != parameter || !strings.Contains(p.Detail, parameter) {
				t.Errorf("%s%s: status %d, parameter %q, %s", address, query, w.Code, p.Parameter, p.Detail)
			}
		}
	}
	for _, address := range []string{"/tiles.json", "/tiles/0/0/0.mvt"} {
		if w := get(t, archive, address+"?filter-plots=kind%3D'row'"); w.Code != http.StatusBadRequest {
			t.Errorf("of an archive %s: status %d", address, w.Code)
		}
	}
}

func TestAnExportOfSeveralIsNarrowedByCollection(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	const export = "/api/export?f=list&collections=plots,sites"
	all := unpacked(t, get(t, h, export).Body.Bytes())
	some := unpacked(t, get(t, h, export+"&filter-plots=kind%3D'row'&q-sites=lost").Body.Bytes())
	for _, id := range []string{"row-1", "grave-2", "camp 7/branch", "lost"} {
		wanted := id == "row-1" || id == "lost"
		if !strings.Contains(all, id) || strings.Contains(some, id) != wanted {
			t.Errorf("%s: in all of it %v, narrowed %v", id, strings.Contains(all, id), strings.Contains(some, id))
		}
	}
}

// unpacked is everything in a zip.
func unpacked(t *testing.T, packed []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(io.LimitReader(r, 1<<20))
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
	}
	return all.String()
}
