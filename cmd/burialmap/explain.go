package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"burialmap/data"
	"burialmap/data/detect"
)

// refOf is the feature that an argument names: a plot if it does not say otherwise.
func refOf(id string) string {
	if collection, _, ok := strings.Cut(id, "/"); ok {
		if _, known := data.CollectionNamed(collection); known {
			return id
		}
	}
	return data.Plots.Name + "/" + id
}

// pairOf is a recorded overlap of a burial.
type pairOf struct {
	other       string
	class       string
	probability *float64
	relation    string
}

// overlapsOf are the recorded overlaps of a burial, the most probable first.
func overlapsOf(ctx context.Context, store data.Store, ref string) ([]pairOf, error) {
	var list []pairOf
	for field, other := range map[string]string{"pow": "civilian", "civilian": "pow"} {
		for f, err := range store.Features(ctx, data.Query{Collection: data.Overlaps.Name, Equal: map[string]string{field: ref}}) {
			if err != nil {
				return nil, err
			}
			p := pairOf{other: f.Text(other), class: f.Text("class"), relation: f.Text("relation")}
			if v, ok := f.Properties["probability"].(float64); ok {
				p.probability = &v
			}
			list = append(list, p)
		}
	}
	rank := func(p pairOf) int { return slices.Index(data.Classes, p.class) }
	slices.SortFunc(list, func(a, b pairOf) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(known(b.probability), known(a.probability)), cmp.Compare(a.other, b.other))
	})
	return list, nil
}

// nothingToExplain says why a burial has no overlap.
func nothingToExplain(ctx context.Context, store data.Store, ref string) error {
	collection, id, _ := strings.Cut(ref, "/")
	if _, err := store.Feature(ctx, collection, id); errors.Is(err, data.ErrNotFound) {
		return fmt.Errorf("there is no %s in the database", ref)
	} else if err != nil {
		return err
	}
	return fmt.Errorf("%s has no recorded overlap: nothing on the other side meets it, lies within a metre, or shares ground with 5 %% probability; --with ID explains a pair all the same", ref)
}

// sourceTitles are the titles of the sources that an explanation names.
func sourceTitles(ctx context.Context, store data.Store, e detect.Explanation) (map[string]string, error) {
	titles := map[string]string{}
	for _, r := range e.Reasons {
		if r.Source == "" {
			continue
		}
		f, err := store.Feature(ctx, data.Sources.Name, r.Source)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return nil, err
		}
		titles[r.Source] = cmp.Or(f.Text("citation"), f.Text("title"), "not recorded")
	}
	return titles, nil
}

// explanationText is the whole account of a pair, for people.
func explanationText(e detect.Explanation, titles map[string]string) string {
	var b strings.Builder
	section := func(title, body string) { fmt.Fprintf(&b, "%s\n%s\n\n", title, strings.TrimRight(body, "\n")) }
	section("The two burials", recordsText(e))
	section("As recorded, taken as exact", crispText(e))
	section("How well the one is known relative to the other", errorsText(e))
	section("What follows", figuresText(e))
	section("Reasons", reasonsText(e))
	if len(titles) > 0 {
		section("Sources", sourcesText(titles))
	}
	fmt.Fprintf(&b, "Method %s; docs/METHODS.md says how each number is computed.\n", e.Method)
	return b.String()
}

func recordsText(e detect.Explanation) string {
	t := newTable("", "prisoners'", "civilian")
	row := func(name string, of func(detect.PartyAccount) string) {
		t.AppendRow(table.Row{name, of(e.Pow), of(e.Civilian)})
	}
	row("record", func(p detect.PartyAccount) string { return p.Ref })
	row("name", func(p detect.PartyAccount) string { return cmp.Or(p.Name, "–") })
	row("period", func(p detect.PartyAccount) string { return cmp.Or(p.Period, "not recorded") })
	row("recorded as", func(p detect.PartyAccount) string { return p.RecordsAs })
	row("middle, lon lat", func(p detect.PartyAccount) string { return fmt.Sprintf("%.6f %.6f", p.Position[0], p.Position[1]) })
	row("ground taken", func(p detect.PartyAccount) string { return fmt.Sprintf("%.3f m²", p.GroundM2) })
	row("position by", func(p detect.PartyAccount) string { return strings.ReplaceAll(p.Method, "_", " ") })
	row("source", func(p detect.PartyAccount) string { return cmp.Or(p.Source, "not recorded") })
	row("invented", func(p detect.PartyAccount) string {
		if p.Fictional {
			return "yes"
		}
		return "no"
	})
	return t.Render()
}

func crispText(e detect.Explanation) string {
	t := newTable("", "")
	t.ResetHeaders()
	t.AppendRow(table.Row{"relation", relationWords[e.Relation]})
	t.AppendRow(table.Row{"distance", fmt.Sprintf("%.3f m", e.DistanceM)})
	t.AppendRow(table.Row{"shared area", fmt.Sprintf("%.3f m²: %.1f %% of the prisoners', %.1f %% of the civilian", e.AreaM2, 100*e.PowFraction, 100*e.CivilianFraction)})
	t.AppendRow(table.Row{"offset, middle to middle", fmt.Sprintf("%+.3f m east, %+.3f m north", e.East, e.North)})
	return t.Render()
}

func errorsText(e detect.Explanation) string {
	t := newTable("independent error of", "side", "95 % radius", "σ = r/2.4477", "σ²")
	for _, term := range e.Terms {
		t.AppendRow(table.Row{term.Of, term.Side, fmt.Sprintf("%.3f m", term.AccuracyM), fmt.Sprintf("%.4f m", term.SigmaM), fmt.Sprintf("%.4f m²", term.SigmaM*term.SigmaM)})
	}
	if e.SigmaM > 0 {
		t.AppendFooter(table.Row{"the offset", "", fmt.Sprintf("%.3f m", e.AccuracyM), fmt.Sprintf("%.4f m", e.SigmaM), fmt.Sprintf("%.4f m²", e.SigmaM*e.SigmaM)})
	}
	lines := []string{t.Render()}
	for _, key := range e.Cancels {
		lines = append(lines, "shared by both, and so of no account: "+key)
	}
	if e.SigmaM == 0 {
		lines = append(lines, "unknown: an accuracy is not stated")
	}
	return strings.Join(lines, "\n")
}

func figuresText(e detect.Explanation) string {
	t := newTable("", "value", "computed to within")
	figure := func(name string, f detect.Figure, format string) {
		t.AppendRow(table.Row{name, fmt.Sprintf(format, f.Value), fmt.Sprintf("%.1g", f.Error)})
	}
	if e.SigmaM > 0 {
		if e.Account.SumCorners > 0 {
			t.AppendRow(table.Row{"offsets at which they meet (Minkowski sum)", fmt.Sprintf("%.3f m², %d corners", e.Account.SumM2, e.Account.SumCorners), ""})
		} else {
			t.AppendRow(table.Row{"convex parts that can meet", fmt.Sprintf("%d and %d", e.Account.PartsA, e.Account.PartsB), ""})
		}
		t.AppendRow(table.Row{"at most, one right on top of the other", fmt.Sprintf("%.6f", e.MostProbability), "an upper bound"})
		figure("probability that they share ground", e.Probability, "%.6f")
		figure(fmt.Sprintf("probability that they share %g m² or more", e.LeastAreaM2), e.AreaProbability, "%.4f")
		figure("expected shared area, m²", e.ExpectedAreaM2, "%.4f")
	}
	class := fmt.Sprintf("%s (%s)", strings.ReplaceAll(e.Class, "_", " "), classRanges[e.Class])
	t.AppendRow(table.Row{"class", class, ""})
	t.AppendRow(table.Row{"time", strings.ReplaceAll(e.TimeRelation, "_", " "), ""})
	text := t.Render()
	if !e.Recorded {
		text += "\nToo far apart to be recorded: they neither meet, nor lie within a metre, nor reach 5 %."
	}
	return text
}

func reasonsText(e detect.Explanation) string {
	var b strings.Builder
	for i, r := range e.Reasons {
		fmt.Fprintf(&b, "%2d. %s\n", i+1, r.Text())
	}
	return b.String()
}

func sourcesText(titles map[string]string) string {
	var lines []string
	for id, title := range titles {
		lines = append(lines, fmt.Sprintf("%s: %s", id, title))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// othersText lists the other overlaps of the burial.
func othersText(ref, with string, pairs []pairOf) string {
	t := newTable("Other overlaps of "+ref, "Class", "Probability", "As recorded")
	n := 0
	for _, p := range pairs {
		if p.other == with {
			continue
		}
		probability := ""
		if p.probability != nil {
			probability = chance(*p.probability)
		}
		if n++; n <= 20 {
			t.AppendRow(table.Row{p.other, strings.ReplaceAll(p.class, "_", " "), probability, relationWords[p.relation]})
		}
	}
	switch {
	case n == 0:
		return ""
	case n > 20:
		t.AppendRow(table.Row{fmt.Sprintf("… and %d more", n-20), "", "", ""})
	}
	return "\n" + t.Render() + "\n--with ID explains one of them\n"
}
