package route_test

import (
	"math"
	"testing"

	"burialmap/geo/route"
)

// FuzzSolve makes a problem of any bytes. Whatever passes Check is solved, and the plan holds.
func FuzzSolve(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("three sites and a night, two crews, and nothing else that would be of interest here"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := fuzzed(data)
		s, err := route.Solve(t.Context(), p)
		if bad := p.Check(); bad != nil || err != nil {
			if bad == nil {
				t.Fatal(err)
			}
			return
		}
		if err := check(p, s); err != nil {
			t.Fatal(err)
		}
	})
}

func fuzzed(data []byte) route.Problem {
	next := func(n int) int {
		if len(data) == 0 {
			return 0
		}
		b := int(data[0]) % n
		data = data[1:]
		return b
	}
	odd := []float64{0, 1, 1e9, 1e-9, -1, math.NaN(), math.Inf(1)}
	number := func() float64 {
		if k := next(60); k < len(odd) {
			return odd[k]
		}
		return float64(next(200))
	}
	p := route.Problem{Seed: uint64(next(3)), Effort: 0.01}
	sites := next(7)
	p.Places = sites + 1 + next(3)
	ways := make([]float64, p.Places*p.Places)
	for i := range ways {
		ways[i] = number()
	}
	p.Travel = func(_, from, to int) float64 { return ways[from*p.Places+to] }
	for range next(3) {
		c := route.Crew{Start: next(p.Places)}
		for range next(4) {
			d := route.Day{Number: next(3), From: number(), To: 100 + 3*number()}
			for range 1 + next(3) {
				d.Ends = append(d.Ends, next(p.Places))
			}
			c.Days = append(c.Days, d)
		}
		p.Crews = append(p.Crews, c)
	}
	for range sites {
		s := route.Site{Minutes: number() / 4, Prize: number(), Must: next(4) == 0}
		for range next(4) {
			from := number()
			s.Open = append(s.Open, []route.Window{{From: from, To: from + 2*number()}})
		}
		if next(4) == 0 {
			s.Lock = &route.Lock{Crew: next(2), Day: next(3), Order: next(2)}
		}
		p.Sites = append(p.Sites, s)
	}
	return p
}
