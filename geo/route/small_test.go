package route_test

import (
	"math"
	"math/rand/v2"

	"burialmap/geo/route"
)

// small is a random problem of up to 12 sites, with whatever a problem may have.
func small(seed uint64, sites int) route.Problem {
	r := rand.New(rand.NewPCG(seed, 2))
	nights := r.IntN(3)
	p := route.Problem{Places: sites + 1 + nights, Seed: seed}
	at := make([][2]float64, p.Places)
	for i := range at {
		at[i] = [2]float64{r.Float64() * 240, r.Float64() * 240}
	}
	uneven := r.IntN(3) == 0 // neither symmetric nor with the triangle inequality
	bend := make([]float64, p.Places*p.Places)
	for i := range bend {
		bend[i] = 1
		if uneven {
			bend[i] = 0.5 + r.Float64()
			if r.IntN(15) == 0 {
				bend[i] = math.Inf(1)
			}
		}
	}
	speed := []float64{1, 1 + r.Float64(), 0.7}
	p.Travel = func(crew, from, to int) float64 {
		way := math.Hypot(at[from][0]-at[to][0], at[from][1]-at[to][1])
		return way / speed[crew] * bend[from*p.Places+to]
	}
	numbers := smallCrews(r, &p, sites, nights)
	for range sites {
		p.Sites = append(p.Sites, smallSite(r, &p, numbers))
	}
	return p
}

func smallCrews(r *rand.Rand, p *route.Problem, sites, nights int) (numbers int) {
	for range 1 + r.IntN(3) {
		c := route.Crew{Start: sites}
		for d := range 1 + r.IntN(3) {
			day := route.Day{Number: d, From: 360 + float64(r.IntN(240)), Ends: []int{sites}}
			day.To = day.From + 200 + float64(r.IntN(500))
			for k := range nights {
				if r.IntN(4) > 0 {
					day.Ends = append(day.Ends, sites+1+k)
				}
			}
			c.Days = append(c.Days, day)
			numbers = max(numbers, d+1)
		}
		last := &c.Days[len(c.Days)-1]
		if r.IntN(4) > 0 {
			last.Ends = last.Ends[:1]
		}
		p.Crews = append(p.Crews, c)
	}
	return numbers
}

func smallSite(r *rand.Rand, p *route.Problem, numbers int) route.Site {
	s := route.Site{Minutes: float64(r.IntN(150)), Prize: float64(1 + r.IntN(9)), Must: r.IntN(6) == 0}
	if r.IntN(3) == 0 {
		s.Prize = r.Float64() * 10
	}
	for range numbers {
		var windows []route.Window
		from := 300 + r.Float64()*300
		for range r.IntN(4) {
			w := route.Window{From: from, To: from + 30 + r.Float64()*300}
			windows = append(windows, w)
			from = w.To + 1 + r.Float64()*200
		}
		s.Open = append(s.Open, windows)
	}
	if r.IntN(8) == 0 {
		crew := r.IntN(len(p.Crews))
		s.Lock = &route.Lock{Crew: crew, Day: r.IntN(len(p.Crews[crew].Days)), Order: r.IntN(3)}
	}
	return s
}
