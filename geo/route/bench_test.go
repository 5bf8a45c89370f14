package route_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"burialmap/geo/route"
)

func BenchmarkSolve12(b *testing.B) { benchmarkSolve(b, small(3, 12)) }

func BenchmarkSolve100(b *testing.B) { benchmarkSolve(b, candidates(100, 2, 4)) }

func BenchmarkSolve200(b *testing.B) { benchmarkSolve(b, candidates(200, 2, 10)) }

func BenchmarkSolve500(b *testing.B) { benchmarkSolve(b, candidates(500, 2, 10)) }

func benchmarkSolve(b *testing.B, p route.Problem) {
	b.Helper()
	b.ReportAllocs()
	var s route.Solution
	for b.Loop() {
		var err error
		if s, err = route.Solve(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(s.Prize, "prize")
	b.ReportMetric(s.Drive, "drive")
}

// candidates is a problem of the size that a field team has: far more sites than its days
// hold, in clusters around villages in which nights can be spent.
func candidates(sites, crews, days int) route.Problem {
	r := rand.New(rand.NewPCG(uint64(sites), 3))
	const nights = 5
	p := route.Problem{Places: sites + 1 + nights, Seed: 1}
	at := make([][2]float64, p.Places)
	ends := make([]int, 0, nights+1)
	for i := range nights + 1 {
		at[sites+i] = [2]float64{r.Float64() * 300, r.Float64() * 300}
		ends = append(ends, sites+i)
	}
	for i := range sites {
		near := at[sites+r.IntN(nights+1)]
		at[i] = [2]float64{near[0] + r.NormFloat64()*30, near[1] + r.NormFloat64()*30}
		s := route.Site{Minutes: 30 + 30*float64(r.IntN(5)), Prize: float64(1 + r.IntN(9)), Must: i < sites/50}
		first, last := r.IntN(days), r.IntN(days)
		for d := range days {
			var open []route.Window
			if min(first, last) <= d && d <= max(first, last) {
				open = []route.Window{{From: 330, To: 1260}}
			}
			s.Open = append(s.Open, open)
		}
		p.Sites = append(p.Sites, s)
	}
	p.Travel = func(_, from, to int) float64 {
		return 1.3 * math.Hypot(at[from][0]-at[to][0], at[from][1]-at[to][1])
	}
	for range crews {
		c := route.Crew{Start: sites}
		for d := range days {
			c.Days = append(c.Days, route.Day{Number: d, From: 480, To: 1080, Ends: ends})
		}
		c.Days[days-1].Ends = ends[:1]
		p.Crews = append(p.Crews, c)
	}
	return p
}
