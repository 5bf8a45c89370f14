package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestEveryAddressSaysWhatMayBeDoneThere(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), editable)
	const reads = "GET, HEAD, OPTIONS"
	for address, want := range map[string]string{
		"/": reads, "/nothing": reads, "/api": reads, "/api/nothing": reads, "/tiles.json": reads, "/tiles/0/0/0.mvt": reads, "/healthz": reads,
		"/api/collections/plots": reads, "/api/collections/plots/items/row-1/history": reads,
		"/api/import":                                "GET, HEAD, POST, OPTIONS",
		"/api/import/X":                              "DELETE, OPTIONS",
		"/api/import/X/look":                         "POST, OPTIONS",
		"/api/import/X/load":                         "POST, OPTIONS",
		"/api/import/X/annotated":                    reads,
		"/api/import/profiles/look":                  "PUT, DELETE, OPTIONS",
		"/api/collections/positions/items/x/prefer":  "POST, OPTIONS",
		"/api/collections/positions/items/x/what-if": "POST, OPTIONS",
		"/api/measure":                               "POST, OPTIONS",
		"/api/collections/overlaps/items/x/review":   "POST, OPTIONS",
	} {
		w := send(h, http.MethodOptions, address, "")
		if w.Code != http.StatusNoContent || w.Header().Get("Allow") != want || w.Header().Get("Access-Control-Allow-Methods") != reads {
			t.Errorf("%s: %d %v", address, w.Code, w.Header())
		}
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"} {
			refused := send(h, method, address, "{}").Code == http.StatusMethodNotAllowed
			if offered := strings.Contains(want, method); refused == offered {
				t.Errorf("%s %s: offered is %v, refused %v", method, address, offered, refused)
			}
		}
	}
}
