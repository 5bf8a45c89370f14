package data

import (
	"context"
	"fmt"
)

// Propose keeps a position of a feature – taken in the field, read from a plan, derived
// from words – beside those that are known, and returns its id. The feature stays where it
// is until somebody prefers the new position (see [Prefer]).
//
// Of f, the property "of" names the feature, which must be there; f has a geometry or at
// least words for the place, and is not preferred whatever it says. With a source and a
// key in it, proposing the same once more updates the position; if it is the preferred one
// by then, the feature follows it.
func Propose(ctx context.Context, tx Tx, f Feature) (id string, err error) {
	if f.Collection = Positions.Name; f.Geometry == nil && f.Location.Text == "" {
		return "", fmt.Errorf("%w: a position needs a geometry, or words for the place", ErrInvalid)
	}
	if _, err := featureOf(ctx, tx, f.Text("of")); err != nil {
		return "", err
	}
	if f.ID == "" {
		f.ID = newID()
	}
	p, err := LoadPreferences(ctx, tx)
	if err != nil {
		return "", err
	}
	if _, err := p.Put(ctx, withPreferred(f, false)); err != nil {
		return "", err
	}
	stored, err := p.stored(ctx, f)
	return stored.ID, err
}
