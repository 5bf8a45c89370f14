package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"burialmap/data"
)

// facetsDoc says how the features of a selection divide by their fields.
type facetsDoc struct {
	Collection    string     `json:"collection"`
	Revision      int64      `json:"revision"`
	NumberMatched int        `json:"numberMatched"`
	Facets        []facetDoc `json:"facets"`
}

// facetDoc is one field. Of values, bins and years it has those that suit the field.
type facetDoc struct {
	Field   string     `json:"field"`
	Values  []valueDoc `json:"values,omitzero"`
	Bins    []binDoc   `json:"bins,omitzero"`
	Years   []yearDoc  `json:"years,omitzero"`
	Missing int        `json:"missing"`          // features of which it was not recorded
	Others  int        `json:"others,omitempty"` // features with a value that is not listed
}

type valueDoc struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// binDoc counts what is at least From and less than To; the last bin has no end.
type binDoc struct {
	From  float64  `json:"from"`
	To    *float64 `json:"to"`
	Count int      `json:"count"`
}

// yearDoc counts the periods that surely hold some of a year, and beside them those that
// may.
type yearDoc struct {
	Year    int `json:"year"`
	Surely  int `json:"surely"`
	Perhaps int `json:"perhaps"`
}

// pickParams are the parameters that pick features of a collection: all that items know but
// for those of pages and forms.
func pickParams(c data.Collection) []string {
	names := []string{"bbox", "bbox-crs", "datetime", "q", "ids", "filter", "filter-lang", "filter-crs"}
	return append(names, fieldNames(filterFields(c))...)
}

// facets answers how the features of a selection divide by their fields.
func (s *server) facets(w http.ResponseWriter, r *http.Request) error {
	c, err := collectionOf(r)
	if err != nil {
		return err
	}
	p, err := readParams(r, append([]string{"f", "fields"}, pickParams(c)...)...)
	if err != nil {
		return err
	}
	sel := selection{collection: c, query: data.Query{Collection: c.Name}}
	for _, read := range []func(context.Context, params, *selection) error{s.readPlace, s.readCondition, readValues} {
		if err := read(r.Context(), p, &sel); err != nil {
			return err
		}
	}
	fields, err := p.facetFields(c)
	if err != nil {
		return err
	}
	o, err := s.prepare(w, r, p, asJSON)
	if err != nil || o.name == "" {
		return err
	}
	doc := facetsDoc{Collection: c.Name, Facets: []facetDoc{}}
	if doc.Revision, err = s.Store.Revision(r.Context()); err != nil {
		return err
	}
	t, err := s.Store.Tally(r.Context(), sel.query, fields)
	if err != nil {
		return err
	}
	doc.NumberMatched = t.Matched
	for _, d := range t.Facets {
		doc.Facets = append(doc.Facets, describeFacet(c, d))
	}
	return writeJSON(w, doc)
}

// facetFields are the fields asked for, each once; all that there are if none is named.
func (p params) facetFields(c data.Collection) ([]string, error) {
	known := facetNames(c)
	text, ok := p["fields"]
	if !ok {
		return known, nil
	}
	var names []string
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(known, name) {
			return nil, badParameter("fields", fmt.Sprintf("Parameter \"fields\": %s are not divided by %q, but by %s.", c.Name, shortened(name), strings.Join(known, ", ")))
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, nil
}

func facetNames(c data.Collection) []string {
	var names []string
	for _, f := range c.Facets() {
		names = append(names, f.Field)
	}
	return names
}

func describeFacet(c data.Collection, d data.Division) facetDoc {
	doc := facetDoc{Field: d.Field, Missing: d.Missing, Others: d.Others}
	facet, err := c.Facet(d.Field)
	if err != nil {
		return doc
	}
	switch facet.Kind {
	case data.ByNumber:
		doc.Bins = describeBins(d.Bins)
	case data.ByYear:
		doc.Years = make([]yearDoc, len(d.Years))
		for i, y := range d.Years {
			doc.Years[i] = yearDoc(y)
		}
	default:
		doc.Values = make([]valueDoc, len(d.Values))
		for i, v := range d.Values {
			doc.Values[i] = valueDoc(v)
		}
	}
	return doc
}

func describeBins(bins []data.Bin) []binDoc {
	docs := make([]binDoc, len(bins))
	for i, b := range bins {
		docs[i] = binDoc{From: b.From, Count: b.Count}
		if i > 0 {
			docs[i-1].To = &docs[i].From
		}
	}
	return docs
}
