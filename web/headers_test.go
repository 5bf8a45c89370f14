package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestEveryAnswerIsGuarded(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, address := range []string{"/", "/api", "/api?f=html", "/api/nothing", "/nothing", "/tiles/0/0/0.mvt", "/healthz", "/api/collections/plots/items?x=1"} {
		header := get(t, h, address).Header()
		policy := header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http:") || strings.Contains(policy, "*") {
			t.Errorf("%s: policy %q", address, policy)
		}
		if header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Referrer-Policy") != "no-referrer" || header.Get("X-Request-Id") == "" {
			t.Errorf("%s: %v", address, header)
		}
	}
}

func TestOtherSitesMayReadTheData(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, address := range []string{"/api", "/api/collections/plots/items", "/api/nothing", "/tiles.json", "/tiles/0/0/0.mvt"} {
		header := get(t, h, address, "Origin", "https://else.example").Header()
		if header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(header.Get("Access-Control-Expose-Headers"), "ETag") {
			t.Errorf("%s: %v", address, header)
		}
	}
	w := ask(t, h, http.MethodOptions, "/api/collections/plots/items", "Origin", "https://else.example", "Access-Control-Request-Method", "GET")
	if w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS" {
		t.Errorf("preflight: status %d, %v", w.Code, w.Header())
	}
}

func TestAnswersOfTextArePackedForThoseWhoTakeIt(t *testing.T) {
	h := newHandler(t, newStore(t, plots(100)...), nil)
	const address = "/api/collections/plots/items"
	plain := get(t, h, address)
	packed := get(t, h, address, "Accept-Encoding", "gzip")
	if packed.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(packed.Header().Values("Vary"), ","), "Accept-Encoding") {
		t.Fatalf("%v", packed.Header())
	}
	r, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(r)
	if err != nil || string(unpacked) != plain.Body.String() {
		t.Errorf("the packed answer differs: %v", err)
	}
	tag := packed.Header().Get("ETag")
	if tag == plain.Header().Get("ETag") {
		t.Errorf("both forms have the tag %s", tag)
	}
	if w := get(t, h, address, "Accept-Encoding", "gzip", "If-None-Match", tag); w.Code != http.StatusNotModified {
		t.Errorf("status %d for the tag of the packed form", w.Code)
	}
	if w := get(t, h, address, "Accept-Encoding", "gzip;q=0"); w.Header().Get("Content-Encoding") != "" {
		t.Error("packed although the client refuses that")
	}
}

func TestAHeadIsAnAnswerWithoutABody(t *testing.T) {
	server := serve(t, newHandler(t, newStore(t, ground()...), nil))
	for _, address := range []string{"/api", "/api/collections/plots/items", "/tiles/0/0/0.mvt", "/tiles.json", "/healthz", "/"} {
		r, err := http.Head(server + address)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if r.StatusCode != http.StatusOK || len(body) > 0 || err != nil || r.Header.Get("Content-Type") == "" {
			t.Errorf("%s: status %d, %d bytes, %v, %v", address, r.StatusCode, len(body), err, r.Header)
		}
	}
}

func TestAcceptDecidesTheForm(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	const geo, page = "application/geo+json", "text/html; charset=utf-8"
	for accept, want := range map[string]string{
		"":                                  geo,
		"*/*":                               geo,
		"application/json":                  geo,
		"application/geo+json":              geo,
		"application/vnd.geo+json, */*":     geo,
		"text/html":                         page,
		"text/*;q=0.5, application/*":       geo,
		"text/html;q=0.1, */*;q=0.9":        geo,
		"application/json;q=0.5, text/html": page,
		"application/xml, text/html;q=0.2":  page,
		"text/plain":                        "text/plain",
		"nonsense, text/html":               page,
		"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": page,
	} {
		var headers []string
		if accept != "" {
			headers = []string{"Accept", accept}
		}
		if got := get(t, h, "/api/collections/plots/items", headers...).Header().Get("Content-Type"); got != want {
			t.Errorf("Accept %q: %q, want %q", accept, got, want)
		}
		if got := get(t, h, "/api/collections/plots/items?f=json", headers...).Header().Get("Content-Type"); got != geo {
			t.Errorf("Accept %q with f=json: %q", accept, got)
		}
	}
}
