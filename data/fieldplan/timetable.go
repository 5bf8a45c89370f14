package fieldplan

// Timetable is a plan as it works out.
type Timetable struct {
	Plan         string     `json:"plan"`
	Revision     int64      `json:"revision"`      // of the plan
	DataRevision int64      `json:"data_revision"` // of the data it was worked out from
	Days         []Schedule `json:"days"`          // by date, then vehicle; every one of the plan's
	LeftOut      []LeftOut  `json:"left_out"`
	Conflicts    []Conflict `json:"conflicts"` // of the plan as a whole, warnings that hold at every site among them; those of a stop stand at it
	Totals       Totals     `json:"totals"`
	TravelBasis  string     `json:"travel_basis"` // straight_line, matrix or both
	DetourFactor float64    `json:"detour_factor"`
}

// Totals sum up a timetable.
type Totals struct {
	Stops    int     `json:"stops"`   // in the plan
	Visited  int     `json:"visited"` // on some day
	Musts    int     `json:"musts"`
	MustsOut int     `json:"musts_out"` // that are left out
	DriveMin float64 `json:"drive_minutes"`
	DriveKM  float64 `json:"drive_km"`
	WorkMin  float64 `json:"work_minutes"`
}

// Schedule is one day of one vehicle. Times are HH:MM local time.
type Schedule struct {
	Date      string     `json:"date"`
	Vehicle   string     `json:"vehicle"`
	Start     string     `json:"start"` // id of the place where it begins
	End       string     `json:"end"`
	Depart    string     `json:"depart"`
	Arrive    string     `json:"arrive"`            // at the end
	Sunrise   string     `json:"sunrise,omitempty"` // at the first stop, or the start; empty where the sun does not rise or set
	Sunset    string     `json:"sunset,omitempty"`
	Sun       string     `json:"sun,omitempty"` // "never_rises", "never_sets" or empty
	Stops     []Arrival  `json:"stops"`
	HomeMin   float64    `json:"home_minutes"` // the way from the last stop to the end
	HomeKM    float64    `json:"home_km"`
	DriveMin  float64    `json:"drive_minutes"`
	DriveKM   float64    `json:"drive_km"`
	WorkMin   float64    `json:"work_minutes"`
	Conflicts []Conflict `json:"conflicts"`
}

// Arrival is a stop within a day.
type Arrival struct {
	Site      string     `json:"site"`
	Locked    bool       `json:"locked,omitempty"`
	TravelMin float64    `json:"travel_minutes"` // from the place before
	TravelKM  float64    `json:"travel_km"`
	TravelBy  string     `json:"travel_by"` // straight_line or matrix
	Arrive    string     `json:"arrive"`
	Begin     string     `json:"begin"` // later than Arrive where the crew has to wait for light
	Leave     string     `json:"leave"`
	Conflicts []Conflict `json:"conflicts"`
}

// Conflict is something that stands against the plan, or ought to be known.
type Conflict struct {
	// Rule names what is wrong, one of Rules; the map has words for each in three languages.
	Rule string `json:"rule"`
	// Grave conflicts make a visit impossible as planned; the others are to be known.
	Grave bool `json:"grave"`
	// Restriction is the id of the restriction that it follows from, if one does.
	Restriction string `json:"restriction,omitempty"`
	// Facts are the values to be put into the words: "lead_days": "60", "days_left": "22".
	Facts map[string]string `json:"facts,omitempty"`
	// Message and Advice say it in English.
	Message string `json:"message"`
	Advice  string `json:"advice,omitempty"`
}

// LeftOut is a stop on no day, and why. It has at least one reason.
type LeftOut struct {
	Site    string     `json:"site"`
	Must    bool       `json:"must,omitempty"`
	Reasons []Conflict `json:"reasons"`
}

// The rules that a Conflict may name.
const (
	RuleNoDays          = "no_days"           // the plan has no day on which anybody works
	RuleNoVehicle       = "no_vehicle"        // the plan has no vehicle
	RuleNoStops         = "no_stops"          // the plan has no sites
	RuleUnknownSite     = "unknown_site"      // there is no such site in the data
	RuleUnlocated       = "unlocated"         // the site is not located
	RulePoorlyLocated   = "poorly_located"    // located, but with an unknown or large accuracy: searching takes time
	RuleSeasonClosed    = "season_closed"     // outside its season on that day, or on all days
	RuleForbidden       = "forbidden"         // a restriction forbids it altogether
	RulePaperTooLate    = "paper_too_late"    // the lead time is longer than what is left
	RulePaperPending    = "paper_pending"     // asked for, comes in time if the lead time holds
	RulePaperMissing    = "paper_missing"     // needed, not asked for, could still come in time
	RulePaperUnknown    = "paper_unknown"     // needed, and how long it takes is not known
	RulePaperRefused    = "paper_refused"     // asked for and refused
	RulePaperNotValid   = "paper_not_valid"   // granted, but not for that day
	RuleWarning         = "warning"           // a hazard, an access note
	RuleMayApply        = "may_apply"         // the site may lie within the bounds of a restriction, as far as it is known
	RuleNoDaylight      = "no_daylight"       // not enough light on that day, or on any
	RuleTooLate         = "too_late"          // the work does not end before dark, or the day not in time
	RuleDayTooLong      = "day_too_long"      // the day ends after its hours
	RuleNoWay           = "no_way"            // the matrix says there is no way
	RuleOutOfReach      = "out_of_reach"      // there and back takes longer than a day
	RuleNoRoom          = "no_room"           // possible, but what is visited instead is worth more
	RuleNotArranged     = "not_arranged"      // possible, and nobody has put it on a day yet
	RuleNightNotReached = "night_not_reached" // the day ends elsewhere than the next one begins, or at no place
)

// Rules are all rules that a Conflict may name.
var Rules = []string{
	RuleNoDays, RuleNoVehicle, RuleNoStops, RuleUnknownSite,
	RuleUnlocated, RulePoorlyLocated, RuleSeasonClosed, RuleForbidden,
	RulePaperTooLate, RulePaperPending, RulePaperMissing, RulePaperUnknown,
	RulePaperRefused, RulePaperNotValid, RuleWarning, RuleMayApply,
	RuleNoDaylight, RuleTooLate, RuleDayTooLong, RuleNoWay,
	RuleOutOfReach, RuleNoRoom, RuleNotArranged, RuleNightNotReached,
}
