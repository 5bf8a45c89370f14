package data

// Outlook is what would become different of overlaps, and of the sites and cemeteries that
// they belong to, if something were changed; the greatest difference first.
type Outlook struct {
	Overlaps []Differs `json:"overlaps"`
	Places   []Differs `json:"places"`
}

// Differs is an overlap, or a place with what its overlaps come to, before and after.
type Differs struct {
	Ref      string      `json:"ref"`           // "overlaps/…", "sites/khurmuli"
	Pow      string      `json:"pow,omitempty"` // of an overlap, as collection/id
	Civilian string      `json:"civilian,omitempty"`
	Before   *Likelihood `json:"before"` // nil: it is not there
	After    *Likelihood `json:"after"`  // nil: it would not be there
}

// Likelihood is how likely it is that ground is shared, and how much is to be expected.
type Likelihood struct {
	Class       string   `json:"class,omitempty"`
	Probability *float64 `json:"probability"` // nil: not assessed
	ExpectedM2  *float64 `json:"expected_area_m2"`
}
