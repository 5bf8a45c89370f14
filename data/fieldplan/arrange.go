package fieldplan

import (
	"context"
	"slices"
	"time"

	"burialmap/geo/route"
)

// Arrange makes a new arrangement: what is worth most first, musts before all, the least
// time on the road. Stops that are locked stay on their day, with their vehicle and in
// their order, even where that cannot be; the timetable then says so. What a visit is worth
// is its priority: one of 9 as much as nine of 1.
func (w *World) Arrange(p Plan, today time.Time) (Plan, Timetable) {
	arranged, _ := w.arrange(context.Background(), p, today)
	return arranged, w.Timetable(arranged, today)
}

func (w *World) arrange(ctx context.Context, p Plan, today time.Time) (Plan, error) {
	j := newJourney(w, p, today)
	j.unlockedOut()
	if len(j.dates) == 0 || len(j.plan.Vehicles) == 0 {
		return j.plan, nil
	}
	return j.greedy(), ctx.Err()
}

// unlockedOut leaves only the locked stops on their days.
func (j *journey) unlockedOut() {
	days := []Day{}
	for _, d := range j.plan.Days {
		d.Stops = slices.DeleteFunc(slices.Clone(d.Stops), func(v Visited) bool { return !v.Locked })
		if len(d.Stops) > 0 {
			days = append(days, d)
		}
	}
	j.plan.Days = days
}

// greedy puts one stop after another where it makes a day grow least: musts first, then by
// priority.
func (j *journey) greedy() Plan {
	standing := j.standing()
	tours := j.tours()
	for i := range tours {
		t := &tours[i]
		t.walk = standing.Walk(t.vehicle, t.day, t.start, t.end, t.numbers())
	}
	g := newGaps(j, tours, standing)
	for _, n := range j.byWorth() {
		if at, ok := g.first(n); ok {
			t := &tours[at.tour]
			t.stops = slices.Insert(t.stops, at.at, toured{j.stops[n], n, false})
			t.walk = standing.Walk(t.vehicle, t.day, t.start, t.end, t.numbers())
		}
	}
	return j.write(tours)
}

// byWorth are the stops that are not locked, the most important first.
func (j *journey) byWorth() []int {
	locked := map[string]bool{}
	for _, d := range j.plan.Days {
		for _, v := range d.Stops {
			locked[v.Site] = true
		}
	}
	var order []int
	for n, s := range j.stops {
		if !locked[s.Site] {
			order = append(order, n)
		}
	}
	worth := func(n int) int {
		s := j.stops[n]
		if s.Must {
			return 100 + s.Priority
		}
		return s.Priority
	}
	slices.SortStableFunc(order, func(a, b int) int { return worth(b) - worth(a) })
	return order
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

var _ = route.Problem{}
