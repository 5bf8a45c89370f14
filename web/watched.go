package web

import (
	"net/http"
	"time"

	"github.com/gorilla/mux"
)

// watched counts what is written, and gives a client that takes what it is sent, however
// slowly, time for more.
type watched struct {
	http.ResponseWriter

	route    string // the template of the address, "" where there is nothing
	status   int
	started  bool
	cut      bool // the connection was ended in the middle of the answer
	bytes    int64
	began    time.Time
	extended time.Time // when the client was last given time
}

func newWatched(w http.ResponseWriter, now time.Time) *watched {
	return &watched{ResponseWriter: w, status: http.StatusOK, began: now, extended: now}
}

func (w *watched) WriteHeader(status int) {
	if !w.started {
		w.status, w.started = status, status >= http.StatusOK
	}
	w.extend()
	w.ResponseWriter.WriteHeader(status)
}

// Write hands on in pieces: each that is taken shows that the client is still there.
func (w *watched) Write(b []byte) (n int, err error) {
	w.started = true
	for {
		piece := b[n:min(len(b), n+pieceBytes)]
		w.extend()
		m, err := w.ResponseWriter.Write(piece)
		n += m
		w.bytes += int64(m)
		if err != nil || n >= len(b) {
			return n, err
		}
	}
}

// extend gives the client stallTime for what is written next, but all in all no more than
// exportTime.
func (w *watched) extend() {
	now := time.Now()
	if now.Sub(w.extended) < time.Second {
		return
	}
	w.extended = now
	deadline := now.Add(stallTime)
	if last := w.began.Add(exportTime); deadline.After(last) {
		deadline = last
	}
	_ = http.NewResponseController(w.ResponseWriter).SetWriteDeadline(deadline) // a recorder has none
}

// Unwrap lets http.ResponseController reach the connection.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// named notes the template of the address that a request was routed by.
func named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if watched, ok := w.(*watched); ok {
			if route := mux.CurrentRoute(r); route != nil {
				watched.route, _ = route.GetPathTemplate() // every route of ours has one
			}
		}
		next.ServeHTTP(w, r)
	})
}
