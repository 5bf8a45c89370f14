package web_test

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/geojson"
	"burialmap/tiles"
	"burialmap/web"
)

// failing is a store of which nothing works, for reasons that nobody outside may read.
type failing struct{ data.Store }

func (failing) Feature(context.Context, string, string) (data.Feature, error) {
	return data.Feature{}, errSecret
}

func (failing) Features(context.Context, data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) { yield(data.Feature{}, errSecret) }
}

func (failing) Keys(context.Context, data.Query) iter.Seq2[data.Key, error] {
	return func(yield func(data.Key, error) bool) { yield(data.Key{}, errSecret) }
}
func (failing) Count(context.Context, data.Query) (int, error) { return 0, errSecret }
func (failing) Values(context.Context, data.Query, string) ([]string, error) {
	return nil, errSecret
}
func (failing) Extent(context.Context, string) (data.Extent, error) { return data.Extent{}, errSecret }
func (failing) Revision(context.Context) (int64, error)             { return 0, errSecret }
func (failing) State(context.Context, string) (string, error)       { return "", errSecret }
func (failing) Write(context.Context, string, string, func(data.Tx) error) (data.Change, error) {
	return data.Change{}, errSecret
}
func (failing) Changes(context.Context, int64) ([]data.Change, error) { return nil, errSecret }
func (failing) History(context.Context, string, string) ([]data.Version, error) {
	return nil, errSecret
}

// stuck is one that knows its revision, so that more is asked of it.
type stuck struct{ failing }

func (stuck) Revision(context.Context) (int64, error) { return 7, nil }

// documented are the addresses that the OpenAPI document names, made concrete.
func documented(t *testing.T, h http.Handler) []string {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal(get(t, h, "/api/openapi.json").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	fill := strings.NewReplacer("{collection}", "plots", "{collectionId}", "plots", "{id}", "row-1", "{featureId}", "row-1", "{z}", "1", "{x}", "1", "{y}", "0",
		"{tileMatrix}", "1", "{tileRow}", "0", "{tileCol}", "1", "{tileMatrixSetId}", "WebMercatorQuad", "{name}", "n")
	var all []string
	for path := range doc.Paths {
		all = append(all, fill.Replace(path))
	}
	return all
}

func TestNoAnswerTellsOfTheInside(t *testing.T) {
	store := newStore(t, ground()...)
	addresses := append(documented(t, newHandler(t, store, nil)),
		"/api", "/api/search?q=camp", "/api/collections/plots/items?f=html", "/api/collections/plots/items?f=list", "/api/collections/plots/items?bbox=1,2,3,4",
		"/api/collections/plots/items/row-1/history", "/api/export?f=list&collections=plots,sites", "/api/sources/plan/counts", "/api/import", "/api/import/none/problems.csv",
		"/tiles.json", "/tiles/0/0/0.mvt", "/tiles/16/56624/22786.mvt", "/readyz", "/healthz", "/nothing", "/api/nothing", "/api/collections/plots/items?limit=%27%3B--")
	for name, s := range map[string]data.Store{"failing": failing{store}, "stuck": stuck{failing{store}}} {
		h := newHandler(t, s, func(c *web.Config) {
			c.Tiles, c.Edit, c.BaseURL = tiles.New(s, tiles.Options{}), true, ""
			c.Formats = format.Registry{Readers: []format.Reader{geojson.Reader{}}, Writers: []format.Writer{listing{}}}
		})
		failed := 0
		for _, address := range addresses {
			for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
				w := ask(t, h, method, address, "X-Burialmap", "1", "Content-Type", "application/geo+json", "If-Match", "*")
				if w.Code >= 500 {
					failed++
				}
				body := w.Body.String()
				for _, secret := range []string{"SQL", "sqlite", "no such table", "secret", "/var/lib", "goroutine", ".go:", t.TempDir()} {
					if strings.Contains(body, secret) {
						t.Errorf("%s store, %s %s: status %d tells %q: %.300s", name, method, address, w.Code, secret, body)
					}
				}
				if w.Code >= 400 && w.Header().Get("Content-Type") != "application/problem+json" {
					t.Errorf("%s store, %s %s: status %d as %q", name, method, address, w.Code, w.Header().Get("Content-Type"))
				}
			}
		}
		if failed < 10 {
			t.Errorf("%s store: only %d answers failed", name, failed)
		}
	}
}
