package data

import (
	"context"
	"errors"
)

// Preferences lets the choice of positions stand while one transaction writes features.
// Somebody has chosen one of several positions of a feature; the file that the feature
// came from still states its own. Importing that file again must not move the feature
// back without a word, so [Preferences.Put] keeps the feature where it stands and takes
// what the file states to a record of its own in the collection positions.
type Preferences struct {
	tx     Tx
	chosen map[string]string // ref of a feature → id of its preferred position
	refs   map[naming]string // how a source names such a feature → its ref
	names  map[string]string // what observations call a feature → its ref, "" if it is none
}

// naming is how a source names a record of a collection.
type naming struct{ collection, source, key string }

func namingOf(f Feature) naming { return naming{f.Collection, f.Location.Source, f.Location.SourceKey} }

// LoadPreferences reads which positions are preferred. If somebody has marked two of one
// feature in another program, the older record counts.
func LoadPreferences(ctx context.Context, tx Tx) (*Preferences, error) {
	p := &Preferences{tx: tx, chosen: map[string]string{}, refs: map[naming]string{}}
	for f, err := range tx.Features(ctx, Query{Collection: Positions.Name, Equal: map[string]string{"preferred": "true"}, Fields: []string{"of"}}) {
		if err != nil {
			return nil, err
		}
		if ref := f.Text("of"); p.chosen[ref] == "" {
			p.chosen[ref] = f.ID
		}
	}
	for ref := range p.chosen {
		f, known, err := p.owner(ctx, ref) // it may be yet to come
		if err != nil {
			return nil, err
		}
		if known && f.Location.SourceKey != "" {
			p.refs[namingOf(f)] = ref
		}
	}
	return p, nil
}

// PutKeepingPreferred is [Preferences.Put] for a single feature.
func PutKeepingPreferred(ctx context.Context, tx Tx, f Feature) (Outcome, error) {
	p, err := LoadPreferences(ctx, tx)
	if err != nil {
		return 0, err
	}
	return p.Put(ctx, f)
}

// Put is [Tx.Put] for features that come from a file or from somebody's edit. A feature
// that stands at a preferred position from elsewhere keeps its geometry, accuracy, method
// and words, and what f says of them becomes the position that its source states: a record
// of the collection positions whose key in the source is the feature's collection/id. If
// only that record differs the outcome is Updated. A feature that f puts exactly where it
// stands says nothing new: so do our own exports.
//
// Of positions, a choice that was made stands: the preferred one stays so whatever f says,
// and its feature follows it; another that f calls preferred is kept as one that is not.
//
// An observation is put as [Preferences.Observe] does it.
func (p *Preferences) Put(ctx context.Context, f Feature) (Outcome, error) {
	switch f.Collection {
	case Positions.Name:
		return p.putPosition(ctx, f)
	case Observations.Name:
		outcome, _, err := p.Observe(ctx, f)
		return outcome, err
	}
	ref, ok, err := p.refOf(ctx, f)
	if err != nil {
		return 0, err
	}
	if !ok {
		return p.tx.Put(ctx, f)
	}
	return p.putChosen(ctx, f, ref)
}

// refOf is the ref of the feature that f is about, if that has a preferred position.
func (p *Preferences) refOf(ctx context.Context, f Feature) (string, bool, error) {
	if len(p.chosen) == 0 {
		return "", false, nil
	}
	if f.Location.SourceKey == "" {
		return f.Ref(), p.chosen[f.Ref()] != "", nil
	}
	if ref, ok := p.refs[namingOf(f)]; ok {
		return ref, true, nil
	}
	if p.chosen[f.Ref()] == "" {
		return "", false, nil
	}
	_, err := p.tx.Feature(ctx, f.Collection, f.ID)
	if errors.Is(err, ErrNotFound) { // its positions have come before it
		return f.Ref(), true, nil
	}
	return "", false, err
}

// putChosen stores a feature that has a preferred position.
func (p *Preferences) putChosen(ctx context.Context, f Feature, ref string) (Outcome, error) {
	position, err := p.tx.Feature(ctx, Positions.Name, p.chosen[ref])
	if errors.Is(err, ErrNotFound) {
		return p.tx.Put(ctx, f)
	}
	if err != nil {
		return 0, err
	}
	stands, err := featureOf(ctx, p.tx, ref)
	if errors.Is(err, ErrNotFound) {
		stands, err = position, nil
	}
	if err != nil {
		return 0, err
	}
	stated := Unchanged
	if !samePosition(f, stands) || f.Location.Text != stands.Location.Text {
		if stated, err = p.state(ctx, f, ref); err != nil {
			return 0, err
		}
	}
	if !states(position, f, ref) {
		f.standAt(stands)
	}
	outcome, err := p.tx.Put(ctx, f)
	if outcome == Unchanged && (stated == New || stated == Updated) {
		outcome = Updated
	}
	return outcome, err
}

// state keeps what the source of f says of its position. One that says nothing has a
// record only if it has said something before.
func (p *Preferences) state(ctx context.Context, f Feature, ref string) (Outcome, error) {
	list, err := positionsOf(ctx, p.tx, ref)
	if err != nil {
		return 0, err
	}
	for _, position := range list {
		if !states(position, f, ref) {
			continue
		}
		if !samePosition(position, f) {
			delete(position.Properties, "recorded") // of what was there before
		}
		position.standAt(f)
		return p.tx.Put(ctx, position)
	}
	if f.Geometry == nil && f.Location.Text == "" {
		return Unchanged, nil
	}
	return p.tx.Put(ctx, statement(f, ref))
}
