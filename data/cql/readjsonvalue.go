package cql

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// arguments reads n operands.
func (r *jsonReader) arguments(op string, args []any, n int, place string) ([]data.Operand, error) {
	if len(args) != n {
		return nil, failIn(place, "%s takes %d values in args, found %d", op, n, len(args))
	}
	operands := make([]data.Operand, n)
	for i, arg := range args {
		o, err := r.operand(arg, argument(place, i))
		if err != nil {
			return nil, err
		}
		operands[i] = o
	}
	return operands, nil
}

func (r *jsonReader) list(items []any, place string) ([]data.Operand, error) {
	if len(items) > data.MaxFilterList {
		return nil, failIn(place, "a list may have %d members", data.MaxFilterList)
	}
	list := make([]data.Operand, len(items))
	for i, item := range items {
		o, err := r.operand(item, place+"["+strconv.Itoa(i)+"]")
		if err != nil {
			return nil, err
		}
		list[i] = o
	}
	return list, nil
}

func (r *jsonReader) operand(v any, place string) (data.Operand, error) {
	switch v := v.(type) {
	case string:
		return data.TextValue(v), nil
	case bool:
		return data.BooleanValue(v), nil
	case json.Number:
		x, err := numberOf(v)
		if err != nil {
			return nil, failIn(place, "%s is too great a number", shortened(v.String()))
		}
		return data.NumberValue(x), nil
	}
	if err := r.enter(); err != nil {
		return nil, err
	}
	defer r.up()
	switch v := v.(type) {
	case []any:
		list, err := r.list(v, place)
		return data.ListValue(list), err
	case map[string]any:
		return r.object(v, place)
	}
	return nil, failIn(place, "expected a value or a property, found %s", described(v))
}

func (r *jsonReader) object(v map[string]any, place string) (data.Operand, error) {
	if name, ok := v["property"].(string); ok && name != "" {
		return data.Property(name), nil
	}
	if day, ok := v["date"].(string); ok {
		return orFail(place)(readDate(day))
	}
	if moment, ok := v["timestamp"].(string); ok {
		return orFail(place)(readTimestamp(moment))
	}
	if ends, ok := v["interval"].([]any); ok && len(ends) == 2 {
		return r.interval(ends, place)
	}
	if box, ok := v["bbox"].([]any); ok && v["type"] == nil {
		return r.box(box, place)
	}
	if kind, ok := v["type"].(string); ok {
		g, err := r.geometry(kind, v, place)
		return data.GeometryValue{Geometry: g}, err
	}
	if op, args, ok := operation(v); ok {
		return r.function(op, args, place)
	}
	return nil, failIn(place, `expected a value, {"property": …}, {"date": …}, {"timestamp": …}, {"interval": […]}, {"bbox": […]}, a GeoJSON geometry or a function, found %s`, described(v))
}

func orFail(place string) func(data.InstantValue, error) (data.Operand, error) {
	return func(v data.InstantValue, err error) (data.Operand, error) {
		if err != nil {
			return nil, failIn(place, "%s", err)
		}
		return v, nil
	}
}

func (r *jsonReader) function(op string, args []any, place string) (data.Operand, error) {
	n := map[string]int{"casei": 1, "accenti": 1, "distance": 2}[strings.ToLower(op)]
	if n == 0 {
		return nil, failIn(place, "there is no function %s; there are casei, accenti and distance", shortened(op))
	}
	operands, err := r.arguments(op, args, n, place)
	if err != nil {
		return nil, err
	}
	switch strings.ToLower(op) {
	case "casei":
		return data.CaseI{Of: operands[0]}, nil
	case "accenti":
		return data.AccentI{Of: operands[0]}, nil
	}
	return data.Distance{Left: operands[0], Right: operands[1]}, nil
}

func (r *jsonReader) interval(ends []any, place string) (data.Operand, error) {
	var o [2]data.Operand
	for i, v := range ends {
		var err error
		if s, ok := v.(string); ok {
			if o[i], err = readEnd(s); err != nil {
				err = failIn(place, "%s", err)
			}
		} else {
			o[i], err = r.operand(v, place)
		}
		if err != nil {
			return nil, err
		}
	}
	return data.IntervalValue{Start: o[0], End: o[1]}, nil
}

func (r *jsonReader) box(v []any, place string) (data.Operand, error) {
	numbers, ok := numbersOf(v)
	if ok {
		if b, ok := boundOf(numbers); ok {
			return data.GeometryValue{Geometry: b}, nil
		}
	}
	return nil, failIn(place, "a box has four numbers, [west, south, east, north], or six with heights")
}

func numbersOf(v []any) ([]float64, bool) {
	if len(v) > 6 { // no position and no box is longer
		return nil, false
	}
	numbers := make([]float64, len(v))
	for i := range v {
		n, ok := v[i].(json.Number)
		if !ok {
			return nil, false
		}
		x, err := numberOf(n)
		if err != nil {
			return nil, false
		}
		numbers[i] = x
	}
	return numbers, true
}

// numberOf is finite: JSON itself has neither NaN nor hexadecimal numbers.
func numberOf(n json.Number) (float64, error) {
	x, err := n.Float64()
	if err == nil && math.IsInf(x, 0) {
		err = strconv.ErrRange
	}
	return x, err
}

// geometry reads GeoJSON. Whether it is sound, closed and within the globe is not asked
// here.
func (r *jsonReader) geometry(kind string, v map[string]any, place string) (orb.Geometry, error) {
	c := v["coordinates"]
	switch kind {
	case "Point":
		return r.position(c, place)
	case "MultiPoint":
		points, err := jsonParts(c, place, r.position)
		return orb.MultiPoint(points), err
	case "LineString":
		return r.line(c, place)
	case "MultiLineString":
		lines, err := jsonParts(c, place, r.line)
		return orb.MultiLineString(lines), err
	case "Polygon":
		return r.polygon(c, place)
	case "MultiPolygon":
		polygons, err := jsonParts(c, place, r.polygon)
		return orb.MultiPolygon(polygons), err
	case "GeometryCollection":
		all, err := jsonParts(v["geometries"], place, r.member)
		return orb.Collection(all), err
	}
	return nil, failIn(place, "%s is no geometry of GeoJSON", shortened(kind))
}

// member is a geometry of a collection.
func (r *jsonReader) member(v any, place string) (orb.Geometry, error) {
	object, _ := v.(map[string]any)
	kind, ok := object["type"].(string)
	if !ok {
		return nil, failIn(place, "expected a GeoJSON geometry, found %s", described(v))
	}
	if err := r.down(0); err != nil {
		return nil, err
	}
	defer r.up()
	return r.geometry(kind, object, place)
}

func (r *jsonReader) line(v any, place string) (orb.LineString, error) {
	return jsonParts(v, place, r.position)
}

func (r *jsonReader) polygon(v any, place string) (orb.Polygon, error) {
	return jsonParts(v, place, func(v any, place string) (orb.Ring, error) { return jsonParts(v, place, r.position) })
}

func jsonParts[T any](v any, place string, part func(any, string) (T, error)) ([]T, error) {
	items, ok := v.([]any)
	if !ok || len(items) == 0 {
		return nil, failIn(place, "expected an array of coordinates, found %s", described(v))
	}
	all := make([]T, len(items))
	for i, item := range items {
		one, err := part(item, place)
		if err != nil {
			return nil, err
		}
		all[i] = one
	}
	return all, nil
}

// position has two numbers, and a third that is dropped.
func (r *jsonReader) position(v any, place string) (orb.Point, error) {
	if err := r.vertex(0); err != nil {
		return orb.Point{}, err
	}
	items, _ := v.([]any)
	numbers, ok := numbersOf(items)
	if !ok || len(numbers) != 2 && len(numbers) != 3 {
		return orb.Point{}, failIn(place, "expected a position such as [135.2, 48.5]")
	}
	return orb.Point{numbers[0], numbers[1]}, nil
}
