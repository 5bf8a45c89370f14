package data

import "github.com/paulmach/orb"

// Query selects features of one collection, in ascending FID order unless it says how to
// sort.
type Query struct {
	Collection string
	// Bound keeps the located features whose own bounds meet it, edges included. West may
	// be greater than east: the bound then crosses the antimeridian. Nil asks for all,
	// located or not.
	Bound *orb.Bound
	// Equal keeps features whose fields, written as text, have exactly these values. An
	// unknown field is an ErrInvalid.
	Equal map[string]string
	// Except leaves out features of which any of these fields has exactly this value. An
	// unknown field is an ErrInvalid.
	Except map[string]string
	// IDs keeps features with one of these ids; nil keeps all. Those that are not there are
	// passed over.
	IDs []string
	// Words keeps features that are found by these words: each of them must be one, or the
	// beginning of one, in the fields that Collection.SearchFields names, in whatever script
	// and spelling (package names). An id, or the beginning of one from three characters
	// on, finds its feature too. Words that say nothing, like "" or "…", keep everything.
	Words string
	// Filter keeps features of which it is true; nil keeps all. One that [CheckFilter]
	// refuses is an ErrInvalid.
	Filter Filter
	// FIDs keeps features with one of these FIDs; nil keeps all. Those that are not there are
	// passed over, and the order is that of the query.
	FIDs []int64
	// Sort orders the features by these fields, and by ascending FID where they are equal:
	// text by code point, false before true. Values that were not recorded come last either
	// way. JSON fields do not sort; to ask is an ErrInvalid, as by an unknown field.
	Sort []Order
	// After keeps what comes after the feature of this FID: the key of the next page. With
	// Sort, AfterValues are that feature's values of the fields sorted by, as a Feature has
	// them, nil for one that was not recorded; a number may be an int64 or a float64. It need
	// not be there any more.
	After       int64
	AfterValues []any
	// Offset passes over that many of the features that are left.
	Offset int
	// Limit is the most features returned; 0 is no limit.
	Limit int
	// Fields names what is wanted of each feature beside ID, FID and geometry, so that the
	// rest need not be read: own and location fields. What is not named is absent, as are
	// Extra, Revision and Updated. Nil asks for everything. An unknown field is an
	// ErrInvalid.
	Fields []string
}

// Order is a field to sort by, or "id".
type Order struct {
	Field      string
	Descending bool
}
