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
	stallTime   = 30 * time.Second // for a client to take a piece of an answer
	arrangeTime = time.Minute      // to search for an arrangement; 500 sites take some seconds of two cores
	arrangeWait = 10 * time.Second // for another search to end
	writeTime   = 5 * time.Minute  // to look at a file and to take the answer
	idleTime    = 2 * time.Minute  // between requests on a connection
	drainTime   = 8 * time.Second  // for answers under way when the server stops
	headerBytes = 32 << 10
	bodyBytes   = 1 << 20
	pieceBytes  = 64 << 10 // of an answer, each to be taken within stallTime

	// Requests being answered. Each kind has places of its own, so that slow ones of one kind
	// leave the others alone.
	mapsAtOnce    = 256 // tiles and the files of the map
	readsAtOnce   = 256 // what /api tells
	exportsAtOnce = 8   // whole collections as files
	importsAtOnce = 8   // files sent, looked at and loaded
	arrangeAtOnce = 2   // searches for an arrangement, each of which may fill a core

	defaultLimit = 100    // features on a page
	maxLimit     = 10_000 // features on a page
	maxChanges   = 1_000  // changes in one answer
	maxMeasured  = 10_000 // positions of a geometry that is measured
	maxPosition  = 1_000  // characters of a text that is read as a position
	maxStops     = 1_000  // of a plan of visits
	maxWeight    = 1_000  // of a part of a ranking
)

// limited is what every request passes before it is routed.
func (s *server) limited(next http.Handler) http.Handler {
	next = bounded(next)
	next = s.busy(next)
	next = s.namedHost(next)
	next = secured(next)
	next = s.recovered(next)
	next = s.logged(next)
	return s.TrustProxy.forwarded(next)
}

// bounded limits the time to find an answer. What a body may be is said by the route.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), exportTime)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}
