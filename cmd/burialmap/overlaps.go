package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"burialmap/data"
	"burialmap/data/detect"
)

type overlapsCommand struct {
	database
	JSON bool `name:"json" help:"Print the summary as JSON."`
}

// Run finds every overlap again, whatever was found before, and prints the summary.
func (c overlapsCommand) Run(ctx context.Context) (err error) {
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	stages := &stages{}
	summary, err := detect.Run(ctx, store, detect.Options{Progress: stages.show})
	stages.finish()
	if err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetIndent("", "  ")
		return encoder.Encode(summary)
	}
	fmt.Print(overlapsText(summary))
	return nil
}

// overlapsText is the summary for people.
func overlapsText(s detect.Summary) string {
	head := fmt.Sprintf("%d prisoners' and %d civilian burials compared, %d pairs within reach of each other: %d new, %d updated, %d unchanged, %d deleted\n",
		s.Pow, s.Civilian, s.Pairs, s.New, s.Updated, s.Unchanged, s.Deleted)
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.AppendHeader(table.Row{"Outlines as recorded", "Pairs"})
	for _, relation := range data.Relations {
		t.AppendRow(table.Row{relationWords[relation], s.ByRelation[relation]})
	}
	t.AppendSeparator()
	for _, class := range data.Classes {
		if n := s.ByClass[class]; n > 0 {
			t.AppendRow(table.Row{"class " + strings.ReplaceAll(class, "_", " "), n})
		}
	}
	for _, reason := range slices.Sorted(maps.Keys(s.LeftOut)) {
		t.AppendFooter(table.Row{"left out: " + strings.ReplaceAll(reason, "_", " "), s.LeftOut[reason]})
	}
	return head + t.Render() + "\n"
}

// relationWords say each of data.Relations, seen from the prisoners' side.
var relationWords = map[string]string{
	"disjoint": "apart",
	"touches":  "touch, sharing no ground",
	"overlaps": "share ground",
	"within":   "prisoners' within civilian",
	"contains": "civilian within prisoners'",
	"equals":   "the same outline",
}
