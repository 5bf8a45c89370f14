package web

import (
	"context"
	"net/http"
	"strings"

	"burialmap/data"
	"burialmap/geo"
)

// whatIfDoc is what preferring a position would come to.
type whatIfDoc struct {
	Position string   `json:"position"`
	Of       string   `json:"of"`
	Moved    *float64 `json:"moved_m"` // between the middles of the bounds; nil if the feature is not located
	data.Outlook
}

// whatIf says what preferring a position would do to the overlaps. It is a POST because it
// is a search for overlaps, for whoever may prefer; nothing is changed by it.
func (s *server) whatIf(w http.ResponseWriter, r *http.Request) error {
	id, err := pathVar(r, "id")
	if err != nil {
		return err
	}
	if _, err := readParams(r); err != nil {
		return err
	}
	if s.WhatIf == nil {
		return missing("This server does not search for overlaps.")
	}
	position, err := s.Store.Feature(r.Context(), data.Positions.Name, id)
	if err != nil {
		return notThere(err)
	}
	doc := whatIfDoc{Position: id, Of: position.Text("of"), Moved: s.wouldMove(r.Context(), position)}
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	if doc.Outlook, err = s.WhatIf(ctx, id); err != nil {
		return said(err)
	}
	w.Header().Set("Cache-Control", "no-store")
	return writeJSON(w, doc)
}

// wouldMove is how far a feature would move to a position.
func (s *server) wouldMove(ctx context.Context, position data.Feature) *float64 {
	collection, id, _ := strings.Cut(position.Text("of"), "/")
	f, err := s.Store.Feature(ctx, collection, id)
	if err != nil || f.Geometry == nil || position.Geometry == nil {
		return nil
	}
	m := geo.Distance(geo.BoundCenter(geo.BoundOf(f.Geometry)), geo.BoundCenter(geo.BoundOf(position.Geometry)))
	return &m
}
