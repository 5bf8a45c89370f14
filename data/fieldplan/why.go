package fieldplan

import (
	"fmt"
	"maps"
	"math"
	"strconv"
)

// why says for which reasons a stop is on no day: at least one.
func (j *journey) why(s Stop, g *gaps) []Conflict {
	if site := j.world.Sites[s.Site]; site == nil || !site.Located {
		return j.obstacles(s, j.today)
	}
	var none []Conflict
	if len(j.dates) == 0 {
		none = append(none, j.noDays())
	}
	if len(j.plan.Vehicles) == 0 {
		none = append(none, noVehicle())
	}
	if len(none) > 0 {
		return none
	}
	days, reasons := j.allowed(s)
	if len(days) == 0 {
		return reasons
	}
	stop := j.numberOf(s.Site)
	if c, ok := j.noLight(s, stop, days); ok {
		return append(reasons, c)
	}
	if c, ok := j.beyondReach(s, stop, days); ok {
		return append(reasons, c)
	}
	return append(reasons, j.noGap(stop, g))
}

// allowed are the days on which nothing forbids the stop, and for the others what does: each
// reason once, as it is on the last of those days.
func (j *journey) allowed(s Stop) (days []int, reasons []Conflict) {
	type key struct{ rule, restriction string }
	place, count := map[key]int{}, map[key]int{}
	for day := range j.days {
		against := grave(j.against(s, day))
		if len(against) == 0 {
			days = append(days, day)
		}
		for _, c := range against {
			k := key{c.Rule, c.Restriction}
			if count[k]++; count[k] == 1 {
				place[k] = len(reasons)
				reasons = append(reasons, c)
			}
			reasons[place[k]] = c
		}
	}
	for k, at := range place {
		if count[k] == len(j.days) && k.restriction != "" {
			c := reasons[at]
			c.Facts = maps.Clone(c.Facts) // the conflict of the day keeps its own
			reasons[at] = c.onAllDays(j.world.Restrictions[k.restriction], len(j.days))
		}
	}
	return days, reasons
}

// noLight is a conflict if the work fits into the light of none of the days.
func (j *journey) noLight(s Stop, stop int, days []int) (Conflict, bool) {
	longest, most := days[0], math.Inf(-1)
	for _, day := range days {
		w := j.window(stop, day)
		if w.To-w.From > most {
			longest, most = day, w.To-w.From
		}
	}
	if most >= float64(s.Minutes) && most >= 0 {
		return Conflict{}, false
	}
	return j.tooLittleTime(s, stop, longest), true
}

// beyondReach is a conflict if there and back takes longer than a day, though nothing else
// were visited, wherever the day begins and ends.
func (j *journey) beyondReach(s Stop, stop int, days []int) (Conflict, bool) {
	least, anyWay := math.Inf(1), false
	for v := range j.plan.Vehicles {
		for from := j.base(); from < len(j.ways.ids); from++ {
			for to := j.base(); to < len(j.ways.ids); to++ {
				speed := j.plan.Vehicles[v].SpeedKMH
				there, back := j.ways.between(from, stop, speed).minutes, j.ways.between(stop, to, speed).minutes
				anyWay = anyWay || !math.IsInf(there+back, 1)
				least = min(least, j.shortest(s, stop, days, there, back))
			}
		}
	}
	if !anyWay {
		return noWay(j.nameOf(j.base()), j.nameOf(stop)), true
	}
	if least <= j.to-j.from {
		return Conflict{}, false
	}
	return Conflict{Rule: RuleOutOfReach, Grave: true,
		Facts:   facts("minutes", strconv.Itoa(int(math.Ceil(least))), "available", strconv.Itoa(int(j.to-j.from))),
		Message: fmt.Sprintf("There, work and back take %s; a day of the plan has %s.", duration(math.Ceil(least)), duration(j.to-j.from)),
		Advice:  "Add a place for the night nearer to it, or plan longer days.",
	}, true
}

// shortest is how long a day with this stop alone takes at least, waiting for light
// included.
func (j *journey) shortest(s Stop, stop int, days []int, there, back float64) float64 {
	least := math.Inf(1)
	for _, day := range days {
		w := j.window(stop, day)
		begin := max(j.from+there, w.From)
		leave := begin + float64(s.Minutes)
		if leave <= w.To {
			least = min(least, leave+back-j.from)
		}
	}
	if math.IsInf(least, 1) { // it would be dark: that long it takes all the same
		return max(there+float64(s.Minutes)+back, j.to-j.from+1)
	}
	return least
}

// noGap is for a stop that could be visited.
func (j *journey) noGap(stop int, g *gaps) Conflict {
	at, ok := g.first(stop)
	if !ok {
		return Conflict{Rule: RuleNoRoom, Message: "It could be visited, but the days are full with what is on them.",
			Advice: "Take another stop out, or add a day or a vehicle."}
	}
	t := g.tours[at.tour]
	vehicle := j.plan.Vehicles[t.vehicle]
	return Conflict{Rule: RuleNotArranged, Facts: facts("date", j.dates[t.day], "vehicle", vehicle.ID, "minutes", strconv.Itoa(int(math.Ceil(at.longer)))),
		Message: fmt.Sprintf("It is on no day yet; it would fit on %s with vehicle %s.", j.dates[t.day], vehicle.ID), Advice: "Put it there, or arrange the plan anew."}
}
