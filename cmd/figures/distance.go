package main

import (
	"fmt"

	"github.com/paulmach/orb"

	"burialmap/geo/overlap"
)

// least is the shared area, in m², from which it is more than grazing contact.
const least = 0.25

// drawDistance shows what is computed of two graves against how far apart they are
// recorded, for three standard deviations.
func drawDistance() (string, error) {
	p := &picture{
		width: 760, height: 400,
		title: "Probability and expected area against distance",
		about: "Three panels, for standard deviations of 0.5, 2 and 5 metres. In each the probability that two graves of 1 m by 2 m " +
			"side by side share ground, the probability that they share at least a quarter of a square metre, and the expected shared " +
			"area as a fraction of a grave, against the distance between their middles. The larger the standard deviation, the lower " +
			"and the wider are the curves; where the graves are recorded as touching the probability is just below one half for 0.5 metres.",
	}
	p.text(24, 26, "head", "Two graves of 1 m × 2 m, side by side")
	keys := []struct{ class, words string }{
		{"p", "P, any shared ground"}, {"q", "P(area ≥ 0.25 m²)"}, {"e", "expected area / area of a grave"},
	}
	x := 24.0
	for _, k := range keys {
		p.line(orb.Point{x, 48}, orb.Point{x + 40, 48}, k.class)
		p.text(x+48, 52, "small", k.words)
		x += 226
	}
	a := overlap.NewShape(rect(0, 0, 1, 2))
	for i, sigma := range []float64{0.5, 2, 5} {
		c := chart{left: 48 + 242*float64(i), top: 96, width: 200, height: 240, x1: 8, y1: 1}
		p.text(c.left+c.width/2, c.top-12, "mid head", fmt.Sprintf("σ = %g m", sigma))
		c.frame(p, []float64{0, 1, 2, 4, 6, 8}, []float64{0, 0.25, 0.5, 0.75, 1}, "between their middles, metres")
		at := func(x float64) *overlap.Shape { return overlap.NewShape(rect(x, 0, 1, 2)) }
		touching := c.point(1, 0)
		p.line(touching, orb.Point{touching[0], c.top}, "limit")
		if i == 0 {
			p.text(touching[0]+5, c.top+12, "small halo", "they touch")
		}
		c.curve(p, 64, "e", func(x float64) float64 { return overlap.ExpectedArea(a, at(x), sigma).Value / a.Area() })
		c.curve(p, 64, "q", func(x float64) float64 { return overlap.AreaProbability(a, at(x), sigma, least).Value })
		c.curve(p, 64, "p", func(x float64) float64 { return overlap.Probability(a, at(x), sigma).Value })
	}
	return p.String(), nil
}
