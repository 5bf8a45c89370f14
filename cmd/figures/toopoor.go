package main

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"burialmap/geo/overlap"
)

// possible is the least probability that is called possible.
const possible = 0.05

// drawTooPoor shows the greatest probability that a pair could have, whatever the ground:
// as if one were recorded right on top of the other.
func drawTooPoor() (string, error) {
	p := &picture{
		width: 760, height: 420,
		title: "When an accuracy is too poor to say anything",
		about: "The probability that two burials recorded right on top of each other share ground, falling as the standard deviation of " +
			"their offset grows: for two graves, for a row and a grave, and for a section and a grave. Where a curve is below 5 per cent " +
			"the pair is not assessed: for two graves that is beyond a standard deviation of about 5 metres, an accuracy of about 12 metres.",
	}
	p.text(24, 26, "head", "The most that a record could ever say")
	p.text(24, 46, "small", "Probability of a pair that is recorded right on top of each other")
	c := chart{left: 60, top: 70, width: 670, height: 280, x0: 0.5, x1: 100, y1: 1, log: true}
	c.frame(p, []float64{0.5, 1, 2, 5, 10, 20, 50, 100}, []float64{0, 0.25, 0.5, 0.75, 1},
		"σ of the offset in metres (log); the 95 % radius is 2.45 times as much")
	line := c.point(c.x0, possible)
	p.add(`<rect x="%s" y="%s" width="%s" height="%s" fill="#eceef1"/>`, c.left, line[1], c.width, c.height+c.top-line[1])
	p.line(line, orb.Point{c.left + c.width, line[1]}, "limit")
	p.text(c.left+6, line[1]-6, "small halo", "below 5 %: not assessed")
	grave := rect(0, 0, 1, 2)
	for _, k := range []struct {
		words, class string
		other        orb.Polygon
		at           float64
	}{
		{"two graves", "p", grave, 0.62},
		{"row 2 m × 20 m and grave", "q", rect(0, 0, 20, 2), 0.78},
		{"section 20 m × 30 m and grave", "e", rect(0, 0, 20, 30), 0.62},
	} {
		a, b := overlap.NewShape(grave), overlap.NewShape(k.other)
		best := func(sigma float64) float64 { return overlap.Probability(a, b, sigma).Value }
		c.curve(p, 90, k.class, best)
		limit := greatestSigma(a, b)
		q := c.point(limit, possible)
		p.circle(q, 4.5, `fill="#1f2430"`)
		p.text(q[0]+4, q[1]-7, "small halo", fmt.Sprintf("σ = %.1f m", limit))
		label := c.point(where(best, k.at), k.at)
		p.text(label[0]+9, label[1]-3, "halo", k.words)
	}
	return p.String(), nil
}

// greatestSigma is where the bound that the program uses falls to 5 %: the area of the box
// around the Minkowski sum times the greatest density.
func greatestSigma(a, b *overlap.Shape) float64 {
	x, y := a.Bound(), b.Bound()
	width := x.Max[0] - x.Min[0] + y.Max[0] - y.Min[0]
	height := x.Max[1] - x.Min[1] + y.Max[1] - y.Min[1]
	return math.Sqrt(width * height / (2 * math.Pi * possible))
}

// where is the σ at which a falling probability comes to a value, by halving.
func where(f func(float64) float64, value float64) float64 {
	low, high := 0.01, 1000.0
	for range 60 {
		if middle := math.Sqrt(low * high); f(middle) > value {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
