package fieldplan

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// languages are those of the book.
var languages = []string{"en", "ru", "ja"}

// Check says what makes a plan nonsense: numbers out of range, ids that are there twice,
// days that do not exist. Every finding is a refusal. A draft that lacks days, vehicles or
// stops is none: its Timetable says what is missing. What the arrangement names beyond the
// plan – a day, vehicle or site that has been taken out – counts as not arranged.
func (p Plan) Check() []data.Problem {
	c := &checks{plan: p}
	c.head()
	c.people()
	c.vehicles()
	c.places()
	c.dates()
	c.stops()
	c.papers()
	c.matrix()
	c.weights()
	c.days()
	return c.problems
}

func refused(field, rule, message, advice string) data.Problem {
	return data.Problem{Severity: data.Refused, Field: field, Rule: rule, Message: message, Advice: advice}
}

// maxProblems is how many findings are listed of one plan.
const maxProblems = 100

type checks struct {
	plan     Plan
	problems []data.Problem
	ids      map[string]string // of places and sites: what has it
}

func (c *checks) refuse(field, rule, message, advice string) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, refused(field, rule, message, advice))
	}
}

func (c *checks) head() {
	p := c.plan
	c.text("title", p.Title, maxName, true)
	c.text("note", p.Note, maxText, false)
	c.text("id", p.ID, maxID, false)
	if p.ID != "" && data.SafeID(p.ID) != p.ID {
		c.refuse("id", "id", fmt.Sprintf("%q cannot stand in an address", p.ID), fmt.Sprintf("use letters, digits and . _ - ~ only: %q", data.SafeID(p.ID)))
	}
	if p.Revision < 0 {
		c.refuse("revision", "range", "a revision is 0 or more", "give the revision that was read, 0 for a new plan")
	}
	for i, l := range p.Languages {
		c.oneOf(fmt.Sprintf("languages[%d]", i), l, languages)
	}
	if len(p.Languages) == 0 || len(p.Languages) > len(languages) {
		c.refuse("languages", "count", fmt.Sprintf("there are %d languages", len(p.Languages)), "name one to three of en, ru, ja")
	}
}

func (c *checks) people() {
	p := c.plan
	c.count("team", len(p.Team), MaxPeople)
	c.count("emergency", len(p.Emergency), MaxPeople)
	if len(p.Team) > MaxPeople || len(p.Emergency) > MaxPeople {
		return
	}
	for i, m := range p.Team {
		at := fmt.Sprintf("team[%d]", i)
		c.text(at+".name", m.Name, maxName, true)
		c.text(at+".role", m.Role, maxName, false)
		c.text(at+".phone", m.Phone, maxName, false)
		c.text(at+".vehicle", m.Vehicle, maxID, false)
	}
	for i, m := range p.Emergency {
		at := fmt.Sprintf("emergency[%d]", i)
		c.text(at+".name", m.Name, maxName, true)
		c.text(at+".phone", m.Phone, maxName, false)
		c.text(at+".note", m.Note, maxText, false)
	}
}

func (c *checks) vehicles() {
	c.count("vehicles", len(c.plan.Vehicles), MaxVehicles)
	seen := map[string]bool{}
	for i, v := range c.plan.Vehicles[:min(len(c.plan.Vehicles), MaxVehicles)] {
		at := fmt.Sprintf("vehicles[%d]", i)
		c.text(at+".id", v.ID, maxID, true)
		c.text(at+".name", v.Name, maxName, false)
		if seen[v.ID] {
			c.refuse(at+".id", "unique", fmt.Sprintf("two vehicles have the id %q", v.ID), "give each an id of its own, such as a and b")
		}
		seen[v.ID] = true
		c.number(at+".speed_kmh", v.SpeedKMH, 0.1, maxSpeed, "km/h")
	}
}

func (c *checks) places() {
	c.ids = map[string]string{}
	c.place("base", c.plan.Base)
	c.count("nights", len(c.plan.Nights), MaxNights)
	for i, n := range c.plan.Nights[:min(len(c.plan.Nights), MaxNights)] {
		c.place(fmt.Sprintf("nights[%d]", i), n)
	}
	if d := c.plan.DetourFactor; d != 0 {
		c.number("detour_factor", d, 1, maxDetour, "times the straight line")
	}
}

func (c *checks) place(at string, p Place) {
	c.text(at+".id", p.ID, maxID, true)
	c.text(at+".name", p.Name, maxName, true)
	c.unique(at+".id", p.ID)
	c.position(at+".position", p.Position)
}

func (c *checks) position(at string, p orb.Point) {
	if !(math.Abs(p[0]) <= 180) || !(math.Abs(p[1]) <= 90) { // also NaN
		c.refuse(at, "position", fmt.Sprintf("%v, %v is no longitude and latitude", p[0], p[1]), "give degrees, longitude first: -180 to 180, -90 to 90")
	}
}

// unique keeps the ids of places and sites apart: a matrix names both by them.
func (c *checks) unique(at, id string) {
	if other, ok := c.ids[id]; ok && id != "" {
		c.refuse(at, "unique", fmt.Sprintf("%q is the id of %s already", id, other), "give it another id, or take one of the two out")
	}
	c.ids[id] = at
}

func (c *checks) dates() {
	p := c.plan
	from, to := c.day("from", p.From, true), c.day("to", p.To, true)
	if !from.IsZero() && !to.IsZero() {
		switch n := daysBetween(from, to) + 1; {
		case n < 1:
			c.refuse("to", "order", fmt.Sprintf("%s is before %s", p.To, p.From), "let the last day be the first one or later")
		case n > MaxDays:
			c.refuse("to", "range", fmt.Sprintf("the plan has %d days; at most %d", n, MaxDays), "make two plans of it")
		}
	}
	if _, err := time.LoadLocation(p.Zone); err != nil || p.Zone == "" || p.Zone == "Local" {
		c.refuse("zone", "zone", fmt.Sprintf("there is no time zone %q", cut(p.Zone)), "give an IANA name, such as Asia/Vladivostok")
	}
	start, okStart := minutesOf(p.Start)
	end, okEnd := minutesOf(p.End)
	for field, ok := range map[string]bool{"start": okStart, "end": okEnd} {
		if !ok {
			c.refuse(field, "time", fmt.Sprintf("%q is no time of day", cut(map[string]string{"start": p.Start, "end": p.End}[field])), "write hours and minutes: 08:00")
		}
	}
	if okStart && okEnd && end <= start {
		c.refuse("end", "order", fmt.Sprintf("%s is not after %s", p.End, p.Start), "let the day end after it begins, before midnight")
	}
	c.count("rest", len(p.Rest), MaxDays)
	for i, r := range p.Rest[:min(len(p.Rest), MaxDays)] {
		c.day(fmt.Sprintf("rest[%d]", i), r, true)
	}
}

func (c *checks) day(at, text string, need bool) time.Time {
	d, ok := dayOf(text)
	if !ok && (need || text != "") {
		c.refuse(at, "date", fmt.Sprintf("%q is no date", cut(text)), "write year, month and day: 2027-07-05")
		return time.Time{}
	}
	return d
}

func (c *checks) stops() {
	c.count("stops", len(c.plan.Stops), MaxStops)
	for i, s := range c.plan.Stops[:min(len(c.plan.Stops), MaxStops)] {
		at := fmt.Sprintf("stops[%d]", i)
		c.text(at+".site", s.Site, maxID, true)
		c.unique(at+".site", s.Site)
		c.oneOf(at+".task", s.Task, data.Tasks)
		c.number(at+".minutes", float64(s.Minutes), 0, maxWork, "minutes")
		c.number(at+".priority", float64(s.Priority), 1, MaxPriority, "")
		c.text(at+".note", s.Note, maxText, false)
	}
}

func (c *checks) papers() {
	c.count("papers", len(c.plan.Papers), MaxPapers)
	for i, p := range c.plan.Papers[:min(len(c.plan.Papers), MaxPapers)] {
		at := fmt.Sprintf("papers[%d]", i)
		c.text(at+".restriction", p.Restriction, maxID, true)
		c.text(at+".site", p.Site, maxID, false)
		c.text(at+".reference", p.Reference, maxName, false)
		c.oneOf(at+".state", p.State, PaperStates)
		c.day(at+".asked", p.Asked, false)
		from, to := c.day(at+".from", p.From, false), c.day(at+".to", p.To, false)
		if !from.IsZero() && !to.IsZero() && to.Before(from) {
			c.refuse(at+".to", "order", fmt.Sprintf("%s is before %s", p.To, p.From), "let the paper end after it begins")
		}
	}
}

func (c *checks) matrix() {
	c.count("matrix", len(c.plan.Matrix), MaxLegs)
	seen := map[[2]string]bool{}
	for i, l := range c.plan.Matrix[:min(len(c.plan.Matrix), MaxLegs)] {
		at := fmt.Sprintf("matrix[%d]", i)
		c.text(at+".from", l.From, maxID, true)
		c.text(at+".to", l.To, maxID, true)
		if seen[[2]string{l.From, l.To}] {
			c.refuse(at, "unique", fmt.Sprintf("the way from %q to %q is there twice", cut(l.From), cut(l.To)), "keep one of the two")
		}
		seen[[2]string{l.From, l.To}] = true
		if l.Minutes != nil {
			c.number(at+".minutes", *l.Minutes, 0, maxLegMinutes, "minutes")
		}
		if l.KM != nil {
			c.number(at+".km", *l.KM, 0, maxLegKM, "km")
		}
	}
}

// What a way of a matrix may come to.
const (
	maxLegMinutes = 7 * minutesOfDay
	maxLegKM      = 20_000
)

func (c *checks) weights() {
	w := c.plan.Weights
	for _, m := range w.members() {
		c.number("weights."+m.name, m.weight, 0, maxWeight, "")
	}
	if w == (Weights{}) {
		c.refuse("weights", "range", "all weights are 0", "let at least one count")
	}
}

const maxWeight = 1000

// days holds a site to one visit and a vehicle to one tour a day.
func (c *checks) days() {
	c.count("days", len(c.plan.Days), MaxDays*MaxVehicles)
	tours, visits := map[[2]string]bool{}, map[string]bool{}
	for i, d := range c.plan.Days[:min(len(c.plan.Days), MaxDays*MaxVehicles)] {
		at := fmt.Sprintf("days[%d]", i)
		c.day(at+".date", d.Date, true)
		c.text(at+".vehicle", d.Vehicle, maxID, true)
		c.text(at+".end", d.End, maxID, false)
		if tours[[2]string{d.Date, d.Vehicle}] {
			c.refuse(at, "unique", fmt.Sprintf("vehicle %q has two entries for %s", cut(d.Vehicle), cut(d.Date)), "join the two")
		}
		tours[[2]string{d.Date, d.Vehicle}] = true
		c.count(at+".stops", len(d.Stops), MaxStops)
		for j, v := range d.Stops[:min(len(d.Stops), MaxStops)] {
			c.text(fmt.Sprintf("%s.stops[%d].site", at, j), v.Site, maxID, true)
			if visits[v.Site] {
				c.refuse(fmt.Sprintf("%s.stops[%d].site", at, j), "unique", fmt.Sprintf("site %q is visited twice", cut(v.Site)), "keep one of the two visits")
			}
			visits[v.Site] = true
		}
	}
}

func (c *checks) count(at string, n, most int) {
	if n > most {
		c.refuse(at, "count", fmt.Sprintf("there are %d; at most %d", n, most), "make two plans of it")
	}
}

func (c *checks) text(at, text string, most int, need bool) {
	if rule, message, advice := textFlaw(text, most, need); rule != "" {
		c.refuse(at, rule, message, advice)
	}
}

// textFlaw is what is wrong with a text; an empty rule if nothing is.
func textFlaw(text string, most int, need bool) (rule, message, advice string) {
	switch {
	case need && strings.TrimSpace(text) == "":
		return "required", "it is empty", "fill it in"
	case !utf8.ValidString(text):
		return "text", "it is no UTF-8", "write it in UTF-8"
	case utf8.RuneCountInString(text) > most:
		return "length", fmt.Sprintf("it has %d characters; at most %d", utf8.RuneCountInString(text), most), "shorten it"
	case strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' && r != '\r' }):
		return "text", "it has control characters", "take them out"
	}
	return "", "", ""
}

func (c *checks) number(at string, v, low, high float64, unit string) {
	if !(v >= low && v <= high) { // also NaN
		c.refuse(at, "range", fmt.Sprintf("%v is out of range", v), strings.TrimSpace(fmt.Sprintf("give %v to %v %s", low, high, unit)))
	}
}

func (c *checks) oneOf(at, text string, of []string) {
	if !slices.Contains(of, text) {
		c.refuse(at, "value", fmt.Sprintf("%q is none of its values", cut(text)), "give one of "+strings.Join(of, ", "))
	}
}

// cut is text short enough to be quoted.
func cut(text string) string {
	runes := []rune(text)
	if len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return text
}
