package book

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// said is a conflict in words.
type said struct {
	Grave  bool
	Text   string
	Advice string
	Where  string // which sites or days, on the cover
	rule   string
}

// conflict says a conflict in the language of the book. What it has no words for is said in
// English, as the conflict says itself.
func (b *writer) conflict(c fieldplan.Conflict, g Ground) said {
	v := b.factsOf(c, g)
	s := said{Grave: c.Grave, rule: c.Rule, Text: b.w.sentences(b.variant(c), v), Advice: b.w.sentences(c.Rule+".advice", v)}
	if s.Text == "" {
		s.Text, s.Advice = c.Message, c.Advice
	}
	return s
}

// variant is the key of the words for a conflict: a paper that is asked for, an accuracy that
// is known, a day without sun, an end that is not the base have their own.
func (b *writer) variant(c fieldplan.Conflict) string {
	key := c.Rule
	switch {
	case c.Facts["state"] != "":
		key += "." + c.Facts["state"]
	case c.Facts["sun"] != "":
		key += "." + c.Facts["sun"]
	case c.Facts["base"] != "":
		key += ".base"
	case c.Facts["days"] != "" && c.Facts["date"] == "":
		key += ".days"
	case c.Rule == fieldplan.RulePoorlyLocated && c.Facts["accuracy_m"] != "":
		key += ".known"
	}
	if b.w.rules[key] == nil {
		return c.Rule
	}
	return key
}

// factsOf are the facts of a conflict as they are put into words.
func (b *writer) factsOf(c fieldplan.Conflict, g Ground) values {
	v := values{}
	for name, value := range c.Facts {
		v[name] = b.fact(name, value)
	}
	for _, r := range g.Restrictions {
		if r.Feature.ID == c.Restriction && c.Restriction != "" {
			v["name"] = b.name(r.Feature)
		}
	}
	v["kind_name"] = b.kindName(fmt.Sprint(v["kind"]), fmt.Sprint(v["name"]))
	return v
}

// kindName is the kind of a restriction with its name, which may begin with the kind.
func (b *writer) kindName(kind, name string) string {
	if strings.HasPrefix(strings.ToLower(name), strings.ToLower(kind)) {
		return name
	}
	return b.w.say("restriction.named", values{"kind": kind, "name": name})
}

func (b *writer) fact(name, value string) string {
	switch name {
	case "date", "ready", "ask_by", "asked", "from", "to", "day", "next":
		return b.w.dayText(value, b.w.date)
	case "opens", "closes":
		return b.w.monthDay(value)
	case "kind":
		return b.w.term("restriction", value)
	case "end", "base":
		return b.placeName(value)
	case "vehicle":
		return b.vehicleName(value)
	case "minutes", "light_minutes", "available":
		if minutes, err := strconv.ParseFloat(value, 64); err == nil {
			return b.w.duration(minutes)
		}
	case "place", "note":
		return strings.TrimRight(value, ".。")
	case "accuracy_m", "distance_m":
		if metres, err := strconv.ParseFloat(value, 64); err == nil {
			return b.w.length(metres)
		}
	}
	return value
}

// monthDay is MM-DD in words.
func (w words) monthDay(text string) string {
	t, ok := dayOf("2024-" + text)
	if !ok {
		return text
	}
	_, month, day := t.Date()
	switch w.language {
	case "ja":
		return strconv.Itoa(int(month)) + "月" + strconv.Itoa(day) + "日"
	case "ru":
		return strconv.Itoa(day) + " " + months["ru"][month-1]
	}
	return strconv.Itoa(day) + " " + months["en"][month-1]
}

func (b *writer) conflicts(all []fieldplan.Conflict, g Ground) []said {
	var list []said
	for _, c := range all {
		list = append(list, b.conflict(c, g))
	}
	slices.SortStableFunc(list, graveFirst)
	return list
}

func graveFirst(a, b said) int {
	switch {
	case a.Grave == b.Grave:
		return 0
	case a.Grave:
		return -1
	}
	return 1
}

// toSettle is what stands against the plan as it is arranged: what is grave, and every
// paper that is not held. The same of several sites is said once, with their numbers.
func (b *writer) toSettle() []said {
	var list []said
	where := map[string][]string{}
	add := func(s said, place string) {
		if !s.Grave && !strings.HasPrefix(s.rule, "paper_") && s.rule != fieldplan.RuleNightNotReached && s.rule != fieldplan.RuleMayApply {
			return
		}
		key := s.Text + "\x00" + s.Advice
		if _, seen := where[key]; !seen {
			list = append(list, s)
		}
		if place != "" && !slices.Contains(where[key], place) {
			where[key] = append(where[key], place)
		} else if where[key] == nil {
			where[key] = []string{}
		}
	}
	b.eachConflict(add)
	for i, s := range list {
		if places := where[s.Text+"\x00"+s.Advice]; len(places) > 0 {
			list[i].Where = b.placesText(places)
		}
	}
	slices.SortStableFunc(list, graveFirst)
	return list
}

// eachConflict hands on those of the plan, of its days and of its stops, with where.
func (b *writer) eachConflict(add func(s said, place string)) {
	for _, c := range b.Timetable.Conflicts {
		add(b.conflict(c, Ground{}), "")
	}
	for _, day := range b.Timetable.Days {
		for _, c := range day.Conflicts {
			add(b.conflict(c, Ground{}), "\x00"+b.w.say("cover.where.day", values{
				"day": b.w.dayText(day.Date, b.w.shortDay), "vehicle": b.vehicleName(day.Vehicle)}))
		}
		for _, stop := range day.Stops {
			for _, c := range stop.Conflicts {
				add(b.conflict(c, b.Ground[stop.Site]), strconv.Itoa(b.numbers[stop.Site]))
			}
		}
	}
}

func (b *writer) placesText(places []string) string {
	var days, sites []string
	for _, p := range places {
		if day, ok := strings.CutPrefix(p, "\x00"); ok {
			days = append(days, day)
		} else {
			sites = append(sites, p)
		}
	}
	text := strings.Join(days, " ")
	if len(sites) > 0 {
		text += " " + b.w.say("cover.where", values{"sites": strings.Join(sites, ", ")})
	}
	return strings.TrimSpace(text)
}

// name is what a feature is called in the language of the book, else as its source has it.
func (b *writer) name(f data.Feature) string {
	return cmp.Or(f.Text("name_"+b.w.language), f.Text("name"), f.Text("name_en"), f.Text("name_ru"), f.Text("name_ja"), f.Text("title"), f.ID)
}
