package book

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/notation"
)

// site is the sheet of a stop with its form.
type site struct {
	ID                       string
	Running, FormRunning     running
	Number                   int
	Out                      bool // on no day
	Name, Task, When         string
	Ref, LookFor             string
	Names                    []named
	QR                       template.HTML
	GeoURI                   string
	Conflicts                []said
	Map                      template.HTML
	MapWords                 []string
	Legend                   []sign
	Position, Notations      []named
	Positions                []statedPosition
	Facts                    []named
	Score                    string
	Why                      []rankPart
	Glance                   string
	Overlaps                 []pair
	OverlapsMore             string
	Papers                   []paper
	Observations, History    []event
	Sources                  []string
	Tasks, Outcomes, Markers []string
}

// statedPosition is where a source puts the site.
type statedPosition struct {
	Letter, Position, Accuracy, Method, Source, Note string
	Preferred                                        bool
}

func (b *writer) site(id string) (site, error) {
	g := b.Ground[id]
	sortOverlaps(g.Overlaps)
	fictional := g.Site.Location.Fictional
	n := b.numbers[id]
	s := site{
		ID: "site-" + strconv.Itoa(n), Number: n, Name: b.siteName(id), Ref: "sites/" + id, LookFor: b.stops[id].Note,
		Running:     b.running(b.w.say("running.site", values{"n": n}), fictional),
		FormRunning: b.running(b.w.say("running.form", values{"n": n}), fictional),
		Names:       b.otherNames(g.Site), Facts: b.siteFacts(g.Site),
		Position: b.positionFacts(g), Positions: b.positions(g), Papers: b.papers(g),
		Observations: b.observations(g), History: b.history(g), Sources: b.sources(g),
		Tasks: b.terms("task", data.Tasks), Outcomes: b.terms("outcome", data.Outcomes), Markers: b.terms("marker", data.Markers),
	}
	b.planned(&s, id)
	b.why(&s, g)
	b.overlapsOf(&s, g)
	b.mapOfSite(&s, g)
	return s, b.qr(&s, g)
}

func (b *writer) terms(vocabulary string, list []string) []string {
	said := make([]string, len(list))
	for i, v := range list {
		said[i] = b.w.term(vocabulary, v)
	}
	return said
}

// planned says what is to be done there, and when.
func (b *writer) planned(s *site, id string) {
	stop := b.stops[id]
	s.Task = b.w.say("site.task", values{"task": b.w.term("task", stop.Task), "time": b.w.duration(float64(stop.Minutes)), "priority": cmp.Or(stop.Priority, 5)})
	if stop.Must {
		s.Task += " · " + b.w.say("site.must", nil)
	}
	at, arranged := b.arranged[id]
	if arranged {
		s.When = b.w.say("site.when", values{"day": b.w.dayText(at.day.Date, b.w.weekday),
			"vehicle": b.vehicleName(at.day.Vehicle), "arrive": at.stop.Arrive, "leave": at.stop.Leave})
		s.Conflicts = b.conflicts(at.stop.Conflicts, b.Ground[id])
		return
	}
	s.Out, s.When = true, b.w.say("site.when.none", nil)
	for _, l := range b.Timetable.LeftOut {
		if l.Site == id {
			s.Conflicts = b.conflicts(l.Reasons, b.Ground[id])
		}
	}
}

// otherNames are those in the other languages, and as the source has it, each once.
func (b *writer) otherNames(f data.Feature) []named {
	seen := map[string]bool{b.name(f): true}
	var names []named
	for _, language := range []string{"ja", "ru", "en"} {
		if name := f.Text("name_" + language); name != "" && !seen[name] {
			seen[name] = true
			names = append(names, named{Value: name, Lang: language})
		}
	}
	if name := f.Text("name"); name != "" && !seen[name] {
		names = append(names, named{Value: name})
	}
	return names
}

// siteFacts are what the record of the site says.
func (b *writer) siteFacts(f data.Feature) []named {
	var facts []named
	add := func(key, value string) {
		if value != "" {
			facts = append(facts, named{Name: b.w.say(key, nil), Value: value})
		}
	}
	if f.ID == "" {
		return []named{{Name: b.w.say("field.site", nil), Value: b.w.say("site.unknown", nil)}}
	}
	if status := f.Text("status"); status != "" {
		add("field.status", b.w.term("status", status))
	}
	if n, ok := number(f, "burials"); ok {
		add("field.burials", b.w.say("people", values{"n": int64(n)}))
	}
	if n, ok := number(f, "recovered"); ok {
		add("field.recovered", b.w.say("remains", values{"n": int64(n)}))
	}
	if period := f.Text("period"); period != "" {
		add("field.period", b.w.period(period))
	}
	add("field.camp", f.Text("camp"))
	add("field.region", f.Text("region"))
	add("field.ministry_no", f.Text("ministry_no"))
	add("site.setting", f.Text("setting"))
	return facts
}

// positionFacts are where the site is and how surely.
func (b *writer) positionFacts(g Ground) []named {
	f := g.Site
	var facts []named
	add := func(key, value string) {
		if value != "" {
			facts = append(facts, named{Name: b.w.say(key, nil), Value: value})
		}
	}
	at, located := g.center()
	if located {
		add("field.position", b.w.position(at, f.Location.Accuracy))
		add("field.accuracy", b.accuracy(f.Location.Accuracy))
		add("field.method", b.w.term("method", orUnknown(f.Location.Method)))
	} else {
		add("field.position", b.w.say("place.none", nil))
	}
	add("field.place_text", f.Location.Text)
	if f.Location.Source != "" {
		add("field.source", b.sourceName(f.Location.Source, g))
	}
	return facts
}

func (b *writer) accuracy(a geo.Accuracy) string {
	if !a.Known() {
		return b.w.say("accuracy.unknown", nil)
	}
	return b.w.say("accuracy.known", values{"radius": b.w.length(float64(a))})
}

// notations are the position as devices, radios and Soviet maps want it.
func (b *writer) notations(g Ground) []named {
	at, located := g.center()
	if !located {
		return nil
	}
	all, err := notation.Write(at, g.Site.Location.Accuracy)
	if err != nil {
		return nil
	}
	var list []named
	for _, n := range all {
		switch n.Notation {
		case notation.Minutes, notation.UTM, notation.MGRS, notation.SK42:
			if n.Text != "" {
				list = append(list, named{Name: b.w.say("notation.short."+string(n.Notation), nil), Value: n.Text})
			}
		}
	}
	return list
}

// qr is the code of the position, so that a telephone finds the way.
func (b *writer) qr(s *site, g Ground) (err error) {
	at, located := g.center()
	if !located {
		return nil
	}
	s.Notations = b.notations(g)
	s.GeoURI = geoURI(at, g.Site.Location.Accuracy)
	s.QR, err = qrCode(s.GeoURI, s.GeoURI)
	return err
}

func (b *writer) positions(g Ground) []statedPosition {
	var list []statedPosition
	for i, f := range g.Positions {
		p := statedPosition{Letter: letterOf(i), Accuracy: b.accuracy(f.Location.Accuracy), Note: f.Text("note"),
			Method: b.w.term("method", orUnknown(f.Location.Method)), Position: b.w.say("place.none", nil)}
		if at, ok := middleOf(f.Geometry); ok {
			p.Position = b.w.position(at, f.Location.Accuracy)
		}
		if f.Location.Source != "" {
			p.Source = b.sourceName(f.Location.Source, g)
		}
		p.Preferred, _ = f.Properties["preferred"].(bool)
		list = append(list, p)
	}
	return list
}

// mapOfSite draws the map and says what has to be known of it.
func (b *writer) mapOfSite(s *site, g Ground) {
	m, ok := mapOf(g)
	if !ok {
		return
	}
	for _, o := range s.Overlaps {
		m.numbers[o.id] = o.Number
	}
	s.Map = m.svg(b.w, g, b.w.say("site.map", values{"name": s.Name}))
	say := func(key string, v values) { s.MapWords = append(s.MapWords, b.w.say(key, v)) }
	say("site.map.scale", values{"n": int(m.scale), "mm": b.w.number(m.mm(100), 1)})
	if m.gridded {
		say("site.map.grid", values{"zone": m.grid.zone, "step": b.w.length(m.grid.step)})
	}
	accuracy := g.Site.Location.Accuracy
	switch {
	case g.Site.Geometry == nil:
		say("site.map.own", nil)
	case !accuracy.Known():
		say("site.map.unstated", nil)
	case m.whole:
		say("site.map.ring", values{"radius": b.w.length(float64(accuracy))})
	default:
		say("site.map.ring.larger", values{"radius": b.w.length(float64(accuracy))})
	}
	if g.MorePlots > 0 {
		say("site.map.more", values{"n": g.MorePlots})
	}
	s.Legend = b.legend(g)
}

// sources are those that anything on the sheet names, as they are to be cited.
func (b *writer) sources(g Ground) []string {
	var list []string
	elsewhere := toldElsewhere(g)
	for _, id := range sourceOrder(g) {
		f, ok := g.Sources[id]
		if !ok || elsewhere[id] {
			continue
		}
		parts := []string{b.name(f)}
		if kind := f.Text("kind"); kind != "" {
			parts[0] += " (" + b.w.term("sourcekind", kind) + ")"
		}
		for _, field := range []string{"citation", "date", "licence", "url"} {
			text := f.Text(field)
			if field == "date" && text != "" {
				text = b.w.period(text)
			}
			if text != "" && text != f.Text("title") {
				parts = append(parts, text)
			}
		}
		list = append(list, joinSentences(parts))
	}
	return list
}

// joinSentences joins parts that may or may not end with a full stop of their own.
func joinSentences(parts []string) string {
	for i, p := range parts {
		parts[i] = strings.TrimRight(strings.TrimSpace(p), ".。")
	}
	return strings.Join(parts, ". ") + "."
}
