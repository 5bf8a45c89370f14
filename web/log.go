package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// requestIDHeader names the header under which an answer and its line in the log meet.
const requestIDHeader = "X-Request-Id"

// logged gives a request its id and writes one line when it is answered.
func (s *server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := rand.Text()[:16]
		w.Header().Set(requestIDHeader, id)
		watched := &watched{ResponseWriter: w, status: http.StatusOK}
		began := time.Now()
		defer func() {
			level := slog.LevelInfo
			if watched.status >= http.StatusInternalServerError {
				level = slog.LevelError
			}
			s.Log.LogAttrs(r.Context(), level, "request",
				slog.String("id", id), slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.String("query", r.URL.RawQuery), slog.Int("status", watched.status),
				slog.Int64("bytes", watched.bytes), slog.Duration("took", time.Since(began)))
		}()
		next.ServeHTTP(watched, r)
	})
}

// watched counts what is written.
type watched struct {
	http.ResponseWriter
	status  int
	started bool
	bytes   int64
}

func (w *watched) WriteHeader(status int) {
	if !w.started {
		w.status, w.started = status, status >= http.StatusOK
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(b []byte) (int, error) {
	w.started = true
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// recovered turns a panic, which is our own mistake, into an answer and a line in the
// log. An answer that is already under way is cut off, so that nobody takes it for whole.
func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			s.Log.ErrorContext(r.Context(), "panic", "id", w.Header().Get(requestIDHeader), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			if watched, ok := w.(*watched); ok && watched.started {
				panic(http.ErrAbortHandler)
			}
			writeProblem(w, internal())
		}()
		next.ServeHTTP(w, r)
	})
}
