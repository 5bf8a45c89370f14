package data

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"burialmap/geo"
)

// operand checks one operand and says of what type it is.
func (k *filterChecker) operand(o Operand, depth int) (OperandType, error) {
	if err := k.enter(depth); err != nil {
		return "", err
	}
	switch o := o.(type) {
	case Property:
		return k.property(o)
	case CaseI:
		return k.textOf("CASEI", o.Of, depth+1)
	case AccentI:
		return k.textOf("ACCENTI", o.Of, depth+1)
	case Distance:
		return k.distance(o, depth+1)
	case IntervalValue:
		return k.interval(o, depth+1)
	case ListValue:
		return k.list(o, depth+1)
	}
	return k.literal(o)
}

func (k *filterChecker) property(name Property) (OperandType, error) {
	q, ok := k.collection.Queryable(string(name))
	if ok {
		return q.Type, nil
	}
	names := k.collection.queryableNames()
	meant := ""
	if near := Nearest(string(name), names, 1); len(near) > 0 {
		meant = fmt.Sprintf(" – did you mean %s?", near[0])
	}
	return "", filterErrorf("%s have no property %.80q%s; there are %s", k.collection.Name, string(name), meant, strings.Join(names, ", "))
}

func (k *filterChecker) textOf(function string, of Operand, depth int) (OperandType, error) {
	t, err := k.operand(of, depth)
	if err == nil && scalarOf(t) != TextType {
		err = filterErrorf("%s takes text, and %s is %s", function, describeOperand(of), t.words())
	}
	return TextType, err
}

func (k *filterChecker) distance(d Distance, depth int) (OperandType, error) {
	for _, o := range []Operand{d.Left, d.Right} {
		t, err := k.operand(o, depth)
		if err != nil {
			return "", err
		}
		if t != GeometryType {
			return "", filterErrorf("distance takes two geometries, and %s is %s", describeOperand(o), t.words())
		}
	}
	return NumberType, nil
}

func (k *filterChecker) interval(v IntervalValue, depth int) (OperandType, error) {
	for _, end := range []Operand{v.Start, v.End} {
		if end == nil {
			continue
		}
		t, err := k.operand(end, depth)
		if err != nil {
			return "", err
		}
		if t != TimeType {
			return "", filterErrorf("an interval goes from one day or moment to another, and %s is %s", describeOperand(end), t.words())
		}
	}
	start, ok1 := v.Start.(InstantValue)
	end, ok2 := v.End.(InstantValue)
	if ok1 && ok2 && end.last().Before(start.Time) {
		return "", filterErrorf("the interval from %s to %s ends before it begins", describeOperand(start), describeOperand(end))
	}
	return IntervalType, nil
}

func (k *filterChecker) list(v ListValue, depth int) (OperandType, error) {
	if len(v) > MaxFilterList {
		return "", filterErrorf("a list may have %d members, and has %d", MaxFilterList, len(v))
	}
	for _, item := range v {
		t, err := k.item(item, depth)
		if err != nil {
			return "", err
		}
		if scalarOf(t) != TextType {
			return "", filterErrorf("lists here hold text, and %s is %s", describeOperand(item), t.words())
		}
	}
	return ListType, nil
}

func (k *filterChecker) literal(o Operand) (OperandType, error) {
	switch o := o.(type) {
	case TextValue:
		if !utf8.ValidString(string(o)) {
			return "", filterErrorf("a text of the filter is not UTF-8")
		}
		return TextType, nil
	case NumberValue:
		if x := float64(o); math.IsNaN(x) || math.IsInf(x, 0) {
			return "", filterErrorf("%v is not a finite number", x)
		}
		return NumberType, nil
	case BooleanValue:
		return BooleanType, nil
	case InstantValue:
		return TimeType, nil
	case GeometryValue:
		return GeometryType, k.geometry(o)
	}
	return "", filterErrorf("a value of the filter is missing")
}

// geometry refuses what no relation could be told of.
func (k *filterChecker) geometry(v GeometryValue) error {
	if v.Geometry == nil {
		return filterErrorf("a geometry of the filter is missing")
	}
	if k.vertices += geo.Positions(v.Geometry); k.vertices > MaxFilterVertices {
		return filterErrorf("the geometries of the filter have more than %d positions; simplify them", MaxFilterVertices)
	}
	if err := checkBox(v.Geometry); err != nil {
		return err
	}
	for _, fault := range geo.Check(v.Plain()) {
		if fault.Rule != geo.RuleRepeated {
			return filterErrorf("the geometry of the filter is not sound: %s", fault.Message)
		}
	}
	return nil
}

// words is the type as it stands in a sentence.
func (t OperandType) words() string {
	switch t {
	case TextType:
		return "text"
	case IntervalType, ObjectType:
		return "an " + string(t)
	}
	return "a " + string(t)
}

// describeOperand is an operand as it stands in a sentence.
func describeOperand(o Operand) string {
	switch o := o.(type) {
	case Property:
		return string(o)
	case TextValue:
		return fmt.Sprintf("'%.40s'", string(o))
	case NumberValue:
		return strconv.FormatFloat(float64(o), 'g', -1, 64)
	case BooleanValue:
		return strings.ToUpper(strconv.FormatBool(bool(o)))
	case InstantValue:
		if o.Day {
			return o.Time.Format("2006-01-02")
		}
		return o.Time.UTC().Format("2006-01-02T15:04:05.999999999Z07:00")
	case CaseI:
		return "CASEI(…)"
	case AccentI:
		return "ACCENTI(…)"
	case Distance:
		return "distance(…)"
	case IntervalValue:
		return "INTERVAL(…)"
	case ListValue:
		return "[…]"
	}
	return "a geometry"
}
