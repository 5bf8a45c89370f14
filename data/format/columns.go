package format

import (
	"slices"
	"strings"

	"burialmap/data"
)

// Column is a column of a file, or a property, tag or attribute that records have.
type Column struct {
	Name        string            `json:"name"`
	Field       string            `json:"field"`  // what it fills; empty: it is kept beside the record
	How         string            `json:"how"`    // "said", "header", "derived" (computed anew) or "none"
	Filled      int               `json:"filled"` // records that have a value in it
	Samples     []string          `json:"samples"`
	Suggestions []data.Suggestion `json:"suggestions,omitempty"`
}

const (
	maxColumns = 1000 // no honest file has more
	maxSamples = 5
	maxSample  = 80 // runes of a sample that are shown
)

// column finds or adds a column; -1 if there are too many.
func (l *looking) column(name string) int {
	if at, ok := l.columns[name]; ok {
		return at
	}
	if len(l.look.Columns) == maxColumns || name == data.FindingsColumn {
		return -1
	}
	l.columns[name] = len(l.look.Columns)
	l.look.Columns = append(l.look.Columns, Column{Name: name})
	return l.columns[name]
}

// values takes note of the values of a record, and of the columns of its position: those
// hold no value any more once they have become a geometry.
func (l *looking) values(t taken) {
	for _, list := range [][]data.Value{t.record.Values, t.record.Tags} {
		for _, v := range list {
			if at := l.column(v.Name); at >= 0 {
				l.look.Columns[at].add(data.ValueText(v.Value))
			}
		}
	}
	if t.record.Geometry == nil {
		return
	}
	for n := range l.look.Columns {
		if c := &l.look.Columns[n]; positional(l.fields(c.Name)) {
			c.Filled++
		}
	}
}

func (c *Column) add(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	c.Filled++
	if r := []rune(text); len(r) > maxSample {
		text = string(r[:maxSample]) + "…"
	}
	if len(c.Samples) < maxSamples && !slices.Contains(c.Samples, text) {
		c.Samples = append(c.Samples, text)
	}
}

func (l *looking) fields(column string) []string { return l.importing.rules.Mapping.Fields(column) }

func positional(fields []string) bool { return slices.ContainsFunc(fields, data.Positional) }

// finishColumns says what each column fills, or may be meant for.
func (l *looking) finishColumns() {
	mapping := l.importing.rules.Mapping
	for n := range l.look.Columns {
		c := &l.look.Columns[n]
		c.How = "none"
		if fields := mapping.Fields(c.Name); len(fields) > 0 {
			c.Field, c.How = fields[0], "header"
			if len(mapping.Stated(c.Name)) > 0 {
				c.How = "said"
			}
			continue
		}
		if f, ok := l.importing.rules.Collection.Field(c.Name); ok && f.Derived {
			c.How = "derived"
			continue
		}
		c.Suggestions = data.Suggest(l.importing.rules.Collection, c.Name, c.Samples)
	}
}
