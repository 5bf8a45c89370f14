package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/data/geopackage"
)

type planDemoCommand struct {
	database
	todays
	inLanguage
	JSON bool `name:"json" help:"Print plan and timetable as JSON."`
}

// Run adds the demonstration to the database, which is made with the built-in sample if it
// does not exist. Done again it changes nothing; a plan that somebody has changed is left.
func (c planDemoCommand) Run(ctx context.Context, log *slog.Logger) (err error) {
	yield()
	store, err := c.openOrSample(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	features, plan := fieldplan.Demo()
	if err := putDemo(ctx, store, features); err != nil {
		return err
	}
	if _, err := catchUp(ctx, store); err != nil {
		return err
	}
	today, err := c.day(plan)
	if err != nil {
		return err
	}
	p, w, err := demoPlan(ctx, store, plan, c.todays)
	if err != nil {
		return err
	}
	return printPlan(w, p, w.Timetable(p, today), c.Lang, c.JSON)
}

func putDemo(ctx context.Context, store data.Store, features []data.Feature) error {
	_, err := store.Write(ctx, atTheCommandLine, "the demonstration plan", func(tx data.Tx) error {
		for _, f := range features {
			if _, err := data.PutKeepingPreferred(ctx, tx, f); err != nil { // what came back from the field stays
				return fmt.Errorf("%s: %w", f.Ref(), err)
			}
		}
		return nil
	})
	return err
}

// demoPlan stores the plan arranged and accepted, unless it is there.
func demoPlan(ctx context.Context, store *geopackage.Store, plan fieldplan.Plan, day todays) (fieldplan.Plan, *fieldplan.World, error) {
	p, err := fieldplan.Get(ctx, store, plan.ID, 0)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return p, nil, err
	}
	there := err == nil
	if !there {
		p = plan
		if past, err := store.DocumentRevisions(ctx, fieldplan.Kind, plan.ID); err == nil {
			p.Revision = past[0].Revision // of the deletion
		}
	}
	w, err := fieldplan.Load(ctx, store, p)
	if err != nil || there {
		return p, w, err
	}
	today, err := day.day(p)
	if err != nil {
		return p, w, err
	}
	p, _ = w.Arrange(p, today)
	p.Before = w.Snapshot(p)
	p, err = savePlan(ctx, store, p)
	return p, w, err
}
