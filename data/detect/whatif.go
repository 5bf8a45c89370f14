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

// Outlook is what would become different of overlaps, and of the sites and cemeteries that
// they belong to, if something were changed; the greatest difference first.
type Outlook struct {
	Overlaps []Differs `json:"overlaps"`
	Places   []Differs `json:"places"`
}

// Differs is an overlap, or a place with what its overlaps come to, before and after.
type Differs struct {
	Ref      string      `json:"ref"`           // "overlaps/…", "sites/khurmuli"
	Pow      string      `json:"pow,omitempty"` // of an overlap, as collection/id
	Civilian string      `json:"civilian,omitempty"`
	Before   *Likelihood `json:"before"` // nil: it is not there
	After    *Likelihood `json:"after"`  // nil: it would not be there
}

// Likelihood is how likely it is that ground is shared, and how much is to be expected.
type Likelihood struct {
	Class       string   `json:"class,omitempty"`
	Probability *float64 `json:"probability"` // nil: not assessed
	ExpectedM2  *float64 `json:"expected_area_m2"`
}

// WhatIf works out what a change would do to the overlaps, and changes nothing: change is
// handed a store that keeps what is written to it in memory, and the search for overlaps
// then runs on that. An error of change comes back.
func WhatIf(ctx context.Context, store data.Store, opt Options, change func(context.Context, data.Store) error) (Outlook, error) {
	t, err := newTrial(ctx, store)
	if err != nil {
		return Outlook{}, err
	}
	if _, err := CatchUp(ctx, t, opt); err != nil { // what has changed already is not what this would change
		return Outlook{}, err
	}
	t.watch()
	if err := change(ctx, t); err != nil {
		return Outlook{}, err
	}
	if _, err := CatchUp(ctx, t, opt); err != nil {
		return Outlook{}, err
	}
	return t.outlook(), nil
}

func (t *trial) outlook() Outlook {
	o := Outlook{Overlaps: []Differs{}, Places: []Differs{}}
	for ref, before := range t.before {
		now := t.written[ref]
		d := Differs{Ref: ref, Before: likelihoodOf(before), After: likelihoodOf(&now)}
		if d.Before.same(d.After) {
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
	for _, list := range [][]Differs{o.Overlaps, o.Places} {
		slices.SortFunc(list, func(a, b Differs) int {
			return cmp.Or(-cmp.Compare(a.difference(), b.difference()), cmp.Compare(a.Ref, b.Ref))
		})
	}
	return o
}

// likelihoodOf reads an overlap or a place; nil if it is not there.
func likelihoodOf(f *data.Feature) *Likelihood {
	if f == nil || f.ID == "" {
		return nil
	}
	class, probability, area := "class", "probability", "expected_area_m2"
	if f.Collection != data.Overlaps.Name {
		class, probability, area = "overlap_class", "overlap_probability", "shared_area_expected_m2"
	}
	return &Likelihood{f.Text(class), numberOf(f, probability), numberOf(f, area)}
}

func numberOf(f *data.Feature, field string) *float64 {
	if v, ok := f.Properties[field].(float64); ok {
		return &v
	}
	return nil
}

func (l *Likelihood) same(other *Likelihood) bool {
	if l == nil || other == nil {
		return l == other
	}
	return l.Class == other.Class && sameNumber(l.Probability, other.Probability) && sameNumber(l.ExpectedM2, other.ExpectedM2)
}

func sameNumber(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// difference is by how much the probability differs; what is not assessed or not there on
// one side comes first.
func (d Differs) difference() float64 {
	before, after := probabilityOf(d.Before), probabilityOf(d.After)
	if math.IsNaN(before) || math.IsNaN(after) {
		return 2
	}
	return math.Abs(after - before)
}

func probabilityOf(l *Likelihood) float64 {
	switch {
	case l == nil:
		return 0
	case l.Probability == nil:
		return math.NaN()
	}
	return *l.Probability
}

func notFound(err error) bool { return errors.Is(err, data.ErrNotFound) }
