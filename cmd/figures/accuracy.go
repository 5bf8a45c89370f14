package main

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// radiusOf is the radius, in units of σ, of the circle that holds a share of a circular
// normal distribution.
func radiusOf(share float64) float64 { return math.Sqrt(-2 * math.Log(1-share)) }

// drawAccuracy shows what accuracy_m means: circles around a recorded grave, and the curve
// from which their radii are read.
func drawAccuracy() (string, error) {
	const accuracy = 3.0
	sigma := geo.Accuracy(accuracy).Sigma()
	p := &picture{
		width: 760, height: 400,
		title: "What an accuracy of 3 m means",
		about: "Left: a grave recorded with an accuracy of 3 m, and around its middle the circles that hold the true middle " +
			"with 50, 80 and 95 per cent; 100 possible places of it are dots. Right: the share of a circular normal distribution " +
			"within a radius, which is 95 per cent at 2.45 standard deviations.",
	}
	v := view{at: orb.Point{190, 205}, scale: 52}
	p.text(24, 26, "head", "accuracy_m = 3: where it may truly lie")
	for _, d := range draws(100) {
		p.circle(v.point(orb.Point{sigma * d[0], sigma * d[1]}), 2, `fill="#565c68"`)
	}
	p.path(v.points(rect(0, 0, 1, 2)[0]), true, "pow")
	shares := []float64{0.5, 0.8, 0.95}
	for _, share := range shares {
		r := sigma * radiusOf(share)
		p.circle(v.at, r*v.scale, `class="circle"`)
		p.text(v.at[0], v.at[1]-r*v.scale+5, "mid halo", fmt.Sprintf("%.0f %%", 100*share))
	}
	p.arrow(v.at, v.point(orb.Point{sigma, 0}))
	p.text(v.at[0]+sigma*v.scale/2+8, v.at[1]-7, "mid halo", fmt.Sprintf("σ = %.2f m", sigma))
	turn := -0.62
	p.arrow(v.at, v.point(orb.Point{accuracy * math.Cos(turn), accuracy * math.Sin(turn)}))
	p.text(v.at[0]+138, v.at[1]+112, "halo", "r = 3 m")
	v.bar(p, orb.Point{24, 378}, 1, "1 m")

	c := chart{left: 440, top: 56, width: 290, height: 280, x1: 3.5, y1: 1}
	p.text(c.left-26, 26, "head", "Share of true positions within a radius")
	c.frame(p, []float64{0, 1, 2, 3}, []float64{0, 0.25, 0.5, 0.75, 1}, "radius in units of σ")
	c.curve(p, 80, "p", func(x float64) float64 { return 1 - math.Exp(-x*x/2) })
	for _, share := range shares {
		q := c.point(radiusOf(share), share)
		p.path([]orb.Point{{c.left, q[1]}, q, {q[0], c.top + c.height}}, false, "limit")
	}
	for _, share := range shares {
		q := c.point(radiusOf(share), share)
		p.circle(q, 4.5, `fill="#440154"`)
		p.text(q[0]+8, q[1]+18, "small halo", fmt.Sprintf("%.0f %% at %.2f σ", 100*share, radiusOf(share)))
	}
	return p.String(), nil
}
