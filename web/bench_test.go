package web_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"burialmap/web"
)

// BenchmarkAnswers asks a store of 20,000 plots through the handler, without a network.
func BenchmarkAnswers(b *testing.B) {
	h := newHandler(b, newStore(b, plots(20_000)...), nil)
	for name, address := range map[string]string{
		"item":         "/api/collections/plots/items/p00042",
		"bbox of 100":  "/api/collections/plots/items?limit=100&bbox=131.001,48.001,131.002,48.002",
		"page of 1000": "/api/collections/plots/items?limit=1000&after=5000",
		"kept tile":    "/tiles/14/14154/5695.mvt",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := get(b, h, address, "Accept-Encoding", "gzip"); w.Code != http.StatusOK {
					b.Fatalf("status %d", w.Code)
				}
			}
		})
	}
}

// noAnswer takes an answer and forgets it.
type noAnswer struct{ header http.Header }

func (n noAnswer) Header() http.Header         { return n.header }
func (n noAnswer) Write(b []byte) (int, error) { return len(b), nil }
func (n noAnswer) WriteHeader(int)             {}

// nowhere is where lines of a log go that have been written in full: to time their writing.
type nowhere struct{}

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }

// BenchmarkWay is what every answer costs before and after it is found: the chain of limits,
// routing, the line in the log – the difference between both – and the figures.
func BenchmarkWay(b *testing.B) {
	store := newStore(b, plots(1000)...)
	for name, log := range map[string]*slog.Logger{"silent": nil, "logged": slog.New(slog.NewTextHandler(nowhere{}, nil))} {
		h := newHandler(b, store, func(c *web.Config) { c.Log, c.Metrics = log, web.NewMetrics() })
		for what, address := range map[string]string{"health": "/healthz", "tile": "/tiles/14/14154/5695.mvt"} {
			b.Run(name+"/"+what, func(b *testing.B) {
				b.ReportAllocs()
				r := httptest.NewRequest(http.MethodGet, address, nil)
				r.Header.Set("Accept-Encoding", "gzip")
				for b.Loop() {
					h.ServeHTTP(noAnswer{http.Header{}}, r)
				}
			})
		}
	}
}
