package data

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"strings"
)

// statement is what the source of a feature says of its position, as a record of the
// collection positions. Its key in that source is the feature's ref.
func statement(f Feature, ref string) Feature {
	position := Feature{
		Collection: Positions.Name, Properties: map[string]any{"of": ref},
		Location: Location{Source: f.Location.Source, SourceKey: ref, Fictional: f.Location.Fictional},
	}
	position.standAt(f)
	return position
}

// states reports whether a position is the one that the source of f says f has.
func states(position, f Feature, ref string) bool {
	return position.Location.Source == f.Location.Source && position.Location.SourceKey == ref
}

// standAt gives f the position of another, and all that is known of how it was found.
// Where the record comes from stays: it identifies f.
func (f *Feature) standAt(other Feature) {
	f.Geometry = other.Geometry
	l := &f.Location
	l.Accuracy, l.Method, l.Text, l.Parse = other.Location.Accuracy, other.Location.Method, other.Location.Text, other.Location.Parse
	if l.Method == "" {
		l.Method = MethodUnknown
	}
}

// samePosition reports whether two features lie at the same place to a centimetre, as
// well known and by the same method.
func samePosition(a, b Feature) bool {
	return a.Location.Accuracy == b.Location.Accuracy && a.Location.Value("location_method") == b.Location.Value("location_method") &&
		bytes.Equal(AppendGeometry(nil, a.Geometry), AppendGeometry(nil, b.Geometry))
}

// positionsOf are the positions of one feature, the oldest first.
func positionsOf(ctx context.Context, tx Tx, ref string) ([]Feature, error) {
	var list []Feature
	for f, err := range tx.Features(ctx, Query{Collection: Positions.Name, Equal: map[string]string{"of": ref}}) {
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

// featureOf is the feature that a position belongs to. A ref that names none is an
// ErrInvalid if it cannot name any, else an ErrNotFound.
func featureOf(ctx context.Context, tx Tx, ref string) (Feature, error) {
	collection, id, _ := strings.Cut(ref, "/")
	c, ok := CollectionNamed(collection)
	if !ok || !c.Spatial || c.Derived || c.Name == Positions.Name {
		return Feature{}, fmt.Errorf("%w: %.80q is not the collection/id of something that has a position", ErrInvalid, ref)
	}
	return tx.Feature(ctx, collection, id)
}

// preferred reports whether a position is marked so.
func preferred(position Feature) bool {
	is, _ := position.Properties["preferred"].(bool)
	return is
}

// withPreferred marks a position, or takes the mark away.
func withPreferred(position Feature, is bool) Feature {
	position.Properties = maps.Clone(position.Properties)
	if position.Properties == nil {
		position.Properties = map[string]any{}
	}
	position.Properties["preferred"] = is
	return position
}
