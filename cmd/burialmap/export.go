package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

type exportCommand struct {
	database
	Collection string `arg:"" help:"sites, cemeteries, plots, overlaps or sources."`
	Format     string `default:"geojson" help:"Format to write."`
	Bbox       string `placeholder:"W,S,E,N" help:"Only features whose bounds meet this box in degrees; west may be greater than east."`
	Output     string `short:"o" placeholder:"FILE" help:"Write to a file instead of standard output."`
}

// Run writes one collection, complete or not at all.
func (c exportCommand) Run(ctx context.Context) (err error) {
	collection, ok := data.CollectionNamed(c.Collection)
	if !ok {
		return usageError{fmt.Errorf("unknown collection %q; there are %s", c.Collection, collectionNames())}
	}
	writer, err := formats().Writer(c.Format)
	if err != nil {
		return usageError{err}
	}
	bound, err := c.bound()
	if err != nil {
		return usageError{err}
	}
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	total, err := store.Count(ctx, data.Query{Collection: collection.Name, Bound: bound})
	if err != nil {
		return err
	}
	bar := newProgress("exporting", int64(total), false)
	defer bar.finish()
	features := counted(store.Features(ctx, data.Query{Collection: collection.Name, Bound: bound}), func(done int64) {
		bar.set(done, int64(total))
	})
	return writeOutput(c.Output, func(w *bufio.Writer) error {
		return writer.Write(ctx, w, format.Export{Layers: []format.Layer{{Collection: collection, Features: features, Count: total}}})
	})
}

func counted(features iter.Seq2[data.Feature, error], report func(done int64)) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		var done int64
		for f, err := range features {
			if !yield(f, err) {
				return
			}
			done++
			report(done)
		}
	}
}

// bound is the box asked for, or nil.
func (c exportCommand) bound() (*orb.Bound, error) {
	if c.Bbox == "" {
		return nil, nil
	}
	bound, err := data.ParseBound(c.Bbox)
	if err != nil {
		return nil, fmt.Errorf("--bbox %s: %w", c.Bbox, err)
	}
	return &bound, nil
}

func collectionNames() string {
	names := make([]string, len(data.Collections))
	for i, c := range data.Collections {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}
