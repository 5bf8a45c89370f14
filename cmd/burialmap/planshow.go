package main

import (
	"context"
	"fmt"

	"burialmap/data/fieldplan"
	"burialmap/data/geopackage"
)

// inLanguage is the flag of commands that speak to people.
type inLanguage struct {
	Lang string `default:"en" help:"Language of the tables and of the names of sites: en, ru or ja." enum:"en,ru,ja"`
}

type planShowCommand struct {
	planned
	todays
	inLanguage
	JSON bool `name:"json" help:"Print plan and timetable as JSON."`
}

// shownPlan is what commands print of a plan as JSON.
type shownPlan struct {
	Plan      fieldplan.Plan      `json:"plan"`
	Timetable fieldplan.Timetable `json:"timetable"`
}

// Run works a plan out as it stands.
func (c planShowCommand) Run(ctx context.Context) error {
	return c.with(ctx, func(store *geopackage.Store, p fieldplan.Plan) error {
		today, err := c.day(p)
		if err != nil {
			return err
		}
		w, err := fieldplan.Load(ctx, store, p)
		if err != nil {
			return err
		}
		return printPlan(w, p, w.Timetable(p, today), c.Lang, c.JSON)
	})
}

func printPlan(w *fieldplan.World, p fieldplan.Plan, t fieldplan.Timetable, lang string, asJSON bool) error {
	if asJSON {
		return printJSON(shownPlan{p, t})
	}
	fmt.Print(planText(w, p, t, lang))
	return nil
}

type planArrangeCommand struct {
	planned
	todays
	inLanguage
	DryRun bool `help:"Show the arrangement and store nothing."`
	JSON   bool `name:"json" help:"Print plan and timetable as JSON."`
}

// Run arranges a plan and stores it as its next revision.
func (c planArrangeCommand) Run(ctx context.Context) error {
	return c.with(ctx, func(store *geopackage.Store, p fieldplan.Plan) error {
		today, err := c.day(p)
		if err != nil {
			return err
		}
		w, err := fieldplan.Load(ctx, store, p)
		if err != nil {
			return err
		}
		p, t := w.Arrange(p, today)
		if !c.DryRun {
			if p, err = savePlan(ctx, store, p); err != nil {
				return err
			}
			t.Revision = p.Revision
		}
		return printPlan(w, p, t, c.Lang, c.JSON)
	})
}

type planAcceptCommand struct{ planned }

// Run remembers what the overlaps come to now, so that 'plan changes' has something to
// compare with.
func (c planAcceptCommand) Run(ctx context.Context) error {
	return c.with(ctx, func(store *geopackage.Store, p fieldplan.Plan) error {
		w, err := fieldplan.Load(ctx, store, p)
		if err != nil {
			return err
		}
		p.Before = w.Snapshot(p)
		if p, err = savePlan(ctx, store, p); err != nil {
			return err
		}
		fmt.Printf("plan %s is accepted as revision %d, on data revision %d: %d sites and %d pairs are remembered\n",
			p.ID, p.Revision, p.Before.DataRevision, len(p.Before.Sites), len(p.Before.Overlaps))
		return nil
	})
}
