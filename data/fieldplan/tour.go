package fieldplan

import (
	"slices"

	"burialmap/geo/route"
)

// tour is what one vehicle does on one day, as the plan has it.
type tour struct {
	day, vehicle int
	start, end   int      // places by number
	unknownEnd   string   // the id of a place to end that the plan does not have
	stops        []toured // in order, those that cannot be gone to included
	walk         route.Tour
}

// toured is a stop of a tour; number is -1 where one cannot go.
type toured struct {
	stop   Stop
	number int
	locked bool
}

// tours lays out the arrangement: one tour for each working day and vehicle, by day, then
// vehicle. A day that the plan does not name is spent where the one before ended.
func (j *journey) tours() []tour {
	asked := map[[2]string]Day{}
	for _, d := range j.plan.Days {
		asked[[2]string{d.Date, d.Vehicle}] = d
	}
	stops := map[string]Stop{}
	for _, s := range j.plan.Stops {
		stops[s.Site] = s
	}
	at := make([]int, len(j.plan.Vehicles))
	for v := range at {
		at[v] = j.base()
	}
	var all []tour
	for day, date := range j.dates {
		for v, vehicle := range j.plan.Vehicles {
			t := tour{day: day, vehicle: v, start: at[v], end: at[v]}
			if d, ok := asked[[2]string{date, vehicle.ID}]; ok {
				j.lay(&t, d, stops)
			}
			at[v] = t.end
			all = append(all, t)
		}
	}
	return all
}

// lay fills a tour with what the plan says of it.
func (j *journey) lay(t *tour, d Day, stops map[string]Stop) {
	t.end = j.base()
	if d.End != "" {
		if n := j.placeNumber(d.End); n >= 0 {
			t.end = n
		} else {
			t.unknownEnd = d.End
		}
	}
	for _, v := range d.Stops {
		if s, ok := stops[v.Site]; ok {
			t.stops = append(t.stops, toured{s, j.numberOf(v.Site), v.Locked})
		}
	}
}

// placeNumber is the number of base or a night's place, -1 if the plan has none of the id.
func (j *journey) placeNumber(id string) int {
	i := slices.IndexFunc(j.plan.places(), func(p Place) bool { return p.ID == id })
	if i < 0 {
		return -1
	}
	return j.base() + i
}

// numbers are the stops of a tour that one can go to.
func (t *tour) numbers() []int {
	var all []int
	for _, s := range t.stops {
		if s.number >= 0 {
			all = append(all, s.number)
		}
	}
	return all
}

// idle reports whether nothing at all happens.
func (t *tour) idle() bool { return len(t.stops) == 0 && t.start == t.end }
