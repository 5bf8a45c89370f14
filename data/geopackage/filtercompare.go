package geopackage

import (
	"database/sql/driver"
	"math"
	"strings"

	"burialmap/data"
)

// contrary is the comparison that is true where another is false, mirrored the one that
// says the same with its sides changed.
var (
	contrary = map[data.ComparisonOp]data.ComparisonOp{
		data.Equal: data.NotEqual, data.NotEqual: data.Equal, data.Less: data.GreaterOrEqual,
		data.GreaterOrEqual: data.Less, data.Greater: data.LessOrEqual, data.LessOrEqual: data.Greater,
	}
	mirrored = map[data.ComparisonOp]data.ComparisonOp{
		data.Equal: data.Equal, data.NotEqual: data.NotEqual, data.Less: data.Greater,
		data.Greater: data.Less, data.LessOrEqual: data.GreaterOrEqual, data.GreaterOrEqual: data.LessOrEqual,
	}
)

// comparison compares where both sides are known.
func (l *layer) comparison(f data.Comparison, want bool) term {
	op := f.Op
	if _, ok := contrary[op]; !ok { // this is also what guards the text of the statement
		return nothing
	}
	if !want {
		op = contrary[op]
	}
	left, right := f.Left, f.Right
	if literalOperand(left) {
		left, right, op = right, left, mirrored[op]
	}
	switch of := left.(type) {
	case data.Distance:
		return l.nearby(of, op, right)
	case data.Property:
		if t, ok := l.compareProperty(string(of), op, right); ok {
			return t
		}
	}
	return l.known(left, right)
}

func literalOperand(o data.Operand) bool {
	switch o.(type) {
	case data.TextValue, data.NumberValue, data.BooleanValue, data.InstantValue:
		return true
	}
	return false
}

// compareProperty compares a property with a literal or another property.
func (l *layer) compareProperty(name string, op data.ComparisonOp, right data.Operand) (term, bool) {
	if when, ok := right.(data.InstantValue); ok && name == "updated" {
		return updatedAbout(op, when), true
	}
	c, ok := l.column(name)
	if !ok {
		return term{}, false
	}
	if other, ok := right.(data.Property); ok {
		d, ok := l.column(string(other))
		if !ok || c.kind != d.kind { // whole numbers compare with others by rounding
			return term{}, false
		}
		return term{sql: c.and(d.and(c.value + " " + string(op) + " " + d.value)), exact: true}, true
	}
	v, ok := c.literal(right)
	return term{c.and(c.value + " " + string(op) + " ?"), []driver.Value{v}, true}, ok
}

// literal is a literal as it compares with a column; false if SQL and Go may differ on it.
func (c column) literal(o data.Operand) (driver.Value, bool) {
	switch v := o.(type) {
	case data.TextValue:
		return string(v), c.kind == textColumn
	case data.BooleanValue:
		return integerOf(bool(v)), c.kind == booleanColumn
	case data.NumberValue:
		x := float64(v)
		switch {
		case c.kind == realColumn:
			return x, !math.IsNaN(x)
		case c.kind != wholeColumn || !(math.Abs(x) < 1<<53):
			return nil, false
		case x == math.Trunc(x):
			return int64(x), true
		}
		return x, true
	}
	return nil, false
}

// in looks a property up in a list of literals at once; other lists are compared one by
// one.
func (l *layer) in(f data.In, want bool) term {
	if t, ok := l.inLiterals(f, want); ok {
		return t
	}
	terms := make([]term, len(f.List))
	for i, item := range f.List {
		terms[i] = l.comparison(data.Comparison{Op: data.Equal, Left: f.Of, Right: item}, want)
	}
	if want {
		return some(terms...)
	}
	return every(terms...)
}

func (l *layer) inLiterals(f data.In, want bool) (t term, ok bool) {
	name, ok := f.Of.(data.Property)
	if !ok {
		return t, false
	}
	c, ok := l.column(string(name))
	if !ok || len(f.List) == 0 {
		return t, false
	}
	values := make([]driver.Value, len(f.List))
	for i, item := range f.List {
		if values[i], ok = c.literal(item); !ok {
			return t, false
		}
	}
	list, values := valueList(values)
	if !want {
		list = "NOT " + list
	}
	return term{c.and(c.value + " " + list), values, true}, true
}

// valueList is IN (?, …) for some values. The number of marks is a power of two, the last
// value being said again, so that there are few different texts to prepare.
func valueList(values []driver.Value) (string, []driver.Value) {
	n := 1
	for n < len(values) {
		n *= 2
	}
	for len(values) > 0 && len(values) < n {
		values = append(values, values[len(values)-1])
	}
	return "IN (" + marks(len(values)) + ")", values
}

// like: SQLite's own LIKE takes a for A, so that patterns that text begins with, holds or
// is are asked in other words, and others by the pieces that must be there.
func (l *layer) like(f data.Like, want bool) term {
	name, isProperty := f.Of.(data.Property)
	pattern, isText := f.Pattern.(data.TextValue)
	if !isProperty || !isText {
		return l.known(f.Of)
	}
	c, ok := l.column(string(name))
	if !ok || c.kind != textColumn {
		return l.known(f.Of)
	}
	t := c.matches(splitPattern(string(pattern)))
	switch {
	case want:
		return term{c.and(t.sql), t.values, t.exact}
	case t.exact:
		return term{c.and("NOT (" + t.sql + ")"), t.values, true}
	}
	return l.known(f.Of)
}

// pattern is one of LIKE as the pieces of text between its wildcards.
type pattern struct {
	pieces  []string // the first begins the text and the last ends it
	singles bool     // there is a _ among the wildcards
}

func splitPattern(text string) (p pattern) {
	var piece strings.Builder
	escaped := false
	for _, r := range text {
		switch {
		case escaped:
			piece.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '%' || r == '_':
			p.pieces = append(p.pieces, piece.String())
			piece.Reset()
			p.singles = p.singles || r == '_'
		default:
			piece.WriteRune(r)
		}
	}
	if escaped { // by nothing
		piece.WriteByte('\\')
	}
	p.pieces = append(p.pieces, piece.String())
	return p
}

// matches is the condition that a text matches; not exact where it only may.
func (c column) matches(p pattern) term {
	first, last := p.pieces[0], p.pieces[len(p.pieces)-1]
	if len(p.pieces) == 1 {
		return term{c.value + " = ?", []driver.Value{first}, true}
	}
	var terms []term
	if first != "" {
		terms = append(terms, c.begins(first))
	}
	middle := 0
	for _, piece := range p.pieces[1:] {
		if piece != "" {
			terms = append(terms, term{"instr(" + c.value + ", ?) > 0", []driver.Value{piece}, true})
			middle++
		}
	}
	t := every(terms...)
	t.exact = !p.singles && last == "" && (middle == 0 || middle == 1 && first == "") && !strings.Contains(strings.Join(p.pieces, ""), "\x00")
	return t
}

// begins is the condition that a text begins with another: text compares byte by byte.
func (c column) begins(with string) term {
	end := []byte(with)
	for len(end) > 0 && end[len(end)-1] == 0xff {
		end = end[:len(end)-1]
	}
	if len(end) == 0 {
		return undecided
	}
	end[len(end)-1]++
	return term{"(" + c.value + " >= ? AND " + c.value + " < ?)", []driver.Value{with, string(end)}, true}
}
