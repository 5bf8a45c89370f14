package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data"
	"burialmap/data/format"
)

type sourcesCommand struct {
	List     sourcesListCommand     `cmd:"" default:"withargs" help:"List the sources and how many features rest on each (the same as no command)."`
	Add      sourcesAddCommand      `cmd:"" help:"Record a source, or what is new about one."`
	Cite     sourcesCiteCommand     `cmd:"" help:"Print how sources are cited and under which terms they may be used."`
	Features sourcesFeaturesCommand `cmd:"" help:"List the features that come from a source."`
}

type sourcesListCommand struct {
	database
	JSON bool `name:"json" help:"Print the result as JSON."`
}

// sourceRow is a source with how many features of each collection name it.
type sourceRow struct {
	ID         string         `json:"id"`
	Properties map[string]any `json:"properties"`
	Counts     map[string]int `json:"counts"`
}

// Run lists the sources.
func (c sourcesListCommand) Run(ctx context.Context) (err error) {
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	rows := []sourceRow{}
	for f, err := range store.Features(ctx, data.Query{Collection: data.Sources.Name}) {
		if err != nil {
			return err
		}
		counts, err := restingOn(ctx, store, f.ID)
		if err != nil {
			return err
		}
		rows = append(rows, sourceRow{f.ID, sourceProperties(f), counts})
	}
	if c.JSON {
		return printJSON(rows)
	}
	fmt.Print(sourcesTable(rows))
	return nil
}

// sourced are the collections whose features name the source they come from.
func sourced() []data.Collection {
	return slices.DeleteFunc(slices.Clone(data.Collections), func(c data.Collection) bool { return !c.Spatial || c.Derived })
}

// restingOn counts the features that name a source, by collection.
func restingOn(ctx context.Context, store data.Store, id string) (map[string]int, error) {
	counts := map[string]int{}
	for _, c := range sourced() {
		n, err := store.Count(ctx, data.Query{Collection: c.Name, Equal: map[string]string{"source": id}})
		if err != nil {
			return nil, err
		}
		counts[c.Name] = n
	}
	return counts, nil
}

// sourceProperties are what is recorded of a source, by the names of its fields.
func sourceProperties(f data.Feature) map[string]any {
	all := map[string]any{}
	for _, field := range data.Sources.Fields {
		if v := f.Properties[field.Name]; v != nil {
			all[field.Name] = v
		}
	}
	for _, field := range data.LocationFields {
		if v := f.Location.Value(field.Name); v != nil {
			all[field.Name] = v
		}
	}
	return all
}

func sourcesTable(rows []sourceRow) string {
	if len(rows) == 0 {
		return "there are no sources; 'burialmap sources add ID --title …' records one\n"
	}
	header := table.Row{"Source", "Title", "Kind", "Licence"}
	columns := []table.ColumnConfig{{Number: 2, WidthMax: 40, WidthMaxEnforcer: text.WrapSoft}, {Number: 4, WidthMax: 24, WidthMaxEnforcer: text.WrapSoft}}
	for i, c := range sourced() {
		header = append(header, c.Name)
		columns = append(columns, table.ColumnConfig{Number: 5 + i, Align: text.AlignRight})
	}
	t := newTable(header...)
	t.SetColumnConfigs(columns)
	t.Style().Options.SeparateRows = true
	for _, r := range rows {
		row := table.Row{r.ID, data.ValueText(r.Properties["title"]), data.ValueText(r.Properties["kind"]), data.ValueText(r.Properties["licence"])}
		for _, c := range sourced() {
			row = append(row, r.Counts[c.Name])
		}
		t.AppendRow(row)
	}
	return t.Render() + "\n"
}

type sourcesCiteCommand struct {
	database
	IDs  []string `arg:"" name:"id" help:"Which sources; all if none is named." optional:""`
	JSON bool     `name:"json" help:"Print the result as JSON."`
}

// citation is a source as it is cited.
type citation struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Run prints citations, in the order asked for.
func (c sourcesCiteCommand) Run(ctx context.Context) (err error) {
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if len(c.IDs) == 0 {
		if c.IDs, err = sourceIDs(ctx, store); err != nil {
			return err
		}
	}
	list := []citation{}
	for _, id := range c.IDs {
		f, err := sourceNamed(ctx, store, id)
		if err != nil {
			return err
		}
		list = append(list, citation{f.ID, format.Attribution(f)})
	}
	if c.JSON {
		return printJSON(list)
	}
	for i, one := range list {
		if i > 0 {
			fmt.Println()
		}
		fmt.Println(one.Text)
	}
	return nil
}

func sourceIDs(ctx context.Context, store data.Store) ([]string, error) {
	var ids []string
	for f, err := range store.Features(ctx, data.Query{Collection: data.Sources.Name, Fields: []string{}}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, f.ID)
	}
	return ids, nil
}

// sourceNamed finds a source by its id, or says which ids are like it.
func sourceNamed(ctx context.Context, store data.Store, id string) (data.Feature, error) {
	id = strings.TrimPrefix(id, data.Sources.Name+"/")
	f, err := store.Feature(ctx, data.Sources.Name, id)
	if !errors.Is(err, data.ErrNotFound) {
		return f, err
	}
	ids, err := sourceIDs(ctx, store)
	if err != nil {
		return f, err
	}
	return f, fmt.Errorf("there is no source %q; %s", id, meant(id, ids, "burialmap sources"))
}

// meant says which of the known ids may be meant by one that is not known, or which
// command lists them.
func meant(id string, known []string, list string) string {
	const most = 5
	if near := data.Nearest(id, known, most); len(near) > 0 {
		return "near it are " + strings.Join(near, ", ")
	}
	return fmt.Sprintf("'%s' lists what there is", list)
}
