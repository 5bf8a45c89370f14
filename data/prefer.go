package data

import (
	"context"
	"fmt"
)

// Prefer makes one of its positions the place where a feature stands, as one Change: the
// feature takes its geometry, accuracy, method and words, and keeps its own source. Where
// the feature stood before is kept as a position if none of them says so yet. Exactly one
// position of the feature is preferred afterwards.
//
// It is an ErrNotFound if there is no such position or its feature is gone, and an
// ErrInvalid if the position has no geometry or is invented while the feature is not.
func Prefer(ctx context.Context, store Store, positionID, author string) (Change, error) {
	return store.Write(ctx, author, "preferred position "+positionID, func(tx Tx) error {
		position, err := tx.Feature(ctx, Positions.Name, positionID)
		if err != nil {
			return err
		}
		f, err := featureOf(ctx, tx, position.Text("of"))
		if err != nil {
			return err
		}
		if err := fits(position, f); err != nil {
			return err
		}
		if err := letGo(ctx, tx, f, position); err != nil {
			return err
		}
		if _, err := tx.Put(ctx, withPreferred(position, true)); err != nil {
			return err
		}
		return move(ctx, tx, f, position)
	})
}

// fits says why a feature cannot stand at a position, or nil.
func fits(position, f Feature) error {
	switch {
	case position.Geometry == nil:
		return fmt.Errorf("%w: position %s has no geometry", ErrInvalid, position.ID)
	case position.Location.Fictional && !f.Location.Fictional:
		return fmt.Errorf("%w: position %s is invented, and %s is not", ErrInvalid, position.ID, f.Ref())
	}
	return nil
}

// letGo keeps where a feature stands as a position, and takes the mark from any other
// than the given one.
func letGo(ctx context.Context, tx Tx, f, chosen Feature) error {
	list, err := positionsOf(ctx, tx, f.Ref())
	if err != nil {
		return err
	}
	former, kept := statement(f, f.Ref()), f.Geometry == nil && f.Location.Text == ""
	for _, position := range list {
		kept = kept || samePosition(position, f) && position.Location.Text == f.Location.Text
		if states(position, f, f.Ref()) {
			former.Location.SourceKey = "" // that record holds another position
		}
		if preferred(position) && position.ID != chosen.ID {
			if _, err := tx.Put(ctx, withPreferred(position, false)); err != nil {
				return err
			}
		}
	}
	if kept {
		return nil
	}
	_, err = tx.Put(ctx, former)
	return err
}

// move puts a feature where a position says.
func move(ctx context.Context, tx Tx, f, position Feature) error {
	f.standAt(position)
	_, err := tx.Put(ctx, f)
	return err
}
