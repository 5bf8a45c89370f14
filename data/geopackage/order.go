package geopackage

import (
	"database/sql/driver"
	"fmt"
	"math"
	"slices"
	"strings"

	"burialmap/data"
)

// sorting is an order of features: by its keys, and by FID where they are equal. NULL
// comes last either way.
type sorting []sortKey

type sortKey struct {
	value      string // in SQL; NULL for what was not recorded
	kind       columnKind
	descending bool
}

func (l *layer) sorting(orders []data.Order) (sorting, error) {
	var by sorting
	for _, o := range orders {
		_, f, isField := l.field(o.Field)
		c, ok := l.column(o.Field)
		if !ok || !isField && o.Field != "id" {
			if f.Type == data.JSON {
				return nil, fmt.Errorf("%w: %s do not sort by %q, which holds more than one value", data.ErrInvalid, l.Name, o.Field)
			}
			return nil, fmt.Errorf("%w: %s have no field %q", data.ErrInvalid, l.Name, o.Field)
		}
		by = append(by, sortKey{c.orNull(), c.kind, o.Descending})
	}
	return by, nil
}

// orNull is the value of a column, NULL where nothing was recorded.
func (c column) orNull() string {
	if c.known == "" || strings.HasSuffix(c.known, " IS NOT NULL") {
		return c.value // which is NULL itself, and which an index may hold
	}
	return "CASE WHEN " + c.known + " THEN " + c.value + " END"
}

// sql is the order as a clause.
func (by sorting) sql() string {
	var b strings.Builder
	b.WriteString(" ORDER BY ")
	for _, k := range by {
		b.WriteString(k.value)
		if k.descending {
			b.WriteString(" DESC")
		}
		b.WriteString(" NULLS LAST, ")
	}
	b.WriteString("fid")
	return b.String()
}

// after is the condition for what comes after a feature with these values and this FID.
func (by sorting) after(values []any, fid int64) (term, error) {
	if len(values) != len(by) {
		return term{}, fmt.Errorf("%w: a page that is sorted by %d fields goes on after %d values", data.ErrInvalid, len(by), len(values))
	}
	t := term{"fid > ?", []driver.Value{fid}, true}
	for i, key := range slices.Backward(by) {
		v, err := key.afterValue(values[i])
		if err != nil {
			return term{}, err
		}
		t = key.after(v, t)
	}
	return t, nil
}

// after is the condition for what comes after a value, or is equal and meets another
// condition.
func (k sortKey) after(v driver.Value, ties term) term {
	if v == nil {
		return term{"(" + k.value + " IS NULL AND " + ties.sql + ")", ties.values, true}
	}
	past := " > ?"
	if k.descending {
		past = " < ?"
	}
	return term{
		"(" + k.value + past + " OR " + k.value + " IS NULL OR " + k.value + " = ? AND " + ties.sql + ")",
		append([]driver.Value{v, v}, ties.values...), true,
	}
}

// afterValue is a value of a feature as it compares with a key.
func (k sortKey) afterValue(v any) (driver.Value, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case string:
		if k.kind == textColumn {
			return x, nil
		}
	case bool:
		if k.kind == booleanColumn {
			return integerOf(x), nil
		}
	case int64:
		if k.kind == wholeColumn || k.kind == realColumn {
			return x, nil
		}
	case float64:
		if (k.kind == wholeColumn || k.kind == realColumn) && !math.IsNaN(x) {
			return x, nil
		}
	}
	return nil, fmt.Errorf("%w: a page does not go on after the value %v (%T)", data.ErrInvalid, v, v)
}
