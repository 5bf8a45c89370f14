package cql

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// JSON writes a filter in CQL2 JSON. Reading it gives the filter again.
func JSON(f data.Filter) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(filterJSON(f)); err != nil { // a number that is not finite
		return []byte("null")
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// jsonOp is an operator with what it is asked of.
type jsonOp struct {
	Op   string `json:"op"`
	Args []any  `json:"args"`
}

func filterJSON(f data.Filter) any {
	switch f := f.(type) {
	case data.And:
		return joinedJSON("and", f, true)
	case data.Or:
		return joinedJSON("or", f, false)
	case data.Not:
		return jsonOp{"not", []any{filterJSON(f.Filter)}}
	case data.Comparison:
		return opJSON(string(f.Op), f.Left, f.Right)
	case data.Between:
		return opJSON("between", f.Of, f.Low, f.High)
	case data.In:
		return jsonOp{"in", []any{operandJSON(f.Of), operandsJSON(f.List)}}
	case data.Like:
		return opJSON("like", f.Of, f.Pattern)
	case data.IsNull:
		return opJSON("isNull", f.Of)
	case data.Spatial:
		return opJSON(opName(f.Op), f.Left, f.Right)
	case data.Temporal:
		return opJSON(opName(f.Op), f.Left, f.Right)
	case data.Array:
		return opJSON(opName(f.Op), f.Left, f.Right)
	case data.Truth:
		return bool(f)
	}
	return nil
}

// joinedJSON writes conditions, or what none of them is: JSON joins two or more.
func joinedJSON(op string, list []data.Filter, none bool) any {
	switch len(list) {
	case 0:
		return none
	case 1:
		return filterJSON(list[0])
	}
	args := make([]any, len(list))
	for i, f := range list {
		args[i] = filterJSON(f)
	}
	return jsonOp{op, args}
}

// opName is an operator as JSON has it: T_METBY is t_metBy.
func opName(op string) string {
	name := strings.ToLower(op)
	if start, ok := strings.CutSuffix(name, "by"); ok {
		return start + "By"
	}
	return name
}

func opJSON(op string, operands ...data.Operand) jsonOp { return jsonOp{op, operandsJSON(operands)} }

func operandsJSON(list []data.Operand) []any {
	all := make([]any, len(list))
	for i, o := range list {
		all[i] = operandJSON(o)
	}
	return all
}

func operandJSON(o data.Operand) any {
	switch o := o.(type) {
	case data.Property:
		return map[string]any{"property": string(o)}
	case data.TextValue:
		return string(o)
	case data.NumberValue:
		return float64(o)
	case data.BooleanValue:
		return bool(o)
	case data.GeometryValue:
		return geometryJSON(o.Geometry)
	case data.InstantValue:
		if o.Day {
			return map[string]any{"date": writeInstant(o)}
		}
		return map[string]any{"timestamp": writeInstant(o)}
	case data.IntervalValue:
		return map[string]any{"interval": []any{endJSON(o.Start), endJSON(o.End)}}
	case data.ListValue:
		return operandsJSON(o)
	case data.CaseI:
		return opJSON("casei", o.Of)
	case data.AccentI:
		return opJSON("accenti", o.Of)
	case data.Distance:
		return opJSON("distance", o.Left, o.Right)
	}
	return nil
}

func endJSON(o data.Operand) any {
	switch o := o.(type) {
	case nil:
		return ".."
	case data.InstantValue:
		return writeInstant(o)
	default:
		return operandJSON(o)
	}
}

// geometryJSON is GeoJSON with all the digits there are.
func geometryJSON(g orb.Geometry) any {
	switch g := g.(type) {
	case orb.Bound:
		return map[string]any{"bbox": []float64{g.Min[0], g.Min[1], g.Max[0], g.Max[1]}}
	case orb.Ring:
		return geometryJSON(orb.Polygon{g})
	case orb.Collection:
		all := make([]any, len(g))
		for i, part := range g {
			all[i] = geometryJSON(part)
		}
		return map[string]any{"type": g.GeoJSONType(), "geometries": all}
	case nil:
		return nil
	}
	return map[string]any{"type": g.GeoJSONType(), "coordinates": g}
}
