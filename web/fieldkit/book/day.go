package book

import (
	"html/template"
	"strconv"
	"strings"

	"burialmap/data/fieldplan"
)

// day is the sheet of a date, with what each vehicle does.
type day struct {
	ID           string
	Running      running
	Title, Light string
	Map          template.HTML
	Crews        []crew
	Basis        string
}

// crew is one vehicle on a day.
type crew struct {
	Title, People string
	Start, Depart string
	Stops         []dayStop
	End, HomeWay  string
	Arrive, Sums  string
	Conflicts     []said
}

// dayStop is a stop in the table of a day.
type dayStop struct {
	Number                     int
	Name, Task, Way            string
	Arrive, Begin, Leave, Work string
	Must, Locked               bool
	Conflicts                  []said
}

// day is false for a date on which nobody does anything.
func (b *writer) day(date string) (day, bool) {
	var schedules []fieldplan.Schedule
	busy := false
	for _, s := range b.Timetable.Days {
		if s.Date == date {
			schedules = append(schedules, s)
			busy = busy || len(s.Stops) > 0 || s.Start != s.End || len(s.Conflicts) > 0
		}
	}
	if !busy {
		return day{}, false
	}
	n := b.dayNumber[date]
	d := day{
		ID:      "day-" + strconv.Itoa(n),
		Running: b.running(b.w.say("running.day", values{"n": n, "count": len(b.dates)}), false),
		Title:   b.w.say("day.title", values{"n": n, "day": b.w.dayText(date, b.w.weekday)}),
		Light:   b.light(schedules), Basis: b.basis(),
	}
	d.Map = drawJourney(b.w, d.Title, dayHeight, b.routesOf(schedules), b.marks(schedules))
	for _, s := range schedules {
		d.Crews = append(d.Crews, b.crew(s))
	}
	return d, true
}

// light is when the sun rises and sets where the first vehicle works.
func (b *writer) light(schedules []fieldplan.Schedule) string {
	for _, s := range schedules {
		switch {
		case s.Sun != "":
			return b.w.say("day."+s.Sun, nil)
		case s.Sunrise != "" && s.Sunset != "":
			if dusk, ok := b.dusk(s); ok {
				return b.w.say("day.light.dusk", values{"sunrise": s.Sunrise, "sunset": s.Sunset, "dusk": dusk})
			}
			return b.w.say("day.light", values{"sunrise": s.Sunrise, "sunset": s.Sunset})
		}
	}
	return ""
}

func (b *writer) crew(s fieldplan.Schedule) crew {
	key := "day.crew"
	if s.Start == s.End {
		key = "day.crew.same"
	}
	name := s.Vehicle + " · " + b.vehicleName(s.Vehicle)
	if len(s.Stops) == 0 && s.Start == s.End {
		return crew{Title: b.w.say("day.nothing", values{"vehicle": name}), Conflicts: b.conflicts(s.Conflicts, Ground{})}
	}
	c := crew{
		Title:  b.w.say(key, values{"vehicle": name, "start": b.placeName(s.Start), "end": b.placeName(s.End)}),
		People: b.aboard(s.Vehicle), Start: b.placeName(s.Start), End: b.placeName(s.End), Depart: s.Depart, Arrive: s.Arrive,
		HomeWay: b.w.say("day.way.line", values{"time": b.w.duration(s.HomeMin), "km": b.w.unit("unit.km", s.HomeKM, 1)}),
		Sums: b.w.say("day.sums", values{"drive": b.w.duration(s.DriveMin),
			"km": b.w.unit("unit.km", s.DriveKM, 0), "work": b.w.duration(s.WorkMin)}),
		Conflicts: b.conflicts(s.Conflicts, Ground{}),
	}
	for _, stop := range s.Stops {
		c.Stops = append(c.Stops, b.dayStop(stop))
	}
	return c
}

func (b *writer) aboard(vehicle string) string {
	var names []string
	for _, p := range b.Plan.Team {
		if p.Vehicle == vehicle {
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return b.w.say("day.people", values{"names": strings.Join(names, ", ")})
}

func (b *writer) dayStop(a fieldplan.Arrival) dayStop {
	planned := b.stops[a.Site]
	way := "day.way.line"
	if a.TravelBy == "matrix" {
		way = "day.way.matrix"
	}
	s := dayStop{
		Number: b.numbers[a.Site], Name: b.siteName(a.Site), Task: b.w.term("task", planned.Task),
		Way:    b.w.say(way, values{"time": b.w.duration(a.TravelMin), "km": b.w.unit("unit.km", a.TravelKM, 1)}),
		Arrive: a.Arrive, Begin: a.Begin, Leave: a.Leave, Work: b.w.duration(float64(planned.Minutes)),
		Must: planned.Must, Locked: a.Locked, Conflicts: b.conflicts(a.Conflicts, b.Ground[a.Site]),
	}
	if s.Begin == s.Arrive {
		s.Begin = ""
	}
	return s
}
