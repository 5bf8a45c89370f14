package route_test

import (
	"math"
	"math/rand/v2"

	"burialmap/geo/route"
)

// made is a problem whose optimum is known because it was made from a plan that visits every
// site: days are as long as its tours, and windows lie around its times.
type made struct {
	sites, crews, days, nights int
	width                      float64 // of the windows, minutes, on average
	spare                      float64 // by which each day is longer than its tour, as a part of it
	seed                       uint64
}

func (m made) problem() (p route.Problem, best float64) {
	random := rand.New(rand.NewPCG(m.seed, 1))
	at := make([][2]float64, m.sites+1+m.nights)
	for i := m.sites; i < len(at); i++ {
		at[i] = [2]float64{random.Float64() * 200, random.Float64() * 200}
	}
	drive := func(a, b int) float64 { return math.Hypot(at[a][0]-at[b][0], at[a][1]-at[b][1]) }
	p.Places = len(at)
	p.Travel = func(_, from, to int) float64 { return drive(from, to) }
	ends := make([]int, 0, m.nights+1)
	for i := range m.nights + 1 {
		ends = append(ends, m.sites+i)
	}
	site := 0
	tours := m.crews * m.days
	for crew := range m.crews {
		c := route.Crew{Start: m.sites}
		start := m.sites
		for day := range m.days {
			end := m.sites + random.IntN(m.nights+1)
			d := route.Day{Number: day, From: 480, Ends: ends}
			if day == m.days-1 {
				end = m.sites
				d.Ends = []int{end}
			}
			left := tours - crew*m.days - day
			n := (m.sites - site) / left
			if left > 1 {
				n = max(0, n-2+random.IntN(5))
			}
			now, place := d.From, start
			for range min(n, m.sites-site) {
				// Somewhere near the line from here to the end.
				f := random.Float64()
				at[site] = [2]float64{
					at[place][0] + f*(at[end][0]-at[place][0]) + random.NormFloat64()*20,
					at[place][1] + f*(at[end][1]-at[place][1]) + random.NormFloat64()*20,
				}
				now += drive(place, site)
				minutes := 20 + float64(random.IntN(60))
				early, late := random.Float64()*m.width, random.Float64()*m.width
				w := route.Window{From: math.Max(0, now-early), To: now + minutes + late}
				s := route.Site{Minutes: minutes, Prize: float64(1 + random.IntN(9)), Open: make([][]route.Window, m.days)}
				for i := range s.Open {
					if i == day || random.IntN(3) == 0 {
						s.Open[i] = []route.Window{w}
					}
				}
				best += s.Prize
				p.Sites = append(p.Sites, s)
				now += minutes
				place = site
				site++
			}
			now += drive(place, end)
			d.To = now + m.spare*(now-d.From)
			c.Days = append(c.Days, d)
			start = end
		}
		p.Crews = append(p.Crews, c)
	}
	p.Seed = m.seed
	return p, best
}
