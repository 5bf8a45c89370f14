package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"burialmap/data"
	"burialmap/tiles"
	"burialmap/web"
)

func TestStoppingLetsAnswersEnd(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun, finish := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-finish
		io.WriteString(w, "whole")
	})
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- web.Serve(ctx, listener, h, slog.New(slog.DiscardHandler)) }()
	got := make(chan string, 1)
	go func() {
		r, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			got <- err.Error()
			return
		}
		defer r.Body.Close()
		body, _ := io.ReadAll(r.Body)
		got <- string(body)
	}()
	<-begun
	stop()
	for refused := false; !refused; { // the listener closes before the answers have ended
		c, err := net.DialTimeout("tcp", listener.Addr().String(), time.Second)
		if refused = err != nil; !refused {
			c.Close()
		}
	}
	close(finish)
	if body := <-got; body != "whole" {
		t.Errorf("the answer under way was %q", body)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

func TestServingOnAClosedListenerIsAnError(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	if err := web.Serve(context.Background(), listener, http.NotFoundHandler(), slog.New(slog.DiscardHandler)); err == nil {
		t.Error("no error")
	}
}

// dead is a store that does not answer.
type dead struct{ data.Store }

func (dead) Revision(context.Context) (int64, error) { return 0, errors.New("disk is gone") }

func TestReadyAsksTheStoreAndHealthyDoesNot(t *testing.T) {
	store := newStore(t, ground()...)
	if w := get(t, newHandler(t, store, nil), "/readyz"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"revision":1`) {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	h := newHandler(t, dead{store}, func(c *web.Config) { c.Tiles = tiles.New(dead{store}, tiles.Options{}) })
	if w := get(t, h, "/readyz"); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "disk") || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if w := get(t, h, "/healthz"); w.Code != http.StatusOK {
		t.Errorf("status %d", w.Code)
	}
	gone := errors.New("/srv/secret.gpkg is gone")
	h = newHandler(t, store, func(c *web.Config) { c.Alive = func(context.Context) error { return gone } })
	if w := get(t, h, "/readyz"); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	broken := broken{newStore(t, ground()...), 0}
	if w := get(t, newHandler(t, broken, nil), "/readyz"); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("status %d of a store without readable rows: %s", w.Code, w.Body)
	}
	h = newHandler(t, dead{store}, func(c *web.Config) { c.Tiles = tiles.New(dead{store}, tiles.Options{}) })
	for _, address := range []string{"/tiles/0/0/0.mvt", "/tiles.json", "/api/collections", "/api/changes"} {
		if w := get(t, h, address); w.Code < 500 {
			t.Errorf("%s of a dead store: status %d", address, w.Code)
		}
	}
}

// panicking is a store with a mistake of ours in it.
type panicking struct{ data.Store }

func (panicking) Feature(context.Context, string, string) (data.Feature, error) { panic("a mistake") }

func TestAMistakeOfOursIsAnAnswerAndALineInTheLog(t *testing.T) {
	var log logged
	h := newHandler(t, panicking{newStore(t)}, func(c *web.Config) { c.Log = log.logger() })
	w := get(t, h, "/api/collections/plots/items/x")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "mistake") || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if !strings.Contains(log.lines.String(), "a mistake") {
		t.Errorf("the log does not have it: %s", log.lines.String())
	}
}

func TestEveryRequestHasItsLine(t *testing.T) {
	var log logged
	h := newHandler(t, newStore(t, ground()...), func(c *web.Config) { c.Log = log.logger() })
	w := get(t, h, "/api/collections/plots/items?limit=1")
	var line struct {
		ID, Method, Path, Query string
		Status                  int
		Bytes                   int64
	}
	if err := json.Unmarshal(log.lines.Bytes(), &line); err != nil {
		t.Fatalf("%v in %s", err, log.lines.String())
	}
	if line.ID != w.Header().Get("X-Request-Id") || line.Method != http.MethodGet || line.Path != "/api/collections/plots/items" ||
		line.Query != "limit=1" || line.Status != 200 || line.Bytes != int64(w.Body.Len()) {
		t.Errorf("%+v", line)
	}
}

// slow is a store that waits, to fill the server with requests.
type slow struct {
	data.Store
	gate chan struct{}
}

func (s slow) Feature(context.Context, string, string) (data.Feature, error) {
	<-s.gate
	return data.Feature{}, data.ErrNotFound
}

func TestABusyServerSaysSo(t *testing.T) {
	store := slow{newStore(t), make(chan struct{})}
	h := newHandler(t, store, nil)
	codes := make(chan int, 400)
	var all sync.WaitGroup
	for range 400 {
		all.Go(func() {
			w := get(t, h, "/api/collections/plots/items/x")
			if w.Code == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "" {
				t.Error("not said when to come back")
			}
			codes <- w.Code
		})
	}
	for range 400 - 256 { // those beyond the limit are answered while all others wait
		if code := <-codes; code != http.StatusServiceUnavailable {
			t.Errorf("status %d", code)
		}
	}
	for _, address := range []string{"/healthz", "/readyz", "/tiles/0/0/0.mvt", "/tiles.json"} {
		if w := get(t, h, address); w.Code >= 300 {
			t.Errorf("%s has no place of its own: status %d", address, w.Code)
		}
	}
	close(store.gate)
	all.Wait()
	for range 256 {
		if code := <-codes; code != http.StatusNotFound {
			t.Errorf("status %d", code)
		}
	}
}
