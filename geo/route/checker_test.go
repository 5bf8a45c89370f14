package route_test

import (
	"fmt"
	"math"
	"slices"

	"burialmap/geo/route"
)

// check says what is wrong with a solution. It shares no code with the search: it follows
// every crew by the clock.
func check(p route.Problem, s route.Solution) error {
	c := checker{p: p, s: s, seen: make([]int, len(p.Sites))}
	next := 0
	for crew := range p.Crews {
		place := p.Crews[crew].Start
		for day := range p.Crews[crew].Days {
			if next == len(s.Tours) {
				return fmt.Errorf("only %d tours", next)
			}
			t := s.Tours[next]
			next++
			if t.Crew != crew || t.Day != day || t.Start != place {
				return fmt.Errorf("tour %d is of crew %d, day %d, from %d", next, t.Crew, t.Day, t.Start)
			}
			if err := c.tour(t); err != nil {
				return fmt.Errorf("crew %d, day %d: %w", crew, day, err)
			}
			place = t.End
		}
	}
	if next != len(s.Tours) {
		return fmt.Errorf("%d tours", len(s.Tours))
	}
	return c.sums()
}

type checker struct {
	p            route.Problem
	s            route.Solution
	seen         []int // by site, how often it is visited
	prize, drive float64
}

const minute = 1e-4 // what rounding may come to

func (c *checker) tour(t route.Tour) error {
	hours := c.p.Crews[t.Crew].Days[t.Day]
	if t.Fault != 0 {
		return c.idle(t, hours)
	}
	if !slices.Contains(hours.Ends, t.End) {
		return fmt.Errorf("ends at %d", t.End)
	}
	now, place, drive, order := t.Depart, t.Start, 0.0, math.MinInt
	if now < hours.From-minute {
		return fmt.Errorf("departs at %v", now)
	}
	for _, v := range t.Visits {
		way := c.way(t.Crew, place, v.Site)
		if math.Abs(v.Arrive-now-way) > minute {
			return fmt.Errorf("site %d is reached at %v, not %v", v.Site, v.Arrive, now+way)
		}
		if err := c.visit(v, hours); err != nil {
			return err
		}
		if lock := c.p.Sites[v.Site].Lock; lock != nil {
			if lock.Crew != t.Crew || lock.Day != t.Day || lock.Order < order {
				return fmt.Errorf("site %d is locked to %+v", v.Site, *lock)
			}
			order = lock.Order
		}
		c.seen[v.Site]++
		c.prize += c.p.Sites[v.Site].Prize
		drive += way
		now, place = v.Leave, v.Site
	}
	way := c.way(t.Crew, place, t.End)
	drive += way
	if !(math.Abs(t.Home-now-way) < minute) || t.Home > hours.To+minute {
		return fmt.Errorf("home at %v, not %v, until %v", t.Home, now+way, hours.To)
	}
	if math.Abs(drive-t.Drive) > minute {
		return fmt.Errorf("drive %v, not %v", t.Drive, drive)
	}
	c.drive += drive
	return nil
}

func (c *checker) way(crew, from, to int) float64 {
	if from == to {
		return 0
	}
	return c.p.Travel(crew, from, to)
}

func (c *checker) visit(v route.Visit, hours route.Day) error {
	site := c.p.Sites[v.Site]
	if v.Fault != 0 || v.Begin < v.Arrive || math.Abs(v.Leave-v.Begin-site.Minutes) > minute {
		return fmt.Errorf("visit %+v", v)
	}
	for _, w := range site.Open[hours.Number] {
		if v.Begin >= w.From-minute && v.Leave <= w.To+minute {
			return nil
		}
	}
	return fmt.Errorf("visit %+v within no window", v)
}

// idle checks a day on which the crew can reach no place to end it.
func (c *checker) idle(t route.Tour, hours route.Day) error {
	if t.End != t.Start || len(t.Visits) > 0 || t.Drive != 0 {
		return fmt.Errorf("idle tour %+v", t)
	}
	for _, e := range hours.Ends {
		if hours.From+c.way(t.Crew, t.Start, e) <= hours.To {
			return fmt.Errorf("idle, but %d can be reached", e)
		}
	}
	return nil
}

func (c *checker) sums() error {
	if math.Abs(c.prize-c.s.Prize) > 1e-6*(1+c.prize) || math.Abs(c.drive-c.s.Drive) > minute {
		return fmt.Errorf("prize %v, not %v; drive %v, not %v", c.s.Prize, c.prize, c.s.Drive, c.drive)
	}
	before := -1
	for _, l := range c.s.Left {
		if l.Site <= before {
			return fmt.Errorf("what is left is not sorted: %v", c.s.Left)
		}
		before = l.Site
		c.seen[l.Site]++
	}
	for site, n := range c.seen {
		if n != 1 {
			return fmt.Errorf("site %d is said to be visited or left %d times", site, n)
		}
	}
	return nil
}

// counts are the sites visited that are locked, and those that are not and must be.
func counts(p route.Problem, s route.Solution) (locked, must int) {
	for _, t := range s.Tours {
		for _, v := range t.Visits {
			switch site := p.Sites[v.Site]; {
			case site.Lock != nil:
				locked++
			case site.Must:
				must++
			}
		}
	}
	return locked, must
}
