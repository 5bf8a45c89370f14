package main

// plot is what is recorded of one plot; zero values are left out.
type plot struct {
	id        string // "demo-A-4"; the name follows from it
	kind      string
	site      string
	cemetery  string
	occupancy string
	burials   int
	period    string
	accuracy  float64
	method    string
	text      string
	source    string
}

// dig adds a plot with a four-sided outline.
func (g *ground) dig(p plot, outline []point) {
	g.corners[p.id] = outline
	g.add(p, polygon(outline))
}

func (g *ground) add(p plot, shape *geometry) {
	f := feature{id: p.id, geometry: shape}
	f.text("name", p.id[len("demo-"):]+" (invented)")
	f.text("kind", p.kind)
	f.text("site", p.site)
	f.text("cemetery", p.cemetery)
	f.text("occupancy", p.occupancy)
	if p.burials > 0 {
		f.set("burials", p.burials)
	}
	f.text("period", p.period)
	f.located(p.accuracy, p.method, p.text, p.source)
	g.plots = append(g.plots, f)
}

func (f *feature) set(name string, value any) {
	f.properties = append(f.properties, property{name, value})
}

func (f *feature) text(name, value string) {
	if value != "" {
		f.set(name, value)
	}
}

// located adds how the position is known, and that all of it is invented.
func (f *feature) located(accuracy float64, method, text, source string) {
	if accuracy > 0 {
		f.set("accuracy_m", accuracy)
	}
	if method == "" {
		method = "unknown"
	}
	f.set("location_method", method)
	f.text("location_text", text)
	f.text("source", source)
	f.set("fictional", true)
}
