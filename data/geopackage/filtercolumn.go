package geopackage

import (
	"slices"

	"burialmap/data"
)

// column is a property as SQL sees it. Other programs may have written values of another
// type, which are read as if nothing had been recorded (see [layer.decode]): known says in
// SQL, with 0 or 1, whether something was. It is "" where something always is.
type column struct {
	value string // what compares
	known string
	kind  columnKind
}

// columnKind says what compares with what.
type columnKind int

const (
	textColumn columnKind = iota + 1
	wholeColumn
	realColumn
	booleanColumn
)

// greatest is the greatest finite number.
const greatest = "1.7976931348623157e308"

// column finds the column of a property that compares.
func (l *layer) column(name string) (column, bool) {
	switch name {
	case "id":
		return column{"id", "id IS NOT NULL", textColumn}, true
	case "revision":
		return column{"revision", "typeof(revision) = 'integer'", wholeColumn}, true
	}
	i, f, ok := l.field(name)
	if !ok || f.Type == data.JSON {
		return column{}, false
	}
	c := columnOf(f, i >= firstField+len(l.Fields))
	if c.kind == textColumn && c.value == quoted(name) && name != "source" && name != "source_key" && !slices.Contains(l.belongings(), name) {
		// A blob is read as text. Where there is an index it is not looked for.
		c.value = "CAST(" + c.value + " AS TEXT)"
	}
	return c, true
}

// columnOf is the column of a field. What says nothing of a location was not recorded,
// as [data.Location.Value] has it.
func columnOf(f data.Field, ofLocation bool) column {
	c := quoted(f.Name)
	switch {
	case f.Name == "location_method" && ofLocation:
		return column{"coalesce(nullif(CAST(" + c + " AS TEXT), ''), " + literal(data.MethodUnknown) + ")", "", textColumn}
	case f.Name == "fictional" && ofLocation:
		return column{"(typeof(" + c + ") = 'integer' AND " + c + " <> 0)", "", booleanColumn}
	case f.Name == "accuracy_m" && ofLocation:
		return column{c, "(typeof(" + c + ") IN ('real', 'integer') AND " + c + " > 0 AND " + c + " <= " + greatest + ")", realColumn}
	}
	switch f.Type {
	case data.Integer:
		return column{c, "typeof(" + c + ") = 'integer'", wholeColumn}
	case data.Real:
		return column{c, "(typeof(" + c + ") IN ('real', 'integer') AND " + c + " BETWEEN -" + greatest + " AND " + greatest + ")", realColumn}
	case data.Boolean:
		return column{"(" + c + " <> 0)", "typeof(" + c + ") = 'integer'", booleanColumn}
	}
	if ofLocation {
		return column{c, "(" + c + " IS NOT NULL AND " + c + " NOT IN ('', x''))", textColumn}
	}
	return column{c, c + " IS NOT NULL", textColumn}
}

// and is a condition on the value of a column, where there is one.
func (c column) and(sql string) string {
	if c.known == "" {
		return sql
	}
	return "(" + c.known + " AND " + sql + ")"
}

// known is the condition that all properties among some operands were recorded: without
// them, nothing that compares them is either true or false.
func (l *layer) known(operands ...data.Operand) term {
	var terms []term
	for _, o := range operands {
		terms = append(terms, l.knownOne(o))
	}
	return every(terms...).atLeast()
}

func (l *layer) knownOne(o data.Operand) term {
	switch o := o.(type) {
	case data.Property:
		return l.recorded(string(o))
	case data.CaseI:
		return l.knownOne(o.Of)
	case data.AccentI:
		return l.knownOne(o.Of)
	case data.Distance:
		return l.known(o.Left, o.Right)
	}
	return undecided
}

// recorded is the condition that a property was recorded, or may have been.
func (l *layer) recorded(name string) term {
	if name == "geometry" {
		return term{sql: "geom IS NOT NULL"}
	}
	if c, ok := l.column(name); ok {
		if c.known == "" {
			return everything
		}
		return term{sql: c.known, exact: true}
	}
	if _, _, ok := l.field(name); ok {
		return term{sql: quoted(name) + " IS NOT NULL"}
	}
	return undecided
}

// isNull is never unknown.
func (l *layer) isNull(f data.IsNull, want bool) term {
	name, ok := f.Of.(data.Property)
	if !ok {
		return undecided
	}
	there := l.recorded(string(name))
	switch {
	case !want:
		return there
	case there.exact:
		return term{sql: "NOT (" + there.sql + ")", exact: true}
	case name == "geometry" && l.Spatial:
		// What lies in the R-tree can be read. An empty geometry is one too.
		return term{sql: "(geom IS NULL OR fid NOT IN (SELECT id FROM " + quoted(l.index) + "))"}
	}
	return undecided
}
