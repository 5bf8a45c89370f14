package detect

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"burialmap/data"
)

// WhatIf works out what a change would do to the overlaps, and changes nothing: change is
// handed a store that keeps what is written to it in memory, and the search for overlaps
// then runs on that. An error of change comes back.
func WhatIf(ctx context.Context, store data.Store, opt Options, change func(context.Context, data.Store) error) (data.Outlook, error) {
	t, err := newTrial(ctx, store)
	if err != nil {
		return data.Outlook{}, err
	}
	if _, err := CatchUp(ctx, t, opt); err != nil { // what has changed already is not what this would change
		return data.Outlook{}, err
	}
	t.watch()
	if err := change(ctx, t); err != nil {
		return data.Outlook{}, err
	}
	if _, err := CatchUp(ctx, t, opt); err != nil {
		return data.Outlook{}, err
	}
	return t.outlook(), nil
}

func (t *trial) outlook() data.Outlook {
	o := data.Outlook{Overlaps: []data.Differs{}, Places: []data.Differs{}}
	for ref, before := range t.before {
		now := t.written[ref]
		d := data.Differs{Ref: ref, Before: likelihoodOf(before), After: likelihoodOf(&now)}
		if sameLikelihood(d.Before, d.After) {
			continue
		}
		switch collection, _, _ := strings.Cut(ref, "/"); collection {
		case data.Overlaps.Name:
			either := now
			if now.ID == "" {
				either = *before
			}
			d.Pow, d.Civilian = either.Text("pow"), either.Text("civilian")
			o.Overlaps = append(o.Overlaps, d)
		case data.Sites.Name, data.Cemeteries.Name:
			o.Places = append(o.Places, d)
		}
	}
	for _, list := range [][]data.Differs{o.Overlaps, o.Places} {
		slices.SortFunc(list, func(a, b data.Differs) int {
			return cmp.Or(-cmp.Compare(difference(a), difference(b)), cmp.Compare(a.Ref, b.Ref))
		})
	}
	return o
}

// likelihoodOf reads an overlap or a place; nil if it is not there.
func likelihoodOf(f *data.Feature) *data.Likelihood {
	if f == nil || f.ID == "" {
		return nil
	}
	class, probability, area := "class", "probability", "expected_area_m2"
	if f.Collection != data.Overlaps.Name {
		class, probability, area = "overlap_class", "overlap_probability", "shared_area_expected_m2"
	}
	return &data.Likelihood{Class: f.Text(class), Probability: numberOf(f, probability), ExpectedM2: numberOf(f, area)}
}

func numberOf(f *data.Feature, field string) *float64 {
	if v, ok := f.Properties[field].(float64); ok {
		return &v
	}
	return nil
}

func sameLikelihood(a, b *data.Likelihood) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Class == b.Class && sameNumber(a.Probability, b.Probability) && sameNumber(a.ExpectedM2, b.ExpectedM2)
}

func sameNumber(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// difference is by how much the probability differs; what is not assessed or not there on
// one side comes first.
func difference(d data.Differs) float64 {
	before, after := probabilityOf(d.Before), probabilityOf(d.After)
	if math.IsNaN(before) || math.IsNaN(after) {
		return 2
	}
	return math.Abs(after - before)
}

func probabilityOf(l *data.Likelihood) float64 {
	switch {
	case l == nil:
		return 0
	case l.Probability == nil:
		return math.NaN()
	}
	return *l.Probability
}

func notFound(err error) bool { return errors.Is(err, data.ErrNotFound) }
