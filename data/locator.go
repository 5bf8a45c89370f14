package data

import (
	"encoding/json"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Locator finds places that are given in words: "4 km NW of the station". It may be used
// by several goroutines.
type Locator interface {
	Locate(words string, hint Hint) Place
}

// Hint is what else a record says that tells places of the same name apart.
type Hint struct {
	Region string   // as the record writes it
	Names  []string // the record's own names, in any script
}

// Place is what became of words.
type Place struct {
	Found    bool
	Point    orb.Point    // WGS 84; zero if not Found
	Accuracy geo.Accuracy // 95 % radius, always known if Found
	// Parse is a JSON object that says how the words were read and what the accuracy is
	// made of. It is kept with the record as location_parse.
	Parse      json.RawMessage
	WhyCode    string      // why it was not found: no_words, not_understood, unknown_place, ambiguous, too_vague
	Why        string      // the same as an English sentence
	Candidates []Candidate // places that the words may mean
}

// Candidate is a place that words may mean.
type Candidate struct {
	ID     string    `json:"id"` // "geonames/2012349"
	Name   string    `json:"name"`
	NameRu string    `json:"name_ru,omitempty"`
	NameJa string    `json:"name_ja,omitempty"`
	Region string    `json:"region,omitempty"`
	Point  orb.Point `json:"point"`
	Source string    `json:"source"` // where the place comes from, for people
}
