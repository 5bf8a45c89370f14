package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/cql"
	"burialmap/data/format"
)

type exportCommand struct {
	database
	Collections []string          `arg:"" name:"collection" help:"sites, cemeteries, plots, overlaps, positions, restrictions, observations or sources; several for one file of layers or a zip; all for everything."`
	Format      string            `placeholder:"NAME" help:"Format to write (default: what the name of the output says, else geojson): ${writers}."`
	Bbox        string            `placeholder:"W,S,E,N" help:"Only features whose bounds meet this box in degrees; west may be greater than east."`
	Where       map[string]string `placeholder:"FIELD=VALUE" help:"Only features whose field has this value, such as source=demo-plan."`
	Filter      string            `placeholder:"CQL2" help:"Only features of which this filter in CQL2 is true, such as \"burials > 10 AND T_INTERSECTS(period, DATE('1946-07-21'))\"; docs/FILTERS.md explains it."`
	Words       string            `placeholder:"TEXT" help:"Only features that are found by these words, in whatever script: names, camp and hospital numbers."`
	Zip         bool              `help:"Write a zip with the file, a README and the sources to cite."`
	Output      string            `short:"o" placeholder:"FILE" help:"Write to a file instead of standard output."`
}

// Run writes collections, complete or not at all.
func (c exportCommand) Run(ctx context.Context) (err error) {
	writer, err := c.writer()
	if err != nil {
		return usageError{err}
	}
	queries, err := c.queries(writer)
	if err != nil {
		return usageError{err}
	}
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	e := format.Export{About: format.About{Program: "burialmap " + versionText(), Date: time.Now(), Filter: c.filterText()}}
	if e.About, err = format.AboutOf(ctx, store, e.About, queries...); err != nil {
		return saidWrong(err)
	}
	var total int64
	for _, q := range queries {
		n, err := store.Count(ctx, q)
		if err != nil {
			return saidWrong(err)
		}
		total += int64(n)
		collection, _ := data.CollectionNamed(q.Collection)
		e.Layers = append(e.Layers, format.Layer{Collection: collection, Count: n})
	}
	bar := newProgress("exporting", total, false)
	defer bar.finish()
	var done int64
	for i, q := range queries {
		e.Layers[i].Features = counted(store.Features(ctx, q), func() {
			done++
			bar.set(done, total)
		})
	}
	return c.write(ctx, writer, e)
}

// write writes the file, and what it cannot say about itself into one beside it.
func (c exportCommand) write(ctx context.Context, writer format.Writer, e format.Export) error {
	err := writeOutput(c.Output, func(w *bufio.Writer) error {
		if c.Zip || len(e.Layers) > 1 && !writer.Holds().Layers {
			return format.Package(ctx, w, writer, e)
		}
		return writer.Write(ctx, w, e)
	})
	if err != nil {
		return saidWrong(err)
	}
	if c.Zip || c.Output == "" || c.Output == "-" || writer.Holds().About || len(e.Layers) > 1 {
		return nil
	}
	return writeOutput(c.Output+".README.txt", func(w *bufio.Writer) error {
		_, err := w.WriteString(e.About.Text())
		return err
	})
}

// writer is the one that is named, or that the name of the output asks for.
func (c exportCommand) writer() (format.Writer, error) {
	name := c.Format
	if name == "" {
		name = "geojson"
		output := strings.TrimSuffix(strings.ToLower(c.Output), ".zip")
		for _, w := range formats().Writers {
			if c.Output != "" && (strings.HasSuffix(output, w.Extension()) || strings.HasSuffix(strings.ToLower(c.Output), w.Extension())) {
				name = w.Name()
			}
		}
	}
	return formats().Writer(name)
}

// queries are what is asked for, a query for each collection.
func (c exportCommand) queries(writer format.Writer) ([]data.Query, error) {
	bound, err := c.bound()
	if err != nil {
		return nil, err
	}
	filter, err := c.filter()
	if err != nil {
		return nil, err
	}
	var queries []data.Query
	for _, name := range c.names(writer) {
		collection, ok := data.CollectionNamed(name)
		if !ok {
			return nil, fmt.Errorf("unknown collection %q; there are %s, and all", name, collectionNames())
		}
		if err := data.CheckFilter(collection, filter); err != nil {
			return nil, fmt.Errorf("--filter: %w", err)
		}
		q := data.Query{Collection: name, Bound: bound, Equal: c.Where, Words: c.Words, Filter: filter}
		if !collection.Spatial {
			q.Bound = nil
		}
		queries = append(queries, q)
	}
	if len(queries) > 1 && !writer.Holds().Layers && !c.Zip && c.Output != "" && !strings.HasSuffix(strings.ToLower(c.Output), ".zip") {
		return nil, fmt.Errorf("%s holds one collection: name the output with .zip at its end, or take gpkg, kml or xlsx", writer.Title())
	}
	return queries, nil
}

// names are the collections asked for.
func (c exportCommand) names(writer format.Writer) []string {
	if !slices.Contains(c.Collections, "all") {
		return c.Collections
	}
	var names []string
	for _, collection := range data.Collections {
		if collection.Spatial || !writer.Holds().Places {
			names = append(names, collection.Name)
		}
	}
	return names
}

// filter is the one asked for, or nil. A filter in JSON begins with a brace.
func (c exportCommand) filter() (data.Filter, error) {
	text := strings.TrimSpace(c.Filter)
	var filter data.Filter
	var err error
	switch {
	case c.Filter == "":
		return nil, nil
	case strings.HasPrefix(text, "{"):
		filter, err = cql.ParseJSON([]byte(text))
	default:
		filter, err = cql.Parse(c.Filter)
	}
	if err != nil {
		return nil, fmt.Errorf("--filter: %w", err)
	}
	return filter, nil
}

// filterText says which features are asked for.
func (c exportCommand) filterText() string {
	var parts []string
	if c.Bbox != "" {
		parts = append(parts, "bbox="+c.Bbox)
	}
	if c.Words != "" {
		parts = append(parts, "q="+c.Words)
	}
	if c.Filter != "" {
		parts = append(parts, "filter="+c.Filter)
	}
	for _, field := range slices.Sorted(maps.Keys(c.Where)) {
		parts = append(parts, field+"="+c.Where[field])
	}
	return strings.Join(parts, "&")
}

func counted(features iter.Seq2[data.Feature, error], count func()) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		for f, err := range features {
			if !yield(f, err) {
				return
			}
			count()
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
