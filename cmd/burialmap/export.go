package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
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
	bound, err := parseBbox(c.Bbox)
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
		return writer.Write(ctx, w, collection, features)
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

// parseBbox reads west,south,east,north in degrees; "" is no box.
func parseBbox(text string) (*orb.Bound, error) {
	if text == "" {
		return nil, nil
	}
	parts := strings.Split(text, ",")
	if len(parts) != 4 {
		return nil, fmt.Errorf("--bbox wants four numbers west,south,east,north, not %q", text)
	}
	var v [4]float64
	for i, part := range parts {
		var err error
		if v[i], err = strconv.ParseFloat(strings.TrimSpace(part), 64); err != nil || !(v[i] >= -180 && v[i] <= 180) {
			return nil, fmt.Errorf("--bbox wants four numbers in degrees, not %q", part)
		}
	}
	if v[1] > v[3] || v[1] < -90 || v[3] > 90 {
		return nil, fmt.Errorf("--bbox: south %v and north %v do not fit", v[1], v[3])
	}
	return &orb.Bound{Min: orb.Point{v[0], v[1]}, Max: orb.Point{v[2], v[3]}}, nil
}

func collectionNames() string {
	names := make([]string, len(data.Collections))
	for i, c := range data.Collections {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}
