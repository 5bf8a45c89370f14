package fieldplan

import (
	"slices"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

func july(day int) time.Time { return time.Date(2027, 7, day, 0, 0, 0, 0, time.UTC) }

func TestAPaperStandsInTheWayOnlyAsMuchAsItDoes(t *testing.T) {
	for _, c := range []struct {
		what   string
		lead   any // of the restriction
		papers []Paper
		want   string
		grave  bool
	}{
		{"granted", int64(30), []Paper{{State: "granted"}}, "", false},
		{"granted for the day", int64(30), []Paper{{State: "granted", From: "2027-07-05", To: "2027-07-05"}}, "", false},
		{"granted until the day before", int64(30), []Paper{{State: "granted", To: "2027-07-04"}}, RulePaperNotValid, true},
		{"granted from the day after", int64(30), []Paper{{State: "granted", From: "2027-07-06"}}, RulePaperNotValid, true},
		{"one that serves among two", int64(30), []Paper{{State: "refused"}, {State: "granted"}}, "", false},
		{"refused", int64(30), []Paper{{State: "refused"}}, RulePaperRefused, true},
		{"refused, and asked for again", int64(30), []Paper{{State: "refused"}, {State: "asked", Asked: "2027-06-01"}}, RulePaperPending, false},
		{"asked for in time", int64(34), []Paper{{State: "asked", Asked: "2027-06-01"}}, RulePaperPending, false},
		{"asked for a day too late", int64(35), []Paper{{State: "asked", Asked: "2027-06-01"}}, RulePaperTooLate, true},
		{"asked for, nobody knows when", int64(34), []Paper{{State: "asked"}}, RulePaperPending, false},
		{"asked for, and it takes nobody knows how long", nil, []Paper{{State: "asked", Asked: "2027-06-01"}}, RulePaperUnknown, false},
		{"missing, just in time", int64(34), nil, RulePaperMissing, false},
		{"missing, a day too late", int64(35), nil, RulePaperTooLate, true},
		{"missing, and it takes nobody knows how long", nil, nil, RulePaperUnknown, false},
		{"for another site", int64(34), []Paper{{State: "granted", Site: "other"}}, RulePaperMissing, false},
		{"for this site", int64(34), []Paper{{State: "granted", Site: "s"}}, "", false},
	} {
		w, p := forest(siteAt("s", 10))
		pairs := []any{"effect", "needs_paper"}
		if c.lead != nil {
			pairs = append(pairs, "lead_days", c.lead)
		}
		restrict(w, "s", "zone", Applying{Surely: true}, pairs...)
		for _, paper := range c.papers {
			paper.Restriction = "zone"
			p.Papers = append(p.Papers, paper)
		}
		got := newJourney(w, p, june1).obstacles(p.Stops[0], july(5))
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || got[0].Rule != c.want || got[0].Grave != c.grave) {
			t.Errorf("%s: %+v, want %s", c.what, got, c.want)
		}
	}
}

func TestARestrictionHoldsForItsTasksDaysAndSeasons(t *testing.T) {
	for _, c := range []struct {
		what  string
		task  string
		day   time.Time
		pairs []any
		want  string
	}{
		{"digging, at a visit", "visit", july(5), []any{"effect", "forbids", "concerns", "digging"}, ""},
		{"digging, at a trial dig", "trial_dig", july(5), []any{"effect", "forbids", "concerns", "digging"}, RuleForbidden},
		{"exhumation, at a trial dig", "trial_dig", july(5), []any{"effect", "forbids", "concerns", "exhumation"}, ""},
		{"no longer in force", "visit", july(5), []any{"effect", "forbids", "in_force", "2020/2027-07-04"}, ""},
		{"not yet in force", "visit", july(5), []any{"effect", "forbids", "in_force", "2027-07-06/.."}, ""},
		{"in force", "visit", july(5), []any{"effect", "forbids", "in_force", "2027-07-05/.."}, RuleForbidden},
		{"in force, nobody knows since when", "visit", july(5), []any{"effect", "forbids", "in_force", "by order"}, RuleForbidden},
		{"first day of the season", "visit", july(5), []any{"effect", "forbids", "opens", "07-05", "closes", "09-30"}, ""},
		{"day before the season", "visit", july(4), []any{"effect", "forbids", "opens", "07-05", "closes", "09-30"}, RuleSeasonClosed},
		{"last day of the season", "visit", july(5), []any{"effect", "forbids", "opens", "06-01", "closes", "07-05"}, ""},
		{"day after the season", "visit", july(6), []any{"effect", "forbids", "opens", "06-01", "closes", "07-05"}, RuleSeasonClosed},
		{"winter road in summer", "visit", july(5), []any{"effect", "forbids", "opens", "12-15", "closes", "03-20"}, RuleSeasonClosed},
		{"winter road in winter", "visit", time.Date(2027, 1, 5, 0, 0, 0, 0, time.UTC), []any{"effect", "forbids", "opens", "12-15", "closes", "03-20"}, ""},
		{"a hazard", "visit", july(5), []any{"effect", "warns", "kind", "hazard", "site", "s"}, RuleWarning},
		{"a warning of the time outside a season", "visit", july(5), []any{"effect", "warns", "opens", "06-01", "closes", "09-30"}, ""},
		{"no effect stated", "visit", july(5), []any{"kind", "access", "region", "R"}, RuleWarning},
	} {
		w, p := forest(siteAt("s", 10))
		p.Stops[0].Task = c.task
		restrict(w, "s", "r", Applying{Surely: true}, c.pairs...)
		got := rules(newJourney(w, p, june1).obstacles(p.Stops[0], c.day))
		if want := slices.DeleteFunc([]string{c.want}, func(s string) bool { return s == "" }); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.what, got, want)
		}
	}
}

// square is one of so many km around a point.
func square(at orb.Point, km float64) orb.Polygon {
	plane, m := geo.NewPlane(at), km*500
	var ring orb.Ring
	for _, q := range []orb.Point{{-m, -m}, {m, -m}, {m, m}, {-m, m}, {-m, -m}} {
		ring = append(ring, plane.Unproject(q))
	}
	return orb.Polygon{ring}
}

func TestARestrictionAppliesWhereItSaysAndMayWherePositionsArePoor(t *testing.T) {
	here := siteAt("s", 0).Position
	zone := func(pairs ...any) data.Feature {
		f := data.Feature{ID: "r", Collection: "restrictions", Geometry: square(here, 4), Properties: map[string]any{}}
		for i := 0; i+1 < len(pairs); i += 2 {
			f.Properties[pairs[i].(string)] = pairs[i+1]
		}
		return f
	}
	nowhere := func(pairs ...any) data.Feature {
		f := zone(pairs...)
		f.Geometry = nil
		return f
	}
	for _, c := range []struct {
		what     string
		r        data.Feature
		km       float64 // of the site, east of the middle of the zone
		accuracy float64
		want     Applying
		applies  bool
	}{
		{"to every site", nowhere(), 0, 10, Applying{By: ByAll, Surely: true}, true},
		{"to the site that it names", nowhere("site", "s"), 0, 10, Applying{By: BySite, Surely: true}, true},
		{"not to another", nowhere("site", "t"), 0, 10, Applying{}, false},
		{"to the region that it names", nowhere("region", "R"), 0, 10, Applying{By: ByRegion, Surely: true}, true},
		{"not to another region", nowhere("region", "Q"), 0, 10, Applying{}, false},
		{"an area that belongs to another site", zone("site", "t"), 0, 10, Applying{}, false},
		{"surely within", zone(), 0, 1900, Applying{By: ByArea, Surely: true}, true},
		{"within, not surely", zone(), 0, 2100, Applying{By: ByArea}, true},
		{"within, nobody knows how surely", zone(), 0, 0, Applying{By: ByArea}, true},
		{"outside, and may lie within", zone(), 2.5, 600, Applying{By: ByArea, May: true}, true},
		{"surely outside", zone(), 2.5, 400, Applying{}, false},
		{"outside, nobody knows how surely", zone(), 9, 0, Applying{By: ByArea, May: true}, true},
		{"far outside, nobody knows how surely", zone(), 20, 0, Applying{}, false},
	} {
		s := siteAt("s", c.km)
		s.Accuracy = c.accuracy
		s.Feature.Properties = map[string]any{"region": "R"}
		got, ok := newRestriction(c.r).appliesTo(s)
		got.ID = ""
		if got.May && (got.DistanceM < (c.km-2)*1000-20 || got.DistanceM > (c.km-2)*1000+20) {
			t.Errorf("%s: %v m outside", c.what, got.DistanceM)
		}
		got.DistanceM = 0
		if ok != c.applies || got != c.want {
			t.Errorf("%s: %+v %v, want %+v", c.what, got, ok, c.want)
		}
	}
}

func TestAnAreaDoesNotApplyToASiteThatNobodyHasLocated(t *testing.T) {
	s := siteAt("s", 0)
	r := newRestriction(data.Feature{ID: "r", Geometry: square(s.Position, 4)})
	s.Located = false
	if _, ok := r.appliesTo(s); ok {
		t.Error("it applies")
	}
}

func TestAVehicleGoesByTheMatrixOrAlongTheLine(t *testing.T) {
	w, p := forest(siteAt("one", 10), siteAt("two", 20))
	minutes, km := 90.0, 33.0
	p.Matrix = []Leg{{From: "base", To: "one", Minutes: &minutes, KM: &km}, {From: "one", To: "elsewhere", Minutes: &minutes}, {From: "two", To: "one"}}
	ways := newWays(p, w)
	base, one, two := ways.number["base"], ways.number["one"], ways.number["two"]
	for _, c := range []struct {
		what     string
		from, to int
		want     way
	}{
		{"as the matrix says", base, one, way{90, 33, TravelMatrix}},
		{"and the same way back", one, base, way{90, 33, TravelMatrix}},
		{"from a place to itself", one, one, way{0, 0, TravelStraight}},
	} {
		if got := ways.between(c.from, c.to, 40); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.what, got, c.want)
		}
	}
	if got := ways.between(base, two, 40); got.by != TravelStraight || got.km < 27.8 || got.km > 28.2 || got.minutes < 41.7 || got.minutes > 42.3 {
		t.Errorf("20 km along the line, at 40 km/h: %+v", got)
	}
	if ways.possibleWay(two, one) || ways.possibleWay(one, two) {
		t.Error("there is a way where the matrix says that there is none")
	}
}

func (t *ways) possibleWay(from, to int) bool {
	_, ok := t.possible(from, to, 40)
	return ok
}

func TestAWarningThatHoldsAtEverySiteIsSaidOnce(t *testing.T) {
	w, p := forest(siteAt("one", 10), siteAt("two", 12))
	for _, s := range p.Stops {
		restrict(w, s.Site, "ticks", Applying{By: ByAll, Surely: true}, "effect", "warns", "kind", "hazard")
		restrict(w, s.Site, "digging", Applying{By: ByAll, Surely: true}, "effect", "warns", "concerns", "digging")
		restrict(w, s.Site, "over", Applying{By: ByAll, Surely: true}, "effect", "warns", "in_force", "2020/2026")
	}
	_, table := w.Arrange(p, june1)
	if got := rules(table.Conflicts); !slices.Equal(got, []string{RuleWarning}) || table.Conflicts[0].Restriction != "ticks" {
		t.Errorf("%+v", table.Conflicts)
	}
	for _, a := range table.Days[0].Stops {
		if len(a.Conflicts) > 0 {
			t.Errorf("%s: %+v", a.Site, a.Conflicts)
		}
	}
}
