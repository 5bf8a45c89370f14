package fieldplan

// How large a plan may be. More is refused: a team that plans more makes two plans.
const (
	MaxBody     = 8 << 20 // bytes of a plan as JSON
	MaxStops    = 2000
	MaxDays     = 60
	MaxVehicles = 20
	MaxNights   = 50
	MaxPeople   = 200
	MaxPapers   = 5000
	MaxLegs     = 250_000 // ways of a matrix
	MaxPriority = 9

	maxName   = 200              // characters of a name
	maxText   = 4000             // of a note
	maxID     = 200              // of an id
	maxWork   = 7 * minutesOfDay // minutes of one stop; what takes longer than a day is said to be out of reach
	maxSpeed  = 300              // km/h
	maxDetour = 10
)

// DefaultDetour is the length of a way over the straight line where the plan says nothing.
// It is an assumption of this project, not a measurement. For the roads of whole countries
// Ballou, Rahardja and Sakai (2002, Transportation Research A 36:843–848) are quoted with 1.12
// to 2.10; nobody is known to have measured forest tracks of the Far East. A plan can state
// its own factor, or a matrix of measured ways.
const DefaultDetour = 1.4

// DefaultPriority is that of a stop of which nobody said any.
const DefaultPriority = 5
