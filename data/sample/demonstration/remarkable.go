package main

// remarkablePlots adds plots X, one for each odd thing that real records hold.
func (g *ground) remarkablePlots() {
	pow := plot{kind: "plot", site: campSite, cemetery: prisonersGround, occupancy: "pow", period: "1946/1947",
		accuracy: 3, method: "gps", source: survey}
	with := func(p plot, change func(*plot)) plot { change(&p); return p }

	g.add(with(pow, func(p *plot) {
		p.id, p.burials, p.text = "demo-X-1", 6, "Corners in the order of the field book; the sides cross."
	}), polygon([]point{{-9, 6}, {-4, 10}, {-4, 6.2}, {-9, 9.8}}))
	g.dig(with(pow, func(p *plot) {
		p.id, p.kind, p.site, p.cemetery, p.occupancy, p.burials, p.period = "demo-X-2", "grave", "", villageCemetery, "civilian", 1, "1964"
	}), g.dug(point{-4.6, 8.1}, 1.1, 2.1, 3))
	g.add(with(pow, func(p *plot) {
		p.id, p.kind, p.burials, p.text = "demo-X-3", "section", 11, "Two parts on both sides of the path."
	}), &geometry{"MultiPolygon", [][][][2]float64{
		{ring([]point{{-9, 14}, {-5.4, 14.1}, {-5.5, 19}, {-8.9, 18.8}})},
		{ring([]point{{-4.2, 14}, {-1, 14.2}, {-1.1, 18.9}, {-4.1, 19}})},
	}})
	g.dig(with(pow, func(p *plot) {
		p.id, p.kind, p.site, p.cemetery, p.occupancy, p.burials, p.period = "demo-X-4", "grave", "", villageCemetery, "civilian", 1, "1966"
	}), g.dug(point{-4.7, 16.4}, 1.3, 2.2, -4))
	g.add(with(pow, func(p *plot) {
		p.id, p.kind, p.burials, p.text = "demo-X-5", "grave", 1, "A marker post; the outline was not seen."
	}), &geometry{"Point", point{34.5, 22.3}.lonLat()})
	g.add(with(pow, func(p *plot) {
		p.id, p.kind, p.text = "demo-X-6", "row", "The line of a row; its width and the number of graves are not known."
	}), &geometry{"LineString", [][2]float64{point{36, 24.5}.lonLat(), point{45.5, 25.1}.lonLat()}})
	g.add(with(pow, func(p *plot) {
		p.id, p.kind, p.burials, p.period = "demo-X-7", "grave", 1, "1948-02"
		p.accuracy, p.method, p.text, p.source = 0, "text", "Behind the third row, by the birches.", register
	}), nil)
	g.dig(with(pow, func(p *plot) {
		p.id, p.occupancy, p.burials, p.period = "demo-X-8", "mixed", 5, "1946/1950"
	}), g.dug(point{36.5, 6}, 3, 3.2, 6))
	g.dig(with(pow, func(p *plot) {
		p.id, p.kind, p.site, p.occupancy, p.period = "demo-X-9", "grave", "", "unknown", ""
	}), g.dug(point{37.2, 12}, 1, 2, -8))
	g.dig(with(pow, func(p *plot) {
		p.id, p.kind, p.site, p.burials, p.period, p.accuracy, p.method = "demo-X-10", "row", hospitalSite, 9, "1948", 0.5, "survey"
	}), g.dug(point{68, -5.2}, 8, 1.8, 2))
}
