package data

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
)

// putPosition stores a position that comes from a file; see [Preferences.Put].
func (p *Preferences) putPosition(ctx context.Context, position Feature) (Outcome, error) {
	if position.ID == "" && position.Location.SourceKey == "" {
		position.ID = newID()
	}
	stored, err := p.stored(ctx, position)
	if err != nil {
		return 0, err
	}
	ref, was := position.Text("of"), stored.Text("of")
	if stored.ID != "" && p.chosen[was] == stored.ID {
		if was == ref {
			return p.follow(ctx, withPreferred(position, true), ref)
		}
		delete(p.chosen, was) // it has become a position of another feature
	}
	if preferred(position) && p.chosen[ref] == "" {
		return p.choose(ctx, position, ref)
	}
	if _, recorded := stored.Properties["preferred"]; recorded || preferred(position) {
		position = withPreferred(position, false)
	}
	return p.tx.Put(ctx, position)
}

// newID names a position that nobody has named.
func newID() string { return strings.ToLower(rand.Text()[:16]) }

// stored is the position that the store holds under the same name, or a zero one.
func (p *Preferences) stored(ctx context.Context, position Feature) (Feature, error) {
	key := position.Location.SourceKey
	if key == "" {
		f, err := p.tx.Feature(ctx, Positions.Name, position.ID)
		if errors.Is(err, ErrNotFound) {
			err = nil
		}
		return f, err
	}
	for f, err := range p.tx.Features(ctx, Query{Collection: Positions.Name, Equal: map[string]string{"source_key": key}}) {
		if err != nil || f.Location.Source == position.Location.Source {
			return f, err
		}
	}
	return Feature{}, nil
}

// follow stores the preferred position anew and moves its feature along. If the feature
// cannot stand there any more it stays.
func (p *Preferences) follow(ctx context.Context, position Feature, ref string) (Outcome, error) {
	outcome, err := p.tx.Put(ctx, position)
	if err != nil || outcome != Updated {
		return outcome, err
	}
	f, known, err := p.owner(ctx, ref)
	if err != nil || !known || fits(position, f) != nil {
		return outcome, err
	}
	return outcome, move(ctx, p.tx, f, position)
}

// owner is the feature that a position belongs to, if it is there.
func (p *Preferences) owner(ctx context.Context, ref string) (f Feature, known bool, err error) {
	f, err = featureOf(ctx, p.tx, ref)
	if errors.Is(err, ErrNotFound) || errors.Is(err, ErrInvalid) {
		return Feature{}, false, nil
	}
	return f, err == nil, err
}

// choose stores a position that its file calls preferred, of a feature for which nobody
// has chosen yet. If the feature is not there, it will stand here when it comes.
func (p *Preferences) choose(ctx context.Context, position Feature, ref string) (Outcome, error) {
	f, known, err := p.owner(ctx, ref)
	switch {
	case err != nil:
		return 0, err
	case known && fits(position, f) != nil:
		return p.tx.Put(ctx, withPreferred(position, false))
	case known && !samePosition(position, f):
		if err := letGo(ctx, p.tx, f, position); err != nil {
			return 0, err
		}
	}
	outcome, err := p.tx.Put(ctx, position)
	if err != nil || outcome == Repeated {
		return outcome, err
	}
	stored, err := p.stored(ctx, position)
	if err != nil {
		return 0, err
	}
	p.chosen[ref] = stored.ID
	if !known {
		return outcome, nil
	}
	if f.Location.SourceKey != "" {
		p.refs[namingOf(f)] = ref
	}
	return outcome, move(ctx, p.tx, f, position)
}
