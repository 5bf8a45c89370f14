package data

import (
	"slices"
	"strings"
)

// How great a filter may be. What is greater is refused before anything is asked.
const (
	MaxFilterDepth    = 32   // conditions and operands within each other
	MaxFilterNodes    = 1000 // conditions and operands in all, literals in lists aside
	MaxFilterList     = 1000 // members of one list
	MaxFilterVertices = 2000 // positions in all geometries
)

// The operators by name, and the form in which JSON writes each.
var (
	SpatialOps  = []string{"S_CONTAINS", "S_CROSSES", "S_DISJOINT", "S_EQUALS", "S_INTERSECTS", "S_OVERLAPS", "S_TOUCHES", "S_WITHIN"}
	TemporalOps = []string{
		"T_AFTER", "T_BEFORE", "T_CONTAINS", "T_DISJOINT", "T_DURING", "T_EQUALS", "T_FINISHEDBY", "T_FINISHES",
		"T_INTERSECTS", "T_MEETS", "T_METBY", "T_OVERLAPPEDBY", "T_OVERLAPS", "T_STARTEDBY", "T_STARTS",
	}
	ArrayOps = []string{"A_CONTAINEDBY", "A_CONTAINS", "A_EQUALS", "A_OVERLAPS"}
)

// CheckFilter refuses a filter that cannot be asked of a collection: one that names what
// is not there, compares what does not compare, or is too great. The error is a
// *[FilterError]. A nil filter is all right.
func CheckFilter(c Collection, f Filter) error {
	if f == nil {
		return nil
	}
	k := &filterChecker{collection: c}
	return k.filter(f, 1)
}

// filterChecker goes once through a filter.
type filterChecker struct {
	collection      Collection
	nodes, vertices int
}

// enter counts a condition or an operand.
func (k *filterChecker) enter(depth int) error {
	if k.nodes++; k.nodes > MaxFilterNodes {
		return filterErrorf("the filter has more than %d parts; ask for less at a time", MaxFilterNodes)
	}
	if depth > MaxFilterDepth {
		return filterErrorf("the filter is nested more than %d deep", MaxFilterDepth)
	}
	return nil
}

func (k *filterChecker) filter(f Filter, depth int) error {
	if err := k.enter(depth); err != nil {
		return err
	}
	switch f := f.(type) {
	case And:
		return k.filters(f, depth)
	case Or:
		return k.filters(f, depth)
	case Not:
		return k.filter(f.Filter, depth+1)
	case Comparison:
		return k.comparison(f, depth+1)
	case Between:
		return k.between(f, depth+1)
	case In:
		return k.in(f, depth+1)
	case Like:
		return k.like(f, depth+1)
	case IsNull:
		_, err := k.operand(f.Of, depth+1)
		return err
	case Spatial:
		return k.relation(f.Op, SpatialOps, f.Left, f.Right, depth+1, GeometryType)
	case Temporal:
		return k.relation(f.Op, TemporalOps, f.Left, f.Right, depth+1, TimeType, PeriodType, IntervalType)
	case Array:
		return k.relation(f.Op, ArrayOps, f.Left, f.Right, depth+1, ListType)
	case Truth:
		return nil
	}
	return filterErrorf("a condition of the filter is missing")
}

func (k *filterChecker) filters(list []Filter, depth int) error {
	for _, f := range list {
		if err := k.filter(f, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (k *filterChecker) comparison(f Comparison, depth int) error {
	if !slices.Contains([]ComparisonOp{Equal, NotEqual, Less, Greater, LessOrEqual, GreaterOrEqual}, f.Op) {
		return filterErrorf("%.20q is no comparison; there are =, <>, <, >, <=, >=", string(f.Op))
	}
	scalar, err := k.alike(depth, f.Left, f.Right)
	if err == nil && scalar == BooleanType && f.Op != Equal && f.Op != NotEqual {
		return filterErrorf("true and false have no order: %s compares with = or <>", describeOperand(f.Left))
	}
	return err
}

func (k *filterChecker) between(f Between, depth int) error {
	scalar, err := k.alike(depth, f.Of, f.Low, f.High)
	if err == nil && scalar == BooleanType {
		return filterErrorf("true and false have no order: BETWEEN does not apply to %s", describeOperand(f.Of))
	}
	return err
}

func (k *filterChecker) in(f In, depth int) error {
	if len(f.List) == 0 || len(f.List) > MaxFilterList {
		return filterErrorf("IN takes a list of 1 to %d values, and has %d", MaxFilterList, len(f.List))
	}
	first, err := k.scalar(f.Of, depth)
	if err != nil {
		return err
	}
	for _, item := range f.List {
		t, err := k.item(item, depth)
		if err != nil {
			return err
		}
		if scalarOf(t) != first {
			return differ(f.Of, first, item, t)
		}
	}
	return nil
}

// item is a member of a list: a literal of its own does not count as a part.
func (k *filterChecker) item(o Operand, depth int) (OperandType, error) {
	switch o.(type) {
	case TextValue, NumberValue, BooleanValue, InstantValue:
		k.nodes--
	}
	return k.operand(o, depth)
}

func (k *filterChecker) like(f Like, depth int) error {
	for _, o := range []Operand{f.Of, f.Pattern} {
		t, err := k.operand(o, depth)
		if err != nil {
			return err
		}
		if scalarOf(t) != TextType {
			return filterErrorf("LIKE compares text, and %s is %s", describeOperand(o), t.words())
		}
	}
	if !constant(f.Pattern) {
		return filterErrorf("the pattern of LIKE is to be a text in quotes, not %s", describeOperand(f.Pattern))
	}
	return nil
}

// constant reports whether an operand is the same for every feature.
func constant(o Operand) bool {
	switch o := o.(type) {
	case Property:
		return false
	case CaseI:
		return constant(o.Of)
	case AccentI:
		return constant(o.Of)
	case Distance:
		return constant(o.Left) && constant(o.Right)
	case IntervalValue:
		return (o.Start == nil || constant(o.Start)) && (o.End == nil || constant(o.End))
	case ListValue:
		return !slices.ContainsFunc(o, func(item Operand) bool { return !constant(item) })
	}
	return true
}

// relation checks a spatial, temporal or array condition.
func (k *filterChecker) relation(op string, ops []string, left, right Operand, depth int, types ...OperandType) error {
	if !slices.Contains(ops, op) {
		return filterErrorf("%.40q is no operator; there are %s", op, strings.Join(ops, ", "))
	}
	for _, o := range []Operand{left, right} {
		t, err := k.operand(o, depth)
		if err != nil {
			return err
		}
		if !slices.Contains(types, t) {
			return filterErrorf("%s relates %s, and %s is %s", op, relates[types[0]], describeOperand(o), t.words())
		}
	}
	return nil
}

var relates = map[OperandType]string{GeometryType: "geometries", TimeType: "times", ListType: "lists"}

// alike checks that operands compare with each other, and says as what.
func (k *filterChecker) alike(depth int, operands ...Operand) (OperandType, error) {
	first, err := k.scalar(operands[0], depth)
	if err != nil {
		return "", err
	}
	for _, o := range operands[1:] {
		t, err := k.scalar(o, depth)
		if err != nil {
			return "", err
		}
		if t != first {
			return "", differ(operands[0], first, o, t)
		}
	}
	return first, nil
}

// scalar is the type as which an operand compares.
func (k *filterChecker) scalar(o Operand, depth int) (OperandType, error) {
	t, err := k.operand(o, depth)
	if err != nil {
		return "", err
	}
	if s := scalarOf(t); s != "" {
		return s, nil
	}
	return "", filterErrorf("%s is %s, which does not compare; %s", describeOperand(o), t.words(), insteadOf[t])
}

var insteadOf = map[OperandType]string{
	IntervalType: "relate it with T_INTERSECTS, T_DURING or another T_ operator",
	GeometryType: "relate it with S_INTERSECTS or another S_ operator, or take distance(geometry, POINT(…))",
	ListType:     "relate it with A_CONTAINS, A_OVERLAPS or another A_ operator",
	ObjectType:   "it can only be asked for IS NULL",
}

// scalarOf is as what a type compares; "" if it does not.
func scalarOf(t OperandType) OperandType {
	switch t {
	case PeriodType:
		return TextType
	case TextType, NumberType, BooleanType, TimeType:
		return t
	}
	return ""
}

func differ(a Operand, as OperandType, b Operand, bs OperandType) error {
	advice := ""
	switch {
	case as == TimeType || bs == TimeType:
		advice = "; write times as DATE('1946-07-21') or TIMESTAMP('1946-07-21T12:00:00Z')"
		if _, isProperty := a.(Property); isProperty && as == TextType && bs == TimeType {
			advice = "; for a period take T_INTERSECTS, T_AFTER or another T_ operator"
		}
	case as == NumberType:
		advice = "; write numbers without quotes"
	case as == TextType:
		advice = "; write text in single quotes"
	case as == BooleanType:
		advice = "; write TRUE or FALSE without quotes"
	}
	return filterErrorf("%s is %s and %s is %s: they do not compare%s", describeOperand(a), as.words(), describeOperand(b), bs.words(), advice)
}
