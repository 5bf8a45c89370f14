package web

import (
	"context"
	"strings"

	"burialmap/data"
	"burialmap/data/cql"
)

// params are the parameters that a tile takes: of one collection any condition, of all of
// them the time.
func (t tiled) params() []string {
	if t.layer == "" {
		return []string{"f", "datetime"}
	}
	return []string{"f", "datetime", "filter", "filter-lang", "filter-crs"}
}

// tileFilters are the conditions on the features of a tile, by collection, and the text that
// tells them from others.
func (s *server) tileFilters(ctx context.Context, of tiled, p params) (map[string]data.Filter, string, error) {
	filters, key := map[string]data.Filter{}, strings.Builder{}
	for _, c := range data.Collections {
		if !c.Spatial || of.layer != "" && of.layer != c.Name {
			continue
		}
		f, err := s.condition(ctx, c, p)
		if err != nil {
			return nil, "", err
		}
		if f == nil {
			continue
		}
		filters[c.Name] = f
		key.WriteString(c.Name + ": " + cql.Text(f) + "\n")
	}
	return filters, key.String(), nil
}
