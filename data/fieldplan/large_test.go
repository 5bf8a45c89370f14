package fieldplan

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

// candidates are so many sites around the base of ten days with two vehicles.
func candidates(n int) (*World, Plan) {
	random := rand.New(rand.NewPCG(7, 7))
	var sites []*Site
	for i := range n {
		s := siteAt(fmt.Sprintf("s%03d", i), 0)
		s.Position = orb.Point{132.2 + 2*random.Float64() - 1, 55.1 + random.Float64() - 0.5}
		sites = append(sites, s)
	}
	w, p := forest(sites...)
	for i := range p.Stops {
		p.Stops[i].Priority = 1 + random.IntN(9)
		p.Stops[i].Minutes = 30 + random.IntN(180)
	}
	p.To = "2027-07-14"
	p.Vehicles = append(p.Vehicles, Vehicle{ID: "b", Name: "Van", SpeedKMH: 30})
	p.Nights = []Place{{ID: "n1", Name: "East", Position: orb.Point{132.9, 55.2}}, {ID: "n2", Name: "West", Position: orb.Point{131.6, 54.9}}, {ID: "n3", Name: "North", Position: orb.Point{132.3, 55.5}}}
	return w, p
}

func TestFiveHundredCandidatesAreArrangedInTime(t *testing.T) {
	w, p := candidates(500)
	begin := time.Now()
	p, table := w.Arrange(p, june1)
	t.Log(time.Since(begin), table.Totals)
	begin = time.Now()
	table = w.Timetable(p, june1)
	t.Log(time.Since(begin))
}
