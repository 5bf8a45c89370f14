package data

import (
	"encoding/json"

	"burialmap/geo"
)

// Location says how the position of a feature is known, by whom it was stated and in
// which words. The rule of the house: no geometry without accuracy, method and source,
// or the honest word unknown.
type Location struct {
	Accuracy geo.Accuracy // accuracy_m: 95 % radius in metres; zero is unknown
	Method   string       // location_method: one of Methods
	Text     string       // location_text: the words the place was given in
	// Parse is location_parse: how those words were read, where the position was derived
	// from them. An empty one was not recorded.
	Parse     json.RawMessage
	Source    string // source: id of a feature in the collection sources
	SourceKey string // source_key: the record's own key in that source
	Fictional bool   // fictional: the feature is invented, for demonstration or tests
}

const (
	// MethodUnknown is recorded where nobody said how a position was found.
	MethodUnknown = "unknown"
	// MethodText is recorded where a position was read from words.
	MethodText = "text"
)

// Methods are the values of location_method, from the surest to the least sure.
var Methods = []string{"survey", "gps", "satellite", "osm", "plan", "map", "grid_reference", MethodText, "settlement", MethodUnknown}

// LocationFields are the fields that every collection has beside its own.
var LocationFields = []Field{
	{Name: "accuracy_m", Type: Real, Unit: "m", Title: "Accuracy", About: "Radius in metres that holds the true position with 95 % probability; absent if nobody stated it."},
	{Name: "location_method", Type: Enum, Values: Methods, Title: "Method", About: "How the position was found."},
	{Name: "location_text", Type: Text, Title: "Place in words", About: "The words in which the place was given."},
	{Name: "location_parse", Type: JSON, Title: "Reading of the words", About: "How the words were read where the position was derived from them: the place meant, the distance, the direction and what makes them uncertain."},
	{Name: "source", Type: Text, Title: "Source", About: "Id of the source in the collection sources."},
	{Name: "source_key", Type: Text, Title: "Key in the source", About: "The record's own key in its source; importing it again updates the feature."},
	{Name: "fictional", Type: Boolean, Title: "Invented", About: "True if the feature is invented, for demonstration or tests."},
}
