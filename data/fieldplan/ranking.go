package fieldplan

// Ranking is a list of sites by what a visit would tell, the most first.
type Ranking struct {
	DataRevision int64    `json:"data_revision"`
	Weights      Weights  `json:"weights"`
	Today        string   `json:"today"` // the day that ages are counted to, YYYY-MM-DD
	Sites        []Ranked `json:"sites"`
}

// Ranked is one site with its score, 0 to 1.
type Ranked struct {
	Site    string  `json:"site"`
	Located bool    `json:"located"`
	Score   float64 `json:"score"`
	Parts   []Part  `json:"parts"` // in the order of Weights; Score is the sum of their Points
}

// Part is what one consideration adds to a score: Points = Weight/ΣWeights × Value.
type Part struct {
	Name   string  `json:"name"`  // the member of Weights
	Value  float64 `json:"value"` // 0 to 1
	Weight float64 `json:"weight"`
	Points float64 `json:"points"`
	Known  bool    `json:"known"` // false: the data do not say, and Value is a guess that has to be shown as one
	Facts  []Fact  `json:"facts"` // what the value was taken from
}

// Fact is a value of the data with where it stands.
type Fact struct {
	Name  string `json:"name"`  // "probability"
	Value any    `json:"value"` // a number, a text, or nil for not recorded
	Ref   string `json:"ref"`   // the feature that says so, as collection/id
}
