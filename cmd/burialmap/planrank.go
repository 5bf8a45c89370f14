package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/data/geopackage"
)

// weighing are the flags that say how much each part of a score counts.
type weighing struct {
	Overlap     float64 `default:"3" help:"Weight of how undecided and how likely shared ground is."`
	Ground      float64 `default:"2" help:"Weight of the ground expected to be shared."`
	Unrecovered float64 `default:"2" help:"Weight of burials not recovered."`
	Accuracy    float64 `default:"2" help:"Weight of what a GPS fix would improve."`
	Age         float64 `default:"1" help:"Weight of how long ago somebody was there."`
}

func (w weighing) weights() fieldplan.Weights {
	return fieldplan.Weights{Overlap: w.Overlap, Ground: w.Ground, Unrecovered: w.Unrecovered, Accuracy: w.Accuracy, Age: w.Age}
}

type planRankCommand struct {
	database
	todays
	weighing
	inLanguage
	Top    int    `default:"20" placeholder:"N" help:"How many sites to list; 0 lists all."`
	Bbox   string `placeholder:"W,S,E,N" help:"Only sites whose bounds meet this box in degrees."`
	Filter string `placeholder:"CQL2" help:"Only sites of which this filter in CQL2 is true."`
	Words  string `placeholder:"TEXT" help:"Only sites that are found by these words."`
	Facts  bool   `help:"Show the facts that each part of a score is made of."`
	JSON   bool   `name:"json" help:"Print the result as JSON."`
}

// Run sorts sites by what a visit would tell.
func (c planRankCommand) Run(ctx context.Context) error {
	queries, err := exportCommand{Collections: []string{data.Sites.Name}, Bbox: c.Bbox, Filter: c.Filter, Words: c.Words}.siteQuery()
	if err != nil {
		return usageError{err}
	}
	return c.with(func(store *geopackage.Store) error {
		today, err := c.day(fieldplan.Plan{Zone: farEast})
		if err != nil {
			return err
		}
		r, err := fieldplan.Rank(ctx, store, queries, c.weights(), today)
		if err != nil {
			return saidWrong(err)
		}
		total := len(r.Sites)
		if c.Top > 0 {
			r.Sites = r.Sites[:min(c.Top, total)]
		}
		if c.JSON {
			return printJSON(r)
		}
		names, err := siteNames(ctx, store, r, c.Lang)
		if err != nil {
			return err
		}
		fmt.Print(rankText(r, names, total, c.Facts))
		return nil
	})
}

// farEast is the zone of what belongs to no plan.
const farEast = "Asia/Vladivostok"

// siteQuery is the selection of sites that is asked for.
func (c exportCommand) siteQuery() (data.Query, error) {
	bound, err := c.bound()
	if err != nil {
		return data.Query{}, err
	}
	filter, err := c.filter()
	if err != nil {
		return data.Query{}, err
	}
	if err := data.CheckFilter(data.Sites, filter); err != nil {
		return data.Query{}, fmt.Errorf("--filter: %w", err)
	}
	return data.Query{Collection: data.Sites.Name, Bound: bound, Words: c.Words, Filter: filter}, nil
}

// siteNames are the names of ranked sites.
func siteNames(ctx context.Context, reads data.Reads, r fieldplan.Ranking, lang string) (map[string]string, error) {
	names := map[string]string{}
	for some := range slices.Chunk(r.Sites, 500) {
		ids := make([]string, len(some))
		for i, s := range some {
			ids[i] = s.Site
		}
		for f, err := range reads.Features(ctx, data.Query{Collection: data.Sites.Name, IDs: ids, Fields: []string{"name", "name_" + lang}}) {
			if err != nil {
				return nil, err
			}
			names[f.ID] = cmp.Or(f.Text("name_"+lang), f.Text("name"))
		}
	}
	return names, nil
}

func rankText(r fieldplan.Ranking, names map[string]string, total int, facts bool) string {
	t := newTable("", "Site", "Score", "overlap", "ground", "unrecovered", "accuracy", "age")
	configs := []table.ColumnConfig{{Number: 1, Align: text.AlignRight}, {Number: 3, Align: text.AlignRight}}
	for n := 4; n <= 8; n++ {
		configs = append(configs, table.ColumnConfig{Number: n, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(configs)
	t.Style().Options.SeparateRows = facts
	for i, s := range r.Sites {
		name := s.Site
		if names[s.Site] != "" {
			name = wrapped(names[s.Site], 48) + "\n" + s.Site
		}
		if !s.Located {
			name += " · not located"
		}
		row := table.Row{i + 1, name, fmt.Sprintf("%.3f", s.Score)}
		for _, p := range s.Parts {
			row = append(row, partText(p, facts))
		}
		t.AppendRow(row)
	}
	return fmt.Sprintf("%d of %d sites, by what a visit would tell; weights %s; data revision %d\n", len(r.Sites), total, weightsText(r.Weights), r.DataRevision) +
		t.Render() + "\nScore is the sum of the parts. ? marks a part about which the data say nothing: its value is a guess.\n"
}

func weightsText(w fieldplan.Weights) string {
	return fmt.Sprintf("overlap %g, ground %g, unrecovered %g, accuracy %g, age %g", w.Overlap, w.Ground, w.Unrecovered, w.Accuracy, w.Age)
}

func partText(p fieldplan.Part, facts bool) string {
	mark := ""
	if !p.Known {
		mark = "? "
	}
	lines := []string{fmt.Sprintf("%s%.3f", mark, p.Points)}
	if facts {
		for _, f := range p.Facts {
			lines = append(lines, fmt.Sprintf("%s %s", f.Name, shortValue(f.Value)))
		}
	}
	return strings.Join(lines, "\n")
}
