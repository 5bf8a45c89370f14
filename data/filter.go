package data

import (
	"time"

	"github.com/paulmach/orb"
)

// Filter is a condition on the features of one collection, as CQL2 has it (OGC 21-065r2):
// a tree of the types below. It is true, false or unknown of a feature, unknown where a
// value that it looks at was not recorded; a query selects what it is true of. Package cql
// reads and writes it, [CheckFilter] says whether it can be asked, [Compile] evaluates it.
type Filter interface{ filter() }

// Operand is what conditions compare: a property, something worked out from one, or a
// literal.
type Operand interface{ operand() }

// The ways of joining conditions. An And of nothing is true, an Or of nothing false.
type (
	And []Filter
	Or  []Filter
	Not struct{ Filter Filter }
)

// Comparison compares two values of the same type. Text compares by code point. A period
// compares as the text it was written in: for time there is Temporal. A moment and a day
// compare as days, in UTC.
type Comparison struct {
	Op          ComparisonOp
	Left, Right Operand
}

// ComparisonOp is one of the six comparisons.
type ComparisonOp string

const (
	Equal          ComparisonOp = "="
	NotEqual       ComparisonOp = "<>"
	Less           ComparisonOp = "<"
	Greater        ComparisonOp = ">"
	LessOrEqual    ComparisonOp = "<="
	GreaterOrEqual ComparisonOp = ">="
)

// Between includes both ends.
type Between struct{ Of, Low, High Operand }

// In is true of a value that equals one of the list.
type In struct {
	Of   Operand
	List []Operand
}

// Like matches text with a pattern: % stands for any characters, _ for one, \ takes the
// next as it is.
type Like struct {
	Of      Operand
	Pattern Operand
}

// IsNull is true where a property was not recorded; it is never unknown.
type IsNull struct{ Of Operand }

// Spatial relates two geometries, one of them as a rule the property "geometry". Op is a
// name of CQL2: S_INTERSECTS, S_EQUALS, S_DISJOINT, S_TOUCHES, S_WITHIN, S_OVERLAPS,
// S_CROSSES, S_CONTAINS. Touching is intersecting and is not overlapping.
type Spatial struct {
	Op          string
	Left, Right Operand
}

// Temporal relates two times. A period is all the days it may hold, from [Period.Earliest]
// to [Period.Latest]; a single time begins and ends with itself. Both sides are compared as
// days, in UTC, unless each states moments only. An open end has no limit. An end that is not
// known may be any from the other end on: where the answer depends on it, it is unknown.
// Op is a name of CQL2: T_AFTER,
// T_BEFORE, T_CONTAINS, T_DISJOINT, T_DURING, T_EQUALS, T_FINISHEDBY, T_FINISHES,
// T_INTERSECTS, T_MEETS, T_METBY, T_OVERLAPPEDBY, T_OVERLAPS, T_STARTEDBY, T_STARTS.
type Temporal struct {
	Op          string
	Left, Right Operand
}

// Array relates two lists as sets: order and repetition do not matter. Op is A_EQUALS, A_CONTAINS, A_CONTAINEDBY or A_OVERLAPS.
type Array struct {
	Op          string
	Left, Right Operand
}

// Truth is a condition that is the same for every feature: TRUE or FALSE.
type Truth bool

// The values.
type (
	// Property is a queryable of the collection: see [Collection.Queryable].
	Property string

	TextValue    string
	NumberValue  float64
	BooleanValue bool
	// GeometryValue is in CRS84 degrees. A box is an orb.Bound, west of which may be greater
	// than east: see [GeometryValue.Plain].
	GeometryValue struct{ Geometry orb.Geometry }
	// InstantValue is a moment, or a whole day if Day is set.
	InstantValue struct {
		Time time.Time
		Day  bool
	}
	// IntervalValue goes from Start to End, both included; nil is an open end. Its ends are
	// an InstantValue or a Property.
	IntervalValue struct{ Start, End Operand }
	ListValue     []Operand
	// CaseI is text without its case as [FoldCase] has it, AccentI without its accents as
	// [FoldAccents] has it.
	CaseI   struct{ Of Operand }
	AccentI struct{ Of Operand }
	// Distance is the least distance between two geometries in metres on the ellipsoid.
	Distance struct{ Left, Right Operand }
)

// last is the last moment of a day, or the moment itself.
func (v InstantValue) last() time.Time {
	if v.Day {
		return v.Time.AddDate(0, 0, 1).Add(-1)
	}
	return v.Time
}

func (And) filter()        {}
func (Or) filter()         {}
func (Not) filter()        {}
func (Comparison) filter() {}
func (Between) filter()    {}
func (In) filter()         {}
func (Like) filter()       {}
func (IsNull) filter()     {}
func (Spatial) filter()    {}
func (Temporal) filter()   {}
func (Array) filter()      {}
func (Truth) filter()      {}

func (Property) operand()      {}
func (TextValue) operand()     {}
func (NumberValue) operand()   {}
func (BooleanValue) operand()  {}
func (GeometryValue) operand() {}
func (InstantValue) operand()  {}
func (IntervalValue) operand() {}
func (ListValue) operand()     {}
func (CaseI) operand()         {}
func (AccentI) operand()       {}
func (Distance) operand()      {}
