package fieldplan

import (
	"fmt"
	"time"

	"burialmap/geo/route"
)

// Timetable works out the arrangement of a plan as it stands. Nothing is searched, moved or
// left away: what cannot be is said by conflicts. Lead times count from the day that today
// shows in its own location; see [Plan.Today].
func (w *World) Timetable(p Plan, today time.Time) Timetable {
	j := newJourney(w, p, today)
	tours := j.tours()
	standing := j.standing()
	for i := range tours {
		t := &tours[i]
		t.walk = standing.Walk(t.vehicle, t.day, t.start, t.end, t.numbers())
	}
	return j.timetable(tours, standing)
}

func (j *journey) timetable(tours []tour, standing route.Problem) Timetable {
	t := Timetable{
		Plan: j.plan.ID, Revision: j.plan.Revision, DataRevision: j.world.DataRevision,
		Days: []Schedule{}, LeftOut: []LeftOut{}, Conflicts: j.whole(), DetourFactor: j.ways.detour,
	}
	visited := map[string]bool{}
	for i := range tours {
		s := j.schedule(&tours[i])
		for _, a := range s.Stops {
			visited[a.Site] = true
		}
		t.Days = append(t.Days, s)
	}
	j.lastNights(&t, tours)
	g := newGaps(j, tours, standing)
	for _, s := range j.plan.Stops {
		if !visited[s.Site] {
			t.LeftOut = append(t.LeftOut, LeftOut{Site: s.Site, Must: s.Must, Reasons: j.why(s, g)})
		}
	}
	t.Totals, t.TravelBasis = totals(j.plan, t), basis(t)
	return t
}

// whole are the conflicts of the plan as such.
func (j *journey) whole() []Conflict {
	all := []Conflict{}
	if len(j.dates) == 0 {
		all = append(all, j.noDays())
	}
	if len(j.plan.Vehicles) == 0 {
		all = append(all, noVehicle())
	}
	if len(j.plan.Stops) == 0 {
		all = append(all, Conflict{Rule: RuleNoStops, Grave: true, Message: "The plan has no sites.", Advice: "Add sites from the map or the ranking."})
	}
	return append(all, j.everywhere()...)
}

func (j *journey) noDays() Conflict {
	return Conflict{Rule: RuleNoDays, Grave: true, Facts: facts("from", j.plan.From, "to", j.plan.To),
		Message: fmt.Sprintf("From %s to %s there is no day on which anybody works.", j.plan.From, j.plan.To), Advice: "Give the plan days, or take days of rest out."}
}

func noVehicle() Conflict {
	return Conflict{Rule: RuleNoVehicle, Grave: true, Message: "The plan has no vehicle.", Advice: "Add a car, a boat or a pair of feet with its speed."}
}

// lastNights says of which vehicles the journey does not end at the base.
func (j *journey) lastNights(t *Timetable, tours []tour) {
	n := len(j.plan.Vehicles)
	for i := max(0, len(tours)-n); i < len(tours); i++ {
		if end := tours[i].end; end != j.base() {
			t.Days[i].Conflicts = append(t.Days[i].Conflicts, Conflict{Rule: RuleNightNotReached, Grave: true,
				Facts:   facts("end", j.ways.ids[end], "base", j.plan.Base.ID),
				Message: fmt.Sprintf("The last day ends at %s, and not at %s.", j.nameOf(end), j.nameOf(j.base())), Advice: "Let the last day end at the base."})
		}
	}
}

func totals(p Plan, t Timetable) Totals {
	sum := Totals{Stops: len(p.Stops)}
	for _, d := range t.Days {
		sum.Visited += len(d.Stops)
		sum.DriveMin, sum.DriveKM, sum.WorkMin = sum.DriveMin+d.DriveMin, sum.DriveKM+d.DriveKM, sum.WorkMin+d.WorkMin
	}
	for _, s := range p.Stops {
		if s.Must {
			sum.Musts++
		}
	}
	for _, l := range t.LeftOut {
		if l.Must {
			sum.MustsOut++
		}
	}
	sum.DriveMin, sum.DriveKM = tenth(sum.DriveMin), tenth(sum.DriveKM)
	return sum
}

// basis is what the travel times rest on.
func basis(t Timetable) string {
	by := map[string]bool{}
	for _, d := range t.Days {
		for _, a := range d.Stops {
			by[a.TravelBy] = true
		}
	}
	switch {
	case by[TravelMatrix] && by[TravelStraight]:
		return TravelBoth
	case by[TravelMatrix]:
		return TravelMatrix
	}
	return TravelStraight
}
