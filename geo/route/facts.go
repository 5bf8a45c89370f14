package route

import (
	"context"
	"math"
	"slices"
)

// facts are a problem made ready for the search: every way is asked for once, and every day
// of every crew – a slot – knows when each site can be begun.
type facts struct {
	Problem

	slots  []slot
	first  []int     // by crew, its first slot; one more at the end
	ways   []ways    // by crew
	where  [][]int32 // by site, the slots that may hold it
	tier   []int     // by site: what comes first, the highest
	near   [][]int32 // by site, the others that are close by, the closest first
	lambda float64   // how much prize a minute on the road is traded for while searching
	scale  float64   // the mean prize of a site
}

// ways are the minutes from each place to each.
type ways struct {
	there []float64 // at from*Places + to
	back  []float64 // at to*Places + from; the same where both directions are
	least []float64 // by place, to come from anywhere and go on to anywhere
}

// slot is a day of a crew, to be filled with a tour.
type slot struct {
	crew, day int
	hours     Day
	ways                 // of the crew
	begin     [][]Window // by site, when the work may begin; none if it cannot
}

// The tiers: a plan is better if it holds more sites of a higher one, whatever it holds of
// the lower.
const (
	tierMay = iota
	tierMust
	tierLocked
	tiers
)

func newFacts(ctx context.Context, p Problem) (*facts, error) {
	f := &facts{Problem: p}
	if err := f.askWays(ctx); err != nil {
		return nil, err
	}
	f.makeSlots()
	f.placeSites()
	f.findNear()
	return f, ctx.Err()
}

// askWays fills the matrices. Crews of equal speed share one.
func (f *facts) askWays(ctx context.Context) error {
	for crew := range f.Crews {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		minutes := make([]float64, f.Places*f.Places)
		for from := range f.Places {
			for to := range f.Places {
				drive := f.drive(crew, from, to)
				if err := checkDrive(crew, from, to, drive); err != nil {
					return err
				}
				minutes[from*f.Places+to] = drive
			}
		}
		same := slices.IndexFunc(f.ways, func(w ways) bool { return slices.Equal(w.there, minutes) })
		if same >= 0 {
			f.ways = append(f.ways, f.ways[same])
			continue
		}
		f.ways = append(f.ways, newWays(minutes, f.Places, f.bases()))
	}
	return nil
}

// bases says which places a day may begin or end at.
func (f *facts) bases() []bool {
	bases := make([]bool, f.Places)
	for _, c := range f.Crews {
		bases[c.Start] = true
		for _, d := range c.Days {
			for _, e := range d.Ends {
				bases[e] = true
			}
		}
	}
	return bases
}

func newWays(minutes []float64, places int, bases []bool) ways {
	w := ways{there: minutes, back: make([]float64, len(minutes)), least: make([]float64, places)}
	for a := range places {
		there, on := math.Inf(1), math.Inf(1)
		for b := range places {
			w.back[a*places+b] = minutes[b*places+a]
			if b != a || bases[a] { // who sleeps at a site has no way to it
				there = min(there, minutes[b*places+a])
				on = min(on, minutes[a*places+b])
			}
		}
		w.least[a] = there + on
	}
	if slices.Equal(w.back, w.there) {
		w.back = w.there
	}
	return w
}

func (f *facts) makeSlots() {
	for crew, c := range f.Crews {
		f.first = append(f.first, len(f.slots))
		for day, hours := range c.Days {
			s := slot{crew: crew, day: day, hours: hours, ways: f.ways[crew]}
			s.begin = make([][]Window, len(f.Sites))
			for i, site := range f.Sites {
				s.begin[i] = site.windows(hours)
			}
			f.slots = append(f.slots, s)
		}
	}
	f.first = append(f.first, len(f.slots))
}

func (f *facts) placeSites() {
	f.where = make([][]int32, len(f.Sites))
	f.tier = make([]int, len(f.Sites))
	total := 0.0
	for i, site := range f.Sites {
		total += site.Prize
		switch {
		case site.Lock != nil:
			f.tier[i] = tierLocked
		case site.Must:
			f.tier[i] = tierMust
		}
		for s := range f.slots {
			if f.wants(i) && len(f.slots[s].begin[i]) > 0 && f.mayHold(s, site) {
				f.where[i] = append(f.where[i], int32(s))
			}
		}
	}
	f.scale = 1
	if total > 0 {
		f.scale = total / float64(len(f.Sites))
	}
}

// wants says whether it would be worth anything to visit a site.
func (f *facts) wants(site int) bool {
	return f.tier[site] != tierMay || f.Sites[site].Prize > 0
}

// mayHold says whether the lock of a site, if it has one, allows the slot.
func (f *facts) mayHold(s int, site Site) bool {
	return site.Lock == nil || site.Lock.Crew == f.slots[s].crew && site.Lock.Day == f.slots[s].day
}

// drive is the minutes between two places for the crew of the slot.
func (s *slot) drive(places int) func(from, to int) float64 {
	return func(from, to int) float64 { return s.there[from*places+to] }
}
