package geopackage

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"burialmap/data"
)

// Values are the distinct values of a field among the features that q selects, as text
// and sorted. Of all features, a field with an index of its own is asked by jumping from
// one value to the next.
func (s *Store) Values(ctx context.Context, q data.Query, field string) ([]string, error) {
	l, err := s.layer(q.Collection)
	if err != nil {
		return nil, err
	}
	_, f, ok := l.field(field)
	if !ok {
		return nil, fmt.Errorf("%w: %s have no field %q", data.ErrInvalid, l.Name, field)
	}
	text, args, err := l.valuesQuery(q, field)
	if err != nil {
		return nil, err
	}
	args, release := bindable(args)
	defer release()
	values := []string{}
	err = s.read(ctx, func(c *conn) error {
		return c.query(ctx, text, args, func(row []driver.Value) bool {
			if v := data.ValueText(decodeValue(&f, row[0])); v != "" {
				values = append(values, v)
			}
			return true
		})
	})
	slices.Sort(values)
	return slices.Compact(values), err
}

func (l *layer) valuesQuery(q data.Query, field string) (string, []driver.Value, error) {
	table, column := quoted(l.Name), quoted(field)
	if q.Bound == nil && whole(q) && slices.Contains(append(l.belongings(), "source"), field) {
		return "WITH RECURSIVE v(x) AS (SELECT min(" + column + ") FROM " + table + " WHERE " + column + " IS NOT NULL UNION ALL " +
			"SELECT (SELECT min(" + column + ") FROM " + table + " WHERE " + column + " > x) FROM v WHERE x IS NOT NULL) " +
			"SELECT x FROM v WHERE x IS NOT NULL", nil, nil
	}
	sel, err := l.exactly(q, 0)
	return "SELECT DISTINCT " + column + " FROM " + table + sel.where, sel.values, err
}
