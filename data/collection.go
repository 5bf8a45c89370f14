package data

// FieldType says which Go type a property value has and how it is written elsewhere.
type FieldType int

const (
	Text     FieldType = iota // string
	Enum                      // string, one of Field.Values
	Interval                  // string, an EDTF interval as [ParsePeriod] reads it
	Integer                   // int64
	Real                      // float64, always finite
	Boolean                   // bool
	JSON                      // json.RawMessage, a JSON array or object
)

// Field describes one property of a collection.
type Field struct {
	Name   string
	Type   FieldType
	Values []string  // the closed vocabulary of an Enum
	Unit   string    // "m", "m²"; empty for none
	Title  string    // a short English name for people
	About  string    // one sentence: what the value means
	Form   ValueForm // what else a value has to be
	// Derived fields are computed by burialmap: no file can fill them, and they stay when
	// a feature is imported or edited anew (see [Tx]).
	Derived bool
	// Judged fields are what people say of features of a derived collection (see [Judge]).
	// No file can fill them and no computation changes them; unlike derived fields they
	// have a history, and a feature that is computed again has them back (see [Tx]).
	Judged bool
}

// Kept reports whether a feature that is put without the field keeps the value that is
// stored.
func (f Field) Kept() bool { return f.Derived || f.Judged }

// Collection describes a set of features of one kind.
type Collection struct {
	Name   string
	Title  string
	About  string
	Fields []Field // its own fields, in the order people want to see them
	// Derived collections are computed from the others and cannot be imported.
	Derived bool
	// Spatial is false for sources, which are never on the map.
	Spatial bool
}

// Collections are all collections, in the order in which they are drawn and listed.
var Collections = []Collection{Restrictions, Cemeteries, Plots, Overlaps, Positions, Observations, Sites, Sources}

// CollectionNamed finds a collection by name.
func CollectionNamed(name string) (Collection, bool) {
	for _, c := range Collections {
		if c.Name == name {
			return c, true
		}
	}
	return Collection{}, false
}

// Field finds one of the collection's own fields or one of [LocationFields].
func (c Collection) Field(name string) (Field, bool) {
	for _, list := range [][]Field{c.Fields, LocationFields} {
		for _, f := range list {
			if f.Name == name {
				return f, true
			}
		}
	}
	return Field{}, false
}

// nameFields are shared by everything that has a name in three languages.
var nameFields = []Field{
	{Name: "name", Type: Text, Title: "Name", About: "Name as its source writes it."},
	{Name: "name_en", Type: Text, Title: "Name (English)", About: "Name in English or in Latin letters."},
	{Name: "name_ru", Type: Text, Title: "Name (Russian)", About: "Name in Russian."},
	{Name: "name_ja", Type: Text, Title: "Name (Japanese)", About: "Name in Japanese."},
}

var periodField = Field{Name: "period", Type: Interval, Title: "Period", About: "When burials took place, as an EDTF interval: 1945/1948, 194X, 1946~."}

func fields(lists ...[]Field) []Field {
	var all []Field
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}
