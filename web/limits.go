package web

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// The limits of the server, all in one place.
const (
	headerTime  = 5 * time.Second  // to send a request's header
	readTime    = 15 * time.Second // to send a whole request
	answerTime  = 30 * time.Second // to find an answer
	exportTime  = 10 * time.Minute // to find and send a whole collection
	writeTime   = 5 * time.Minute  // to take an answer, over a slow line
	idleTime    = 2 * time.Minute  // between requests on a connection
	drainTime   = 10 * time.Second // for answers under way when the server stops
	headerBytes = 32 << 10
	bodyBytes   = 1 << 20
	atOnce      = 256 // requests being answered

	defaultLimit = 100    // features on a page
	maxLimit     = 10_000 // features on a page
	maxChanges   = 1_000  // changes in one answer
)

// limited is what every request passes before it is routed.
func (s *server) limited(next http.Handler) http.Handler {
	next = onlyReads(next)
	next = bounded(next)
	next = busy(next)
	next = secured(next)
	next = s.recovered(next)
	return s.logged(next)
}

// bounded limits the body of a request and the time to find its answer.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), exportTime)
		defer cancel()
		r = r.WithContext(ctx)
		if !takesFiles(r) { // these have limits of their own
			r.Body = http.MaxBytesReader(w, r.Body, bodyBytes)
		}
		next.ServeHTTP(w, r)
	})
}

// busy turns requests away when too many are being answered already.
func busy(next http.Handler) http.Handler {
	places := make(chan struct{}, atOnce)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
			next.ServeHTTP(w, r)
		default:
			w.Header().Set("Retry-After", "1")
			writeProblem(w, unavailable("The server is busy; try again in a moment."))
		}
	})
}

// onlyReads answers every method that is not a read, but for the addresses that take
// files: there nothing can be written that the server was not started for.
func onlyReads(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodGet || r.Method == http.MethodHead || takesFiles(r):
			next.ServeHTTP(w, r)
		case r.Method == http.MethodOptions:
			preflight(w)
		default:
			w.Header().Set("Allow", allowedMethods)
			writeProblem(w, &problem{Status: http.StatusMethodNotAllowed, Detail: "Only reading is possible here."})
		}
	})
}

func takesFiles(r *http.Request) bool {
	path := r.URL.Path
	return r.Method != http.MethodOptions && (path == "/api/import" || strings.HasPrefix(path, "/api/import/") ||
		strings.HasPrefix(path, "/api/collections/positions/items/") && strings.HasSuffix(path, "/prefer"))
}
