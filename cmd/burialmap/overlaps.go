package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/data/geopackage"
)

type overlapsCommand struct {
	database
	JSON    bool   `name:"json" help:"Print the result as JSON."`
	Worst   int    `default:"10" placeholder:"N" help:"How many sites and cemeteries to list, those most likely to share ground first (default: ${default})."`
	Explain string `placeholder:"PLOT_ID" help:"Change nothing; account for the most probable overlap of a plot with every number. Of sites and cemeteries as sites/ID, cemeteries/ID."`
	With    string `placeholder:"ID" help:"With --explain: the other burial of the pair, also one that is not recorded as an overlap."`
}

// Run finds every overlap again, whatever was found before, and prints the summary, or
// explains one.
func (c overlapsCommand) Run(ctx context.Context) (err error) {
	if c.With != "" && c.Explain == "" {
		return usageError{errors.New("--with says with whom a plot is compared: --explain PLOT_ID --with ID")}
	}
	yield()
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if c.Explain != "" {
		return c.explain(ctx, store)
	}
	return c.findAgain(ctx, store)
}

// found is what a search prints.
type found struct {
	detect.Summary
	Worst []worstPlace `json:"worst"`
}

func (c overlapsCommand) findAgain(ctx context.Context, store *geopackage.Store) error {
	stages := &stages{}
	summary, err := detect.Run(ctx, store, detect.Options{Progress: stages.show})
	stages.finish()
	if err != nil {
		return err
	}
	// What has been found is written: an interrupt now must not say that nothing was changed.
	worst, err := worstPlaces(context.WithoutCancel(ctx), store, c.Worst)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(found{summary, worst})
	}
	fmt.Print(summaryText(summary), worstText(worst))
	return nil
}

func (c overlapsCommand) explain(ctx context.Context, store data.Store) error {
	ref := refOf(c.Explain)
	pairs, err := overlapsOf(ctx, store, ref)
	if err != nil {
		return err
	}
	if len(pairs) == 0 && c.With == "" {
		return nothingToExplain(ctx, store, ref)
	}
	with := refOf(c.With)
	if c.With == "" {
		with = pairs[0].other
	}
	e, err := detect.Explain(ctx, store, ref, with, detect.Options{})
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(e)
	}
	titles, err := sourceTitles(ctx, store, e)
	if err != nil {
		return err
	}
	fmt.Print(explanationText(e, titles), othersText(ref, with, pairs))
	return nil
}

func printJSON(v any) error {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
