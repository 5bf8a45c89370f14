package route_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"burialmap/geo/route"
)

// solomon reads an instance of testdata as the literature on the team orienteering problem
// with time windows does (Vansteenwegen, Souffriau, Vanden Berghe and Van Oudheusden,
// Iterated local search for the team orienteering problem with time windows, 2009):
// capacities are not looked at, and distances are cut to one decimal.
func solomon(t *testing.T, name string, service float64, crews int) route.Problem {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][5]float64
	for line := range strings.Lines(string(text)) {
		var r [5]float64
		if n, _ := fmt.Sscan(line, &r[0], &r[1], &r[2], &r[3], &r[4]); n == 5 {
			rows = append(rows, r)
		}
	}
	depot, rows := rows[0], rows[1:]
	at := append(append([][5]float64{}, rows...), depot)
	p := route.Problem{Places: len(at)}
	p.Travel = func(_, a, b int) float64 {
		return math.Floor(10*math.Hypot(at[a][0]-at[b][0], at[a][1]-at[b][1])) / 10
	}
	for _, r := range rows {
		open := []route.Window{{From: r[3], To: r[4] + service}}
		p.Sites = append(p.Sites, route.Site{Minutes: service, Prize: r[2], Open: [][]route.Window{open}})
	}
	day := route.Day{From: depot[3], To: depot[4], Ends: []int{len(rows)}}
	for range crews {
		p.Crews = append(p.Crews, route.Crew{Start: len(rows), Days: []route.Day{day}})
	}
	return p
}

// With so many crews every customer can be visited, says the literature; then the optimum
// is the sum of all prizes. With one crew, exact search says what it is.
func TestSolomonsInstancesComeOutWithinFivePerCentOfTheOptimum(t *testing.T) {
	for _, c := range []struct {
		name    string
		service float64
		crews   int
		best    float64
	}{
		{"c101", 90, 10, 1810},
		{"r101", 10, 19, 1458},
		{"rc101", 10, 14, 1724},
		{"c101", 90, 1, 0},
		{"r101", 10, 1, 0},
		{"rc101", 10, 1, 0},
	} {
		p := solomon(t, c.name, c.service, c.crews)
		if c.crews == 1 {
			c.best = exactTour(p)
		}
		p.Effort = effort()
		begun := time.Now()
		s := solve(t, p)
		t.Logf("%s with %d crews: %v of %v, drive %.1f, in %v", c.name, c.crews, s.Prize, c.best, s.Drive, time.Since(begun))
		if s.Prize < 0.95*c.best || s.Prize > c.best {
			t.Errorf("%s with %d crews: %v of %v", c.name, c.crews, s.Prize, c.best)
		}
	}
}

// partial is the begin of a tour of one crew on one day.
type partial struct {
	at          int
	time, prize float64
	seen        [2]uint64 // sites visited, or that can no longer be
}

// exactTour is the greatest prize of one tour, by labels that no other dominates: none at the
// same site is as early, worth as much, and as free to go on (Righini and Salani, Decremental
// state space relaxation strategies and initialization heuristics for solving the
// orienteering problem with time windows with dynamic programming, 2009, without the
// relaxation).
func exactTour(p route.Problem) (best float64) {
	hours := p.Crews[0].Days[0]
	labels := make([][]partial, p.Places)
	queue := []partial{{at: p.Crews[0].Start, time: hours.From}}
	for len(queue) > 0 {
		l := queue[0]
		queue = queue[1:]
		if dominated(labels[l.at], l) {
			continue
		}
		labels[l.at] = append(labels[l.at], l)
		best = max(best, l.prize)
		var next []partial
		for site := range p.Sites {
			if l.seen[site/64]>>(site%64)&1 == 1 {
				continue
			}
			if n, ok := goOn(p, l, site, hours); ok {
				next = append(next, n)
			} else {
				l.seen[site/64] |= 1 << (site % 64)
			}
		}
		for _, n := range next {
			n.seen[0] |= l.seen[0]
			n.seen[1] |= l.seen[1]
			queue = append(queue, n)
		}
	}
	return best
}

// goOn visits a site next, if the crew then still comes home.
func goOn(p route.Problem, l partial, site int, hours route.Day) (partial, bool) {
	s := p.Sites[site]
	w := s.Open[0][0]
	l.time = max(l.time+p.Travel(0, l.at, site), w.From) + s.Minutes
	ok := l.time <= w.To+minute && l.time+p.Travel(0, site, hours.Ends[0]) <= hours.To+minute
	l.at, l.prize = site, l.prize+s.Prize
	l.seen[site/64] |= 1 << (site % 64)
	return l, ok
}

func dominated(labels []partial, l partial) bool {
	for _, o := range labels {
		if o.time <= l.time && o.prize >= l.prize && o.seen[0]&^l.seen[0] == 0 && o.seen[1]&^l.seen[1] == 0 {
			return true
		}
	}
	return false
}
