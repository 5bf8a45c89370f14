package geopackage

import (
	"database/sql/driver"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// selection is a query as a condition in SQL, and what SQL leaves to us.
type selection struct {
	where  string
	values []driver.Value
	bound  *orb.Bound
}

// selects finishes the condition for one row of layer.selectSQL: the R-tree keeps single
// precision and knows nothing of the antimeridian, so that it selects a little too much.
func (s selection) selects(row []driver.Value) bool {
	if s.bound == nil {
		return true
	}
	blob, ok := row[1+colGeometry].([]byte)
	return ok && meets(blob, *s.bound)
}

func (l *layer) selection(q data.Query, last int64) (selection, error) {
	sel := selection{bound: q.Bound}
	var terms []string
	if q.After > 0 {
		terms = append(terms, "fid > ?")
		sel.values = append(sel.values, q.After)
	}
	if last > 0 {
		terms = append(terms, "fid <= ?")
		sel.values = append(sel.values, last)
	}
	equal, values, err := l.equal(q.Equal)
	if err != nil {
		return sel, err
	}
	terms, sel.values = append(terms, equal...), append(sel.values, values...)
	if q.Bound != nil {
		if err := checkBound(*q.Bound); err != nil {
			return sel, err
		}
		within, values := l.within(*q.Bound)
		terms, sel.values = append(terms, within), append(sel.values, values...)
	}
	if len(terms) > 0 {
		sel.where = " WHERE " + strings.Join(terms, " AND ")
	}
	return sel, nil
}

// checkBound refuses a bound that is not one; west > east is one.
func checkBound(b orb.Bound) error {
	for _, v := range [...]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]} {
		if math.IsNaN(v - v) {
			return fmt.Errorf("%w: a bound needs four finite numbers", data.ErrInvalid)
		}
	}
	if b.Min[1] > b.Max[1] {
		return fmt.Errorf("%w: the south of a bound lies north of its north", data.ErrInvalid)
	}
	return nil
}

// within selects by the R-tree. The subquery yields ids in order, so that rows come in
// order without sorting them.
func (l *layer) within(b orb.Bound) (string, []driver.Value) {
	if !l.Spatial {
		return "0", nil
	}
	var queries []string
	var values []driver.Value
	for _, part := range geo.SplitBound(b) {
		queries = append(queries, "SELECT id FROM "+quoted(l.index)+" WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?")
		values = append(values, part.Min[0], part.Max[0], part.Min[1], part.Max[1])
	}
	if len(queries) == 0 {
		return "0", nil
	}
	return "fid IN (" + strings.Join(queries, " UNION ") + ")", values
}

// equal turns Query.Equal into conditions, in the order of the names.
func (l *layer) equal(want map[string]string) (terms []string, values []driver.Value, err error) {
	names := make([]string, 0, len(want))
	for name := range want {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		_, field, ok := l.field(name)
		if !ok {
			return nil, nil, fmt.Errorf("%w: %s have no field %q", data.ErrInvalid, l.Name, name)
		}
		v, ok := parseValue(field, want[name])
		if !ok { // no value of this field is written so
			terms = append(terms, "0")
			continue
		}
		terms, values = append(terms, quoted(name)+" = ?"), append(values, v)
	}
	return terms, values, nil
}

// parseValue turns a value written as text into one of SQLite.
func parseValue(field data.Field, text string) (driver.Value, bool) {
	switch field.Type {
	case data.Integer:
		n, err := strconv.ParseInt(text, 10, 64)
		return n, err == nil
	case data.Real:
		x, err := strconv.ParseFloat(text, 64)
		return x, err == nil && !strings.ContainsAny(text, "_xXnN")
	case data.Boolean:
		return integerOf(text == "true"), text == "true" || text == "false"
	}
	return text, true
}

// countQuery counts what q selects. Without conditions the count is kept; with a bound
// alone the R-tree counts, and rows are looked at only near the edges of the bound.
func (l *layer) countQuery(q data.Query) (string, []driver.Value, error) {
	if q.Bound == nil && len(q.Equal) == 0 {
		return l.countSQL, nil, nil
	}
	sel, err := l.selection(q, 0)
	if err != nil {
		return "", nil, err
	}
	text := "SELECT count(*) FROM " + quoted(l.Name) + sel.where
	if q.Bound == nil || !l.Spatial {
		return text, sel.values, nil
	}
	b := *q.Bound
	edges := []driver.Value{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
	if parts := geo.SplitBound(b); len(q.Equal) == 0 && len(parts) == 1 {
		return l.countIndex(parts[0], edges)
	}
	return text + " AND burialmap_meets(geom, ?, ?, ?, ?)", append(sel.values, edges...), nil
}

// The R-tree rounds outward to single precision: by less than this, in degrees.
const indexRounding = 1e-4

func (l *layer) countIndex(b orb.Bound, edges []driver.Value) (string, []driver.Value, error) {
	text := "SELECT count(*) FROM " + quoted(l.index) + ` AS r
WHERE maxx >= ?1 AND minx <= ?2 AND maxy >= ?3 AND miny <= ?4 AND
  ((maxx >= ?5 AND minx <= ?6 AND maxy >= ?7 AND miny <= ?8 AND maxx - minx < 179) OR
   (SELECT burialmap_meets(geom, ?9, ?10, ?11, ?12) FROM ` + quoted(l.Name) + " WHERE fid = r.id))"
	values := []driver.Value{
		b.Min[0], b.Max[0], b.Min[1], b.Max[1],
		b.Min[0] + indexRounding, b.Max[0] - indexRounding, b.Min[1] + indexRounding, b.Max[1] - indexRounding,
	}
	return text, append(values, edges...), nil
}
