package book

import (
	"html/template"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// sign is a row of a legend.
type sign struct {
	Sample template.HTML
	Text   string
}

// signs explains every sign of the maps.
func (b *writer) signs() []sign {
	var list []sign
	for _, who := range whoNames {
		list = append(list, sign{groundSample(who), b.w.say("sign."+who, nil)})
	}
	for _, class := range data.Classes {
		list = append(list, sign{sharedSample(class), b.classText(class)})
	}
	return append(list,
		sign{sampleOf(func(d *drawing) {
			d.circle(orb.Point{7, 4}, numberSize, "number")
			d.text(7, 4.85, "number-text", "3")
		}), b.w.say("sign.number", nil)},
		sign{sampleOf(func(d *drawing) { d.line(1, 4, 13, 4, "gap") }), b.w.say("sign.gap", nil)},
		sign{siteSample(), b.w.say("sign.site", nil)},
		sign{sampleOf(func(d *drawing) {
			d.circle(orb.Point{7, 4}, 2.2, "site-sign")
			d.text(7, 5.1, "site-question", "?")
		}), b.w.say("sign.unstated", nil)},
		sign{ringsSample(), b.w.say("sign.rings", nil)},
		sign{positionSample(), b.w.say("sign.position", nil)},
		sign{observedSample(), b.w.say("sign.observed", nil)},
		sign{sampleOf(func(d *drawing) { d.empty("path", "class", "grid", "d", "M5 4h4m-2 -2v4") }), b.w.say("sign.grid", nil)},
	)
}

func (b *writer) classText(class string) string {
	if class == data.ClassNotAssessed {
		return b.w.say("sign.hatch", nil)
	}
	return b.w.say("sign.class", values{"class": b.w.say("class."+class, nil)})
}

// legend explains the signs that the map of a site has.
func (b *writer) legend(g Ground) []sign {
	var list []sign
	who := map[string]bool{}
	for _, f := range g.Cemeteries {
		who[whoOf(f, "use")] = true
	}
	for _, f := range g.Plots {
		who[whoOf(f, "occupancy")] = true
	}
	for _, name := range whoNames {
		if who[name] {
			list = append(list, sign{groundSample(name), b.w.say("sign."+name, nil)})
		}
	}
	classes := map[string]bool{}
	for _, f := range g.Overlaps {
		if isArea(f.Geometry) {
			classes[f.Text("class")] = true
		}
	}
	for _, class := range data.Classes {
		if classes[class] {
			list = append(list, sign{sharedSample(class), b.classText(class)})
		}
	}
	if g.Site.Location.Accuracy.Known() && g.Site.Geometry != nil {
		list = append(list, sign{ringsSample(), b.w.say("sign.rings", nil)})
	}
	if len(g.Positions) > 0 {
		list = append(list, sign{positionSample(), b.w.say("sign.position", nil)})
	}
	if len(g.Observations) > 0 {
		list = append(list, sign{observedSample(), b.w.say("sign.observed", nil)})
	}
	return list
}

func sampleOf(draw func(*drawing)) template.HTML {
	var d drawing
	d.open("svg", "class", "sample", "width", "14mm", "height", "8mm", "viewBox", "0 0 14 8", "aria-hidden", "true")
	draw(&d)
	d.close("svg")
	return d.html()
}

func groundSample(who string) template.HTML {
	return sampleOf(func(d *drawing) {
		const box = "M1.5 1.2H12.5V6.8H1.5Z"
		d.empty("path", "class", "plot-fill "+who+"-fill", "d", box)
		d.empty("path", "class", "plot-line "+who+"-line", "d", box)
	})
}

func sharedSample(class string) template.HTML {
	return sampleOf(func(d *drawing) { d.empty("path", "class", "shared shared-"+class, "d", "M1.5 1.2H12.5V6.8H1.5Z") })
}

func siteSample() template.HTML {
	return sampleOf(func(d *drawing) {
		d.circle(orb.Point{7, 4}, 1.7, "site-sign")
		d.circle(orb.Point{7, 4}, 0.55, "site-dot")
	})
}

func ringsSample() template.HTML {
	return sampleOf(func(d *drawing) {
		for i, r := range ringShares {
			d.circle(orb.Point{7, 4}, []float64{3.6, 2.64, 1.73}[i], r.class)
		}
	})
}

func positionSample() template.HTML {
	return sampleOf(func(d *drawing) {
		d.circle(orb.Point{7, 4}, 3.4, "ring ring-other")
		d.circle(orb.Point{7, 4}, 1.9, "letter")
		d.text(7, 4.95, "letter-text", "B")
	})
}

func observedSample() template.HTML {
	return sampleOf(func(d *drawing) { d.empty("path", "class", "observed", "d", "M7 2.4l1.5 2.6h-3z") })
}
