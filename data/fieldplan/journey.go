package fieldplan

import (
	"time"

	"burialmap/geo/route"
)

// journey is a plan laid out on the world: what Timetable and Arrange work on.
type journey struct {
	plan  Plan
	world *World
	today time.Time // as dayOf has it
	zone  *time.Location
	dates []string // on which somebody works
	days  []time.Time
	from  float64 // hours of a day
	to    float64

	ways  *ways
	stops []Stop                 // those that can be gone to, in the order of ways
	light map[lightKey]light     // what was asked for already
	found map[stopDay][]Conflict // likewise
}

type lightKey struct{ place, day int }

type stopDay struct {
	site string
	day  int
}

// newJourney lays out a plan. The day that today shows in its own location counts.
func newJourney(w *World, p Plan, today time.Time) *journey {
	p = p.complete()
	j := &journey{
		plan: p, world: w, today: civil(today), zone: p.Location(), dates: p.WorkingDays(), ways: newWays(p, w),
		light: map[lightKey]light{}, found: map[stopDay][]Conflict{},
	}
	j.from, j.to = p.hours()
	for _, d := range j.dates {
		day, _ := dayOf(d)
		j.days = append(j.days, day)
	}
	for _, s := range p.Stops {
		if site := w.Sites[s.Site]; site != nil && site.Located {
			j.stops = append(j.stops, s)
		}
	}
	return j
}

// base is the number of the base among the places.
func (j *journey) base() int { return len(j.stops) }

// lightAt is the light at a place on a day, both by number.
func (j *journey) lightAt(place, day int) light {
	key := lightKey{place, day}
	l, ok := j.light[key]
	if !ok {
		l = lightAt(j.ways.at[place], j.days[day], j.zone)
		j.light[key] = l
	}
	return l
}

// against are the obstacles of a stop on a day by number.
func (j *journey) against(s Stop, day int) []Conflict {
	key := stopDay{s.Site, day}
	c, ok := j.found[key]
	if !ok {
		c = j.obstacles(s, j.days[day])
		j.found[key] = c
	}
	return c
}

// window is when one can work at a place on a day: within its hours and in daylight. It may
// be empty, From after To.
func (j *journey) window(place, day int) route.Window {
	l := j.lightAt(place, day)
	return route.Window{From: max(j.from, l.rise), To: min(j.to, l.set)}
}

// problem is the journey as geo/route has it. Open says whether a stop may be visited on a
// day, light aside.
func (j *journey) problem(open func(stop, day int) bool) route.Problem {
	p := route.Problem{Sites: make([]route.Site, len(j.stops)), Places: len(j.ways.ids), Seed: 1}
	for i, s := range j.stops {
		p.Sites[i] = route.Site{Minutes: float64(s.Minutes), Prize: float64(s.Priority), Must: s.Must, Open: make([][]route.Window, len(j.days))}
		for day := range j.days {
			if w := j.window(i, day); w.From <= w.To && open(i, day) {
				p.Sites[i].Open[day] = []route.Window{w}
			}
		}
	}
	for range j.plan.Vehicles {
		p.Crews = append(p.Crews, j.crew())
	}
	p.Travel = func(crew, from, to int) float64 {
		return j.ways.between(from, to, j.plan.Vehicles[crew].SpeedKMH).minutes
	}
	return p
}

// crew is one that begins and ends at the base, and may spend a night at any place.
func (j *journey) crew() route.Crew {
	c := route.Crew{Start: j.base()}
	for day := range j.days {
		d := route.Day{Number: day, From: j.from, To: j.to, Ends: []int{j.base()}}
		if day < len(j.days)-1 {
			for n := range j.plan.Nights {
				d.Ends = append(d.Ends, j.base()+1+n)
			}
		}
		c.Days = append(c.Days, d)
	}
	return c
}

// standing is a problem that looks at light alone; its ways all exist.
func (j *journey) standing() route.Problem {
	p := j.problem(func(int, int) bool { return true })
	p.Travel = func(crew, from, to int) float64 {
		w, _ := j.ways.possible(from, to, j.plan.Vehicles[crew].SpeedKMH)
		return w.minutes
	}
	return p
}

// numberOf is the number of a site or place, -1 if one cannot go there.
func (j *journey) numberOf(id string) int {
	n, ok := j.ways.number[id]
	if !ok {
		return -1
	}
	return n
}
