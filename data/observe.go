package data

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"burialmap/geo"
)

// An observation never moves what it is of. If it says that its position is where the
// feature itself lies, that is proposed: it becomes one of the positions of the feature,
// in the transaction that writes the observation, and follows it from then on. Its key in
// the source of the observation is the observation's ref, so that there is one of it
// however often the file is read.

// Proposal is what became of the position that an observation states for a feature.
type Proposal struct {
	Position string  // id of the record of positions; empty if there is none
	Of       string  // ref of the feature
	Outcome  Outcome // what became of that record; zero if there is none, or it was taken back
	Taken    bool    // the record was taken back, for the observation no longer states it
	Moved    bool    // the feature stands there by choice, and moved along
	Unsaid   bool    // nobody says whether the position is that of the feature
	Echo     bool    // it is a waypoint of a plan that only came back: nothing was stored
	Doubts   []Problem
}

// changed reports whether the proposal made a difference.
func (r Proposal) changed() bool { return r.Taken || r.Outcome == New || r.Outcome == Updated }

func (r *Proposal) doubt(field, rule, message, advice string) {
	r.Doubts = append(r.Doubts, Problem{Severity: Warning, Field: field, Rule: rule, Message: message, Advice: advice})
}

// Observe stores an observation and proposes the position it states. The outcome is that
// of the observation, or Updated if only the proposal differs. What it is of may be said
// by collection/id, or by an id or a name that one feature alone has; an observation of
// nothing known is kept as it is, with a doubt. Of an invented feature it is invented.
func (p *Preferences) Observe(ctx context.Context, f Feature) (Outcome, Proposal, error) {
	var r Proposal
	if f.ID == "" && f.Location.SourceKey == "" {
		f.ID = newID()
	}
	if f.Properties = maps.Clone(f.Properties); f.Properties == nil {
		f.Properties = map[string]any{}
	}
	of, err := p.observed(ctx, &f, &r)
	if err != nil || r.Echo {
		return 0, r, err
	}
	outcome, err := p.tx.Put(ctx, f)
	if err != nil || outcome == Repeated {
		return outcome, r, err
	}
	stored, err := p.observation(ctx, f)
	if err != nil {
		return 0, r, err
	}
	if err := p.proposeFrom(ctx, stored, of, &r); err != nil {
		return 0, r, fmt.Errorf("proposing the position that %s states: %w", stored.Ref(), err)
	}
	if outcome == Unchanged && r.changed() {
		outcome = Updated
	}
	return outcome, r, nil
}

// Unobserve takes back what an observation proposes, before it is deleted. A position at
// which the feature stands by choice stays.
func Unobserve(ctx context.Context, tx Tx, observation Feature) error {
	p := &Preferences{tx: tx}
	position, err := p.proposalOf(ctx, observation)
	if err != nil || position.ID == "" || preferred(position) {
		return err
	}
	return tx.Delete(ctx, Positions.Name, position.ID)
}

// observation is f as it is stored.
func (p *Preferences) observation(ctx context.Context, f Feature) (Feature, error) {
	stored, err := p.tx.Feature(ctx, f.Collection, f.ID)
	if err == nil && stored.Location.Source == f.Location.Source && stored.Location.SourceKey == f.Location.SourceKey {
		return stored, nil
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return stored, err
	}
	for stored, err := range p.tx.Features(ctx, Query{Collection: f.Collection, Equal: map[string]string{"source_key": f.Location.SourceKey}}) {
		if err != nil || stored.Location.Source == f.Location.Source {
			return stored, err
		}
	}
	return Feature{}, fmt.Errorf("%s/%s: %w", f.Collection, f.ID, ErrNotFound) // cannot happen: it was just written
}

// proposalOf is the position that an observation has proposed, or a zero feature.
func (p *Preferences) proposalOf(ctx context.Context, observation Feature) (Feature, error) {
	for position, err := range p.tx.Features(ctx, Query{Collection: Positions.Name, Equal: map[string]string{"source_key": observation.Ref()}}) {
		return position, err
	}
	return Feature{}, nil
}

// proposeFrom makes the proposal what the observation states.
func (p *Preferences) proposeFrom(ctx context.Context, observation, of Feature, r *Proposal) error {
	had, err := p.proposalOf(ctx, observation)
	if err != nil {
		return err
	}
	position, ok := proposed(observation, of, r)
	switch {
	case !ok && had.ID == "":
		return nil
	case !ok:
		return p.takeBack(ctx, had, r)
	case had.ID == "":
		r.Of = position.Text("of")
		return p.proposeNew(ctx, position, r)
	case preferred(had) && had.Text("of") != position.Text("of"):
		r.standing(had)
		return nil
	}
	r.Position, r.Of = had.ID, position.Text("of")
	return p.renew(ctx, had, position, r)
}

// proposeNew records a position that was not proposed before.
func (p *Preferences) proposeNew(ctx context.Context, position Feature, r *Proposal) (err error) {
	if r.Outcome, err = p.putPosition(ctx, withPreferred(position, false)); err != nil {
		return err
	}
	if r.Outcome == Renamed {
		r.Outcome = New
	}
	stored, err := p.stored(ctx, position)
	r.Position = stored.ID
	return err
}

// renew makes a position what its observation states by now. A feature that stands there
// by choice moves along, as it does with any preferred position.
func (p *Preferences) renew(ctx context.Context, had, position Feature, r *Proposal) error {
	position.ID = had.ID
	position = withPreferred(position, preferred(had))
	if geo.SameWithin(had.Geometry, position.Geometry, 1e-8) {
		position.Geometry = had.Geometry // an outline that is moved once more has other last digits
	}
	outcome, err := p.tx.Replace(ctx, position)
	if r.Outcome = outcome; err != nil || outcome != Updated || !preferred(had) || samePosition(had, position) {
		return err
	}
	of, known, err := p.owner(ctx, r.Of)
	if err != nil || !known || fits(position, of) != nil {
		return err
	}
	r.Moved = true
	r.doubt("of", "observation_moves", fmt.Sprintf("%s stands at position %s by choice, and moved with it", r.Of, had.ID),
		"look whether the correction is meant; another of its positions can be preferred")
	return move(ctx, p.tx, of, position)
}

// takeBack removes a proposal that its observation does not state any more.
func (p *Preferences) takeBack(ctx context.Context, had Feature, r *Proposal) error {
	if preferred(had) {
		r.standing(had)
		return nil
	}
	r.Taken = true
	return p.tx.Delete(ctx, Positions.Name, had.ID)
}

// standing says that a position stays because somebody has chosen it.
func (r *Proposal) standing(had Feature) {
	r.Position, r.Of, r.Outcome = had.ID, had.Text("of"), Unchanged
	r.doubt("of", "observation_chosen", fmt.Sprintf("the observation no longer states the position %s, but %s stands there by choice", had.ID, r.Of),
		"prefer another of its positions if it is not right any more; until then it stays as it was")
}
