package web

import (
	"context"
	"net/http"
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
	next = bounded(next)
	next = busy(next)
	next = secured(next)
	next = s.recovered(next)
	return s.logged(next)
}

// bounded limits the time to find an answer. What a body may be is said by the route.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), exportTime)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
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
