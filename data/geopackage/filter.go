package geopackage

import (
	"database/sql/driver"
	"strings"

	"burialmap/data"
)

// A filter is three-valued: true, false or unknown of a feature. What it is true of and
// what it is false of can each be told from its parts, with Not changing one question into
// the other, so that no unknown is ever met in SQL:
//
//	         is true of what        is false of what
//	p AND q  both are true of       either is false of
//	p OR q   either is true of      both are false of
//	NOT p    p is false of          p is true of
//
// SQL decides the parts that it can decide as [data.Compile] does. Of others it narrows
// down what they may be true of, or false of, and Go decides row by row.

// term is a condition in SQL that is 0 or 1 and never NULL. Names in its text come from a
// closed list; all that a filter says is bound.
type term struct {
	sql    string
	values []driver.Value
	exact  bool // false: it selects what may be meant, or more
}

var (
	everything = term{sql: "1", exact: true}
	nothing    = term{sql: "0", exact: true}
	undecided  = term{sql: "1"}
)

func truth(b bool) term {
	if b {
		return everything
	}
	return nothing
}

// atLeast makes of a condition one that selects what may be meant.
func (t term) atLeast() term {
	t.exact = false
	return t
}

// every selects what all terms do, some what one of them does.
func every(terms ...term) term {
	var kept []term
	exact := true
	for _, t := range terms {
		exact = exact && t.exact
		switch t.sql {
		case nothing.sql:
			return nothing
		case everything.sql:
		default:
			kept = append(kept, t)
		}
	}
	return joined(kept, " AND ", everything, exact)
}

func some(terms ...term) term {
	var kept []term
	exact := true
	for _, t := range terms {
		exact = exact && t.exact
		switch t.sql {
		case everything.sql:
			if t.exact {
				return everything
			}
			return undecided
		case nothing.sql:
		default:
			kept = append(kept, t)
		}
	}
	return joined(kept, " OR ", nothing, exact)
}

// joined nests terms as a balanced tree: SQLite limits how deep an expression may be, and
// takes a row of a thousand for a thousand deep.
func joined(terms []term, by string, none term, exact bool) term {
	switch len(terms) {
	case 0:
		none.exact = exact
		return none
	case 1:
		return term{terms[0].sql, terms[0].values, exact}
	}
	a, b := joined(terms[:len(terms)/2], by, none, true), joined(terms[len(terms)/2:], by, none, true)
	values := append(append(make([]driver.Value, 0, len(a.values)+len(b.values)), a.values...), b.values...)
	return term{"(" + a.sql + by + b.sql + ")", values, exact}
}

// filter is the condition for what f is true of, or for what it is false of.
func (l *layer) filter(f data.Filter, want bool) term {
	switch f := f.(type) {
	case data.And:
		return l.filters(f, want, want)
	case data.Or:
		return l.filters(f, want, !want)
	case data.Not:
		return l.filter(f.Filter, !want)
	case data.Truth:
		return truth(bool(f) == want)
	case data.Comparison:
		return l.comparison(f, want)
	case data.Between:
		return l.filter(data.And{
			data.Comparison{Op: data.GreaterOrEqual, Left: f.Of, Right: f.Low},
			data.Comparison{Op: data.LessOrEqual, Left: f.Of, Right: f.High},
		}, want)
	case data.In:
		return l.in(f, want)
	case data.Like:
		return l.like(f, want)
	case data.IsNull:
		return l.isNull(f, want)
	case data.Spatial:
		return l.spatial(f, want)
	case data.Temporal:
		return l.temporal(f, want)
	case data.Array:
		return l.known(f.Left, f.Right)
	}
	return undecided
}

func (l *layer) filters(list []data.Filter, want, each bool) term {
	terms := make([]term, len(list))
	for i, f := range list {
		terms[i] = l.filter(f, want)
	}
	if each {
		return every(terms...)
	}
	return some(terms...)
}

// byFilter keeps what a filter is true of.
func (s *selection) byFilter(l *layer, f data.Filter) error {
	if f == nil {
		return nil
	}
	if err := data.CheckFilter(l.Collection, f); err != nil {
		return err
	}
	var left data.And // what SQL does not decide
	for _, part := range conjuncts(f) {
		t := l.filter(part, true)
		if !t.exact {
			left = append(left, part)
		}
		if t.sql != everything.sql {
			s.and(t.sql, t.values...)
		}
	}
	if len(left) == 0 {
		return nil
	}
	r, err := newResidual(l, left)
	if err == nil {
		s.and(r.sql, r)
	}
	return err
}

// conjuncts are conditions that are all to be true where f is.
func conjuncts(f data.Filter) (list []data.Filter) {
	and, ok := f.(data.And)
	if !ok {
		return []data.Filter{f}
	}
	for _, part := range and {
		list = append(list, conjuncts(part)...)
	}
	return list
}

// marks are n question marks.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }
