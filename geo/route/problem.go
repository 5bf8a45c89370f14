package route

// Problem is what is to be planned. Places are numbered: first the sites, 0 to
// len(Sites)-1, then the bases and overnight places, up to Places-1.
type Problem struct {
	Sites  []Site
	Places int
	Crews  []Crew
	// Travel is the minutes that a crew needs from one place to another: 0 or more, +Inf
	// where there is no way. It need neither be symmetric nor keep the triangle inequality.
	// [Solve] asks it once for each crew and pair of places; from a place to itself it is 0
	// and not asked.
	Travel func(crew, from, to int) float64
	Seed   uint64
	// Effort scales how long is searched; 0 is 1. The time taken grows with it about
	// linearly, and the outcome of a greater effort is not worse.
	Effort float64
}

// Site is a place to be visited at most once.
type Site struct {
	Minutes float64 // how long the work there takes, 0 or more
	Prize   float64 // what a visit is worth, 0 or more; for 0 nobody goes a longer way
	// Must says that the site is to be visited before any that only may be, whatever those
	// are worth.
	Must bool
	// Open are, by number of the day, the times within which the whole work must lie,
	// sorted and apart. A day that has none is closed.
	Open [][]Window
	// Lock binds the site to a tour; nil leaves it free.
	Lock *Lock
}

// Window is a stretch of a day, in minutes from its midnight, with both ends.
type Window struct{ From, To float64 }

// Lock binds a site to the tour of one crew on one day. Sites locked to the same tour are
// visited in the order of Order, other sites may come between; sites of equal Order in any.
// Somebody decided so: what is locked stays before any site is visited that is not, even
// before those that must be.
type Lock struct{ Crew, Day, Order int }

// Crew is a vehicle and those who ride in it: together all the time. It begins its first
// day at Start, and every other one where the day before ended. Nights are chosen so that the
// way from one to the next fits into the day even if nothing is visited.
type Crew struct {
	Start int // a place
	Days  []Day
}

// Day is one working day of a crew.
type Day struct {
	Number   int     // of the day: an index into Site.Open
	From, To float64 // on the road or at work only between these minutes of the day
	Ends     []int   // the places where the day may end, at least one: nights, on the last day home
}

// Solution is a plan: first as many locked sites as possible, then as many as possible of
// those that must be visited, then the greatest prize, then the least drive.
type Solution struct {
	Tours []Tour // by crew, then day: one for each day of each crew, also where nothing is visited
	Left  []Left // the sites on no tour, by number
	Prize float64
	Drive float64 // minutes on the road, all tours together
}

// Tour is what a crew does on a day.
type Tour struct {
	Crew, Day  int     // Day is an index into Crew.Days
	Start, End int     // places
	Depart     float64 // when the start is left, minutes of the day: as late as nothing begins later for it
	Visits     []Visit
	Home       float64 // when the end is reached
	Drive      float64 // minutes on the road
	// Fault is what is wrong with the way to the end: [NoWay], [TooLate], or 0. In a Solution
	// it is not 0 only where no place to end the day can be reached in time from where the
	// day begins; the crew then stays there, visits nothing, and End is Start.
	Fault Fault
}

// Visit is a stay at a site. Arrive ≤ Begin ≤ Leave; between Arrive and Begin the crew
// waits for the site to open.
type Visit struct {
	Site                 int
	Arrive, Begin, Leave float64
	Fault                Fault // 0 in a Solution; the first that applies in what [Problem.Walk] returns
}

// Fault is what makes a visit, or the end of a day, impossible as it stands.
type Fault int

const (
	// NoWay leads there from the place before.
	NoWay Fault = iota + 1
	// Closed sites have no window on that day, within its hours, that is long enough.
	Closed
	// TooLate is what is reached after the last time at which it would have been possible.
	TooLate
)

func (f Fault) String() string {
	return [...]string{"none", "no_way", "closed", "too_late"}[f]
}

// Left is a site on no tour, and why.
type Left struct {
	Site   int
	Reason Reason
}

// Reason is why a site is on no tour, the most basic one that applies.
type Reason int

const (
	// NeverOpen sites have no window long enough for the work within the hours of any day of
	// any crew.
	NeverOpen Reason = iota + 1
	// OutOfReach sites cannot be reached, worked and left for a place to sleep within any
	// day of any crew, though nothing else were visited.
	OutOfReach
	// LockBroken sites are locked to a tour that cannot hold them, alone or together with
	// the others that are locked.
	LockBroken
	// NoRoom sites could be visited, but only in place of others that are worth more or
	// must be visited, or are worth nothing.
	NoRoom
)

func (r Reason) String() string {
	return [...]string{"none", "never_open", "out_of_reach", "lock_broken", "no_room"}[r]
}
