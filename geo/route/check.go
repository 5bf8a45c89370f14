package route

import (
	"fmt"
	"math"
)

// Check says what is wrong with a problem: numbers that are none, places or days that do
// not exist, windows that are not sorted or not apart. It asks for every way.
func (p Problem) Check() error {
	if err := p.checkShape(); err != nil {
		return err
	}
	for crew := range p.Crews {
		for from := range p.Places {
			for to := range p.Places {
				if err := checkDrive(crew, from, to, p.drive(crew, from, to)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// checkShape is Check without the ways.
func (p Problem) checkShape() error {
	if p.Places < len(p.Sites) {
		return fmt.Errorf("%d places for %d sites", p.Places, len(p.Sites))
	}
	if p.Travel == nil && len(p.Crews) > 0 && p.Places > 1 {
		return fmt.Errorf("no travel times")
	}
	if !(p.Effort >= 0) || math.IsInf(p.Effort, 1) {
		return fmt.Errorf("effort %v", p.Effort)
	}
	for i, c := range p.Crews {
		if err := c.check(p.Places); err != nil {
			return fmt.Errorf("crew %d: %w", i, err)
		}
	}
	for i, s := range p.Sites {
		if err := s.check(p.Crews); err != nil {
			return fmt.Errorf("site %d: %w", i, err)
		}
	}
	return nil
}

func checkDrive(crew, from, to int, minutes float64) error {
	if minutes >= 0 {
		return nil
	}
	return fmt.Errorf("travel of crew %d from place %d to %d takes %v minutes", crew, from, to, minutes)
}

func (c Crew) check(places int) error {
	if c.Start < 0 || c.Start >= places {
		return fmt.Errorf("start is place %d of %d", c.Start, places)
	}
	for i, d := range c.Days {
		if err := d.check(places); err != nil {
			return fmt.Errorf("day %d: %w", i, err)
		}
	}
	return nil
}

func (d Day) check(places int) error {
	switch {
	case d.Number < 0:
		return fmt.Errorf("number %d", d.Number)
	case !isFinite(d.From) || !isFinite(d.To) || d.From > d.To:
		return fmt.Errorf("hours %v to %v", d.From, d.To)
	case len(d.Ends) == 0:
		return fmt.Errorf("no place to end")
	}
	for _, e := range d.Ends {
		if e < 0 || e >= places {
			return fmt.Errorf("end is place %d of %d", e, places)
		}
	}
	return nil
}

func (s Site) check(crews []Crew) error {
	switch {
	case !isFinite(s.Minutes) || s.Minutes < 0:
		return fmt.Errorf("%v minutes", s.Minutes)
	case !isFinite(s.Prize) || s.Prize < 0:
		return fmt.Errorf("prize %v", s.Prize)
	}
	for day, windows := range s.Open {
		before := math.Inf(-1)
		for _, w := range windows {
			if !isFinite(w.From) || !isFinite(w.To) || w.From > w.To {
				return fmt.Errorf("day %d: window %v to %v", day, w.From, w.To)
			}
			if w.From <= before {
				return fmt.Errorf("day %d: windows are not sorted and apart", day)
			}
			before = w.To
		}
	}
	if l := s.Lock; l != nil {
		if l.Crew < 0 || l.Crew >= len(crews) || l.Day < 0 || l.Day >= len(crews[l.Crew].Days) {
			return fmt.Errorf("locked to day %d of crew %d, which does not exist", l.Day, l.Crew)
		}
	}
	return nil
}

func isFinite(x float64) bool {
	return !math.IsNaN(x) && !math.IsInf(x, 0)
}
