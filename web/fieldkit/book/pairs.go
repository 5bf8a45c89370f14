package book

import (
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
)

// pair is a row of the table of overlaps.
type pair struct {
	id                    string
	Number                int
	Pow, Civilian, Class  string
	Sign                  template.HTML
	Probability, Expected string
	Reasons               []string
}

// What a sheet lists: more would hide what matters, and is in the files of the package.
const (
	mostPairs   = 12
	withReasons = 5
)

func (b *writer) overlapsOf(s *site, g Ground) {
	s.Glance = b.glance(g)
	said := map[string]bool{}
	for i, f := range g.Overlaps {
		if i == mostPairs {
			break
		}
		p := pair{id: f.ID, Number: i + 1, Pow: b.refName(f.Text("pow"), g), Civilian: b.refName(f.Text("civilian"), g)}
		class := f.Text("class")
		if _, ok := classColours[class]; !ok {
			class = data.ClassNotAssessed
		}
		p.Class, p.Sign = b.w.say("class.short."+class, nil), classSign(class)
		p.Probability, p.Expected = "–", "–"
		if v, ok := number(f, "probability"); ok && class != data.ClassNotAssessed {
			p.Probability = b.w.probability(v)
		}
		if v, ok := number(f, "expected_area_m2"); ok && class != data.ClassNotAssessed {
			p.Expected = b.w.area(v)
		}
		if i < withReasons {
			p.Reasons = unsaid(b.reasons(f, g), said)
		}
		s.Overlaps = append(s.Overlaps, p)
	}
	if more := len(g.Overlaps) - len(s.Overlaps) + g.MoreOverlaps; more > 0 {
		s.OverlapsMore = b.w.say("site.overlaps.more", values{"n": more})
	}
}

// unsaid leaves out sentences that an earlier pair has said word for word.
func unsaid(sentences []string, said map[string]bool) []string {
	var left []string
	for _, s := range sentences {
		if !said[s] {
			said[s] = true
			left = append(left, s)
		}
	}
	return left
}

// glance is what the overlaps of the site come to, in a sentence.
func (b *writer) glance(g Ground) string {
	class := g.Site.Text("overlap_class")
	p, assessed := number(g.Site, "overlap_probability")
	if class == "" && len(g.Overlaps) > 0 {
		class = g.Overlaps[0].Text("class")
		p, assessed = number(g.Overlaps[0], "probability")
	}
	_, located := g.center()
	switch {
	case class == "" && !located:
		return b.w.say("glance.unplaced", nil)
	case class == "":
		return b.w.say("glance.none", nil)
	case !assessed:
		return b.w.say("glance.place.not_assessed", nil)
	}
	return b.w.say("glance.place."+classOf(p), values{"probability": b.w.probability(p)})
}

// classOf is the class of a probability.
func classOf(p float64) string {
	switch {
	case p >= classLimits[2]:
		return "certain"
	case p >= classLimits[1]:
		return "probable"
	case p >= classLimits[0]:
		return "possible"
	}
	return "unlikely"
}

// classSign is the sign of a class: a box in its colour, and as many of four bars as it
// fills; hatched if it is not assessed.
func classSign(class string) template.HTML {
	var d drawing
	d.open("svg", "width", "8mm", "height", "3.4mm", "viewBox", "0 0 8 3.4", "aria-hidden", "true")
	if _, assessed := classColours[class]; assessed {
		d.empty("rect", "x", "0.2", "y", "0.2", "width", "3.4", "height", "3", "class", "class-"+class, "stroke", colourClassEdge, "stroke-width", "0.2")
		for i := range 4 {
			height := 0.8 + 0.7*float64(i)
			fill := "none"
			if i < classBars[class] {
				fill = colourInk
			}
			d.empty("rect", "x", mm(4.3+0.9*float64(i)), "y", mm(3.2-height), "width", "0.6", "height", mm(height), "fill", fill, "stroke", colourInk, "stroke-width", "0.12")
		}
	} else {
		d.empty("rect", "x", "0.2", "y", "0.2", "width", "7.4", "height", "3", "fill", "url(#hatch)", "stroke", colourShared, "stroke-width", "0.25")
	}
	d.close("svg")
	return d.html()
}

// rankPart is one consideration of the ranking.
type rankPart struct {
	Name, Weight, Points, Facts string
	Bar                         template.HTML
}

// why takes the score apart: each consideration with its value, weight and facts.
func (b *writer) why(s *site, g Ground) {
	if g.Ranked == nil {
		return
	}
	s.Score = b.w.say("rank.score", values{"score": b.w.number(g.Ranked.Score*100, 0)})
	for _, p := range g.Ranked.Parts {
		var facts []string
		for _, f := range p.Facts {
			facts = append(facts, b.w.say("fact.line", values{"name": b.w.term("fact", f.Name), "value": b.factValue(f.Name, f.Value)}))
		}
		if !p.Known {
			facts = append(facts, b.w.say("rank.guess", nil))
		}
		s.Why = append(s.Why, rankPart{Name: b.w.term("rank", p.Name), Weight: b.w.number(p.Weight, 2),
			Points: b.w.number(p.Points*100, 0), Facts: strings.Join(facts, "; "), Bar: valueBar(p.Value)})
	}
}

// factValue is a value of the data as people read it.
func (b *writer) factValue(name string, value any) string {
	switch v := value.(type) {
	case nil:
		return b.w.say("fact.none", nil)
	case string:
		return b.textFact(name, v)
	case bool:
		return b.w.say(map[bool]string{true: "form.yes", false: "form.no"}[v], nil)
	case float64:
		return b.numberFact(name, v)
	case int:
		return b.numberFact(name, float64(v))
	case int64:
		return b.numberFact(name, float64(v))
	case json.Number:
		f, _ := v.Float64()
		return b.numberFact(name, f)
	}
	return fmt.Sprint(value)
}

func (b *writer) textFact(name, v string) string {
	switch {
	case v == "":
		return b.w.say("fact.none", nil)
	case strings.Contains(name, "class"):
		return b.w.term("class.short", v)
	case name == "status":
		return b.w.term("status", v)
	case name == "location_method":
		return b.w.term("method", v)
	case name == "observed" || strings.Contains(name, "visit") || strings.Contains(name, "date"):
		return b.w.period(v)
	}
	return v
}

func (b *writer) numberFact(name string, v float64) string {
	switch {
	case strings.Contains(name, "probability"):
		return b.w.probability(v)
	case strings.HasSuffix(name, "_m2"):
		return b.w.area(v)
	case strings.HasSuffix(name, "_m"):
		return b.w.length(v)
	}
	return b.w.number(v, 2)
}

// valueBar is a value from 0 to 1 as a bar with its number.
func valueBar(v float64) template.HTML {
	v = min(1, max(0, v))
	var d drawing
	d.open("svg", "width", "24mm", "height", "3mm", "viewBox", "0 0 24 3", "role", "img", "aria-label", strconv.FormatFloat(v, 'f', 2, 64))
	d.empty("rect", "x", "0.2", "y", "0.4", "width", "16", "height", "2.2", "fill", "none", "stroke", colourInk, "stroke-width", "0.2")
	d.empty("rect", "x", "0.2", "y", "0.4", "width", mm(16*v), "height", "2.2", "fill", colourSoft)
	d.text(17.4, 2.4, "bar-text", strconv.FormatFloat(v, 'f', 2, 64))
	d.close("svg")
	return d.html()
}

// sourceOrder are the ids of the sources of a sheet: of the site first, then of what is
// around it, each once.
func sourceOrder(g Ground) []string {
	var order []string
	add := func(id string) {
		if id != "" && !slices.Contains(order, id) {
			order = append(order, id)
		}
	}
	add(g.Site.Location.Source)
	for _, all := range [][]data.Feature{g.Positions, g.own(), g.Cemeteries, g.Plots} {
		for _, f := range all {
			add(f.Location.Source)
		}
	}
	for _, r := range g.Restrictions {
		add(r.Feature.Location.Source)
	}
	for _, id := range slices.Sorted(maps.Keys(g.Sources)) {
		add(id)
	}
	return order
}

// toldElsewhere are the sources that only restrictions of every site rest on: the sheet of
// what holds everywhere names them.
func toldElsewhere(g Ground) map[string]bool {
	elsewhere := map[string]bool{}
	for _, r := range g.Restrictions {
		if r.Everywhere {
			elsewhere[r.Feature.Location.Source] = true
		}
	}
	here := g
	here.Sources = nil
	here.Restrictions = slices.DeleteFunc(slices.Clone(g.Restrictions), func(r Restriction) bool { return r.Everywhere })
	for _, id := range sourceOrder(here) {
		delete(elsewhere, id)
	}
	return elsewhere
}
