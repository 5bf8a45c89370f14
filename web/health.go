package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"burialmap/data"
)

// healthy says that the program runs.
func (s *server) healthy(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, map[string]string{"status": "ok", "version": s.Version})
}

// readyTime is how long the store may take to say that it is there.
const readyTime = 2 * time.Second

// ready says that the store answers: that it is still where it was opened, that it knows
// its revision, and that a row can be read.
func (s *server) ready(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	revision, err := s.askStore(ctx)
	if err != nil {
		return fmt.Errorf("not ready: %w: %w", unavailable("The store does not answer."), err)
	}
	w.Header().Set("Cache-Control", "no-store")
	return writeJSON(w, map[string]any{"status": "ready", "revision": revision})
}

func (s *server) askStore(ctx context.Context) (revision int64, err error) {
	if s.Alive != nil {
		if err := s.Alive(ctx); err != nil {
			return 0, err
		}
	}
	if revision, err = s.Store.Revision(ctx); err != nil {
		return 0, err
	}
	for _, err := range s.Store.Features(ctx, data.Query{Collection: data.Sites.Name, Limit: 1}) {
		if err != nil {
			return 0, err
		}
	}
	return revision, nil
}
