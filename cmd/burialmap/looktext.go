package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data"
	"burialmap/data/format"
)

// printLook shows what a dry run saw: the file, its columns, what is wrong, and which
// records need a person.
func printLook(w io.Writer, l format.Look) error {
	parts := []string{l.File + ": " + strings.Join(lookHead(l), "; ")}
	for _, part := range []string{layersText(l.Layers), columnsText(l), rulesText(l.Rules), wordsText(l.Places), alikeText(l.Alike)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	_, err := io.WriteString(w, strings.Join(parts, "\n")+"\n")
	return err
}

func lookHead(l format.Look) []string {
	head := []string{l.FormatTitle}
	if l.Encoding != "" {
		head = append(head, "in "+l.Encoding)
	}
	where := map[string]string{"user": "as said", "file": "as the file says", "default": "as nothing else is said"}[l.CRS.By]
	head = append(head, fmt.Sprintf("coordinates in %s (%s)", strings.TrimSpace(l.CRS.Code+" "+l.CRS.Name), where))
	if l.CRS.Operation != "" && l.CRS.Operation != "none" {
		head = append(head, fmt.Sprintf("to WGS 84 by %s, good to %g m", l.CRS.Operation, l.CRS.Accuracy))
	}
	return append(head, "for "+l.Collection)
}

func layersText(layers []format.LayerInfo) string {
	if len(layers) < 2 {
		return ""
	}
	t := newTable("Layer", "Records", "Geometry", "Coordinates in")
	for _, l := range layers {
		records := strconv.Itoa(l.Records)
		if l.Records < 0 {
			records = "not counted"
		}
		t.AppendRow(table.Row{l.Name, records, l.Geometry, shortened(l.CRS, 40)})
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, Align: text.AlignRight}})
	return t.Render()
}

func columnsText(l format.Look) string {
	if len(l.Columns) == 0 {
		return ""
	}
	t := newTable("Column", "Fills", "Records", "Examples")
	for _, c := range l.Columns {
		t.AppendRow(table.Row{shortened(c.Name, 30), fills(c), c.Filled, shortened(strings.Join(c.Samples, " · "), 50)})
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 3, Align: text.AlignRight}})
	return t.Render()
}

// fills says what becomes of a column.
func fills(c format.Column) string {
	switch {
	case c.How == "said":
		return c.Field + " (as said)"
	case c.Field != "":
		return c.Field
	case c.How == "derived":
		return "nothing: it is computed anew"
	case len(c.Suggestions) > 0:
		return fmt.Sprintf("kept as it is; did you mean --map %s=…?", c.Suggestions[0].Field)
	}
	return "kept as it is"
}

func rulesText(rules []format.RuleCount) string {
	if len(rules) == 0 {
		return ""
	}
	t := newTable("", "Records", "Finding", "What to do")
	for _, r := range rules {
		mark := "kept"
		if r.Severity == data.Refused {
			mark = "refused"
		}
		t.AppendRow(table.Row{mark, r.Count, fmt.Sprintf("%s [%s]", r.Message, r.Rule), r.Advice})
	}
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 2, Align: text.AlignRight},
		{Number: 3, WidthMax: 60, WidthMaxEnforcer: text.WrapSoft},
		{Number: 4, WidthMax: 50, WidthMaxEnforcer: text.WrapSoft},
	})
	return t.Render()
}

func wordsText(places []format.Words) string {
	if len(places) == 0 {
		return ""
	}
	t := newTable("Record", "Place in words", "Read as", "")
	for _, p := range places {
		at, note := "not located", p.Why
		if p.Found {
			at = fmt.Sprintf("%.4f, %.4f ± %.1f km", p.Point[0], p.Point[1], p.Accuracy/1000)
			note = "a proposal; --locate-words takes it"
		}
		t.AppendRow(table.Row{p.Record, p.Words, at, note})
	}
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 2, WidthMax: 44, WidthMaxEnforcer: text.WrapSoft},
		{Number: 4, WidthMax: 50, WidthMaxEnforcer: text.WrapSoft},
	})
	return t.Render()
}

func alikeText(all []format.Alike) string {
	if len(all) == 0 {
		return ""
	}
	t := newTable("Record", "Name", "Looks like", "Apart")
	for _, a := range all {
		apart := "not known"
		if a.Distance != nil {
			apart = fmt.Sprintf("%.1f km", *a.Distance/1000)
		}
		t.AppendRow(table.Row{a.Record, a.Name, a.Ref + " " + a.RefName, apart})
	}
	return t.Render()
}

// shortened is a text cut to so many characters.
func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
