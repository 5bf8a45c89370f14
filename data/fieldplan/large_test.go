package fieldplan

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// candidates are so many sites around the base of ten days with two vehicles.
func candidates(n int) (*World, Plan) {
	random := rand.New(rand.NewPCG(7, 7))
	var sites []*Site
	for i := range n {
		s := siteAt(fmt.Sprintf("s%03d", i), 0)
		s.Position = orb.Point{132.2 + 2*random.Float64() - 1, 55.1 + random.Float64() - 0.5}
		s.Feature.Geometry = s.Position
		sites = append(sites, s)
	}
	w, p := forest(sites...)
	for i := range p.Stops {
		p.Stops[i].Priority = 1 + random.IntN(9)
		p.Stops[i].Minutes = 30 + random.IntN(180)
		if i%3 == 0 {
			restrict(w, p.Stops[i].Site, fmt.Sprintf("r%03d", i), Applying{Surely: true}, "effect", "needs_paper", "lead_days", int64(random.IntN(60)))
		}
	}
	p.To = "2027-07-14"
	p.Vehicles = append(p.Vehicles, Vehicle{ID: "b", Name: "Van", SpeedKMH: 30})
	for i, at := range []orb.Point{{132.9, 55.2}, {131.6, 54.9}, {132.3, 55.5}} {
		p.Nights = append(p.Nights, Place{ID: fmt.Sprint("n", i), Name: "Night", Position: at})
	}
	return w, p
}

// What the two cost apart: a new arrangement, and the timetable that follows every move on
// the page.
func BenchmarkFiveHundredCandidates(b *testing.B) {
	w, p := candidates(500)
	arranged, _ := w.Arrange(p, june1)
	b.Run("arrange", func(b *testing.B) {
		for b.Loop() {
			w.Arrange(p, june1)
		}
	})
	b.Run("timetable", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			w.Timetable(arranged, june1)
		}
	})
}
