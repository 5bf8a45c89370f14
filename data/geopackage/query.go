package geopackage

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// selection is a query as a condition in SQL, and what SQL leaves to us.
type selection struct {
	where  string
	values []driver.Value // and residuals: see bindable
	area   area           // nil for everywhere
}

// selection turns a query into SQL, all but its bound. last, if positive, is the greatest
// FID to look at.
func (l *layer) selection(q data.Query, last int64) (selection, error) {
	var sel selection
	if last > 0 {
		sel.and("fid <= ?", last)
	}
	if err := l.compare(&sel, q.Equal, "0", " = ?"); err != nil {
		return sel, err
	}
	if err := l.compare(&sel, q.Except, "1", " IS NOT ?"); err != nil {
		return sel, err
	}
	sel.byIDs(q.IDs)
	sel.byFIDs(q.FIDs)
	sel.byWords(l, q.Words)
	if q.Bound != nil {
		if err := checkBound(*q.Bound); err != nil {
			return sel, err
		}
		sel.area = newArea(*q.Bound)
	}
	return sel, sel.byFilter(l, q.Filter)
}

// byIDs keeps what has one of the ids, if any are given.
func (s *selection) byIDs(ids []string) {
	if ids != nil {
		s.among("id", len(ids), ids, func(i int) driver.Value { return ids[i] })
	}
}

// byFIDs keeps what has one of the FIDs, if any are given.
func (s *selection) byFIDs(fids []int64) {
	if fids != nil {
		s.among("fid", len(fids), fids, func(i int) driver.Value { return fids[i] })
	}
}

// bindAtMost is how many values of a list are bound one by one. More come as JSON.
const bindAtMost = 1 << 10

// among keeps the rows whose column holds one of n values, which list holds.
func (s *selection) among(column string, n int, list any, at func(int) driver.Value) {
	if n > bindAtMost {
		b, err := json.Marshal(list)
		if err != nil { // cannot happen: they are texts or numbers
			panic(err)
		}
		s.and(column+" IN (SELECT value FROM json_each(?))", string(b))
		return
	}
	values := make([]driver.Value, n)
	for i := range values {
		values[i] = at(i)
	}
	text, values := valueList(values)
	s.and(column+" "+text, values...)
}

func (s *selection) and(term string, values ...driver.Value) {
	if s.where == "" {
		s.where = " WHERE " + term
	} else {
		s.where += " AND " + term
	}
	s.values = append(s.values, values...)
}

// byIndex looks for the rows by the R-tree. The subquery yields ids in order, so that
// rows come in order without being sorted.
func (s *selection) byIndex(l *layer) {
	text, values := l.indexed(s.area)
	s.and("fid IN ("+text+")", values...)
}

// byRow looks at every row. That is faster where most of them are selected and few are
// wanted.
func (s *selection) byRow(b orb.Bound) {
	s.and("burialmap_meets(geom, ?, ?, ?, ?)", b.Min[0], b.Min[1], b.Max[0], b.Max[1])
}

// indexed is the query for the ids of all that may meet an area.
func (l *layer) indexed(a area) (string, []driver.Value) {
	if !l.Spatial || len(a) == 0 {
		return "SELECT 0 WHERE 0", nil
	}
	one := "SELECT id FROM " + quoted(l.index) + " WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"
	text := one + strings.Repeat(" UNION "+one, len(a)-1)
	var values []driver.Value
	for _, part := range a {
		values = append(values, part.Min[0], part.Max[0], part.Min[1], part.Max[1])
	}
	return text, values
}

// compare turns Query.Equal or Query.Except into conditions, in the order of the names.
// never is the condition for a value that no feature has.
func (l *layer) compare(sel *selection, want map[string]string, never, operator string) error {
	names := make([]string, 0, len(want))
	for name := range want {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		_, field, ok := l.field(name)
		if !ok {
			return fmt.Errorf("%w: %s have no field %q", data.ErrInvalid, l.Name, name)
		}
		v, ok := parseValue(field, want[name])
		if !ok { // no value of this field is written so
			sel.and(never)
			continue
		}
		sel.and(quoted(name)+operator, v)
	}
	return nil
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

// whole reports whether a query asks for all features, or all within its bound.
func whole(q data.Query) bool {
	return len(q.Equal) == 0 && len(q.Except) == 0 && q.IDs == nil && q.FIDs == nil && q.Words == "" && q.Filter == nil
}

// countQuery counts what q selects. Without conditions the count is kept; with a bound
// alone the R-tree counts.
func (l *layer) countQuery(q data.Query) (string, []driver.Value, error) {
	if q.Bound == nil && whole(q) {
		return l.countSQL, nil, nil
	}
	sel, err := l.exactly(q, 0)
	if err == nil && whole(q) && l.Spatial && len(sel.area) == 1 {
		text, values := l.countIndex(sel.area[0])
		return text, values, nil
	}
	return "SELECT count(*) FROM " + quoted(l.Name) + sel.where, sel.values, err
}

// exactly is a selection that leaves nothing to us: SQL selects neither more nor less.
func (l *layer) exactly(q data.Query, last int64) (selection, error) {
	sel, err := l.selection(q, last)
	switch {
	case err != nil || q.Bound == nil:
	case l.Spatial:
		sel.byIndex(l)
		sel.byRow(*q.Bound)
	default:
		sel.and("0")
	}
	return sel, err
}

// The R-tree rounds outward to single precision: by less than this, in degrees.
const indexRounding = 1e-4

// countIndex counts by the R-tree. If the bound holds the whole extent, everything with
// a place counts; rows are looked at only near the edges of the bound, and if they may
// lie on both sides of the antimeridian.
func (l *layer) countIndex(b orb.Bound) (string, []driver.Value) {
	index := quoted(l.index)
	text := "SELECT CASE WHEN EXISTS (SELECT 1 FROM gpkg_contents WHERE table_name=" + literal(l.Name) +
		` AND min_x >= ?1 AND max_x <= ?2 AND min_y >= ?3 AND max_y <= ?4)
THEN (SELECT count(*) FROM ` + quoted(l.index+"_rowid") + `)
ELSE (SELECT count(*) FROM ` + index + ` AS r WHERE maxx >= ?1 AND minx <= ?2 AND maxy >= ?3 AND miny <= ?4 AND
  ((maxx >= ?5 AND minx <= ?6 AND maxy >= ?7 AND miny <= ?8 AND maxx - minx < 179) OR
   (SELECT burialmap_meets(geom, ?1, ?3, ?2, ?4) FROM ` + quoted(l.Name) + ` WHERE fid = r.id))) END`
	return text, []driver.Value{
		b.Min[0], b.Max[0], b.Min[1], b.Max[1],
		b.Min[0] + indexRounding, b.Max[0] - indexRounding, b.Min[1] + indexRounding, b.Max[1] - indexRounding,
	}
}
