package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// requestIDHeader names the header under which an answer and its line in the log meet.
const requestIDHeader = "X-Request-Id"

// ids are names for requests: random at the start of the program, then counted. They are
// told apart by them, nothing rests on their being secret.
type ids struct {
	start string
	n     atomic.Uint64
}

func newIDs() *ids { return &ids{start: rand.Text()[:10] + "-"} }

func (i *ids) next() string { return i.start + strconv.FormatUint(i.n.Add(1), 36) }

// logged gives a request its id and writes one line when it is answered.
func (s *server) logged(next http.Handler) http.Handler {
	names := newIDs()
	lines := s.Log.Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(requestIDHeader) // it has come from a trusted proxy
		if id == "" {
			id = names.next()
		}
		w.Header()[requestIDHeader] = []string{id}
		began := time.Now()
		watched := newWatched(w, began)
		s.Metrics.begin()
		defer func() {
			took := time.Since(began)
			s.Metrics.end(watched, r.Method, took)
			writeLine(r.Context(), lines, id, r, watched, began.Add(took))
		}()
		next.ServeHTTP(watched, r)
	})
}

// writeLine is the line of a request. It goes to the handler itself: no place in the source
// is looked up for it.
func writeLine(ctx context.Context, lines slog.Handler, id string, r *http.Request, w *watched, now time.Time) {
	level := slog.LevelInfo
	if w.status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	if !lines.Enabled(ctx, level) {
		return
	}
	line := slog.NewRecord(now, level, "request", 0)
	line.AddAttrs(
		slog.String("id", id), slog.String("client", clientOf(r)), slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.String("query", sayable(r.URL.RawQuery)), slog.Int("status", w.status),
		slog.Int64("bytes", w.bytes), slog.Duration("took", now.Sub(w.began)))
	if w.cut {
		line.AddAttrs(slog.Bool("cut_off", true))
	}
	_ = lines.Handle(ctx, line) // there is no other log to say so in
}

// clientOf is the address of who asks, without the port.
func clientOf(r *http.Request) string {
	address := r.RemoteAddr
	if i := strings.LastIndexByte(address, ':'); i >= 0 {
		address = address[:i]
	}
	return strings.Trim(address, "[]")
}

// recovered turns a panic, which is our own mistake, into an answer and a line in the
// log. An answer that is already under way is cut off, so that nobody takes it for whole.
func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			err, _ := p.(error)
			aborted := errors.Is(err, http.ErrAbortHandler)
			watched, ok := w.(*watched)
			if ok {
				watched.cut = aborted || watched.started
			}
			if aborted {
				panic(p)
			}
			s.Log.ErrorContext(r.Context(), "panic", "id", w.Header().Get(requestIDHeader), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			if ok && watched.cut {
				panic(http.ErrAbortHandler)
			}
			writeProblem(w, internal())
		}()
		next.ServeHTTP(w, r)
	})
}

// sayable is the query of an address without the token that somebody has put there by
// mistake (RFC 6750, 2.3): it is refused, and not to be read in the log for ever.
func sayable(query string) string {
	if strings.Contains(query, "access_token") {
		return "access_token=…"
	}
	return query
}
