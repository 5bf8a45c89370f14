package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data/fieldplan"
	"burialmap/data/geopackage"
)

type planChangesCommand struct {
	planned
	inLanguage
	JSON bool `name:"json" help:"Print the result as JSON."`
}

// Run compares what a plan remembers of the overlaps at its sites with what they are now.
func (c planChangesCommand) Run(ctx context.Context) error {
	return c.with(ctx, func(store *geopackage.Store, p fieldplan.Plan) error {
		w, err := fieldplan.Load(ctx, store, p)
		if err != nil {
			return err
		}
		changes := w.Changes(p)
		if c.JSON {
			return printJSON(struct {
				Changes []fieldplan.Changed `json:"changes"`
			}{changes})
		}
		fmt.Print(changesText(w, p, changes, c.Lang))
		return nil
	})
}

func changesText(w *fieldplan.World, p fieldplan.Plan, changes []fieldplan.Changed, lang string) string {
	if p.Before == nil {
		return fmt.Sprintf("Plan %s was never accepted: there is nothing to compare with. 'burialmap plan accept %s' remembers what the overlaps are now.\n", p.ID, p.ID)
	}
	head := fmt.Sprintf("%s: data revision %d when it was accepted, %d now\n", p.Title, p.Before.DataRevision, w.DataRevision)
	if len(changes) == 0 {
		return head + "Nothing has changed at its sites.\n"
	}
	v := planView{world: w, plan: p, lang: lang}
	t := newTable("Where", "What", "Do they share ground?", "Expected")
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 1, WidthMax: 60, WidthMaxEnforcer: text.WrapSoft}, {Number: 4, Align: text.AlignRight}})
	for _, c := range changes {
		where := v.site(c.Site)
		if c.Overlap != "" {
			where = "  " + strings.TrimSpace(c.Pow+" and "+c.Civilian)
			if c.Pow == "" {
				where = "  pair " + c.Overlap
			}
		}
		t.AppendRow(table.Row{where, c.Kind, before(c) + " → " + after(c), area(c)})
	}
	return head + t.Render() + "\n"
}

// before and after are probabilities, never rounded to certainty or to none.
func before(c fieldplan.Changed) string {
	if c.Kind == "new" {
		return "not there"
	}
	return assessed(c.Before, c.Overlap != "" || c.ClassBefore != "")
}

func after(c fieldplan.Changed) string {
	if c.Kind == "gone" {
		return "not there"
	}
	return assessed(c.After, c.ClassAfter != "")
}

func assessed(p *float64, compared bool) string {
	switch {
	case p != nil:
		return chance(*p)
	case compared:
		return "not assessed"
	}
	return "nothing in reach"
}

func area(c fieldplan.Changed) string {
	switch {
	case c.GroundM2 == nil:
		return ""
	case c.GroundWasM2 != nil:
		return fmt.Sprintf("%.1f → %.1f m²", *c.GroundWasM2, *c.GroundM2)
	}
	return fmt.Sprintf("%.1f m²", *c.GroundM2)
}
