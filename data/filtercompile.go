package data

import "cmp"

// Predicate is a filter made ready to be asked of many features of its collection. Several
// goroutines may use it. Its zero value holds of every feature.
type Predicate struct{ condition condition }

// Compile makes a filter ready. It refuses what [CheckFilter] refuses.
func Compile(c Collection, f Filter) (Predicate, error) {
	if err := CheckFilter(c, f); err != nil || f == nil {
		return Predicate{}, err
	}
	return Predicate{compiler{c}.filter(f)}, nil
}

// Holds reports whether the filter is true of a feature: not false, and not unknown.
func (p Predicate) Holds(f Feature) bool {
	return p.condition == nil || p.condition(&f) == holds
}

// compiler turns a checked filter on a collection into closures.
type compiler struct{ collection Collection }

func (c compiler) filter(f Filter) condition {
	switch f := f.(type) {
	case And:
		return allOf(c.filters(f))
	case Or:
		return anyOf(c.filters(f))
	case Not:
		return not(c.filter(f.Filter))
	case Comparison:
		return c.comparison(f)
	case Between:
		return allOf([]condition{
			c.comparison(Comparison{GreaterOrEqual, f.Of, f.Low}), c.comparison(Comparison{LessOrEqual, f.Of, f.High}),
		})
	case In:
		return c.in(f)
	case Like:
		return c.like(f)
	case IsNull:
		recorded := c.recorded(f.Of)
		return func(f *Feature) truth { return truthOf(!recorded(f)) }
	case Spatial:
		return c.spatial(f)
	case Temporal:
		return c.temporal(f)
	case Array:
		return c.array(f)
	case Truth:
		is := truthOf(bool(f))
		return func(*Feature) truth { return is }
	}
	return func(*Feature) truth { return unknown } // CheckFilter lets nothing else pass
}

func (c compiler) filters(list []Filter) []condition {
	conditions := make([]condition, len(list))
	for i, f := range list {
		conditions[i] = c.filter(f)
	}
	return conditions
}

// scalar is the type as which an operand compares.
func (c compiler) scalar(o Operand) OperandType {
	switch o := o.(type) {
	case Property:
		q, _ := c.collection.Queryable(string(o))
		return scalarOf(q.Type)
	case NumberValue, Distance:
		return NumberType
	case BooleanValue:
		return BooleanType
	case InstantValue:
		return TimeType
	}
	return TextType
}

func (c compiler) comparison(f Comparison) condition {
	switch c.scalar(f.Left) {
	case NumberType:
		if near := c.near(f); near != nil {
			return near
		}
		return compared(f.Op, c.number(f.Left), c.number(f.Right), cmp.Compare[float64])
	case BooleanType:
		return compared(f.Op, c.boolean(f.Left), c.boolean(f.Right), compareBooleans)
	case TimeType:
		return compared(f.Op, c.instant(f.Left), c.instant(f.Right), compareInstants)
	}
	return compared(f.Op, c.text(f.Left), c.text(f.Right), cmp.Compare[string])
}

func compareBooleans(a, b bool) int {
	if a == b {
		return 0
	}
	return 1
}

// compared is a comparison of two operands, unknown where one of them was not recorded.
func compared[T any](op ComparisonOp, left, right getter[T], compare func(a, b T) int) condition {
	is := asked(op)
	return func(f *Feature) truth {
		a, ok := left(f)
		if !ok {
			return unknown
		}
		b, ok := right(f)
		if !ok {
			return unknown
		}
		return truthOf(is(compare(a, b)))
	}
}

// asked says which outcomes of a three-way comparison an operator asks for.
func asked(op ComparisonOp) func(int) bool {
	switch op {
	case NotEqual:
		return func(c int) bool { return c != 0 }
	case Less:
		return func(c int) bool { return c < 0 }
	case Greater:
		return func(c int) bool { return c > 0 }
	case LessOrEqual:
		return func(c int) bool { return c <= 0 }
	case GreaterOrEqual:
		return func(c int) bool { return c >= 0 }
	default:
		return func(c int) bool { return c == 0 }
	}
}

// in looks constant texts up, and compares with everything else one by one.
func (c compiler) in(f In) condition {
	words := map[string]bool{}
	var others []condition
	for _, item := range f.List {
		if word, ok := item.(TextValue); ok {
			words[string(word)] = true
			continue
		}
		others = append(others, c.comparison(Comparison{Equal, f.Of, item}))
	}
	if len(words) == 0 {
		return anyOf(others)
	}
	of := c.text(f.Of)
	return anyOf(append(others, func(f *Feature) truth {
		text, ok := of(f)
		if !ok {
			return unknown
		}
		return truthOf(words[text])
	}))
}

func (c compiler) like(f Like) condition {
	pattern, _ := c.text(f.Pattern)(nil) // CheckFilter takes constants only
	matches := newPattern(pattern)
	of := c.text(f.Of)
	return func(f *Feature) truth {
		text, ok := of(f)
		if !ok {
			return unknown
		}
		return truthOf(matches.match(text))
	}
}
