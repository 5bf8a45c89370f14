package detect

// Summary says what a run did.
type Summary struct {
	// Full is false if only what had changed was compared; the numbers are then of that.
	Full bool `json:"full"`
	// Revision is that of the store afterwards.
	Revision int64 `json:"revision"`
	// Pow and Civilian are how many features stood on each side; mixed plots on both.
	Pow      int `json:"pow"`
	Civilian int `json:"civilian"`
	// LeftOut counts by reason the sites, cemeteries and plots that took no part:
	// not_located, no_outline, occupancy_unknown.
	LeftOut map[string]int `json:"left_out"`
	// Pairs is how many overlaps were found; New, Updated and Unchanged add up to it.
	Pairs     int `json:"pairs"`
	New       int `json:"new"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	// Deleted is how many overlaps of before are no more.
	Deleted int `json:"deleted"`
	// Places is how many sites and cemeteries say something new of their overlaps.
	Places int `json:"places"`
	// ByRelation and ByClass count the pairs that were found.
	ByRelation map[string]int `json:"by_relation"`
	ByClass    map[string]int `json:"by_class"`
}

func (s Summary) changed() bool { return s.New+s.Updated+s.Deleted+s.Places > 0 }
