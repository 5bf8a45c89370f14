package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/geo"
)

// outlook is what a choice would come to.
type outlook struct {
	Position string  `json:"position"`
	Feature  string  `json:"feature"`
	Moved    float64 `json:"moved_m"` // between the middles of the bounds
	data.Outlook
}

// whatIf works out what preferring a position would do, and changes nothing.
func whatIf(ctx context.Context, store data.Store, id string) (outlook, error) {
	position, err := positionNamed(ctx, store, id)
	if err != nil {
		return outlook{}, err
	}
	o := outlook{Position: id, Feature: position.Text("of")}
	collection, feature, _ := strings.Cut(o.Feature, "/")
	f, err := store.Feature(ctx, collection, feature)
	if err == nil && f.Geometry != nil && position.Geometry != nil {
		o.Moved = geo.Distance(geo.BoundCenter(geo.BoundOf(f.Geometry)), geo.BoundCenter(geo.BoundOf(position.Geometry)))
	}
	o.Outlook, err = wouldPrefer(store)(ctx, id)
	return o, notPreferred(err, o.Feature)
}

// wouldPrefer works out what preferring a position does to the overlaps.
func wouldPrefer(store data.Store) func(ctx context.Context, position string) (data.Outlook, error) {
	return func(ctx context.Context, position string) (data.Outlook, error) {
		return detect.WhatIf(ctx, store, detect.Options{}, func(ctx context.Context, store data.Store) error {
			_, err := data.Prefer(ctx, store, position, atTheCommandLine)
			return err
		})
	}
}

// text is the outlook for people.
func (o outlook) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s would move by %s to position %s; nothing has been changed\n", o.Feature, metres(o.Moved), o.Position)
	if len(o.Overlaps)+len(o.Places) == 0 {
		b.WriteString("no overlap would become different\n")
	}
	for _, d := range o.Overlaps {
		fmt.Fprintf(&b, "  %s and %s: %s\n", d.Pow, d.Civilian, likelihoodChange(d.Before, d.After))
	}
	for _, d := range o.Places {
		if likelihoodText(d.Before) != likelihoodText(d.After) || classOf(d.Before) != classOf(d.After) {
			fmt.Fprintf(&b, "  %s, any of its overlaps: %s\n", d.Ref, likelihoodChange(d.Before, d.After))
		}
	}
	return b.String()
}

// likelihoodChange says what a pair or a place was and would be: "probability 46.0 % → 8.0 %
// (possible)".
func likelihoodChange(before, after *data.Likelihood) string {
	classes := classOf(before)
	if now := classOf(after); now != classes {
		classes += " → " + now
	}
	return fmt.Sprintf("probability %s → %s (%s)", likelihoodText(before), likelihoodText(after), classes)
}

func classOf(l *data.Likelihood) string {
	if l == nil {
		return "no overlap"
	}
	return strings.ReplaceAll(cmp.Or(l.Class, "nothing to compare"), "_", " ")
}

// likelihoodText is a probability, never rounded to certainty or to none.
func likelihoodText(l *data.Likelihood) string {
	if l == nil || l.Probability == nil && l.Class == "" {
		return "–"
	}
	return assessed(l.Probability, true)
}
