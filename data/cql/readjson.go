package cql

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"burialmap/data"
)

// ParseJSON reads a filter in CQL2 JSON.
func ParseJSON(input []byte) (data.Filter, error) {
	switch {
	case len(input) > MaxJSON:
		return nil, failAt(0, "the filter has %d bytes; %d are the most", len(input), MaxJSON)
	case !utf8.Valid(input):
		return nil, failAt(0, "the filter is not UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(input))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return nil, notJSON(input, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, failAt(utf8.RuneCount(input[:decoder.InputOffset()]), "expected the end of the filter")
	}
	r := &jsonReader{}
	return r.filter(tree, "the filter")
}

func notJSON(input []byte, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset <= int64(len(input)) {
		return failAt(utf8.RuneCount(input[:syntax.Offset]), "this is no JSON: %s", strings.TrimPrefix(syntax.Error(), "json: "))
	}
	return failAt(utf8.RuneCount(input), "the JSON ends too early")
}

// jsonReader reads values as encoding/json has them. Places are named by the way to them:
// args[0] of the filter is "args[0]".
type jsonReader struct{ limits }

func failIn(place, format string, args ...any) error {
	return failAt(0, "%s: %s", place, fmt.Sprintf(format, args...))
}

func argument(place string, i int) string {
	if place == "the filter" {
		return fmt.Sprintf("args[%d]", i)
	}
	return fmt.Sprintf("%s.args[%d]", place, i)
}

// enter goes one level deeper and counts a part.
func (r *jsonReader) enter() error {
	if err := r.down(0); err != nil {
		return err
	}
	return r.node(0)
}

func (r *jsonReader) filter(v any, place string) (data.Filter, error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	defer r.up()
	if is, ok := v.(bool); ok {
		return data.Truth(is), nil
	}
	op, args, ok := operation(v)
	if !ok {
		return nil, failIn(place, `expected true, false or an object with "op" and "args", found %s`, described(v))
	}
	switch lower := strings.ToLower(op); lower {
	case "and", "or":
		return r.joined(lower, args, place)
	case "not":
		if len(args) != 1 {
			return nil, failIn(place, "not takes one condition")
		}
		f, err := r.filter(args[0], argument(place, 0))
		return data.Not{Filter: f}, err
	}
	return r.predicate(op, args, place)
}

func (r *jsonReader) joined(op string, args []any, place string) (data.Filter, error) {
	if len(args) < 2 {
		return nil, failIn(place, "%s takes two conditions or more", op)
	}
	list := make([]data.Filter, len(args))
	for i, arg := range args {
		f, err := r.filter(arg, argument(place, i))
		if err != nil {
			return nil, err
		}
		list[i] = f
	}
	if op == "and" {
		return data.And(list), nil
	}
	return data.Or(list), nil
}

// predicate reads a condition on operands.
func (r *jsonReader) predicate(op string, args []any, place string) (data.Filter, error) {
	if strings.EqualFold(op, "in") {
		return r.in(args, place)
	}
	build, n := predicateNamed(op)
	if build == nil {
		return nil, failIn(place, "there is no operator %s; there are and, or, not, =, <>, <, >, <=, >=, like, between, in, isNull, s_…, t_… and a_…", shortened(op))
	}
	operands, err := r.arguments(op, args, n, place)
	if err != nil {
		return nil, err
	}
	return build(operands), nil
}

// predicateNamed is how to make a condition of its n operands; nil if there is none of the
// name.
func predicateNamed(op string) (build func([]data.Operand) data.Filter, n int) {
	upper := strings.ToUpper(op)
	switch {
	case slices.Contains(comparisons, data.ComparisonOp(op)):
		return func(o []data.Operand) data.Filter {
			return data.Comparison{Op: data.ComparisonOp(op), Left: o[0], Right: o[1]}
		}, 2
	case slices.Contains(data.SpatialOps, upper):
		return func(o []data.Operand) data.Filter { return data.Spatial{Op: upper, Left: o[0], Right: o[1]} }, 2
	case slices.Contains(data.TemporalOps, upper):
		return func(o []data.Operand) data.Filter { return data.Temporal{Op: upper, Left: o[0], Right: o[1]} }, 2
	case slices.Contains(data.ArrayOps, upper):
		return func(o []data.Operand) data.Filter { return data.Array{Op: upper, Left: o[0], Right: o[1]} }, 2
	case upper == "LIKE":
		return func(o []data.Operand) data.Filter { return data.Like{Of: o[0], Pattern: o[1]} }, 2
	case upper == "BETWEEN":
		return func(o []data.Operand) data.Filter { return data.Between{Of: o[0], Low: o[1], High: o[2]} }, 3
	case upper == "ISNULL":
		return func(o []data.Operand) data.Filter { return data.IsNull{Of: o[0]} }, 1
	}
	return nil, 0
}

func (r *jsonReader) in(args []any, place string) (data.Filter, error) {
	if len(args) != 2 {
		return nil, failIn(place, "in takes a value and an array of values")
	}
	of, err := r.operand(args[0], argument(place, 0))
	if err != nil {
		return nil, err
	}
	items, ok := args[1].([]any)
	if !ok || len(items) == 0 {
		return nil, failIn(argument(place, 1), "expected an array of values, found %s", described(args[1]))
	}
	list, err := r.list(items, argument(place, 1))
	return data.In{Of: of, List: list}, err
}

// operation takes {"op": …, "args": […]} apart.
func operation(v any) (op string, args []any, ok bool) {
	object, _ := v.(map[string]any)
	op, ok1 := object["op"].(string)
	args, ok2 := object["args"].([]any)
	return op, args, ok1 && ok2
}

// described names a JSON value in an error.
func described(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("the text %q", shortened(v))
	case json.Number:
		return "the number " + shortened(v.String())
	case bool:
		return fmt.Sprint(v)
	case []any:
		if len(v) == 0 {
			return "an empty array"
		}
		return "an array"
	}
	return "an object of another kind"
}
