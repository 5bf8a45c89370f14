package fieldplan

import (
	"context"
	"math"
	"slices"
	"time"

	"burialmap/geo/route"
)

// Arrange makes a new arrangement: what is worth most first, musts before all, the least
// time on the road. Stops that are locked stay on their day, with their vehicle and in
// their order, even where that cannot be; the timetable then says so. What a visit is worth
// is its priority: one of 9 as much as nine of 1. With 500 stops it takes some seconds.
func (w *World) Arrange(p Plan, today time.Time) (Plan, Timetable) {
	arranged, table, _ := w.ArrangeContext(context.Background(), p, today)
	return arranged, table
}

// ArrangeContext is Arrange that can be stopped: then the best arrangement so far comes back
// with the error of the context, or the plan as it was if there is none.
func (w *World) ArrangeContext(ctx context.Context, p Plan, today time.Time) (Plan, Timetable, error) {
	arranged, err := w.arrange(ctx, p, today)
	return arranged, w.Timetable(arranged, today), err
}

func (w *World) arrange(ctx context.Context, p Plan, today time.Time) (Plan, error) {
	p = p.complete()
	all := newJourney(w, p, today)
	if len(all.dates) == 0 || len(p.Vehicles) == 0 {
		return p, nil
	}
	few := p
	few.Stops = all.candidates()
	j := newJourney(w, few, today)
	j.lockedOnly()
	problem, locks := j.toSolve()
	solution, err := route.Solve(ctx, problem)
	if len(solution.Tours) == 0 { // it was stopped before there was any
		return p, err
	}
	p.Days = j.write(j.toursOf(solution, locks)).Days
	return p, err
}

// mostWays bounds the travel times that the search keeps: places squared, for each speed.
// 2,000 stops with vehicles of two speeds are as many.
const mostWays = 8_400_000

// candidates are the stops to search among: those that are locked, and those that nothing
// forbids on all days. Of more than the search can hold, those that are worth most: the
// others are left out, and the timetable says that there is no room for them, or where.
func (j *journey) candidates() []Stop {
	locked, speeds := map[string]bool{}, map[float64]bool{}
	for _, d := range j.plan.Days {
		for _, v := range d.Stops {
			locked[v.Site] = locked[v.Site] || v.Locked
		}
	}
	for _, v := range j.plan.Vehicles {
		speeds[v.SpeedKMH] = true
	}
	var chosen []Stop
	for _, s := range j.plan.Stops {
		days, _ := j.allowed(s)
		if locked[s.Site] || len(days) > 0 {
			chosen = append(chosen, s)
		}
	}
	most := int(math.Sqrt(mostWays/float64(len(speeds)))) - len(j.plan.places())
	if len(chosen) <= most {
		return chosen
	}
	worth := func(s Stop) int {
		switch {
		case locked[s.Site]:
			return 3 * MaxPriority
		case s.Must:
			return MaxPriority + s.Priority
		}
		return s.Priority
	}
	slices.SortStableFunc(chosen, func(a, b Stop) int { return worth(b) - worth(a) })
	return chosen[:most]
}

// lock is where a stop is to stay.
type lock struct {
	tour  tour
	order int
	at    toured
}

// toSolve is the problem with what is locked, and the locks by site.
func (j *journey) toSolve() (route.Problem, []lock) {
	problem := j.problem(func(stop, day int) bool { return grave(j.against(j.stops[stop], day)) == nil })
	var locks []lock
	for _, t := range j.tours() {
		for order, s := range t.stops {
			locks = append(locks, lock{t, order, s})
			if s.number < 0 {
				continue
			}
			site := &problem.Sites[s.number]
			site.Lock = &route.Lock{Crew: t.vehicle, Day: t.day, Order: order}
			if w := j.window(s.number, t.day); w.To-w.From >= site.Minutes {
				site.Open[t.day] = []route.Window{w} // whatever forbids it: whoever locked it wants it there
			}
		}
	}
	return problem, locks
}

// toursOf are the tours of a solution with all that is locked: what the solution could not
// hold is put back in its order.
func (j *journey) toursOf(s route.Solution, locks []lock) []tour {
	all := make([]tour, len(j.dates)*len(j.plan.Vehicles))
	for _, solved := range s.Tours {
		t := tour{day: solved.Day, vehicle: solved.Crew, start: solved.Start, end: solved.End}
		for _, v := range solved.Visits {
			t.stops = append(t.stops, toured{j.stops[v.Site], v.Site, false})
		}
		all[solved.Day*len(j.plan.Vehicles)+solved.Crew] = t
	}
	for _, l := range locks {
		j.putBack(&all[l.tour.day*len(j.plan.Vehicles)+l.tour.vehicle], l, locks)
	}
	return all
}

// putBack marks a locked stop, and if its tour does not have it puts it behind the last one
// that is locked to be before it.
func (j *journey) putBack(t *tour, l lock, locks []lock) {
	for i, s := range t.stops {
		if s.stop.Site == l.at.stop.Site {
			t.stops[i].locked = true
			return
		}
	}
	after := 0
	for i, s := range t.stops {
		for _, other := range locks {
			if other.tour.day == t.day && other.tour.vehicle == t.vehicle && other.order < l.order && other.at.stop.Site == s.stop.Site {
				after = i + 1
			}
		}
	}
	t.stops = slices.Insert(t.stops, after, l.at)
}

// lockedOnly leaves only the locked stops on their days.
func (j *journey) lockedOnly() {
	days := []Day{}
	for _, d := range j.plan.Days {
		d.Stops = slices.DeleteFunc(slices.Clone(d.Stops), func(v Visited) bool { return !v.Locked })
		if len(d.Stops) > 0 {
			days = append(days, d)
		}
	}
	j.plan.Days = days
}

// write puts tours down as the days of the plan.
func (j *journey) write(tours []tour) Plan {
	p := j.plan
	p.Days = []Day{}
	for _, t := range tours {
		if t.idle() {
			continue
		}
		d := Day{Date: j.dates[t.day], Vehicle: p.Vehicles[t.vehicle].ID, Stops: []Visited{}}
		if t.end != j.base() {
			d.End = j.ways.ids[t.end]
		}
		for _, s := range t.stops {
			d.Stops = append(d.Stops, Visited{Site: s.stop.Site, Locked: s.locked})
		}
		p.Days = append(p.Days, d)
	}
	return p
}
