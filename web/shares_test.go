package web_test

import (
	"context"
	"io"
	"iter"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/web"
)

// gated is a store whose features wait, to keep exports under way.
type gated struct {
	data.Store

	begun chan struct{}
	gate  chan struct{}
}

func (g gated) Features(ctx context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		if q.Collection == "plots" {
			g.begun <- struct{}{}
			<-g.gate
		}
		g.Store.Features(ctx, q)(yield)
	}
}

func TestSlowExportsLeaveTheOthersAlone(t *testing.T) {
	const exports = 8
	store := gated{newStore(t, ground()...), make(chan struct{}), make(chan struct{})}
	metrics := web.NewMetrics()
	h := newHandler(t, store, func(c *web.Config) {
		c.Formats, c.Metrics, c.ShowMetrics = format.Registry{Writers: []format.Writer{listing{}}}, metrics, true
	})
	var all sync.WaitGroup
	for range exports {
		all.Go(func() {
			if w := get(t, h, "/api/collections/plots/items?f=list"); w.Code != http.StatusOK {
				t.Errorf("status %d", w.Code)
			}
		})
	}
	for range exports {
		<-store.begun
	}
	w := get(t, h, "/api/collections/plots/items?f=list")
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || w.Header().Get("Content-Disposition") != "" {
		t.Errorf("one export too many: status %d, %v", w.Code, w.Header())
	}
	for _, address := range []string{"/tiles.json", "/api/collections/sites/items", "/api/collections/plots/items/row-1", "/readyz"} {
		if w := get(t, h, address); w.Code >= 300 {
			t.Errorf("%s while exports are under way: status %d", address, w.Code)
		}
	}
	figures := get(t, h, "/metrics").Body.String()
	for _, want := range []string{`burialmap_requests_refused_total{share="exports"} 1`, "burialmap_requests_in_flight 9"} {
		if !strings.Contains(figures, want) {
			t.Errorf("no %s in the figures", want)
		}
	}
	go func() {
		for {
			if _, more := <-store.begun; !more { // whoever asks again is let through
				return
			}
		}
	}()
	close(store.gate)
	all.Wait()
	if w := get(t, h, "/api/collections/plots/items?f=list"); w.Code != http.StatusOK {
		t.Errorf("after they ended: status %d", w.Code)
	}
	close(store.begun)
}

func TestMetricsCountByTemplateAndKeepOutWhatIsInvented(t *testing.T) {
	store := newStore(t, ground()...)
	metrics := web.NewMetrics()
	h := newHandler(t, store, func(c *web.Config) { c.Metrics, c.ShowMetrics = metrics, true })
	metrics.Watch(store, nil)
	for _, address := range []string{
		"/tiles/0/0/0.mvt", "/tiles/1/1/0.mvt", "/tiles/a/0/0.mvt", "/api/collections/plots/items/row-1", "/api/collections/plots/items/none",
		"/made-up/1", "/api/made-up/2", "/healthz",
	} {
		get(t, h, address)
	}
	ask(t, h, "BREW", "/tiles/0/0/0.mvt")
	figures := get(t, h, "/metrics").Body.String()
	for _, want := range []string{
		`burialmap_requests_total{method="GET",route="/tiles/{z}/{x}/{y}.mvt",status="200"} 2`,
		`burialmap_requests_total{method="GET",route="/tiles/{z}/{x}/{y}.mvt",status="400"} 1`,
		`burialmap_requests_total{method="GET",route="/api/collections/{collection}/items/{id}",status="404"} 1`,
		`burialmap_requests_total{method="other",route="/tiles/{z}/{x}/{y}.mvt",status="405"} 1`,
		`burialmap_request_seconds_count{method="GET",route="/healthz"} 1`,
		`burialmap_store_features{collection="plots"} 3`,
		`burialmap_store_features_located{collection="sites"} 1`,
		"burialmap_store_revision 1", "burialmap_store_up 1", "go_goroutines ",
	} {
		if !strings.Contains(figures, want) {
			t.Errorf("no %s in the figures", want)
		}
	}
	if strings.Contains(figures, "made-up") || strings.Contains(figures, "BREW") || strings.Contains(figures, "row-1") {
		t.Errorf("what visitors invent is in the figures:\n%s", figures)
	}
}

func TestMetricsAreShownOnlyIfAskedFor(t *testing.T) {
	h := newHandler(t, newStore(t), func(c *web.Config) { c.Metrics = web.NewMetrics() })
	if w := get(t, h, "/metrics"); w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
}

// A client that asks for much and takes nothing must not hold the server up when it stops.
func TestAStoppingServerDoesNotWaitForAClientThatTakesNothing(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	full := make(chan struct{})
	var once sync.Once
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		once.Do(func() { close(full) })
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, strings.Repeat("x", 1<<20)); err != nil {
				return
			}
		}
	})
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- web.Serve(ctx, listener, h, discard()) }()
	c, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	<-full
	stop()
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}
}
