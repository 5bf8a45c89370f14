package book

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// paper is a row of the checklist.
type paper struct {
	Tick                                          bool // something has to be had before going
	Short                                         bool // the sheet of what holds everywhere says the rest
	Name, Kind, Note, Stated, Issuer, Lead, State string
}

// papers are what the place asks for: what needs a paper has a box to tick.
func (b *writer) papers(g Ground) []paper {
	var first, then []paper
	for _, r := range g.Restrictions {
		f := r.Feature
		needed := f.Text("effect") == data.EffectPaper
		if r.Everywhere && !needed {
			continue
		}
		p := b.paper(r, g)
		if p.Short = r.Everywhere; needed {
			first = append(first, p)
			continue
		}
		then = append(then, p)
	}
	return append(first, then...)
}

func (b *writer) paper(r Restriction, g Ground) paper {
	f := r.Feature
	p := paper{Name: b.name(f), Issuer: f.Text("issuer"), Kind: b.restrictionKind(r), Note: f.Text("note"), Stated: b.stated(f, g)}
	if p.Tick = f.Text("effect") == data.EffectPaper; p.Tick {
		p.Lead, p.State = b.w.say("paper.lead.unknown", nil), b.paperState(r.Paper)
	}
	if days, ok := number(f, "lead_days"); ok {
		p.Lead = b.w.say("unit.days", values{"n": b.w.number(days, 0)})
	}
	return p
}

// everywhere is what applies to every site, with its sources: told once, for all sheets.
func (b *writer) everywhere() (papers []paper, sources []string) {
	seen := map[string]bool{}
	all := Ground{Sources: map[string]data.Feature{}}
	for _, id := range b.order {
		g := b.Ground[id]
		for _, r := range g.Restrictions {
			if !r.Everywhere || seen[r.Feature.ID] {
				continue
			}
			seen[r.Feature.ID] = true
			r.May = false
			papers = append(papers, b.paper(r, g))
			all.Restrictions = append(all.Restrictions, Restriction{Feature: r.Feature})
			if source, ok := g.Sources[r.Feature.Location.Source]; ok {
				all.Sources[source.ID] = source
			}
		}
	}
	slices.SortStableFunc(papers, func(p, q paper) int { return cmp.Compare(tickFirst(p), tickFirst(q)) })
	return papers, b.sources(all)
}

func tickFirst(p paper) int {
	if p.Tick {
		return 0
	}
	return 1
}

func (b *writer) restrictionKind(r Restriction) string {
	f := r.Feature
	var parts []string
	if kind := f.Text("kind"); kind != "" {
		parts = append(parts, b.w.term("restriction", kind))
	}
	if effect := f.Text("effect"); effect != "" {
		parts = append(parts, b.w.term("effect", effect))
	}
	if concerns := f.Text("concerns"); concerns != "" {
		parts = append(parts, b.w.term("concerns", concerns))
	}
	if opens, closes := f.Text("opens"), f.Text("closes"); opens != "" || closes != "" {
		parts = append(parts, b.w.say("paper.season", values{
			"opens": b.w.monthDay(cmp.Or(opens, "01-01")), "closes": b.w.monthDay(cmp.Or(closes, "12-31"))}))
	}
	if r.May {
		parts = append(parts, b.w.say("paper.may", nil))
	}
	return strings.Join(parts, " · ")
}

func (b *writer) stated(f data.Feature, g Ground) string {
	var parts []string
	if stated := f.Text("stated"); stated != "" {
		parts = append(parts, b.w.say("paper.stated", values{"date": b.w.period(stated)}))
	}
	if f.Location.Source != "" {
		parts = append(parts, b.sourceName(f.Location.Source, g))
	}
	return strings.Join(parts, " · ")
}

func (b *writer) paperState(p *fieldplan.Paper) string {
	if p == nil {
		return b.w.say("paper.none", nil)
	}
	var text string
	switch {
	case p.State == "granted" && (p.From != "" || p.To != ""):
		text = b.w.say("paper.granted.until", values{"from": orDots(b.w.dayText(p.From, b.w.date)), "to": orDots(b.w.dayText(p.To, b.w.date))})
	case p.State == "asked" && p.Asked != "":
		text = b.w.say("paper.asked.on", values{"date": b.w.dayText(p.Asked, b.w.date)})
	default:
		text = b.w.term("paper", p.State)
	}
	if p.Reference != "" {
		text += " · " + b.w.say("paper.reference", values{"reference": p.Reference})
	}
	return text
}

func orDots(text string) string { return cmp.Or(text, "…") }

// event is something that was seen or done, with when.
type event struct{ When, What string }

// mostEvents is how much of a history a sheet tells.
const mostEvents = 8

func (b *writer) observations(g Ground) []event {
	var list []event
	for _, f := range g.Observations {
		if len(list) == mostEvents {
			break
		}
		e := event{When: "–"}
		if when := f.Text("observed"); when != "" {
			e.When = b.w.period(when)
		}
		e.What = strings.Join(b.observed(f, g), " · ")
		list = append(list, e)
	}
	return list
}

func (b *writer) observed(f data.Feature, g Ground) []string {
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if of := f.Text("of"); of != "" && of != g.Site.Ref() {
		add(b.refName(of, g))
	}
	if outcome := f.Text("outcome"); outcome != "" {
		add(b.w.term("outcome", outcome))
	}
	if marker := f.Text("marker"); marker != "" {
		add(b.w.say("observation.marker", values{"marker": b.w.term("marker", marker)}))
	}
	if n, ok := number(f, "graves"); ok {
		add(b.w.say("observation.graves", values{"n": int64(n)}))
	}
	if depth, ok := number(f, "depth_m"); ok {
		add(b.w.say("observation.depth", values{"depth": b.w.length(depth)}))
	}
	if a := f.Location.Accuracy; a.Known() && f.Geometry != nil {
		add(b.w.say("observation.accuracy", values{"radius": b.w.length(float64(a))}))
	}
	add(f.Text("inscription"))
	add(f.Text("remarks"))
	add(f.Text("observer"))
	return parts
}

// history is what happened to the record of the site, the newest first.
func (b *writer) history(g Ground) []event {
	var list []event
	for _, v := range g.History {
		if len(list) == mostEvents {
			break
		}
		list = append(list, event{When: b.w.date(v.Time.In(b.zone())), What: b.version(v, g)})
	}
	return list
}

func (b *writer) zone() *time.Location {
	zone, err := time.LoadLocation(b.Plan.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

func (b *writer) version(v data.Version, g Ground) string {
	parts := []string{b.w.say("history.revision", values{"n": strconv.FormatInt(v.Revision, 10)})}
	if v.Kind == data.VersionNew {
		parts = append(parts, b.w.say("history.new", nil))
	}
	if v.Moved > 0 {
		parts = append(parts, b.w.say("history.moved", values{"distance": b.w.length(v.Moved)}))
	}
	for _, c := range v.Fields {
		if text, ok := b.changed(c); ok {
			parts = append(parts, text)
		}
	}
	if v.Source != "" {
		parts = append(parts, b.w.say("history.from", values{"source": b.sourceName(v.Source, g)}))
	}
	if v.Author != "" {
		parts = append(parts, b.w.say("history.by", values{"author": v.Author}))
	}
	return strings.Join(parts, " · ")
}

// changed says a field that differs by its title and both values, where there are words.
func (b *writer) changed(c data.FieldChange) (string, bool) {
	key := map[string]string{"accuracy_m": "field.accuracy", "location_method": "field.method"}[c.Field]
	if key == "" {
		key = "field." + c.Field
	}
	if !b.w.has(key) || c.Field == "geometry" {
		return "", false
	}
	return b.w.say(key, nil) + ": " + b.fieldValue(c.Field, c.Old) + " → " + b.fieldValue(c.Field, c.New), true
}

func (b *writer) fieldValue(field string, value any) string {
	if text, ok := value.(string); ok {
		switch field {
		case "location_method":
			return b.w.term("method", text)
		case "status":
			return b.w.term("status", text)
		case "period":
			return b.w.period(text)
		}
	}
	return b.factValue(field, value)
}
