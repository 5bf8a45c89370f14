package main

import "fmt"

const (
	prisonersGround = "demo-prisoners-ground"
	villageCemetery = "demo-village-cemetery"
	mixedCemetery   = "demo-mixed-cemetery"

	campSite     = "demo-camp"
	hospitalSite = "demo-hospital"

	survey   = "demo-survey"
	plan     = "demo-plan"
	register = "demo-register"
)

// prisonersRows digs rows A to F: 62 single graves, a row known less surely than the one
// before it, the last not at all.
func (g *ground) prisonersRows() {
	rows := []struct {
		letter   string
		count    int
		period   string
		accuracy float64
		method   string
		source   string
	}{
		{"A", 12, "1945/1946", 0.5, "survey", survey},
		{"B", 12, "1946", 3, "gps", survey},
		{"C", 12, "1946/1947", 10, "plan", plan},
		{"D", 10, "1947", 25, "plan", plan},
		{"E", 8, "1947~/1948~", 60, "text", register},
		{"F", 8, "1945/1948", 0, "", register},
	}
	for i, row := range rows {
		v := 2.5 + 4.1*float64(i)
		for n := range row.count {
			centre := point{g.about(3+2.6*float64(n), 0.25), g.about(v, 0.2)}
			g.dig(plot{
				id: fmt.Sprintf("demo-%s-%d", row.letter, n+1), kind: "grave",
				site: campSite, cemetery: prisonersGround, occupancy: "pow", burials: 1,
				period: row.period, accuracy: row.accuracy, method: row.method, source: row.source,
			}, g.dug(centre, g.about(0.85, 0.08), g.about(2, 0.12), g.about(0, 4)))
		}
	}
}

// prisonersTrenches digs trenches G, each recorded as one row with many burials.
func (g *ground) prisonersTrenches() {
	trenches := []struct {
		u, v, length float64
		burials      int
		accuracy     float64
		method       string
		source       string
	}{
		{10, 28, 14, 17, 0.5, "survey", survey},
		{27, 28.4, 12, 14, 3, "gps", survey},
		{12, 31.6, 13, 15, 10, "plan", plan},
		{28, 32, 11, 0, 0, "", register},
	}
	for i, t := range trenches {
		g.dig(plot{
			id: fmt.Sprintf("demo-G-%d", i+1), kind: "row",
			site: campSite, cemetery: prisonersGround, occupancy: "pow", burials: t.burials,
			period: "1945-12/1946-03", accuracy: t.accuracy, method: t.method, source: t.source,
		}, g.dug(point{t.u, t.v}, t.length, 1.6, g.about(0, 1.5)))
	}
}
