package book

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// cover is the overview, the sheet of people and emergencies, and how maps are to be read.
type cover struct {
	Running, People, Reading  running
	Title, Dates, Hours, Note string
	Facts                     []named
	Map                       template.HTML
	MapWords                  string
	Days                      []dayRow
	Totals                    string
	LeftOut                   []leftOut
	Settle                    []said
	Changes                   []named
	Team                      []fieldplan.Person
	Vehicles, Places          []named
	Emergency                 []fieldplan.Contact
	Blank                     [][]string
	Silence                   []string
	Members                   []string
	Signs                     []sign
	Everywhere                []paper
	Sources                   []string // of Everywhere
	All                       running
	Address                   string
}

// dayRow is one day of one vehicle in the table of days.
type dayRow struct {
	Sample                             template.HTML
	Day, Vehicle, Idle                 string
	Stops                              []int
	Depart, Arrive, Drive, Work, Night string
}

// leftOut is a stop on no day.
type leftOut struct {
	Number  int
	Name    string
	Must    bool
	Reasons []said
}

func (b *writer) cover() cover {
	p := b.Plan
	c := cover{
		Running: b.running(b.w.say("running.overview", nil), false),
		People:  b.running(b.w.say("running.people", nil), false),
		Reading: b.running(b.w.say("running.reading", nil), false),
		All:     b.running(b.w.say("running.everywhere", nil), false),
		Title:   cmp.Or(p.Title, p.ID), Note: p.Note,
		Dates: b.w.say("cover.dates", values{"from": b.w.dayText(p.From, b.w.weekday), "to": b.w.dayText(p.To, b.w.weekday)}),
		Hours: b.w.say("cover.hours", values{"start": p.Start, "end": p.End, "zone": p.Zone}),
		Facts: b.coverFacts(), MapWords: b.coverMapWords(), Totals: b.totals(),
		LeftOut: b.leftOut(), Settle: b.toSettle(),
		Team: b.team(), Vehicles: b.vehicles(), Places: b.nights(), Emergency: p.Emergency,
		Changes: b.changes(), Signs: b.signs(), Address: b.Address,
	}
	c.Map = drawJourney(b.w, b.w.say("cover.map", nil), coverHeight, b.routesOf(b.Timetable.Days), b.marks(nil))
	for _, day := range b.Timetable.Days {
		c.Days = append(c.Days, b.dayRow(day))
	}
	c.Blank = [][]string{
		b.all("emergency.hospital", "emergency.doctor", "emergency.rescue", "emergency.police"),
		b.all("emergency.authority", "emergency.embassy", "emergency.insurance", "emergency.satphone"),
	}
	c.Silence = b.all("emergency.channel", "emergency.hours", "emergency.waits", "emergency.then", "emergency.meeting")
	c.Members = b.members()
	c.Everywhere, c.Sources = b.everywhere()
	return c
}

func (b *writer) all(keys ...string) []string {
	said := make([]string, len(keys))
	for i, k := range keys {
		said[i] = b.w.say(k, nil)
	}
	return said
}

func (b *writer) coverFacts() []named {
	revision := strconv.FormatInt(b.Plan.Revision, 10)
	if b.Plan.Revision == 0 {
		revision = b.w.say("cover.unsaved", nil)
	}
	facts := []named{
		{Name: b.w.say("cover.plan_revision", nil), Value: revision},
		{Name: b.w.say("cover.data_revision", nil), Value: strconv.FormatInt(b.Timetable.DataRevision, 10)},
		{Name: b.w.say("cover.made", nil), Value: b.w.date(b.Today)},
		{Name: b.w.say("cover.language", nil), Value: b.w.say("cover.language.name", nil)},
	}
	if len(b.Plan.Rest) > 0 {
		days := make([]string, len(b.Plan.Rest))
		for i, d := range b.Plan.Rest {
			days[i] = b.w.dayText(d, b.w.shortDay)
		}
		facts = append(facts, named{Name: b.w.say("cover.rest", nil), Value: strings.Join(days, ", ")})
	}
	return facts
}

func (b *writer) coverMapWords() string {
	vehicle := ""
	if len(b.Plan.Vehicles) > 1 {
		vehicle = b.w.say("map.vehicle", nil)
	}
	return b.w.say("map.cover.caption", values{"vehicle": vehicle})
}

func (b *writer) totals() string {
	t := b.Timetable.Totals
	text := b.w.say("cover.totals", values{
		"visited": t.Visited, "stops": t.Stops, "drive": b.w.duration(t.DriveMin),
		"km": b.w.unit("unit.km", t.DriveKM, 0), "work": b.w.duration(t.WorkMin)})
	if t.MustsOut > 0 {
		text += " " + b.w.say("cover.musts_out", values{"n": t.MustsOut})
	}
	return text
}

func (b *writer) dayRow(s fieldplan.Schedule) dayRow {
	row := dayRow{
		Day: b.w.say("cover.day.numbered", values{
			"n": strconv.Itoa(b.dayNumber[s.Date]), "day": b.w.dayText(s.Date, b.w.shortDay)}),
		Vehicle: b.vehicleName(s.Vehicle), Night: b.placeName(s.End),
	}
	style, drawn := b.styles[dayKey(s)]
	if !drawn {
		row.Idle = b.w.say("cover.idle", nil)
		return row
	}
	row.Sample, row.Depart, row.Arrive = routeSample(style), s.Depart, s.Arrive
	row.Drive = b.w.say("day.way.line", values{"time": b.w.duration(s.DriveMin), "km": b.w.unit("unit.km", s.DriveKM, 0)})
	row.Work = b.w.duration(s.WorkMin)
	for _, stop := range s.Stops {
		row.Stops = append(row.Stops, b.numbers[stop.Site])
	}
	if len(row.Stops) == 0 {
		row.Idle, row.Work = b.w.say("cover.idle.moves", nil), ""
	}
	return row
}

func (b *writer) leftOut() []leftOut {
	var list []leftOut
	for _, l := range b.Timetable.LeftOut {
		g := b.Ground[l.Site]
		list = append(list, leftOut{b.numbers[l.Site], b.siteName(l.Site), l.Must, b.conflicts(l.Reasons, g)})
	}
	slices.SortStableFunc(list, func(a, c leftOut) int { return a.Number - c.Number })
	return list
}

// changes are those of sites that are still there, as a whole: "46% → 8.1%". Of sites that are
// gone conflicts speak; those of single pairs follow from the same.
func (b *writer) changes() []named {
	var list []named
	for _, c := range b.Changes {
		if c.Overlap == "" && c.Kind == fieldplan.ChangedKinds[0] {
			list = append(list, named{Name: b.siteName(c.Site), Value: b.chance(c.Before) + " → " + b.chance(c.After)})
		}
	}
	return list
}

// chance is a probability, or that there is none.
func (b *writer) chance(p *float64) string {
	if p == nil {
		return b.w.say("class.short."+data.ClassNotAssessed, nil)
	}
	return b.w.probability(*p)
}

// siteName is what a site is called, or its id if the data do not have it.
func (b *writer) siteName(id string) string {
	if g := b.Ground[id]; g.Site.ID != "" {
		return b.name(g.Site)
	}
	return id
}

func (b *writer) team() []fieldplan.Person {
	team := slices.Clone(b.Plan.Team)
	for i := range team {
		if team[i].Vehicle != "" {
			team[i].Vehicle = b.vehicleName(team[i].Vehicle)
		}
	}
	return team
}

// members are the names for the table of blood groups, and some empty rows.
func (b *writer) members() []string {
	var names []string
	for _, p := range b.Plan.Team {
		names = append(names, p.Name)
	}
	for len(names) < 4 {
		names = append(names, "")
	}
	return names
}

func (b *writer) vehicles() []named {
	var list []named
	for _, v := range b.Plan.Vehicles {
		list = append(list, named{Name: v.ID + " · " + cmp.Or(v.Name, v.ID), Value: b.w.say("unit.kmh", values{"n": b.w.number(v.SpeedKMH, 0)})})
	}
	return list
}

func (b *writer) nights() []named {
	base := b.Plan.Base
	list := []named{{Name: cmp.Or(base.Name, base.ID) + " (" + b.w.say("cover.base", nil) + ")", Value: b.w.position(base.Position, 10)}}
	for _, n := range b.Plan.Nights {
		list = append(list, named{Name: cmp.Or(n.Name, n.ID) + " (" + b.w.say("cover.night", nil) + ")", Value: b.w.position(n.Position, 10)})
	}
	return list
}

// marks are the sites and places of a map: of the cover for nil, else of these days, the
// other sites only as far as they help to find one's way.
func (b *writer) marks(days []fieldplan.Schedule) []mark {
	onThese := map[string]bool{}
	used := map[string]bool{}
	for _, d := range days {
		for _, s := range d.Stops {
			onThese[s.Site] = true
		}
		used[cmp.Or(d.Start, b.Plan.Base.ID)], used[cmp.Or(d.End, b.Plan.Base.ID)] = true, true
	}
	var all []mark
	for _, p := range append([]fieldplan.Place{b.Plan.Base}, b.Plan.Nights...) {
		if days == nil || used[p.ID] {
			all = append(all, mark{at: p.Position, text: cmp.Or(p.Name, p.ID), kind: "place"})
		}
	}
	for _, id := range b.order {
		if days != nil && !onThese[id] {
			continue
		}
		at, ok := b.Ground[id].center()
		if !ok {
			continue
		}
		kind := "stop"
		if _, arranged := b.arranged[id]; !arranged {
			kind = "left"
		}
		all = append(all, mark{at: at, text: strconv.Itoa(b.numbers[id]), kind: kind})
	}
	return all
}
