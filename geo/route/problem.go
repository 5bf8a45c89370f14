package route

// Problem is what is to be planned. Places are numbered: first the sites, 0 to
// len(Sites)-1, then the bases and overnight places, up to Places-1.
type Problem struct {
	Sites  []Site
	Places int
	Crews  []Crew
	// Travel is the minutes that a crew needs from one place to another: 0 or more, +Inf
	// where there is no way. It need neither be symmetric nor keep the triangle inequality.
	// It is asked once for each crew and pair of places.
	Travel func(crew, from, to int) float64
	Seed   uint64
	// Effort scales how long is searched; 0 is 1. The time taken grows with it about
	// linearly, and the outcome of a greater effort is not worse.
	Effort float64
}

// Site is a place to be visited at most once.
type Site struct {
	Minutes float64 // how long the work there takes, 0 or more
	Prize   float64 // what a visit is worth, 0 or more
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
type Lock struct{ Crew, Day, Order int }

// Crew is a vehicle and those who ride in it: together all the time. It begins its first
// day at Start, and every other one where the day before ended.
type Crew struct {
	Start int // a place
	Days  []Day
}

// Day is one working day of a crew.
type Day struct {
	Number   int     // of the day: an index into Site.Open
	From, To float64 // on the road or at work only between these minutes of the day
	Ends     []int   // the places where the day may end, at least one; of the last day the way home
}

// Solution is a plan.
type Solution struct {
	Tours []Tour // by crew, then day: one for each day of each crew, also where nothing is visited
	Left  []Left // the sites on no tour, by number
	Prize float64
	Drive float64 // minutes on the road, all tours together
}

// Tour is what a crew does on a day.
type Tour struct {
	Crew, Day  int // Day is an index into Crew.Days
	Start, End int // places
	Visits     []Visit
	Home       float64 // when the end is reached, minutes of the day
	// Impossible says that no place to end the day can be reached in time from where it begins.
	Impossible bool
}

// Visit is a stay at a site. Arrive ≤ Begin ≤ Leave; between Arrive and Begin the crew
// waits for the site to open.
type Visit struct {
	Site                 int
	Arrive, Begin, Leave float64
}

// Left is a site on no tour, and why.
type Left struct {
	Site   int
	Reason Reason
}

// Reason is why a site is on no tour, the most basic one that applies.
type Reason int

const (
	// NeverOpen sites have no window long enough for the work on any day of any crew.
	NeverOpen Reason = iota + 1
	// OutOfReach sites cannot be reached, worked and left for a place to sleep within any
	// day of any crew, though nothing else were visited.
	OutOfReach
	// LockBroken sites are locked to a tour that cannot hold them.
	LockBroken
	// NoRoom sites could be visited, but only in place of others that are worth more or
	// must be visited.
	NoRoom
)

func (r Reason) String() string {
	return [...]string{"none", "never_open", "out_of_reach", "lock_broken", "no_room"}[r]
}
