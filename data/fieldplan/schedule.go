package fieldplan

import (
	"fmt"
	"math"
	"strconv"

	"burialmap/geo/route"
)

// schedule works a tour out.
func (j *journey) schedule(t *tour) Schedule {
	vehicle := j.plan.Vehicles[t.vehicle]
	s := Schedule{
		Date: j.dates[t.day], Vehicle: vehicle.ID, Start: j.ways.ids[t.start], End: j.ways.ids[t.end],
		Stops: []Arrival{}, Conflicts: []Conflict{},
	}
	j.sunOf(&s, t)
	if t.unknownEnd != "" {
		s.Conflicts = append(s.Conflicts, noSuchNight(t.unknownEnd, j.plan.Base))
	}
	if t.idle() {
		return s
	}
	s.Depart = clock(t.walk.Depart)
	place, left, next := t.start, t.walk.Depart, 0
	for _, stop := range t.stops {
		if stop.number < 0 {
			s.Stops = append(s.Stops, j.nowhere(stop, t.day, left))
			continue
		}
		visit := t.walk.Visits[next]
		a := j.arrival(stop, visit, place, t)
		s.DriveMin, s.DriveKM, s.WorkMin = s.DriveMin+a.TravelMin, s.DriveKM+a.TravelKM, s.WorkMin+float64(stop.stop.Minutes)
		s.Stops = append(s.Stops, a)
		place, left, next = stop.number, visit.Leave, next+1
	}
	j.home(&s, t, place)
	return s
}

// sunOf is the light at the first stop, or where the day begins.
func (j *journey) sunOf(s *Schedule, t *tour) {
	place := t.start
	if numbers := t.numbers(); len(numbers) > 0 {
		place = numbers[0]
	}
	l := j.lightAt(place, t.day)
	if s.Sun = l.sun; l.sun == "" {
		s.Sunrise, s.Sunset = clock(l.rise), clock(l.set)
	}
}

// nowhere is a stop on a day to which one cannot go.
func (j *journey) nowhere(stop toured, day int, now float64) Arrival {
	return Arrival{Site: stop.stop.Site, Locked: stop.locked, TravelBy: TravelStraight, Arrive: clock(now), Begin: clock(now), Leave: clock(now),
		Conflicts: j.against(stop.stop, day)}
}

// arrival is a visit with what stands against it.
func (j *journey) arrival(stop toured, v route.Visit, from int, t *tour) Arrival {
	way, exists := j.ways.possible(from, stop.number, j.plan.Vehicles[t.vehicle].SpeedKMH)
	a := Arrival{
		Site: stop.stop.Site, Locked: stop.locked, TravelMin: tenth(way.minutes), TravelKM: tenth(way.km), TravelBy: way.by,
		Arrive: clock(v.Arrive), Begin: clock(v.Begin), Leave: clock(v.Leave), Conflicts: []Conflict{},
	}
	a.Conflicts = append(a.Conflicts, j.against(stop.stop, t.day)...)
	if !exists {
		a.Conflicts = append(a.Conflicts, noWay(j.nameOf(from), j.nameOf(stop.number)))
	}
	switch v.Fault {
	case route.Closed:
		a.Conflicts = append(a.Conflicts, j.tooLittleTime(stop.stop, stop.number, t.day))
	case route.TooLate:
		a.Conflicts = append(a.Conflicts, j.tooLate(stop.number, t.day, v.Leave))
	}
	return a
}

// home is the way to where the day ends.
func (j *journey) home(s *Schedule, t *tour, place int) {
	way, exists := j.ways.possible(place, t.end, j.plan.Vehicles[t.vehicle].SpeedKMH)
	s.HomeMin, s.HomeKM = tenth(way.minutes), tenth(way.km)
	s.DriveMin, s.DriveKM = tenth(s.DriveMin+s.HomeMin), tenth(s.DriveKM+s.HomeKM)
	s.Arrive = clock(t.walk.Home)
	if !exists {
		s.Conflicts = append(s.Conflicts, noWay(j.nameOf(place), j.nameOf(t.end)))
	}
	if over := t.walk.Home - j.to; over > 0.5 {
		s.Conflicts = append(s.Conflicts, dayTooLong(t.walk.Home, j.to, over))
	}
}

// tooLittleTime says why no time of the day is long enough for the work: the hours of the
// plan, or the light.
func (j *journey) tooLittleTime(s Stop, place, day int) Conflict {
	if float64(s.Minutes) > j.to-j.from {
		return worksTooLong(s.Minutes, j.to-j.from)
	}
	l, w := j.lightAt(place, day), j.window(place, day)
	lightMinutes := math.Max(0, w.To-w.From)
	c := Conflict{Rule: RuleNoDaylight, Grave: true,
		Facts:  facts("date", j.dates[day], "sun", l.sun, "minutes", strconv.Itoa(s.Minutes), "light_minutes", strconv.Itoa(int(lightMinutes))),
		Advice: "Choose a day with more light, or plan less work.",
	}
	switch l.sun {
	case SunNeverRises:
		c.Message = fmt.Sprintf("The sun does not rise there on %s.", j.dates[day])
		return c
	case "":
		c.Facts["sunrise"], c.Facts["sunset"] = clock(l.rise), clock(l.set)
		c.Message = fmt.Sprintf("On %s it is light from %s to %s: %d minutes of it within the hours of the plan, and the work takes %d.",
			j.dates[day], clock(l.rise), clock(l.set), int(lightMinutes), s.Minutes)
	}
	return c
}

func (j *journey) tooLate(place, day int, leave float64) Conflict {
	w, l := j.window(place, day), j.lightAt(place, day)
	c := Conflict{Rule: RuleTooLate, Grave: true, Facts: facts("leave", clock(leave), "until", clock(w.To), "sunset", clock(l.set)),
		Message: fmt.Sprintf("The work ends at %s; the day ends at %s.", clock(leave), clock(w.To)),
		Advice:  "Go there earlier in the day or on another one, or plan less work.",
	}
	if l.sun == "" && l.set < j.to {
		c.Message = fmt.Sprintf("The work ends at %s; the sun sets at %s.", clock(leave), clock(l.set))
	} else {
		delete(c.Facts, "sunset")
	}
	return c
}

func dayTooLong(home, end, over float64) Conflict {
	return Conflict{Rule: RuleDayTooLong, Grave: true, Facts: facts("arrive", clock(home), "end", clock(end), "minutes", strconv.Itoa(int(math.Round(over)))),
		Message: fmt.Sprintf("The day ends at %s, %s after its hours.", clock(home), duration(over)), Advice: "Move a stop to another day, or plan less work."}
}

func noWay(from, to string) Conflict {
	return Conflict{Rule: RuleNoWay, Grave: true, Facts: facts("from", from, "to", to),
		Message: fmt.Sprintf("The travel matrix says that there is no way from %s to %s.", from, to), Advice: "Come from elsewhere, or correct the matrix."}
}

func noSuchNight(id string, base Place) Conflict {
	return Conflict{Rule: RuleNightNotReached, Grave: true, Facts: facts("end", id),
		Message: fmt.Sprintf("The day is to end at %q, and the plan has no such place; it is taken to end at %s.", id, base.Name), Advice: "Choose one of the places for the night."}
}

func worksTooLong(minutes int, day float64) Conflict {
	return Conflict{Rule: RuleOutOfReach, Grave: true, Facts: facts("minutes", strconv.Itoa(minutes), "available", strconv.Itoa(int(day))),
		Message: fmt.Sprintf("The work takes %s, and a day of the plan has %s.", duration(float64(minutes)), duration(day)),
		Advice:  "Plan less work there, or longer days."}
}

// nameOf is a place by number, for people.
func (j *journey) nameOf(number int) string {
	if number < len(j.stops) {
		return j.world.Sites[j.stops[number].Site].Name()
	}
	p := j.plan.places()[number-j.base()]
	if p.Name != "" {
		return p.Name
	}
	return p.ID
}

// duration is minutes for people.
func duration(minutes float64) string {
	m := int(math.Round(minutes))
	switch {
	case m < 60:
		return fmt.Sprintf("%d min", m)
	case m%60 == 0:
		return fmt.Sprintf("%d h", m/60)
	}
	return fmt.Sprintf("%d h %02d min", m/60, m%60)
}

// tenth rounds what people read: tenths of a minute or of a kilometre.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }
