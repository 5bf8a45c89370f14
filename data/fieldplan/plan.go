package fieldplan

import "github.com/paulmach/orb"

// Kind is the kind of document that plans are.
const Kind = "plans"

// Plan is what people decide about a journey. Its JSON is the body of the document and what
// the web interface and files hold.
type Plan struct {
	ID        string   `json:"id"`
	Revision  int64    `json:"revision"` // of the document; 0 if never stored
	Title     string   `json:"title"`
	Note      string   `json:"note,omitempty"`
	Fictional bool     `json:"fictional,omitempty"` // invented, for demonstration
	Languages []string `json:"languages"`           // of the book: en, ru, ja; at least one

	Team      []Person  `json:"team"`
	Emergency []Contact `json:"emergency,omitempty"` // whom to call, for the book
	Vehicles  []Vehicle `json:"vehicles"`            // each with a crew of its own

	Base   Place   `json:"base"`             // where the first day begins and the last one ends
	Nights []Place `json:"nights,omitempty"` // other places where a night may be spent

	From  string   `json:"from"`           // first day, YYYY-MM-DD
	To    string   `json:"to"`             // last day
	Zone  string   `json:"zone"`           // IANA name: "Asia/Vladivostok"
	Start string   `json:"start"`          // when a day may begin, HH:MM local time
	End   string   `json:"end"`            // when it has to end
	Rest  []string `json:"rest,omitempty"` // days on which nobody works, YYYY-MM-DD

	// DetourFactor is the length of the way over the straight line, where no matrix says
	// better; 0 is [DefaultDetour].
	DetourFactor float64 `json:"detour_factor,omitempty"`
	Matrix       []Leg   `json:"matrix,omitempty"` // measured or known ways; the others are computed

	Stops   []Stop  `json:"stops"`
	Papers  []Paper `json:"papers,omitempty"`
	Weights Weights `json:"weights"` // of the ranking, for this plan

	Days []Day `json:"days"` // the arrangement; days and vehicles without stops may be missing
	// Before is what the overlaps at the stops came to when the plan was last accepted: what
	// "0.46 → 0.08" starts from.
	Before *Snapshot `json:"before,omitempty"`
}

// Person is somebody of the team.
type Person struct {
	Name    string `json:"name"`
	Role    string `json:"role,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Vehicle string `json:"vehicle,omitempty"` // id of the vehicle in which the person rides
}

// Contact is somebody to call. Number and words are as the team wrote them.
type Contact struct {
	Name  string `json:"name"`
	Phone string `json:"phone,omitempty"`
	Note  string `json:"note,omitempty"`
}

// Vehicle is a car, boat or pair of feet, with its crew.
type Vehicle struct {
	ID       string  `json:"id"` // short, unique in the plan: "a"
	Name     string  `json:"name"`
	SpeedKMH float64 `json:"speed_kmh"` // along the way, with everything that holds it up
}

// Place is where a day begins or ends.
type Place struct {
	ID       string    `json:"id"` // unique in the plan, also among its stops
	Name     string    `json:"name"`
	Position orb.Point `json:"position"` // longitude, latitude
}

// Leg is the way from one place to another, both by id of a stop's site or of a place.
type Leg struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	Minutes *float64 `json:"minutes"`      // nil: there is no way
	KM      *float64 `json:"km,omitempty"` // nil: not known
}

// Stop is a site that is to be visited.
type Stop struct {
	Site     string `json:"site"` // id in the collection sites
	Task     string `json:"task"` // one of data.Tasks
	Minutes  int    `json:"minutes"`
	Priority int    `json:"priority"` // 1 (least) to 9, 5 if nobody said
	Must     bool   `json:"must,omitempty"`
	Note     string `json:"note,omitempty"` // what to look for
}

// Paper is a permit or consent that is held, refused or asked for.
type Paper struct {
	Restriction string `json:"restriction"`         // id in the collection restrictions
	Site        string `json:"site,omitempty"`      // only for this site; empty for all
	State       string `json:"state"`               // one of PaperStates
	Asked       string `json:"asked,omitempty"`     // YYYY-MM-DD
	From        string `json:"from,omitempty"`      // valid from this day, if granted
	To          string `json:"to,omitempty"`        // to this day
	Reference   string `json:"reference,omitempty"` // number of the paper
}

// PaperStates is the vocabulary of Paper.State.
var PaperStates = []string{"asked", "granted", "refused"}

// Day is what one vehicle does on one day.
type Day struct {
	Date    string    `json:"date"`
	Vehicle string    `json:"vehicle"`
	Stops   []Visited `json:"stops"`
	End     string    `json:"end,omitempty"` // id of the place where the day ends; empty is the base
}

// Visited is a stop in the order of a day.
type Visited struct {
	Site   string `json:"site"`
	Locked bool   `json:"locked,omitempty"` // stays on this day, with this vehicle, in this order
}

// Snapshot is what the overlaps at the stops came to at a revision of the data.
type Snapshot struct {
	DataRevision int64               `json:"data_revision"`
	Sites        map[string]Expected `json:"sites"`
	Overlaps     map[string]float64  `json:"overlaps,omitempty"` // probability by id; not assessed ones are missing
	Of           map[string]string   `json:"of,omitempty"`       // the site of each of these overlaps
}

// Expected is what the overlaps of a site come to together.
type Expected struct {
	Class       string   `json:"class,omitempty"`
	Probability *float64 `json:"probability,omitempty"` // nil: not assessed
	AreaM2      *float64 `json:"expected_area_m2,omitempty"`
}

// Weights say how much each part counts in the ranking: 0 or more, together not 0.
type Weights struct {
	Overlap     float64 `json:"overlap"`     // how undecided and how likely shared ground is
	Ground      float64 `json:"ground"`      // expected shared ground
	Unrecovered float64 `json:"unrecovered"` // burials not recovered
	Accuracy    float64 `json:"accuracy"`    // what a GPS fix would improve
	Age         float64 `json:"age"`         // how long ago somebody was there
}
