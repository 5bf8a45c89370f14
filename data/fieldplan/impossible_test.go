package fieldplan

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// restrict adds a restriction to a world, as one that applies to a site.
func restrict(w *World, site, id string, a Applying, pairs ...any) {
	f := data.Feature{ID: id, Collection: "restrictions", Properties: map[string]any{"name": id}}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Properties[pairs[i].(string)] = pairs[i+1]
	}
	a.ID = id
	w.Restrictions[id] = f
	w.Sites[site].Restrictions = append(w.Sites[site].Restrictions, a)
}

// rules are those of conflicts.
func rules(all []Conflict) []string {
	var names []string
	for _, c := range all {
		names = append(names, c.Rule)
	}
	return names
}

func TestAPlanThatCannotBeSaysWhy(t *testing.T) {
	lead := func(days int64) []any { return []any{"effect", "needs_paper", "lead_days", days} }
	for _, c := range []struct {
		what  string
		spoil func(w *World, p *Plan)
		rule  string // of the reason for which the site is left out
		whole string // of the plan as such
	}{
		{"no daylight: December at 70° north", func(w *World, p *Plan) {
			at := orb.Point{170.3, 70}
			w.Sites["s"].Position, w.Sites["s"].Feature.Geometry, p.Base.Position = at, at, orb.Point{170.2, 70}
			p.From, p.To, p.Zone = "2027-12-20", "2027-12-24", "Asia/Anadyr"
		}, RuleNoDaylight, ""},
		{"more work than light", func(_ *World, p *Plan) {
			p.From, p.To, p.Stops[0].Minutes, p.Start, p.End = "2027-12-20", "2027-12-24", 500, "00:00", "23:59"
		}, RuleNoDaylight, ""},
		{"more work than a day has", func(_ *World, p *Plan) { p.Stops[0].Minutes = 601 }, RuleOutOfReach, ""},
		{"closed season", func(w *World, _ *Plan) {
			restrict(w, "s", "thaw", Applying{Surely: true}, "effect", "forbids", "opens", "08-01", "closes", "09-30")
		}, RuleSeasonClosed, ""},
		{"forbidden", func(w *World, _ *Plan) { restrict(w, "s", "reserve", Applying{Surely: true}, "effect", "forbids") }, RuleForbidden, ""},
		{"no permit, and too late to ask", func(w *World, _ *Plan) { restrict(w, "s", "zone", Applying{Surely: true}, lead(60)...) }, RulePaperTooLate, ""},
		{"a permit asked for too late", func(w *World, p *Plan) {
			restrict(w, "s", "zone", Applying{Surely: true}, lead(60)...)
			p.Papers = []Paper{{Restriction: "zone", State: "asked", Asked: "2027-05-20"}}
		}, RulePaperTooLate, ""},
		{"a permit refused", func(w *World, p *Plan) {
			restrict(w, "s", "zone", Applying{Surely: true}, lead(5)...)
			p.Papers = []Paper{{Restriction: "zone", State: "refused"}}
		}, RulePaperRefused, ""},
		{"a permit for other days", func(w *World, p *Plan) {
			restrict(w, "s", "zone", Applying{Surely: true}, lead(5)...)
			p.Papers = []Paper{{Restriction: "zone", State: "granted", From: "2027-08-01", To: "2027-08-31"}}
		}, RulePaperNotValid, ""},
		{"not located", func(w *World, _ *Plan) { w.Sites["s"].Located, w.Sites["s"].Feature.Geometry = false, nil }, RuleUnlocated, ""},
		{"no such site", func(w *World, _ *Plan) { delete(w.Sites, "s") }, RuleUnknownSite, ""},
		{"no days", func(_ *World, p *Plan) { p.From, p.To, p.Rest = "2027-07-05", "2027-07-05", []string{"2027-07-05"} }, RuleNoDays, RuleNoDays},
		{"no vehicles", func(_ *World, p *Plan) { p.Vehicles = nil }, RuleNoVehicle, RuleNoVehicle},
		{"no way", func(_ *World, p *Plan) { p.Matrix = []Leg{{From: "base", To: "s"}} }, RuleNoWay, ""},
		{"too far", func(w *World, _ *Plan) { w.Sites["s"].Position = orb.Point{140, 55} }, RuleOutOfReach, ""},
		{"a long way by the matrix", func(_ *World, p *Plan) {
			minutes := 300.0
			p.Matrix = []Leg{{From: "base", To: "s", Minutes: &minutes}}
		}, RuleOutOfReach, ""},
	} {
		w, p := forest(siteAt("s", 10))
		c.spoil(w, &p)
		for how, work := range map[string]func() Timetable{
			"as it stands": func() Timetable { return w.Timetable(p, june1) },
			"arranged":     func() Timetable { _, table := w.Arrange(p, june1); return table },
		} {
			table := work()
			if len(table.LeftOut) != 1 {
				t.Fatalf("%s, %s: %+v", c.what, how, table)
			}
			if got := rules(table.LeftOut[0].Reasons); !slices.Contains(got, c.rule) {
				t.Errorf("%s, %s: left out for %v, want %s", c.what, how, got, c.rule)
			}
			if got := rules(table.Conflicts); c.whole != "" && !slices.Contains(got, c.whole) {
				t.Errorf("%s, %s: the plan has %v, want %s", c.what, how, got, c.whole)
			}
			for _, r := range table.LeftOut[0].Reasons {
				if r.Message == "" || r.Advice == "" || !r.Grave {
					t.Errorf("%s, %s: %+v", c.what, how, r)
				}
			}
		}
	}
}

func TestAPlanWithoutSitesSaysSo(t *testing.T) {
	w, p := forest()
	if table := w.Timetable(p, june1); !slices.Equal(rules(table.Conflicts), []string{RuleNoStops}) || len(table.Days) != 5 {
		t.Errorf("%+v", table)
	}
}

func TestWhatIsPutOnADayWhereItCannotBeStaysThereAndSaysWhy(t *testing.T) {
	w, p := forest(siteAt("shut", 10), siteAt("lost", 12), siteAt("fine", 14))
	restrict(w, "shut", "thaw", Applying{Surely: true}, "effect", "forbids", "opens", "08-01", "closes", "09-30")
	w.Sites["lost"].Located = false
	p.Days = []Day{{Date: "2027-07-06", Vehicle: "a", Stops: []Visited{{"shut", true}, {"lost", true}, {"fine", true}}}}
	check := func(table Timetable) {
		t.Helper()
		day := table.Days[1]
		if len(day.Stops) != 3 || len(table.LeftOut) > 0 {
			t.Fatalf("%+v", table)
		}
		for i, want := range []string{RuleSeasonClosed, RuleUnlocated, ""} {
			got := rules(day.Stops[i].Conflicts)
			if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
				t.Errorf("%s: %v, want %s", day.Stops[i].Site, got, want)
			}
		}
		if day.Stops[1].Arrive != day.Stops[0].Leave {
			t.Error("a site that nobody can go to takes time")
		}
	}
	check(w.Timetable(p, june1))
	p, table := w.Arrange(p, june1)
	check(table)
	if got := p.Days[0].Stops; len(got) != 3 || !got[0].Locked || !got[1].Locked {
		t.Errorf("%+v", got)
	}
}

func TestADayThatTakesTooLongSaysByHowMuch(t *testing.T) {
	w, p := forest(siteAt("one", 60), siteAt("two", 30))
	p.Stops[0].Minutes, p.Stops[1].Minutes = 300, 200
	p.Days = []Day{{Date: "2027-07-06", Vehicle: "a", Stops: []Visited{{Site: "one"}, {Site: "two"}}}}
	day := w.Timetable(p, june1).Days[1]
	if got := rules(day.Conflicts); !slices.Equal(got, []string{RuleDayTooLong}) {
		t.Fatalf("%+v", day)
	}
	if c := day.Conflicts[0]; c.Facts["end"] != "18:00" || c.Facts["arrive"] != day.Arrive || c.Facts["minutes"] == "" {
		t.Errorf("%+v", c)
	}
	if got := rules(day.Stops[1].Conflicts); !slices.Equal(got, []string{}) && !slices.Contains(got, RuleTooLate) {
		t.Errorf("%v", got)
	}
}

func TestWorkThatEndsAfterDarkSaysWhenTheSunSets(t *testing.T) {
	w, p := forest(siteAt("one", 10), siteAt("two", 12))
	p.From, p.To, p.Stops[0].Minutes, p.Stops[1].Minutes = "2027-12-06", "2027-12-07", 300, 180
	p.Days = []Day{{Date: "2027-12-06", Vehicle: "a", Stops: []Visited{{Site: "one"}, {Site: "two"}}}}
	table := w.Timetable(p, june1)
	first, second := table.Days[0].Stops[0], table.Days[0].Stops[1]
	if first.Arrive < table.Days[0].Sunrise {
		t.Errorf("the crew reaches the first site at %s, and the sun rises at %s", first.Arrive, table.Days[0].Sunrise)
	}
	if len(second.Conflicts) != 1 || second.Conflicts[0].Rule != RuleTooLate || second.Conflicts[0].Facts["sunset"] != table.Days[0].Sunset {
		t.Errorf("%+v", second)
	}
}

func TestNightsFollowEachOther(t *testing.T) {
	w, p := forest(siteAt("one", 60), siteAt("two", 70))
	p.Nights = []Place{{ID: "hut", Name: "Hut", Position: orb.Point{133.2, 55.1}}}
	p.Days = []Day{
		{Date: "2027-07-05", Vehicle: "a", Stops: []Visited{{Site: "one"}}, End: "hut"},
		{Date: "2027-07-08", Vehicle: "a", Stops: []Visited{{Site: "two"}}, End: "hut"},
	}
	table := w.Timetable(p, june1)
	for i, d := range table.Days {
		if start := map[bool]string{true: "base", false: "hut"}[i == 0]; d.Start != start || d.End != "hut" {
			t.Errorf("day %d goes from %s to %s", i, d.Start, d.End)
		}
	}
	if got := rules(table.Days[4].Conflicts); !slices.Equal(got, []string{RuleNightNotReached}) {
		t.Errorf("the journey ends at the hut: %v", got)
	}
	p.Days[1].End = "nowhere"
	if got := rules(w.Timetable(p, june1).Days[3].Conflicts); !slices.Contains(got, RuleNightNotReached) {
		t.Errorf("a night at no place: %v", got)
	}
}

func TestAStopOnNoDaySaysWhereItWouldFit(t *testing.T) {
	w, p := forest(siteAt("near", 10))
	table := w.Timetable(p, june1)
	if c := table.LeftOut[0].Reasons[0]; c.Rule != RuleNotArranged || c.Facts["date"] != "2027-07-05" || c.Facts["vehicle"] != "a" {
		t.Errorf("%+v", c)
	}
	w, p = forest(siteAt("near", 10), siteAt("all day", 1), siteAt("other", 2))
	p.To, p.Stops[1].Minutes, p.Stops[1].Priority, p.Stops[2].Minutes, p.Stops[2].Priority = p.From, 580, 9, 300, 1
	_, table = w.Arrange(p, june1)
	for _, l := range table.LeftOut {
		if got := rules(l.Reasons); !slices.Equal(got, []string{RuleNoRoom}) {
			t.Errorf("%s: %v", l.Site, got)
		}
	}
	if table.Totals.Visited != 1 {
		t.Errorf("%+v", table.Totals)
	}
}

func TestTodayIsTheDayInTheZoneOfThePlan(t *testing.T) {
	_, p := forest()
	if got := p.Today(time.Date(2027, 6, 1, 20, 0, 0, 0, time.UTC)).Format(dayLayout); got != "2027-06-02" {
		t.Error(got)
	}
}

func TestWordsSayNumbersOfTheirFacts(t *testing.T) {
	w, p := forest(siteAt("s", 10))
	restrict(w, "s", "zone", Applying{Surely: true}, "name_en", "Border zone", "effect", "needs_paper", "lead_days", int64(60), "issuer", "Border service", "kind", "border_zone")
	c := w.Timetable(p, time.Date(2027, 6, 17, 0, 0, 0, 0, time.UTC)).LeftOut[0].Reasons[0]
	if c.Facts["lead_days"] != "60" || c.Facts["days_left"] != "22" || c.Facts["issuer"] != "Border service" || c.Restriction != "zone" {
		t.Errorf("%+v", c)
	}
	if !strings.Contains(c.Message, "longer than the time left") || !strings.Contains(c.Advice, "2027-08-16") {
		t.Errorf("%s %s", c.Message, c.Advice)
	}
}
