package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/tiles"
	"burialmap/web"
)

type problem struct {
	Type, Title, Detail, Parameter string
	Status                         int
	RequestID                      string `json:"request_id"`
}

func TestWhatIsWrongIsSaidAsAProblem(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, c := range []struct {
		address   string
		status    int
		parameter string
	}{
		{"/api/nothing", 404, ""},
		{"/api/collections/nothing", 404, ""},
		{"/api/collections/nothing/items", 404, ""},
		{"/api/collections/plots/items/nothing", 404, ""},
		{"/nothing", 404, ""},
		{"/api?x=1", 400, "x"},
		{"/api?f=xml", 400, "f"},
		{"/api/conformance?limit=1", 400, "limit"},
		{"/api/collections?bbox=1,2,3,4", 400, "bbox"},
		{"/api/collections/plots?x=", 400, "x"},
		{"/api/collections/plots/items?f=csv", 400, "f"},
		{"/api/collections/plots/items?colour=red", 400, "colour"},
		{"/api/collections/plots/items?status=recovered", 400, "status"},
		{"/api/collections/overlaps/items?reasons=x", 400, "reasons"},
		{"/api/collections/plots/items?limit=0", 400, "limit"},
		{"/api/collections/plots/items?limit=-1", 400, "limit"},
		{"/api/collections/plots/items?limit=ten", 400, "limit"},
		{"/api/collections/plots/items?limit=1&limit=2", 400, "limit"},
		{"/api/collections/plots/items?after=x", 400, "after"},
		{"/api/collections/plots/items?bbox=", 400, "bbox"},
		{"/api/collections/plots/items?bbox=1,2,3", 400, "bbox"},
		{"/api/collections/plots/items?bbox=1,2,3,4,5", 400, "bbox"},
		{"/api/collections/plots/items?bbox=1,2,3,x", 400, "bbox"},
		{"/api/collections/plots/items?bbox=1,2,3,NaN", 400, "bbox"},
		{"/api/collections/plots/items?bbox=1,2,3,0x1p2", 400, "bbox"},
		{"/api/collections/plots/items?bbox=1,2,3,1_0", 400, "bbox"},
		{"/api/collections/plots/items?bbox=1,2,3,1e999", 400, "bbox"},
		{"/api/collections/plots/items?bbox=1,4,3,2", 400, "bbox"},
		{"/api/collections/plots/items?bbox=1,2,9,3,4,8", 400, "bbox"},
		{"/api/collections/plots/items?bbox=48,131,49,132", 400, "bbox"},
		{"/api/collections/plots/items?bbox=-181,0,0,1", 400, "bbox"},
		{"/api/collections/plots/items?datetime=yesterday", 400, "datetime"},
		{"/api/collections/plots/items?datetime=..", 400, "datetime"},
		{"/api/collections/plots/items?datetime=1947-01-01/1945-01-01", 400, "datetime"},
		{"/api/collections/plots/items?occupancy=prisoners", 400, "occupancy"},
		{"/api/collections/plots/items?burials=many", 400, "burials"},
		{"/api/collections/plots/items?accuracy_m=NaN", 400, "accuracy_m"},
		{"/api/collections/plots/items?fictional=yes", 400, "fictional"},
		{"/api/collections/plots/items?a=%zz", 400, ""},
		{"/api/changes?limit=0", 400, "limit"},
		{"/api/coordinates", 400, "lon"},
		{"/api/coordinates?lon=135", 400, "lat"},
		{"/api/coordinates?lon=NaN&lat=48", 400, "lon"},
		{"/api/coordinates?lon=0x7&lat=48", 400, "lon"},
		{"/api/coordinates?lon=1_3&lat=48", 400, "lon"},
		{"/api/coordinates?lon=135&lat=1e999", 400, "lat"},
		{"/api/coordinates?lon=135&lat=90.1", 400, "lat"},
		{"/api/coordinates?lon=135&lat=48&accuracy_m=-1", 400, "accuracy_m"},
		{"/api/coordinates?lon=135&lat=48&notation=gps", 400, "notation"},
		{"/api/coordinates?lon=135&lat=48&q=48,135", 400, "lon"},
		{"/api/coordinates?q=48,135&f=html", 400, "f"},
		{"/api/coordinates?q=%ff", 400, "q"},
		{"/tiles.json?x=1", 400, "x"},
		{"/tiles/1/0/0.mvt?x=1", 400, "x"},
		{"/tiles/a/0/0.mvt", 400, ""},
		{"/tiles/1/-1/0.mvt", 400, ""},
		{"/tiles/1/0/1.5.mvt", 400, ""},
		{"/tiles/1/2/0.mvt", 404, ""},
		{"/tiles/17/0/0.mvt", 404, ""},
		{"/tiles/99999999999999999999/0/0.mvt", 404, ""},
		{"/tiles/1/0/0.png", 404, ""},
	} {
		w := rawGet(t, h, c.address)
		var p problem
		if err := json.Unmarshal(w.body, &p); err != nil {
			t.Errorf("%s: %v in %s", c.address, err, w.body)
			continue
		}
		if w.status != c.status || p.Status != c.status || p.Parameter != c.parameter {
			t.Errorf("%s: status %d, problem %+v; want %d about %q", c.address, w.status, p, c.status, c.parameter)
		}
		if w.header.Get("Content-Type") != "application/problem+json" || p.Title == "" || p.Detail == "" || p.Type != "about:blank" {
			t.Errorf("%s: %q %+v", c.address, w.header.Get("Content-Type"), p)
		}
		if p.RequestID == "" || p.RequestID != w.header.Get("X-Request-Id") {
			t.Errorf("%s: request id %q in the answer, %q in the header", c.address, p.RequestID, w.header.Get("X-Request-Id"))
		}
	}
}

func TestNothingCanBeWritten(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"} {
		for _, address := range []string{"/api/collections/plots/items", "/tiles/0/0/0.mvt", "/"} {
			w := ask(t, h, method, address)
			if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD, OPTIONS" {
				t.Errorf("%s %s: status %d, allowed %q", method, address, w.Code, w.Header().Get("Allow"))
			}
		}
	}
}

func TestWhatCannotBeHadIsNotAcceptable(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for address, accept := range map[string]string{
		"/api":                         "image/png",
		"/api/collections/plots/items": "application/xml;q=0.9, */*;q=0",
		"/api/collections/plots":       "text/html;q=0",
	} {
		if w := get(t, h, address, "Accept", accept); w.Code != http.StatusNotAcceptable {
			t.Errorf("%s as %s: status %d", address, accept, w.Code)
		}
	}
}

// broken is a store that fails after some features, with words nobody outside may read.
type broken struct {
	data.Store
	after int
}

var errSecret = errors.New(`SQL logic error: no such table "plots" in /var/lib/secret.gpkg`)

func (b broken) Features(ctx context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		n := 0
		for f, err := range b.Store.Features(ctx, q) {
			if n == b.after {
				yield(data.Feature{}, errSecret)
				return
			}
			if n++; !yield(f, err) {
				return
			}
		}
	}
}

func (b broken) Feature(context.Context, string, string) (data.Feature, error) {
	return data.Feature{}, errSecret
}

func TestTheInsideIsToldToTheLogAlone(t *testing.T) {
	store := broken{newStore(t, ground()...), 0}
	var log logged
	h := newHandler(t, store, func(c *web.Config) { c.Log, c.Tiles = log.logger(), tiles.New(store, tiles.Options{}) })
	for _, address := range []string{
		"/api/collections/plots/items", "/api/collections/plots/items?f=html", "/api/collections/plots/items?f=list",
		"/api/collections/plots/items/row-1", "/tiles/0/0/0.mvt",
	} {
		log.lines.Reset()
		w := get(t, h, address)
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "SQL") || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: status %d: %s", address, w.Code, w.Body)
		}
		if id := w.Header().Get("X-Request-Id"); !strings.Contains(log.lines.String(), "secret.gpkg") || !strings.Contains(log.lines.String(), id) {
			t.Errorf("%s: the log does not have it: %s", address, log.lines.String())
		}
	}
}

func TestAnAnswerThatBreaksOffIsNotTakenForWhole(t *testing.T) {
	store := broken{newStore(t, plots(2000)...), 1000}
	server := serve(t, newHandler(t, store, nil))
	for _, f := range []string{"json", "list"} {
		r, err := http.Get(server + "/api/collections/plots/items?limit=2000&f=" + f)
		if err != nil {
			continue // cut off before the header could be read: nobody is misled
		}
		_, err = io.ReadAll(r.Body)
		r.Body.Close()
		if r.StatusCode == http.StatusOK && err == nil {
			t.Errorf("the answer as %s looks whole", f)
		}
	}
}
