package web

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// healthy says that the program runs.
func (s *server) healthy(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, map[string]string{"status": "ok", "version": s.Version})
}

// ready says that the store answers.
func (s *server) ready(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	revision, err := s.Store.Revision(ctx)
	if err != nil {
		return fmt.Errorf("not ready: %w: %w", unavailable("The store does not answer."), err)
	}
	return writeJSON(w, map[string]any{"status": "ready", "revision": revision})
}
