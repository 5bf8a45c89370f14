package web

import (
	"net/http"
	"strings"
)

// share is a number of places for requests of one kind.
type share struct {
	name   string
	places chan struct{}
}

func newShare(name string, places int) *share { return &share{name, make(chan struct{}, places)} }

// take takes a place, if one is free.
func (s *share) take() bool {
	select {
	case s.places <- struct{}{}:
		return true
	default:
		return false
	}
}

func (s *share) leave() { <-s.places }

// shares are the places of the whole server.
type shares struct{ maps, reads, exports, imports, arranging *share }

func newShares() shares {
	return shares{
		maps: newShare("map", mapsAtOnce), reads: newShare("reads", readsAtOnce),
		exports: newShare("exports", exportsAtOnce), imports: newShare("imports", importsAtOnce),
		arranging: newShare("arranging", arrangeAtOnce),
	}
}

// of is the share that a request takes part in; nil for those that are always answered.
// Whether it is an export turns out only when it is looked at: see exporting.
func (s shares) of(r *http.Request) *share {
	path := r.URL.Path
	switch {
	case path == "/healthz" || path == "/readyz" || path == "/metrics":
		return nil
	case r.Method == http.MethodPost && (path == "/api/import" || strings.HasPrefix(path, "/api/import/")):
		return s.imports
	case strings.HasPrefix(path, "/api") && !strings.Contains(path, "/tiles/"):
		return s.reads
	}
	return s.maps
}

// busy turns requests away when too many of their kind are being answered already.
func (s *server) busy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		share := s.shares.of(r)
		if share == nil {
			next.ServeHTTP(w, r)
			return
		}
		if !share.take() {
			s.Metrics.refuse(share.name)
			w.Header().Set("Retry-After", "1")
			writeProblem(w, unavailable("The server is busy; try again in a moment."))
			return
		}
		defer share.leave()
		next.ServeHTTP(w, r)
	})
}

// exporting takes a place among the exports; what it returns gives it back.
func (s *server) exporting() (done func(), err error) {
	if !s.shares.exports.take() {
		s.Metrics.refuse(s.shares.exports.name)
		return nil, unavailable("As many exports are under way as the server can do at a time; try again in some seconds.")
	}
	return s.shares.exports.leave, nil
}
