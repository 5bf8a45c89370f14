package data

import (
	"time"

	"github.com/paulmach/orb"
)

// getter gives the value of an operand for a feature; false if it was not recorded.
type getter[T any] func(f *Feature) (T, bool)

func always[T any](v T) getter[T] {
	return func(*Feature) (T, bool) { return v, true }
}

// value is a property as [FieldType] says it, or nil. What a store says of every feature is
// said here too: that one is not invented.
func (c compiler) value(name string) func(f *Feature) any {
	switch name {
	case "id":
		return func(f *Feature) any { return f.ID }
	case "revision":
		return func(f *Feature) any { return f.Revision }
	case "fictional":
		return func(f *Feature) any { return f.Location.Fictional }
	}
	for _, field := range c.collection.Fields {
		if field.Name == name {
			return func(f *Feature) any { return f.Properties[name] }
		}
	}
	return func(f *Feature) any { return f.Location.Value(name) }
}

func (c compiler) text(o Operand) getter[string] {
	switch o := o.(type) {
	case TextValue:
		return always(string(o))
	case CaseI:
		return folded(c.text(o.Of), FoldCase, constant(o.Of))
	case AccentI:
		return folded(c.text(o.Of), FoldAccents, constant(o.Of))
	}
	name, _ := o.(Property)
	value := c.value(string(name))
	return func(f *Feature) (string, bool) {
		text, ok := value(f).(string)
		return text, ok
	}
}

// folded folds a text, a constant one at once.
func folded(of getter[string], fold func(string) string, once bool) getter[string] {
	if once {
		text, _ := of(nil)
		return always(fold(text))
	}
	return func(f *Feature) (string, bool) {
		text, ok := of(f)
		return fold(text), ok
	}
}

func (c compiler) number(o Operand) getter[float64] {
	switch o := o.(type) {
	case NumberValue:
		return always(float64(o))
	case Distance:
		return c.metres(o)
	}
	name, _ := o.(Property)
	value := c.value(string(name))
	return func(f *Feature) (float64, bool) {
		switch v := value(f).(type) {
		case int64:
			return float64(v), true
		case float64:
			return v, true
		}
		return 0, false
	}
}

func (c compiler) boolean(o Operand) getter[bool] {
	if v, ok := o.(BooleanValue); ok {
		return always(bool(v))
	}
	name, _ := o.(Property)
	value := c.value(string(name))
	return func(f *Feature) (bool, bool) {
		is, ok := value(f).(bool)
		return is, ok
	}
}

// instant is a literal, or when the feature was updated: there is no other moment.
func (c compiler) instant(o Operand) getter[InstantValue] {
	if v, ok := o.(InstantValue); ok {
		return always(v)
	}
	return func(f *Feature) (InstantValue, bool) {
		return InstantValue{Time: f.Updated}, !f.Updated.IsZero()
	}
}

// compareInstants compares moments, or days as soon as one of both is a day.
func compareInstants(a, b InstantValue) int {
	if a.Day || b.Day {
		return int(dayOf(a.Time) - dayOf(b.Time))
	}
	return a.Time.Compare(b.Time)
}

const secondsPerDay = 24 * 60 * 60

// dayOf counts the days in UTC.
func dayOf(t time.Time) int64 {
	s := t.Unix()
	if s < 0 {
		s -= secondsPerDay - 1
	}
	return s / secondsPerDay
}

// geometry is where a literal or the feature lies. What has no position lies nowhere, nor
// has what holds a coordinate that is no number.
func (c compiler) geometry(o Operand) getter[orb.Geometry] {
	if v, ok := o.(GeometryValue); ok {
		return always(v.Plain())
	}
	return func(f *Feature) (orb.Geometry, bool) { return f.Geometry, placed(f.Geometry) }
}

// recorded reports whether an operand has a value.
func (c compiler) recorded(o Operand) func(f *Feature) bool {
	var parts []Operand
	switch o := o.(type) {
	case Property:
		return c.propertyRecorded(string(o))
	case CaseI:
		return c.recorded(o.Of)
	case AccentI:
		return c.recorded(o.Of)
	case Distance:
		parts = []Operand{o.Left, o.Right}
	case IntervalValue:
		parts = []Operand{o.Start, o.End}
	case ListValue:
		parts = o
	}
	var all []func(f *Feature) bool
	for _, part := range parts {
		if part != nil {
			all = append(all, c.recorded(part))
		}
	}
	return func(f *Feature) bool {
		for _, recorded := range all {
			if !recorded(f) {
				return false
			}
		}
		return true
	}
}

func (c compiler) propertyRecorded(name string) func(f *Feature) bool {
	switch name {
	case "geometry":
		return func(f *Feature) bool { return f.Geometry != nil }
	case "updated":
		return func(f *Feature) bool { return !f.Updated.IsZero() }
	}
	value := c.value(name)
	return func(f *Feature) bool { return value(f) != nil }
}
