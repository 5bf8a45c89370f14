package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data"
)

type sourcesFeaturesCommand struct {
	database
	ID   string `arg:"" name:"id" help:"Which source."`
	Most int    `default:"200" placeholder:"N" help:"How many features to list of each collection; 0 lists all (default: ${default})."`
	JSON bool   `name:"json" help:"Print the result as JSON."`
}

// sourceFeature is a feature that names a source.
type sourceFeature struct {
	Ref      string   `json:"ref"`
	Name     string   `json:"name,omitempty"`
	Located  bool     `json:"located"`
	Accuracy *float64 `json:"accuracy_m"` // nil is unknown
	Method   string   `json:"location_method"`
	Key      string   `json:"source_key,omitempty"`
}

// sourceFeatures are those that a source has, and how many there are in all.
type sourceFeatures struct {
	Source   string          `json:"source"`
	Counts   map[string]int  `json:"counts"`
	Features []sourceFeature `json:"features"`
}

// Run lists the features that name a source.
func (c sourcesFeaturesCommand) Run(ctx context.Context) (err error) {
	if c.Most < 0 {
		return usageError{fmt.Errorf("--most %d is not possible", c.Most)}
	}
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	source, err := sourceNamed(ctx, store, c.ID)
	if err != nil {
		return err
	}
	found := sourceFeatures{Source: source.ID, Features: []sourceFeature{}}
	if found.Counts, err = restingOn(ctx, store, source.ID); err != nil {
		return err
	}
	for _, collection := range sourced() {
		q := data.Query{Collection: collection.Name, Equal: map[string]string{"source": source.ID}, Limit: c.Most}
		for f, err := range store.Features(ctx, q) {
			if err != nil {
				return err
			}
			found.Features = append(found.Features, sourceFeatureOf(f))
		}
	}
	if c.JSON {
		return printJSON(found)
	}
	fmt.Print(sourceFeaturesText(found))
	return nil
}

func sourceFeatureOf(f data.Feature) sourceFeature {
	one := sourceFeature{Ref: f.Ref(), Name: nameOf(f), Located: f.Geometry != nil, Method: f.Location.Method, Key: f.Location.SourceKey}
	if f.Location.Accuracy.Known() {
		accuracy := float64(f.Location.Accuracy)
		one.Accuracy = &accuracy
	}
	return one
}

// nameOf is what people call a feature: of a position, whose it is. It may be empty.
func nameOf(f data.Feature) string {
	for _, field := range []string{"name_en", "name", "name_ru", "name_ja", "of"} {
		if name := f.Text(field); name != "" {
			return name
		}
	}
	return ""
}

func sourceFeaturesText(found sourceFeatures) string {
	all := 0
	for _, n := range found.Counts {
		all += n
	}
	if all == 0 {
		return "no feature names the source " + found.Source + "\n"
	}
	t := newTable("Feature", "Name", "Accuracy", "Position by", "Key in the source")
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: 40, WidthMaxEnforcer: text.WrapSoft}, {Number: 3, Align: text.AlignRight}, {Number: 5, WidthMax: 30}})
	for _, f := range found.Features {
		t.AppendRow(table.Row{f.Ref, f.Name, accuracyText(f), f.Method, f.Key})
	}
	tail := fmt.Sprintf("%d features\n", all)
	if more := all - len(found.Features); more > 0 {
		tail = fmt.Sprintf("%d features, %d of them not listed; --most 0 lists all\n", all, more)
	}
	return t.Render() + "\n" + tail
}

func accuracyText(f sourceFeature) string {
	switch {
	case !f.Located:
		return "not located"
	case f.Accuracy == nil:
		return "unknown"
	}
	return "± " + data.ValueText(*f.Accuracy) + " m"
}
