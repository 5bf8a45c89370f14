package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/data/geopackage"
)

type planCommand struct {
	List    planListCommand    `cmd:"" help:"List the plans."`
	Show    planShowCommand    `cmd:"" help:"Show a plan day by day, with what stands against it and why sites are left out."`
	New     planNewCommand     `cmd:"" help:"Make a plan of chosen sites, or of those that a visit would tell most about, and arrange it."`
	Arrange planArrangeCommand `cmd:"" help:"Arrange a plan anew: locked stops stay, all others may move."`
	Rank    planRankCommand    `cmd:"" help:"Sort sites by what a visit would tell, each score with the facts it is made of."`
	Changes planChangesCommand `cmd:"" help:"Show how the overlaps at the sites of a plan have changed since it was accepted."`
	Accept  planAcceptCommand  `cmd:"" help:"Accept a plan: remember what the overlaps at its sites are now."`
	Matrix  planMatrixCommand  `cmd:"" help:"Write the travel matrix of a plan as CSV, or read one into it."`
	Check   planCheckCommand   `cmd:"" help:"Say what is wrong with a plan in a file, and change nothing."`
	Import  planImportCommand  `cmd:"" help:"Store a plan from a file as its next revision."`
	Export  planExportCommand  `cmd:"" help:"Write the package that a team carries: GPX, KML, GeoPackage for QField, tiles, tables and the book."`
	Delete  planDeleteCommand  `cmd:"" help:"Delete a plan; its revisions stay readable."`
	Demo    planDemoCommand    `cmd:"" help:"Add the demonstration: invented sites, rules and papers, and a plan among them."`
}

// planned is a stored plan that a command names.
type planned struct {
	database
	Plan string `arg:"" name:"plan" help:"Which plan, by its id; 'burialmap plan list' lists them."`
}

// todays is the flag of commands that count days.
type todays struct {
	Today string `placeholder:"DATE" help:"The day to count lead times and ages from, YYYY-MM-DD (default: today)."`
}

// day is that day, in the zone of a plan unless it is stated.
func (t todays) day(zone fieldplan.Plan) (time.Time, error) {
	if t.Today == "" {
		return zone.Today(time.Now()), nil
	}
	day, err := time.Parse(time.DateOnly, t.Today)
	if err != nil {
		return day, usageError{fmt.Errorf("--today %s: write a day as 2027-06-01", t.Today)}
	}
	return day, nil
}

// with opens the database and reads the plan.
func (c planned) with(ctx context.Context, use func(*geopackage.Store, fieldplan.Plan) error) error {
	return c.database.with(func(store *geopackage.Store) error {
		p, err := planNamed(ctx, store, c.Plan)
		if err != nil {
			return err
		}
		return use(store, p)
	})
}

// with opens the database for as long as it is used.
func (d database) with(use func(*geopackage.Store) error) (err error) {
	store, err := d.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return use(store)
}

// planNamed reads a plan, or says which ids are like its.
func planNamed(ctx context.Context, docs data.Documents, id string) (fieldplan.Plan, error) {
	p, err := fieldplan.Get(ctx, docs, id, 0)
	if !errors.Is(err, data.ErrNotFound) {
		return p, err
	}
	all, err := fieldplan.List(ctx, docs)
	if err != nil {
		return p, err
	}
	if len(all) == 0 {
		return p, fmt.Errorf("there is no plan %q, nor any other; 'burialmap plan new' makes one, 'burialmap plan demo' an invented one", id)
	}
	ids := make([]string, len(all))
	for i, d := range all {
		ids[i] = d.ID
	}
	return p, fmt.Errorf("there is no plan %q; %s", id, meant(id, ids, "burialmap plan list"))
}

// savePlan stores a plan and says in words if somebody else was faster.
func savePlan(ctx context.Context, docs data.Documents, p fieldplan.Plan) (fieldplan.Plan, error) {
	saved, err := fieldplan.Save(ctx, docs, p, atTheCommandLine)
	var invalid *fieldplan.InvalidError
	switch {
	case errors.Is(err, data.ErrConflict):
		return saved, fmt.Errorf("plan %s was changed by somebody else meanwhile; nothing was written", p.ID)
	case errors.As(err, &invalid):
		return saved, errors.New(problemsText(invalid.Problems) + "the plan is refused; nothing was written")
	}
	return saved, err
}
