package gpkg

import (
	"database/sql/driver"
	"strings"

	"burialmap/data/format"
)

// carriedTable is where the package that a team carries says which plan and data it was made
// of (web/fieldkit).
const carriedTable = "field_plan"

// carried reads it; nil if the file is no such package.
func (f *file) carried(c *contents) (*format.Carried, error) {
	for _, l := range c.layers {
		if l.name != carriedTable || !l.has("plan", "title", "plan_revision", "data_revision") {
			continue
		}
		var found *format.Carried
		err := f.query(f.ctx, "SELECT plan, title, plan_revision, data_revision FROM "+quoted(carriedTable)+" LIMIT 1", func(row []driver.Value) bool {
			found = &format.Carried{Plan: textOf(row[0]), Title: textOf(row[1])}
			found.PlanRevision, _ = row[2].(int64)
			found.DataRevision, _ = row[3].(int64)
			return false
		})
		return found, err
	}
	return nil, nil
}

// has reports whether a layer has columns of these names.
func (l *layer) has(names ...string) bool {
	for _, name := range names {
		found := false
		for _, c := range l.columns {
			found = found || strings.EqualFold(c.name, name)
		}
		if !found {
			return false
		}
	}
	return true
}
