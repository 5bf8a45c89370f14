package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data"
	"burialmap/data/detect"
)

// summaryText is what a search has found, for people.
func summaryText(s detect.Summary) string {
	head := fmt.Sprintf("%d prisoners' and %d civilian burials compared; %d pairs recorded: %d new, %d updated, %d unchanged, %d deleted\n",
		s.Pow, s.Civilian, s.Pairs, s.New, s.Updated, s.Unchanged, s.Deleted)
	t := newTable("Do they share ground?", "Probability", "Pairs")
	for _, class := range data.Classes {
		t.AppendRow(table.Row{strings.ReplaceAll(class, "_", " "), classRanges[class], s.ByClass[class]})
	}
	t.AppendSeparator()
	for _, relation := range data.Relations {
		t.AppendRow(table.Row{"as recorded: " + relationWords[relation], "", s.ByRelation[relation]})
	}
	if len(s.LeftOut) > 0 {
		t.AppendSeparator()
	}
	for _, reason := range slices.Sorted(maps.Keys(s.LeftOut)) {
		t.AppendRow(table.Row{"not compared: " + leftOutWords[reason], "", s.LeftOut[reason]})
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, Align: text.AlignRight}, {Number: 3, Align: text.AlignRight}})
	return head + t.Render() + "\n"
}

func newTable(columns ...any) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header, t.Style().Format.Footer = text.FormatDefault, text.FormatDefault
	t.AppendHeader(columns)
	return t
}

// classRanges are the probabilities of each of data.Classes.
var classRanges = map[string]string{
	"certain":      "≥ 95 %",
	"probable":     "50–95 %",
	"possible":     "5–50 %",
	"unlikely":     "< 5 %",
	"not_assessed": "cannot be told",
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

var leftOutWords = map[string]string{
	"not_located":       "without position",
	"no_outline":        "nothing says how much ground it takes up",
	"occupancy_unknown": "nobody has recorded who lies there",
}

// worstPlace is a site or cemetery with what its overlaps come to.
type worstPlace struct {
	Ref         string   `json:"ref"`
	Name        string   `json:"name,omitempty"`
	Class       string   `json:"class"`
	Pairs       int64    `json:"pairs"`
	Probability *float64 `json:"probability,omitempty"`
	Error       float64  `json:"probability_error,omitempty"`
	ExpectedM2  float64  `json:"shared_area_expected_m2,omitempty"`
	P05M2       float64  `json:"shared_area_p05_m2,omitempty"`
	P95M2       float64  `json:"shared_area_p95_m2,omitempty"`
	Fictional   bool     `json:"fictional,omitempty"`
}

// worstPlaces are at most n sites and cemeteries with overlaps: by class, then by the
// probability that anything is shared, then by how much is to be expected. What could not
// be assessed comes last.
func worstPlaces(ctx context.Context, store data.Store, n int) ([]worstPlace, error) {
	list := []worstPlace{}
	for _, collection := range []string{data.Sites.Name, data.Cemeteries.Name} {
		for f, err := range store.Features(ctx, data.Query{Collection: collection}) {
			if err != nil {
				return nil, err
			}
			if f.Text("overlap_class") != "" {
				list = append(list, placeOf(f))
			}
		}
	}
	rank := func(p worstPlace) int { return slices.Index(data.Classes, p.Class) }
	slices.SortStableFunc(list, func(a, b worstPlace) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(known(b.Probability), known(a.Probability)),
			cmp.Compare(b.ExpectedM2, a.ExpectedM2), cmp.Compare(a.Ref, b.Ref))
	})
	return list[:min(max(n, 0), len(list))], nil
}

func known(p *float64) float64 {
	if p == nil {
		return -1
	}
	return *p
}

func placeOf(f data.Feature) worstPlace {
	number := func(field string) float64 {
		v, _ := f.Properties[field].(float64)
		return v
	}
	p := worstPlace{
		Ref: f.Ref(), Name: cmp.Or(f.Text("name_en"), f.Text("name")), Class: f.Text("overlap_class"), Fictional: f.Location.Fictional,
		Error: number("overlap_probability_error"), ExpectedM2: number("shared_area_expected_m2"),
		P05M2: number("shared_area_p05_m2"), P95M2: number("shared_area_p95_m2"),
	}
	p.Pairs, _ = f.Properties["overlap_pairs"].(int64)
	if v, ok := f.Properties["overlap_probability"].(float64); ok {
		p.Probability = &v
	}
	return p
}

func worstText(list []worstPlace) string {
	if len(list) == 0 {
		return ""
	}
	t := newTable("Site or cemetery", "Highest class", "Pairs", "Any shared", "Expected", "5–95 %")
	for _, p := range list {
		name := p.Ref
		if p.Name != "" {
			name = p.Name + "\n" + p.Ref
		}
		row := table.Row{name, strings.ReplaceAll(p.Class, "_", " "), p.Pairs, "cannot be told", "", ""}
		if p.Probability != nil {
			row[3] = chance(*p.Probability)
			row[4] = fmt.Sprintf("%.2f m²", p.ExpectedM2)
			row[5] = fmt.Sprintf("%.2f–%.2f m²", p.P05M2, p.P95M2)
		}
		t.AppendRow(row)
	}
	right := text.AlignRight
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 1, WidthMax: 60, WidthMaxEnforcer: text.WrapSoft}, {Number: 3, Align: right}, {Number: 4, Align: right}, {Number: 5, Align: right}, {Number: 6, Align: right},
	})
	t.Style().Options.SeparateRows = true
	return t.Render() + "\n"
}

// chance is a probability in percent, never rounded to certainty, nor to none.
func chance(p float64) string {
	switch {
	case p < 0.001:
		return "< 0.1 %"
	case p > 0.999:
		return "> 99.9 %"
	}
	return fmt.Sprintf("%.1f %%", 100*p)
}
