package fieldplan

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// anyPlan is a random plan of a few sites with restrictions, papers, locks and nights.
func anyPlan(seed uint64) (*World, Plan) {
	random := rand.New(rand.NewPCG(seed, 1))
	var sites []*Site
	for i := range random.IntN(14) {
		s := siteAt(fmt.Sprintf("s%02d", i), 0)
		s.Position = orb.Point{132.2 + 1.6*random.Float64() - 0.8, 55.1 + random.Float64() - 0.5}
		s.Located = random.IntN(8) > 0
		s.Accuracy = []float64{0, 5, 300}[random.IntN(3)]
		sites = append(sites, s)
	}
	w, p := forest(sites...)
	p.From = fmt.Sprintf("2027-%02d-05", 1+random.IntN(12))
	from, _ := dayOf(p.From)
	p.To = from.AddDate(0, 0, random.IntN(5)).Format(dayLayout)
	for v := range random.IntN(3) {
		p.Vehicles = append(p.Vehicles, Vehicle{ID: fmt.Sprint(v), SpeedKMH: 10 + 40*random.Float64()})
	}
	for n := range random.IntN(3) {
		p.Nights = append(p.Nights, Place{ID: fmt.Sprintf("n%d", n), Name: "Night", Position: orb.Point{132.2 + random.Float64() - 0.5, 55.1 + random.Float64()/2}})
	}
	for i := range p.Stops {
		s := &p.Stops[i]
		s.Minutes, s.Priority, s.Must, s.Task = random.IntN(500), 1+random.IntN(9), random.IntN(5) == 0, []string{"visit", "exhumation"}[random.IntN(2)]
		switch random.IntN(6) {
		case 0:
			restrict(w, s.Site, s.Site+"-season", Applying{Surely: true}, "effect", "forbids", "opens", "06-01", "closes", "10-06")
		case 1:
			restrict(w, s.Site, s.Site+"-paper", Applying{}, "effect", "needs_paper", "lead_days", int64(random.IntN(90)), "concerns", "digging")
		case 2:
			restrict(w, s.Site, s.Site+"-may", Applying{May: true, DistanceM: 40}, "effect", "forbids")
		}
		if random.IntN(4) == 0 {
			p.Papers = append(p.Papers, Paper{Restriction: s.Site + "-paper", State: PaperStates[random.IntN(3)], From: p.From, To: p.From})
		}
	}
	if len(p.Stops) > 1 {
		p.Matrix = []Leg{{From: p.Stops[0].Site, To: p.Stops[1].Site}, {From: "base", To: p.Stops[0].Site}}
	}
	for _, s := range p.Stops {
		if days := p.WorkingDays(); random.IntN(5) == 0 {
			d := Day{Date: days[random.IntN(len(days))], Vehicle: p.Vehicles[random.IntN(len(p.Vehicles))].ID, Stops: []Visited{{s.Site, random.IntN(2) == 0}}}
			if !slices.ContainsFunc(p.Days, func(x Day) bool { return x.Date == d.Date && x.Vehicle == d.Vehicle }) {
				p.Days = append(p.Days, d)
			}
		}
	}
	return w, p
}

func TestAnArrangementHasNoGraveConflictButOfWhatIsLocked(t *testing.T) {
	for seed := range uint64(60) {
		w, p := anyPlan(seed)
		if problems := p.Check(); len(problems) > 0 {
			t.Fatal(seed, problems)
		}
		arranged, table := w.Arrange(p, june1)
		if problems := arranged.Check(); len(problems) > 0 {
			t.Errorf("seed %d: what comes out is no plan: %v", seed, problems)
		}
		for _, d := range table.Days {
			locked := slices.ContainsFunc(d.Stops, func(a Arrival) bool { return a.Locked })
			if !locked && len(grave(d.Conflicts)) > 0 {
				t.Errorf("seed %d, %s %s: %+v", seed, d.Date, d.Vehicle, d.Conflicts)
			}
			for _, a := range d.Stops {
				if !locked && len(grave(a.Conflicts)) > 0 {
					t.Errorf("seed %d, %s %s: %s: %+v", seed, d.Date, d.Vehicle, a.Site, a.Conflicts)
				}
			}
		}
	}
}

func TestEveryStopIsOnOneDayOrLeftOutForAReason(t *testing.T) {
	for seed := range uint64(60) {
		w, p := anyPlan(seed)
		arranged, table := w.Arrange(p, june1)
		for what, table := range map[string]Timetable{"as it stands": w.Timetable(p, june1), "arranged": table, "arranged, as it stands": w.Timetable(arranged, june1)} {
			seen := map[string]int{}
			for _, d := range table.Days {
				for _, a := range d.Stops {
					seen[a.Site]++
				}
			}
			for _, l := range table.LeftOut {
				seen[l.Site]++
				if len(l.Reasons) == 0 {
					t.Errorf("seed %d, %s: %s is left out for no reason", seed, what, l.Site)
				}
			}
			for _, s := range p.Stops {
				if seen[s.Site] != 1 {
					t.Errorf("seed %d, %s: %s is there %d times", seed, what, s.Site, seen[s.Site])
				}
			}
		}
	}
}

func TestWhatIsLockedStaysWhereItIs(t *testing.T) {
	for seed := range uint64(60) {
		w, p := anyPlan(seed)
		arranged, _ := w.Arrange(p, june1)
		where := map[string]string{}
		for _, d := range arranged.Days {
			for _, v := range d.Stops {
				where[v.Site] = fmt.Sprint(d.Date, d.Vehicle, v.Locked)
			}
		}
		for _, d := range p.Days {
			for _, v := range d.Stops {
				if want := fmt.Sprint(d.Date, d.Vehicle, true); v.Locked && where[v.Site] != want {
					t.Errorf("seed %d: %s was locked to %s and is on %q", seed, v.Site, want, where[v.Site])
				}
			}
		}
	}
}

func TestOfMoreStopsThanASearchHoldsTheWorthiestAreSearched(t *testing.T) {
	w, p := candidates(MaxStops)
	for v := range MaxVehicles - len(p.Vehicles) {
		p.Vehicles = append(p.Vehicles, Vehicle{ID: fmt.Sprint(v), SpeedKMH: 50 + float64(v)})
	}
	p.Stops[MaxStops-1].Must = true
	p.Days = []Day{{Date: p.From, Vehicle: "a", Stops: []Visited{{p.Stops[MaxStops-2].Site, true}}}}
	got := newJourney(w, p, june1).candidates()
	if n := len(got); n < 500 || n > 700 {
		t.Errorf("%d stops are searched", n)
	}
	if got[0] != p.Stops[MaxStops-2] || got[1] != p.Stops[MaxStops-1] || got[2].Priority != MaxPriority {
		t.Errorf("the first are %+v", got[:3])
	}
}

func TestArrangingThatIsStoppedKeepsThePlan(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	w, p := forest(siteAt("near", 10), siteAt("far", 30))
	p.Days = []Day{{Date: "2027-07-06", Vehicle: "a", Stops: []Visited{{Site: "far"}}}}
	got, table, err := w.ArrangeContext(ctx, p, june1)
	if err == nil || len(table.Days) != 5 || len(got.Check()) > 0 {
		t.Errorf("%+v %+v %v", got, table, err)
	}
}

func TestTheSamePlanIsArrangedTheSameWay(t *testing.T) {
	for seed := range uint64(10) {
		w, p := anyPlan(seed)
		one, first := w.Arrange(p, june1)
		two, second := w.Arrange(p, june1)
		if !reflect.DeepEqual(one, two) || !reflect.DeepEqual(first, second) {
			t.Errorf("seed %d: two arrangements differ", seed)
		}
	}
}

func TestArrangingAgainAfterAMustChangesComesFirst(t *testing.T) {
	w, p := forest(siteAt("worth", 10), siteAt("must", 12))
	p.To = p.From
	p.Stops[0].Minutes, p.Stops[0].Priority = 400, 9
	p.Stops[1].Minutes, p.Stops[1].Priority, p.Stops[1].Must = 400, 1, true
	_, table := w.Arrange(p, june1)
	if len(table.Days[0].Stops) != 1 || table.Days[0].Stops[0].Site != "must" || table.Totals.MustsOut != 0 {
		t.Errorf("%+v", table)
	}
}

func TestLockedStopsKeepTheirOrderWhatever(t *testing.T) {
	w, p := forest(siteAt("far", 60), siteAt("near", 10), siteAt("farther", 70), siteAt("free", 40))
	for i := range p.Stops {
		p.Stops[i].Minutes = 150
	}
	p.Days = []Day{{Date: "2027-07-05", Vehicle: "a", Stops: []Visited{{"far", true}, {"near", true}, {"farther", true}}}}
	arranged, table := w.Arrange(p, june1)
	var order []string
	for _, v := range arranged.Days[0].Stops {
		if v.Locked {
			order = append(order, v.Site)
		}
	}
	if !slices.Equal(order, []string{"far", "near", "farther"}) {
		t.Errorf("%v", order)
	}
	if len(table.LeftOut) > 0 {
		t.Errorf("%+v", table.LeftOut)
	}
}
