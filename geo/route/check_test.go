package route_test

import (
	"math"
	"strings"
	"testing"

	"burialmap/geo/route"
)

func TestAMalformedProblemSaysWhatIsWrong(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for want, spoil := range map[string]func(*route.Problem){
		"1 places for 2 sites":                 func(p *route.Problem) { p.Places = 1 },
		"no travel times":                      func(p *route.Problem) { p.Travel = nil },
		"effort NaN":                           func(p *route.Problem) { p.Effort = nan },
		"effort +Inf":                          func(p *route.Problem) { p.Effort = inf },
		"crew 0: start is place 3 of 3":        func(p *route.Problem) { p.Crews[0].Start = 3 },
		"crew 0: day 0: number -1":             func(p *route.Problem) { p.Crews[0].Days[0].Number = -1 },
		"crew 0: day 0: hours NaN to 1080":     func(p *route.Problem) { p.Crews[0].Days[0].From = nan },
		"crew 0: day 0: hours 480 to 479":      func(p *route.Problem) { p.Crews[0].Days[0].To = 479 },
		"crew 0: day 0: no place to end":       func(p *route.Problem) { p.Crews[0].Days[0].Ends = nil },
		"crew 0: day 0: end is place -1 of 3":  func(p *route.Problem) { p.Crews[0].Days[0].Ends = []int{-1} },
		"site 1: -1 minutes":                   func(p *route.Problem) { p.Sites[1].Minutes = -1 },
		"site 1: prize NaN":                    func(p *route.Problem) { p.Sites[1].Prize = nan },
		"site 0: day 0: window 5 to 4":         func(p *route.Problem) { p.Sites[0].Open[0] = []route.Window{{From: 5, To: 4}} },
		"windows are not sorted and apart":     func(p *route.Problem) { p.Sites[0].Open[0] = []route.Window{{From: 5, To: 6}, {From: 6, To: 7}} },
		"locked to day 7 of crew 0":            func(p *route.Problem) { p.Sites[0].Lock = &route.Lock{Day: 7} },
		"from place 0 to 1 takes NaN minutes":  func(p *route.Problem) { p.Travel = func(int, int, int) float64 { return nan } },
		"from place 0 to 1 takes -5 minutes":   func(p *route.Problem) { p.Travel = func(int, int, int) float64 { return -5 } },
		"from place 0 to 1 takes -Inf minutes": func(p *route.Problem) { p.Travel = func(int, int, int) float64 { return -inf } },
	} {
		p := line(1, 10, 20, 0)
		spoil(&p)
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Check: %v, want %s", err, want)
		}
		if _, err := route.Solve(t.Context(), p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Solve: %v, want %s", err, want)
		}
	}
	p := line(1, 10, 20, 0)
	if err := p.Check(); err != nil {
		t.Error(err)
	}
}
