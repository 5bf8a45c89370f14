package data

import "slices"

// OperandType is what kind of value a filter sees in a property or in another operand, and
// with that what it may be compared with.
type OperandType string

const (
	TextType    OperandType = "text"
	NumberType  OperandType = "number"
	BooleanType OperandType = "boolean"
	// TimeType is a moment or a day.
	TimeType OperandType = "time"
	// PeriodType is a recorded period: a stretch of time for the temporal operators, for
	// all others the text it was written in.
	PeriodType OperandType = "period"
	// IntervalType is a stretch of time that the filter itself states.
	IntervalType OperandType = "interval"
	GeometryType OperandType = "geometry"
	// ListType is a list of texts: of a recorded list of objects their codes.
	ListType OperandType = "list"
	// ObjectType can only be asked for whether it was recorded.
	ObjectType OperandType = "object"
)

// Queryable is a property that a filter may look at.
type Queryable struct {
	Name   string
	Type   OperandType
	Whole  bool     // a number without a fraction
	Values []string // the closed vocabulary, if there is one
	Unit   string
	Title  string
	About  string
}

// The queryables that are no fields.
var (
	idQueryable       = Queryable{Name: "id", Type: TextType, Title: "Id", About: "Stable name of the feature, unique in its collection."}
	geometryQueryable = Queryable{Name: "geometry", Type: GeometryType, Title: "Geometry", About: "Where the feature lies, in degrees; absent if it is not located."}
	revisionQueryable = Queryable{Name: "revision", Type: NumberType, Whole: true, Title: "Revision", About: "Number of the change that last wrote the feature."}
	updatedQueryable  = Queryable{Name: "updated", Type: TimeType, Title: "Updated", About: "When the feature was last written."}
)

// queryables of each collection, in the order of Collection.Queryables.
var queryables = func() map[string][]Queryable {
	all := map[string][]Queryable{}
	for _, c := range Collections {
		all[c.Name] = queryablesOf(c)
	}
	return all
}()

func queryablesOf(c Collection) []Queryable {
	list := []Queryable{idQueryable}
	if c.Spatial {
		list = append(list, geometryQueryable)
	}
	for _, f := range fields(c.Fields, LocationFields) {
		list = append(list, f.queryable())
	}
	return append(list, revisionQueryable, updatedQueryable)
}

// queryable is how a filter sees the field.
func (f Field) queryable() Queryable {
	q := Queryable{Name: f.Name, Type: TextType, Values: f.Values, Unit: f.Unit, Title: f.Title, About: f.About}
	switch f.Type {
	case Interval:
		q.Type = PeriodType
	case Integer:
		q.Type, q.Whole = NumberType, true
	case Real:
		q.Type = NumberType
	case Boolean:
		q.Type = BooleanType
	case JSON:
		q.Type = ListType
		if f.Name == "location_parse" { // the one that holds an object
			q.Type = ObjectType
		}
	}
	return q
}

// Queryables are what a filter on the collection may look at: id, geometry, the own fields,
// the location fields, revision and updated.
func (c Collection) Queryables() []Queryable {
	if list, ok := queryables[c.Name]; ok {
		return slices.Clone(list)
	}
	return queryablesOf(c)
}

// Queryable finds one by its name.
func (c Collection) Queryable(name string) (Queryable, bool) {
	list, ok := queryables[c.Name]
	if !ok {
		list = queryablesOf(c)
	}
	i := slices.IndexFunc(list, func(q Queryable) bool { return q.Name == name })
	if i < 0 {
		return Queryable{}, false
	}
	return list[i], true
}

func (c Collection) queryableNames() []string {
	var names []string
	for _, q := range c.Queryables() {
		names = append(names, q.Name)
	}
	return names
}
