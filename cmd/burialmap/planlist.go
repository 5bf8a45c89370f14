package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/data/geopackage"
)

type planListCommand struct {
	database
	JSON bool `name:"json" help:"Print the result as JSON."`
}

// Run lists the plans by title.
func (c planListCommand) Run(ctx context.Context) error {
	return c.with(func(store *geopackage.Store) error {
		all, err := fieldplan.List(ctx, store)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(struct {
				Plans []data.Document `json:"plans"`
			}{append([]data.Document{}, all...)})
		}
		fmt.Print(plansText(all))
		return nil
	})
}

func plansText(all []data.Document) string {
	if len(all) == 0 {
		return "There are no plans yet; 'burialmap plan new' makes one, 'burialmap plan demo' an invented one.\n"
	}
	t := newTable("Plan", "Title", "Revision", "Written (UTC)", "By")
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: 60, WidthMaxEnforcer: text.WrapSoft}, {Number: 3, Align: text.AlignRight}})
	for _, d := range all {
		t.AppendRow(table.Row{d.ID, d.Title, d.Revision, d.Time.UTC().Format(time.DateTime), d.Author})
	}
	return t.Render() + "\n"
}

type planDeleteCommand struct{ planned }

// Run deletes a plan.
func (c planDeleteCommand) Run(ctx context.Context) error {
	return c.with(ctx, func(store *geopackage.Store, p fieldplan.Plan) error {
		if err := fieldplan.Delete(ctx, store, p.ID, p.Revision, atTheCommandLine); err != nil {
			return err
		}
		fmt.Printf("plan %s is deleted; its %d revisions stay readable\n", p.ID, p.Revision)
		return nil
	})
}
