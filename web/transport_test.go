package web_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// logged keeps what is logged.
type logged struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.Write(b)
}

func discard() *slog.Logger { return slog.New(slog.DiscardHandler) }

func (l *logged) logger() *slog.Logger { return slog.New(slog.NewJSONHandler(l, nil)) }

// serve runs a handler behind a real connection, and returns its address.
func serve(t testing.TB, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)
	t.Cleanup(s.Close)
	return s.URL
}

type rawAnswer struct {
	status int
	header http.Header
	body   []byte
}

// rawGet asks for an address as it is written, even one that no client would send.
func rawGet(t testing.TB, h http.Handler, address string) rawAnswer {
	t.Helper()
	path, query, _ := strings.Cut(address, "?")
	decoded, err := url.PathUnescape(path)
	if err != nil {
		decoded = path
	}
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.URL = &url.URL{Path: decoded, RawPath: path, RawQuery: query}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return rawAnswer{w.Code, w.Header(), w.Body.Bytes()}
}
