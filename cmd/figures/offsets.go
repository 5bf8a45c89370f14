package main

import (
	"fmt"

	"github.com/paulmach/orb"

	"burialmap/geo"
	"burialmap/geo/overlap"
)

// tenths are the colours of the discs that hold 95, 90, 80 … 10 % of the density, from the
// rim to the middle: viridis, the surest darkest.
var tenths = []struct {
	share float64
	color string
}{
	{0.95, "#fde725"}, {0.9, "#b5de2b"}, {0.8, "#8bd646"}, {0.7, "#5ec962"}, {0.6, "#35b779"}, {0.5, "#1f9e89"},
	{0.4, "#26828e"}, {0.3, "#31688e"}, {0.2, "#3e4989"}, {0.1, "#440154"},
}

// drawOffsets shows the two graves of the worked example, and the offsets at which they
// meet on the density of the error.
func drawOffsets() (string, error) {
	pow, civilian, err := exampleGraves()
	if err != nil {
		return "", err
	}
	accuracy := geo.Combine(pow.accuracy, civilian.accuracy)
	sigma := accuracy.Sigma()
	likely := overlap.Probability(overlap.NewShape(pow.outline), overlap.NewShape(civilian.outline), sigma).Value
	p := &picture{
		width: 760, height: 440,
		title: "Two graves, and the offsets at which they meet",
		about: fmt.Sprintf("Left: the prisoners' grave B-1 and the civilian grave L-6 of the invented demonstration cemetery, as recorded, "+
			"with the circle of 95 per cent of their offset. Right: the density of the error of that offset and, on it, the outline of "+
			"all shifts at which the two graves share ground; inside it lie %.1f per cent of the density.", 100*likely),
	}
	v := view{at: orb.Point{190, 238}, scale: 50}
	p.text(24, 26, "head", "On the ground, as recorded")
	p.circle(v.at, float64(accuracy)*v.scale, `class="circle"`)
	p.path(v.points(civilian.outline), true, "civilian")
	p.path(v.points(pow.outline), true, "pow")
	p.text(24, 48, "small powtext", "dashed: prisoners' grave B-1, to 3 m")
	p.text(24, 65, "small civiltext", "solid: civilian grave L-6, to 0.5 m")
	p.text(v.at[0], v.at[1]+float64(accuracy)*v.scale+5, "mid halo", fmt.Sprintf("r = %.2f m, 95 %%", float64(accuracy)))
	v.bar(p, orb.Point{24, 415}, 1, "1 m")

	u := view{at: orb.Point{550, 238}, scale: 50}
	m := u.points(offsetsOf(pow.outline, civilian.outline))
	p.text(390, 26, "head", "Shifts of B-1 against L-6")
	p.text(390, 48, "small", "rings: within them lie 10, 20 … 90, 95 % of the chance;")
	p.text(390, 65, "small", "within the outline the two graves share ground")
	p.add(`<clipPath id="m"><path d="%s"/></clipPath>`, pathOf(m, true))
	drawDensity(p, u, sigma, `opacity=".3"`)
	drawDensity(p, u, sigma, `clip-path="url(#m)"`)
	p.path(m, true, `ink" stroke-width="2.5`)
	p.path([]orb.Point{{u.at[0] - 6, u.at[1]}, {u.at[0] + 6, u.at[1]}}, false, `ink" style="stroke:#fff;stroke-width:2`)
	p.path([]orb.Point{{u.at[0], u.at[1] - 6}, {u.at[0], u.at[1] + 6}}, false, `ink" style="stroke:#fff;stroke-width:2`)
	p.text(740, 402, "end big", fmt.Sprintf("P = %.3f", likely))
	p.text(740, 422, "end small soft", fmt.Sprintf("σ = %.3f m; + as recorded", sigma))
	return p.String(), nil
}

func drawDensity(p *picture, v view, sigma float64, attributes string) {
	p.add(`<g %s>`, attributes)
	for _, t := range tenths {
		p.circle(v.at, sigma*radiusOf(t.share)*v.scale, fmt.Sprintf(`fill="%s"`, t.color))
	}
	p.add(`</g>`)
}
