package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data"
)

type historyCommand struct {
	database
	Feature string `arg:"" name:"feature" help:"Which feature, as collection/ID: sites/ID, cemeteries/ID; a plot by its id alone."`
	JSON    bool   `name:"json" help:"Print the result as JSON."`
}

// featureHistory is what happened to a feature, the newest first.
type featureHistory struct {
	Feature  string         `json:"feature"`
	Versions []data.Version `json:"versions"`
}

// Run prints what happened to a feature, also to one that was deleted.
func (c historyCommand) Run(ctx context.Context) (err error) {
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	h := featureHistory{Feature: refOf(c.Feature)}
	collection, id, _ := strings.Cut(h.Feature, "/")
	h.Versions, err = store.History(ctx, collection, id)
	if errors.Is(err, data.ErrNotFound) {
		return fmt.Errorf("there is no %s in the database, and never was", h.Feature)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(h)
	}
	fmt.Print(historyText(h))
	return nil
}

func historyText(h featureHistory) string {
	t := newTable("Revision", "When (UTC)", "By", "What", "Source", "What became different")
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 1, Align: text.AlignRight}, {Number: 4, WidthMax: 30, WidthMaxEnforcer: text.WrapSoft},
		{Number: 5, WidthMax: 24, WidthMaxEnforcer: text.WrapSoft}, {Number: 6, WidthMax: 80, WidthMaxEnforcer: text.WrapSoft},
	})
	t.Style().Options.SeparateRows = true
	for _, v := range h.Versions {
		t.AppendRow(table.Row{v.Revision, v.Time.UTC().Format(time.DateTime), v.Author, v.What, v.Source, differences(v)})
	}
	return h.Feature + "\n" + t.Render() + "\n"
}

// kindWords say what kind of thing happened, for people.
var kindWords = map[data.VersionKind]string{
	data.VersionNew:      "recorded for the first time",
	data.VersionUpdated:  "updated",
	data.VersionDeleted:  "deleted; it held",
	data.VersionRecorded: "recorded by then; nothing older is known",
	data.VersionUnkept:   "edited by another program; what was before is not known",
}

// differences are what a version changed, a line each.
func differences(v data.Version) string {
	lines := []string{kindWords[v.Kind]}
	if v.Kind == data.VersionUpdated {
		lines = nil
	}
	for _, f := range v.Fields {
		lines = append(lines, changeText(f))
	}
	if v.Moved > 0 {
		lines = append(lines, "moved by "+metres(v.Moved))
	}
	return strings.Join(lines, "\n")
}

// changeText is a field before and after. Geometries are the same in words where only
// their coordinates differ.
func changeText(f data.FieldChange) string {
	before, after := shortValue(f.Old), shortValue(f.New)
	if f.Field == "geometry" && before == after {
		return "geometry: another " + after
	}
	return fmt.Sprintf("%s: %s → %s", f.Field, before, after)
}

// shortValue is a value as text, cut where it is long, and a dash where nothing is
// recorded.
func shortValue(v any) string {
	const most = 60
	words := []rune(data.ValueText(v))
	switch {
	case len(words) == 0:
		return "–"
	case len(words) > most:
		return string(words[:most-1]) + "…"
	}
	return string(words)
}

// metres is a distance for people, to a centimetre where it is short.
func metres(m float64) string {
	if m < 100 {
		return fmt.Sprintf("%.2f m", m)
	}
	return fmt.Sprintf("%.0f m", m)
}
