package cql

import (
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// Text writes a filter in CQL2 Text, always in the same way. Reading it gives the filter
// again.
func Text(f data.Filter) string {
	var w writer
	w.filter(f)
	return w.String()
}

type writer struct{ strings.Builder }

func (w *writer) write(parts ...string) {
	for _, s := range parts {
		w.WriteString(s)
	}
}

func (w *writer) filter(f data.Filter) {
	switch f := f.(type) {
	case data.And:
		w.joined(f, " AND ", "TRUE")
	case data.Or:
		w.joined(f, " OR ", "FALSE")
	case data.Not:
		w.not(f.Filter)
	case data.Comparison:
		w.operand(f.Left)
		w.write(" ", string(f.Op), " ")
		w.operand(f.Right)
	case data.Between, data.In, data.Like, data.IsNull:
		w.about(f, "")
	case data.Spatial:
		w.function(f.Op, f.Left, f.Right)
	case data.Temporal:
		w.function(f.Op, f.Left, f.Right)
	case data.Array:
		w.function(f.Op, f.Left, f.Right)
	case data.Truth:
		w.write(strings.ToUpper(strconv.FormatBool(bool(f))))
	}
}

// joined writes conditions with a keyword between them, or what none of them is.
func (w *writer) joined(list []data.Filter, keyword, none string) {
	switch len(list) {
	case 0:
		w.write(none)
		return
	case 1:
		w.filter(list[0])
		return
	}
	for i, f := range list {
		if i > 0 {
			w.write(keyword)
		}
		w.enclosed(f)
	}
}

// enclosed writes a condition in brackets if it consists of several.
func (w *writer) enclosed(f data.Filter) {
	switch f.(type) {
	case data.And, data.Or:
		w.write("(")
		w.filter(f)
		w.write(")")
	default:
		w.filter(f)
	}
}

func (w *writer) not(f data.Filter) {
	switch f.(type) {
	case data.Between, data.In, data.Like, data.IsNull:
		w.about(f, "NOT ")
	case data.Truth, data.Spatial, data.Temporal, data.Array:
		w.write("NOT ")
		w.filter(f)
	default:
		w.write("NOT (")
		w.filter(f)
		w.write(")")
	}
}

// about writes a condition that has its NOT in the middle.
func (w *writer) about(f data.Filter, not string) {
	switch f := f.(type) {
	case data.Between:
		w.operand(f.Of)
		w.write(" ", not, "BETWEEN ")
		w.operand(f.Low)
		w.write(" AND ")
		w.operand(f.High)
	case data.In:
		w.operand(f.Of)
		w.write(" ", not, "IN (")
		w.operands(f.List)
		w.write(")")
	case data.Like:
		w.operand(f.Of)
		w.write(" ", not, "LIKE ")
		w.operand(f.Pattern)
	case data.IsNull:
		w.operand(f.Of)
		w.write(" IS ", not, "NULL")
	}
}

func (w *writer) operands(list []data.Operand) {
	for i, o := range list {
		if i > 0 {
			w.write(", ")
		}
		w.operand(o)
	}
}

func (w *writer) function(name string, args ...data.Operand) {
	w.write(name, "(")
	w.operands(args)
	w.write(")")
}

func (w *writer) operand(o data.Operand) {
	switch o := o.(type) {
	case data.Property:
		w.write(nameText(string(o)))
	case data.TextValue:
		w.write(quoted(string(o)))
	case data.NumberValue:
		w.write(numberText(float64(o)))
	case data.BooleanValue:
		w.write(strings.ToUpper(strconv.FormatBool(bool(o))))
	case data.GeometryValue:
		w.geometry(o.Geometry)
	case data.InstantValue:
		name := "TIMESTAMP"
		if o.Day {
			name = "DATE"
		}
		w.write(name, "(", quoted(writeInstant(o)), ")")
	case data.IntervalValue:
		w.write("INTERVAL(")
		w.end(o.Start)
		w.write(", ")
		w.end(o.End)
		w.write(")")
	case data.ListValue:
		w.write("[")
		w.operands(o)
		w.write("]")
	case data.CaseI:
		w.function("CASEI", o.Of)
	case data.AccentI:
		w.function("ACCENTI", o.Of)
	case data.Distance:
		w.function("distance", o.Left, o.Right)
	}
}

// end writes an end of an interval.
func (w *writer) end(o data.Operand) {
	switch o := o.(type) {
	case nil:
		w.write("'..'")
	case data.InstantValue:
		w.write(quoted(writeInstant(o)))
	default:
		w.operand(o)
	}
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// nameText is the name of a property, in quotes if it could not be read without.
func nameText(name string) string {
	if name != "" && nameLength(name) == len(name) && startsName([]rune(name)[0]) && !isKeyword(name) {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

func numberText(x float64) string {
	if a := math.Abs(x); a != 0 && (a < 1e-7 || a >= 1e21) {
		return strings.ToUpper(strconv.FormatFloat(x, 'e', -1, 64))
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

func (w *writer) geometry(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Bound:
		w.write("BBOX(", numberText(g.Min[0]), ", ", numberText(g.Min[1]), ", ", numberText(g.Max[0]), ", ", numberText(g.Max[1]), ")")
	case orb.Point:
		w.write("POINT(", positionText(g), ")")
	case orb.MultiPoint:
		w.write("MULTIPOINT")
		writeParts(w, g, func(p orb.Point) { w.write("(", positionText(p), ")") })
	case orb.LineString:
		w.write("LINESTRING")
		w.line(g)
	case orb.MultiLineString:
		w.write("MULTILINESTRING")
		writeParts(w, g, w.line)
	case orb.Ring:
		w.geometry(orb.Polygon{g})
	case orb.Polygon:
		w.write("POLYGON")
		w.polygon(g)
	case orb.MultiPolygon:
		w.write("MULTIPOLYGON")
		writeParts(w, g, w.polygon)
	case orb.Collection:
		w.write("GEOMETRYCOLLECTION")
		writeParts(w, g, w.geometry)
	}
}

func (w *writer) polygon(p orb.Polygon) {
	writeParts(w, p, func(r orb.Ring) { w.line(orb.LineString(r)) })
}

func (w *writer) line(l orb.LineString) {
	writeParts(w, l, func(p orb.Point) { w.write(positionText(p)) })
}

func positionText(p orb.Point) string { return numberText(p[0]) + " " + numberText(p[1]) }

func writeParts[T any](w *writer, parts []T, write func(T)) {
	w.write("(")
	for i, part := range parts {
		if i > 0 {
			w.write(", ")
		}
		write(part)
	}
	w.write(")")
}
