package main

import "fmt"

// laterGraves digs civilian graves L among the prisoners', decades after them. Each is
// placed by its offset from a prisoner's plot, and says what it is there to show.
func (g *ground) laterGraves() {
	graves := []struct {
		near         string // prisoner's plot
		du, dv       float64
		width, depth float64
		kind         string
		burials      int
		period       string
		accuracy     float64
		method       string
	}{
		{"A-2", 0.35, 0.4, 1.1, 2.2, "grave", 1, "1952", 0.5, "survey"},      // overlaps, sure
		{"A-1", -0.3, -0.5, 1.1, 2.2, "grave", 1, "1957", 0.5, "survey"},     // overlaps, sure
		{"A-4", 0.1, -0.1, 3, 3.4, "plot", 3, "1968/1975", 0.5, "survey"},    // around a grave: within
		{"A-6", 1.35, 0, 1.1, 2.1, "grave", 1, "1975", 0.5, "survey"},        // close by, sure
		{"A-8", -0.8, 1.5, 1.2, 2.2, "grave", 1, "1961", 3, "gps"},           // overlaps a little
		{"B-1", 0.4, 0.2, 1.1, 2.2, "grave", 1, "1952", 0.5, "survey"},       // overlaps
		{"B-3", 0.2, 0.3, 3.2, 3.2, "plot", 2, "1958/1971", 0.5, "survey"},   // around a grave, less sure
		{"B-8", 1.4, 0.2, 1, 2, "grave", 1, "1975~", 3, "gps"},               // close by
		{"B-10", 0.4, 0.3, 3, 3.2, "plot", 2, "1966/1979", 0.5, "survey"},    // around a grave, less sure
		{"C-2", 0.5, -0.6, 1.1, 2.2, "grave", 1, "1953", 3, "gps"},           // overlaps, unsure
		{"C-5", 1.3, 0.3, 3.4, 3.4, "plot", 4, "1960/1984", 0.5, "survey"},   // overlaps two, unsure
		{"C-9", 1.3, 0, 1.1, 2.2, "grave", 1, "197X", 3, "gps"},              // close by, unsure
		{"C-11", 0.2, 0.2, 4.6, 4.4, "plot", 6, "1978/1991", 0.5, "survey"},  // a large family plot
		{"D-2", 0.3, 0.4, 1.1, 2.2, "grave", 1, "1954", 0.5, "survey"},       // overlaps, poor
		{"D-6", 1.5, 0.4, 1, 2, "grave", 1, "1955", 10, "plan"},              // same plan as the row
		{"E-3", -0.3, 0.2, 1.1, 2.2, "grave", 1, "1963", 0.5, "survey"},      // overlaps, very poor
		{"E-6", 1.3, 0.3, 1.1, 2.2, "grave", 1, "", 10, "plan"},              // period unknown
		{"F-2", 0.2, -0.3, 1.1, 2.2, "grave", 1, "1952/1953", 0.5, "survey"}, // prisoner's accuracy unknown
		{"F-5", 1.3, 0.2, 1.1, 2.2, "grave", 1, "1969", 0, ""},               // neither known
		{"G-1", 3.1, 0.1, 0.6, 0.9, "grave", 1, "1957", 0.5, "survey"},       // a child's grave in the trench: contains
		{"G-2", 5.2, 0.9, 1.2, 2.3, "grave", 1, "1959", 3, "gps"},            // across the trench's end
		{"G-3", -2, 1.9, 4.2, 2.2, "plot", 2, "1972/", 3, "gps"},             // beside the trench
	}
	for i, l := range graves {
		c := centre(g.corners["demo-"+l.near])
		source := survey
		if l.method == "plan" {
			source = plan
		}
		g.dig(plot{
			id: fmt.Sprintf("demo-L-%d", i+1), kind: l.kind, cemetery: villageCemetery,
			occupancy: "civilian", burials: l.burials, period: l.period,
			accuracy: l.accuracy, method: l.method, source: source,
		}, g.dug(point{c.u + l.du, c.v + l.dv}, l.width, l.depth, g.about(0, 5)))
	}
	g.sharedOutlines()
}

// sharedOutlines digs civilian graves that share corners with a prisoner's: side by
// side (S-1), touching at one corner (S-2), and the very same ground (S-3).
func (g *ground) sharedOutlines() {
	civilian := func(id, period string) plot {
		return plot{id: id, kind: "grave", cemetery: villageCemetery, occupancy: "civilian", burials: 1,
			period: period, accuracy: 0.5, method: "survey", source: survey}
	}
	a := g.corners["demo-A-10"]
	g.dig(civilian("demo-S-1", "1975"), []point{a[1], {a[1].u + 1.1, a[1].v - 0.05}, {a[2].u + 1.05, a[2].v + 0.1}, a[2]})
	b := g.corners["demo-A-12"]
	g.dig(civilian("demo-S-2", "1976"), []point{b[2], {b[2].u + 1.1, b[2].v}, {b[2].u + 1.15, b[2].v + 2.1}, {b[2].u + 0.05, b[2].v + 2}})
	g.dig(civilian("demo-S-3", "1961"), g.corners["demo-B-6"])
}

func centre(corners []point) point {
	var c point
	for _, p := range corners {
		c.u += p.u / float64(len(corners))
		c.v += p.v / float64(len(corners))
	}
	return c
}

// villageGraves digs the civilians' own rows V, begun before the camp and carried on
// after it, and the three prisoners' graves H in the hole left out of the boundary.
func (g *ground) villageGraves() {
	periods := []string{"1928/1941", "1946/1947", "1952/1960", "1961/1975", ""}
	for row, period := range periods {
		for n := range 7 {
			p := point{g.about(43.5+3.1*float64(n), 0.4), g.about(0.5+4.6*float64(row), 0.4)}
			g.dig(plot{
				id: fmt.Sprintf("demo-V-%d", 7*row+n+1), kind: "grave", cemetery: villageCemetery,
				occupancy: "civilian", burials: 1, period: period, accuracy: 3, method: "gps", source: survey,
			}, g.dug(p, g.about(1.2, 0.15), g.about(2.2, 0.15), g.about(0, 7)))
		}
	}
	for n := range 3 {
		g.dig(plot{
			id: fmt.Sprintf("demo-H-%d", n+1), kind: "grave", site: hospitalSite, cemetery: prisonersGround,
			occupancy: "pow", burials: 1, period: "1948", accuracy: 0.5, method: "survey", source: survey,
		}, g.dug(point{g.about(76+2.2*float64(n), 0.2), g.about(14, 0.2)}, 0.85, 2, g.about(0, 4)))
	}
}

// mixedGraves digs graves M inside a boundary that held both from the start.
func (g *ground) mixedGraves() {
	for n := range 8 {
		p := plot{
			id: fmt.Sprintf("demo-M-%d", n+1), kind: "grave", cemetery: mixedCemetery,
			occupancy: "civilian", burials: 1, period: "1944/1949", accuracy: 10, method: "plan", source: plan,
		}
		if n%3 == 0 {
			p.occupancy, p.site, p.period = "pow", campSite, "1946"
		}
		g.dig(p, g.dug(point{g.about(26+2.4*float64(n), 0.3), g.about(160, 0.3)}, 0.9, 2, g.about(0, 6)))
	}
}
