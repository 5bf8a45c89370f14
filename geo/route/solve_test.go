package route_test

import (
	"context"
	"math"
	"reflect"
	"testing"
	"time"

	"burialmap/geo/route"
)

// line is a problem along a straight road: place i stands at minute x[i], the last one is the
// base. One crew, days of 600 minutes from 480, every site open all day, 30 minutes, prize 1.
func line(days int, x ...float64) route.Problem {
	n := len(x) - 1
	p := route.Problem{Places: n + 1, Travel: func(_, a, b int) float64 { return math.Abs(x[a] - x[b]) }}
	c := route.Crew{Start: n}
	for d := range days {
		c.Days = append(c.Days, route.Day{Number: d, From: 480, To: 1080, Ends: []int{n}})
	}
	p.Crews = []route.Crew{c}
	for range n {
		s := route.Site{Minutes: 30, Prize: 1}
		for range days {
			s.Open = append(s.Open, []route.Window{{From: 0, To: 1440}})
		}
		p.Sites = append(p.Sites, s)
	}
	return p
}

func solve(t *testing.T, p route.Problem) route.Solution {
	t.Helper()
	s, err := route.Solve(t.Context(), p)
	if err == nil {
		err = check(p, s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestProblemsMadeFromAPlanThatVisitsAllComeOutWithinFivePerCent(t *testing.T) {
	kinds := []made{
		{sites: 100, crews: 2, days: 7, nights: 3, width: 120},
		{sites: 100, crews: 4, days: 1, nights: 0, width: 1000, spare: 0.02},
		{sites: 150, crews: 2, days: 10, nights: 4, width: 200},
		{sites: 200, crews: 4, days: 6, nights: 4, width: 200},
		{sites: 200, crews: 2, days: 10, nights: 6, width: 600, spare: 0.02},
	}
	seeds := uint64(1)
	if verifying() {
		seeds = 20
	}
	for _, m := range kinds {
		var worst, sum float64
		var spent time.Duration
		for m.seed = range seeds {
			p, best := m.problem()
			p.Effort = effort()
			begun := time.Now()
			s := solve(t, p)
			spent += time.Since(begun)
			gap := 1 - s.Prize/best
			worst, sum = max(worst, gap), sum+gap
			if gap > 0.05 {
				t.Errorf("%+v: prize %v of %v", m, s.Prize, best)
			}
		}
		t.Logf("%d sites, %d crews, %d days, %d nights, windows %v: mean gap %.2f %%, worst %.2f %%, %v each",
			m.sites, m.crews, m.days, m.nights, m.width, 100*sum/float64(seeds), 100*worst, spent/time.Duration(seeds))
	}
}

func TestTheSameProblemAndSeedGiveTheSamePlan(t *testing.T) {
	for _, p := range []route.Problem{small(11, 12), candidates(40, 2, 3)} {
		if a, b := solve(t, p), solve(t, p); !reflect.DeepEqual(a, b) {
			t.Errorf("%+v\nis not\n%+v", a, b)
		}
	}
}

func TestMoreEffortIsNeverWorse(t *testing.T) {
	for seed := range uint64(2) {
		p := candidates(30, 2, 3)
		p.Seed = seed
		before := route.Solution{Drive: math.Inf(1)}
		for _, p.Effort = range []float64{0.01, 0.05, 0.2, 0.6, 1.1} {
			s := solve(t, p)
			_, was := counts(p, before)
			_, is := counts(p, s)
			if is < was || is == was && (s.Prize < before.Prize || s.Prize == before.Prize && s.Drive > before.Drive+minute) {
				t.Errorf("effort %v: %d, %v, %v after %d, %v, %v", p.Effort, is, s.Prize, s.Drive, was, before.Prize, before.Drive)
			}
			before = s
		}
	}
}

func TestWhatMustBeComesBeforeAnyPrize(t *testing.T) {
	p := line(1, -285, 10, 20, 200, 0)
	for i := 1; i < 4; i++ {
		p.Sites[i].Prize = 1000
	}
	p.Sites[0].Must = true // there and back fill the day
	s := solve(t, p)
	if len(s.Tours[0].Visits) != 1 || s.Tours[0].Visits[0].Site != 0 {
		t.Errorf("%+v", s.Tours)
	}
}

func TestWhatIsLockedStaysWhereItIs(t *testing.T) {
	p := line(2, 100, 200, 50, 0)
	p.Sites[0].Lock = &route.Lock{Day: 1, Order: 2}
	p.Sites[1].Lock = &route.Lock{Day: 1, Order: 1}
	p.Sites[2].Lock = &route.Lock{Day: 1, Order: 3}
	p.Sites[2].Must = true
	s := solve(t, p)
	if got := sites(s.Tours[1]); !reflect.DeepEqual(got, []int{1, 0, 2}) {
		t.Errorf("day 1: %v", got)
	}
}

func sites(t route.Tour) []int {
	var at []int
	for _, v := range t.Visits {
		at = append(at, v.Site)
	}
	return at
}

func TestWhatIsLeftSaysWhy(t *testing.T) {
	p := line(2, 10, 20, 400, 30, 250, -250, -240, 290, 0)
	p.Sites[0].Open = nil
	p.Sites[1].Open[0] = []route.Window{{From: 600, To: 629}}   // a minute short
	p.Sites[1].Open[1] = []route.Window{{From: 1060, To: 1440}} // the day ends before
	p.Sites[3].Lock = &route.Lock{Day: 1}
	p.Sites[3].Open[1] = nil
	p.Sites[4].Lock = &route.Lock{Day: 0} // with the next one: only one of them
	p.Sites[5].Lock = &route.Lock{Day: 0}
	p.Sites[7].Must = true // the second day goes there
	s := solve(t, p)
	why := map[int]route.Reason{}
	for _, l := range s.Left {
		why[l.Site] = l.Reason
	}
	// Of 4 and 5 one is visited, the other does not fit beside it; 7 needs 610 minutes.
	want := map[int]route.Reason{0: route.NeverOpen, 1: route.NeverOpen, 2: route.OutOfReach, 3: route.LockBroken, 7: route.OutOfReach}
	for site, reason := range want {
		if why[site] != reason {
			t.Errorf("site %d: %v, want %v", site, why[site], reason)
		}
	}
	if a, b := why[4], why[5]; a+b != route.LockBroken {
		t.Errorf("sites 4 and 5: %v and %v", a, b)
	}
}

func TestWhatIsWorthLessHasNoRoom(t *testing.T) {
	p := line(1, -250, 250, 0)
	p.Sites[1].Prize = 2
	s := solve(t, p)
	if want := []route.Left{{Site: 0, Reason: route.NoRoom}}; !reflect.DeepEqual(s.Left, want) {
		t.Errorf("%v", s.Left)
	}
}

func TestForNothingNobodyGoesALongerWay(t *testing.T) {
	p := line(1, 100, 50, 0)
	p.Sites[0].Prize = 0
	p.Sites[1].Prize, p.Sites[1].Must = 0, true
	s := solve(t, p)
	if want := []route.Left{{Site: 0, Reason: route.NoRoom}}; !reflect.DeepEqual(s.Left, want) {
		t.Errorf("%+v", s)
	}
}

func TestANightElsewhereBringsFarSitesIntoReach(t *testing.T) {
	p := line(2, 500, 0, 450)
	p.Places = 3
	p.Crews[0].Start = 1
	p.Sites = p.Sites[:1]
	for d := range p.Crews[0].Days {
		p.Crews[0].Days[d].Ends = []int{1}
	}
	if s := solve(t, p); len(s.Left) != 1 || s.Left[0].Reason != route.OutOfReach {
		t.Errorf("without a night: %+v", s)
	}
	p.Crews[0].Days[0].Ends = []int{1, 2}
	if s := solve(t, p); len(s.Left) != 0 || s.Tours[0].End != 2 {
		t.Errorf("with a night: %+v", s)
	}
}

func TestWhoSleepsAtASiteNeedNoWayToIt(t *testing.T) {
	p := line(1, 0, 300, 570)
	p.Crews[0].Start = 0
	p.Crews[0].Days[0].Ends = []int{0}
	p.Sites[0].Minutes = 600
	if s := solve(t, p); len(s.Tours[0].Visits) != 1 {
		t.Errorf("%+v", s)
	}
}

func TestADayOnWhichNoEndCanBeReachedIsIdle(t *testing.T) {
	p := line(2, 10, 700, 0)
	p.Sites = p.Sites[:1]
	p.Crews[0].Days[0].Ends = []int{1} // 700 minutes away
	s := solve(t, p)
	if s.Tours[0].Fault != route.TooLate || s.Tours[0].End != 2 || len(s.Tours[1].Visits) != 1 {
		t.Errorf("%+v", s.Tours)
	}
	p.Travel = func(_, a, b int) float64 {
		if a == 1 || b == 1 {
			return math.Inf(1)
		}
		return 10
	}
	if s = solve(t, p); s.Tours[0].Fault != route.NoWay {
		t.Errorf("%+v", s.Tours)
	}
}

func TestNothingToPlanIsAPlan(t *testing.T) {
	noSites := line(2, 0)
	noDays := line(0, 10, 0)
	noCrews := line(1, 10, 0)
	noCrews.Crews = nil
	for name, p := range map[string]route.Problem{"sites": noSites, "days": noDays, "crews": noCrews, "anything": {}} {
		s := solve(t, p)
		if len(s.Left) != len(p.Sites) {
			t.Errorf("no %s: %+v", name, s)
		}
		for _, l := range s.Left {
			if l.Reason != route.NeverOpen {
				t.Errorf("no %s: %v", name, l.Reason)
			}
		}
	}
}

func TestAnEndedContextGivesThePlanSoFar(t *testing.T) {
	p := candidates(200, 2, 10)
	ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
	defer cancel()
	p.Effort = 1000
	s, err := route.Solve(ctx, p)
	if err == nil {
		t.Fatal("no error")
	}
	if len(s.Tours) > 0 {
		if err := check(p, s); err != nil {
			t.Error(err)
		}
	}
}

// Nothing that is left could simply be put in.
func TestNoSiteIsLeftThatStillFits(t *testing.T) {
	for seed := range uint64(30) {
		p := small(1000+seed, 12)
		p.Effort = 0.05
		s := solve(t, p)
		for _, l := range s.Left {
			for _, tour := range s.Tours {
				if p.Sites[l.Site].Lock == nil && tour.Fault == 0 && fits(p, tour, l.Site) {
					t.Errorf("seed %d: site %d (%v) fits into %v", seed, l.Site, l.Reason, sites(tour))
				}
			}
		}
	}
}

func fits(p route.Problem, tour route.Tour, site int) bool {
	at := sites(tour)
	for i := range len(at) + 1 {
		with := append(append(append([]int{}, at[:i]...), site), at[i:]...)
		walked := p.Walk(tour.Crew, tour.Day, tour.Start, tour.End, with)
		good := walked.Fault == 0
		for _, v := range walked.Visits {
			good = good && v.Fault == 0
		}
		if good {
			return true
		}
	}
	return false
}
