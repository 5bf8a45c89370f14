package web_test

import (
	"net/http"
	"testing"
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
