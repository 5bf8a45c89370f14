package fieldplan

import (
	"maps"
	"slices"
	"time"

	"burialmap/data"
)

// poorAccuracy is the 95 % radius in metres from which finding the place is work of its own:
// some 3 ha of forest to be searched. A judgement of this project.
const poorAccuracy = 100

// obstacles are what stands against working at a stop on a day, or is to be known there,
// whatever the hour.
func (j *journey) obstacles(s Stop, day time.Time) []Conflict {
	site := j.world.Sites[s.Site]
	if site == nil {
		return []Conflict{unknownSite(s.Site)}
	}
	if !site.Located {
		return []Conflict{unlocated(site)}
	}
	var found []Conflict
	for _, a := range site.Restrictions {
		r := j.world.Restrictions[a.ID]
		if !concerns(r, s.Task) || !inForce(r, day) || holdsEverywhere(r) {
			continue
		}
		if a.May {
			found = append(found, mayApply(r, a, site))
			continue
		}
		found = append(found, j.follows(r, a, s, day)...)
	}
	if site.Accuracy == 0 || site.Accuracy > poorAccuracy {
		found = append(found, poorlyLocated(site))
	}
	slices.SortStableFunc(found, func(a, b Conflict) int { return graveFirst(a) - graveFirst(b) })
	return found
}

func graveFirst(c Conflict) int {
	if c.Grave {
		return 0
	}
	return 1
}

// follows is what a restriction that applies means for a stop on a day.
func (j *journey) follows(r data.Feature, a Applying, s Stop, day time.Time) []Conflict {
	opens, closes := r.Text("opens"), r.Text("closes")
	season := opens != "" || closes != ""
	open := inSeason(opens, closes, day)
	switch r.Text("effect") {
	case data.EffectForbids:
		switch {
		case !season:
			return []Conflict{forbidden(r, a)}
		case !open:
			return []Conflict{seasonClosed(r, day)}
		}
		return nil
	case data.EffectPaper:
		found := j.paper(r, s, day)
		if season && !open {
			found = append([]Conflict{seasonClosed(r, day)}, found...)
		}
		return found
	}
	if season && open {
		return nil // what it warns of is the time outside its season
	}
	return []Conflict{warning(r)}
}

// holdsEverywhere reports whether a restriction warns of something, at every site and all
// year: that is said once, of the plan as a whole.
func holdsEverywhere(r data.Feature) bool {
	effect := r.Text("effect")
	return r.Geometry == nil && r.Text("site") == "" && r.Text("region") == "" && r.Text("opens") == "" && r.Text("closes") == "" &&
		effect != data.EffectForbids && effect != data.EffectPaper
}

// everywhere are the warnings that hold for all sites, as far as they concern what is to be
// done at any of them.
func (j *journey) everywhere() []Conflict {
	var all []Conflict
	for _, id := range slices.Sorted(maps.Keys(j.world.Restrictions)) {
		r := j.world.Restrictions[id]
		concerned := slices.ContainsFunc(j.plan.Stops, func(s Stop) bool { return concerns(r, s.Task) })
		if holdsEverywhere(r) && concerned && slices.ContainsFunc(j.days, func(d time.Time) bool { return inForce(r, d) }) {
			all = append(all, warning(r))
		}
	}
	return all
}

// concerns reports whether a restriction is about a task.
func concerns(r data.Feature, task string) bool {
	switch r.Text("concerns") {
	case "digging":
		return task == "trial_dig" || task == "exhumation"
	case "exhumation":
		return task == "exhumation"
	}
	return true
}

// inForce reports whether a restriction holds on a day. One that does not say when, or not
// so that it can be read, is taken to hold.
func inForce(r data.Feature, day time.Time) bool {
	period, err := data.ParsePeriod(r.Text("in_force"))
	if err != nil {
		return true
	}
	if first, ok := period.Earliest(); ok && day.Before(first) {
		return false
	}
	last, ok := period.Latest()
	return !ok || !day.After(last)
}

// inSeason reports whether a day of the year lies from opens to closes, both included,
// written MM-DD; over New Year if closes is before opens. An end that is not stated, or not
// so that it can be read, does not close anything.
func inSeason(opens, closes string, day time.Time) bool {
	today := day.Format("01-02")
	from, to := monthDay(opens, "01-01"), monthDay(closes, "12-31")
	if to < from {
		return today >= from || today <= to
	}
	return today >= from && today <= to
}

func monthDay(text, other string) string {
	if _, err := time.Parse("2006-01-02", "2024-"+text); err != nil { // a leap year has every day
		return other
	}
	return text
}

// paper is what comes of a paper that is needed for a stop on a day.
func (j *journey) paper(r data.Feature, s Stop, day time.Time) []Conflict {
	best := Paper{}
	var found []Conflict
	for _, p := range j.plan.Papers {
		if p.Restriction != r.ID || p.Site != "" && p.Site != s.Site {
			continue
		}
		c, ok := j.judge(r, p, day)
		if !ok {
			return nil // this one serves
		}
		if best.State == "" || better(c, found[0]) {
			best, found = p, []Conflict{c}
		}
	}
	if best.State == "" {
		return []Conflict{j.missing(r, day)}
	}
	return found
}

// better reports whether a paper stands less in the way than another.
func better(a, b Conflict) bool { return !a.Grave && b.Grave }

// judge says what is wrong with a paper for a day; false if nothing is.
func (j *journey) judge(r data.Feature, p Paper, day time.Time) (Conflict, bool) {
	switch p.State {
	case "granted":
		from, okFrom := dayOf(p.From)
		to, okTo := dayOf(p.To)
		if okFrom && day.Before(from) || okTo && day.After(to) {
			return paperNotValid(r, p, day), true
		}
		return Conflict{}, false
	case "refused":
		return paperRefused(r, p), true
	}
	lead := number(r, "lead_days")
	if lead == nil {
		return paperUnknown(r, p), true
	}
	asked, ok := dayOf(p.Asked)
	if !ok {
		asked = j.today
	}
	ready := asked.AddDate(0, 0, int(*lead))
	if ready.After(day) {
		return paperTooLate(r, int(*lead), daysBetween(asked, day), ready, day, p), true
	}
	return paperPending(r, int(*lead), ready, day, p), true
}

// missing is what comes of a paper that nobody has asked for.
func (j *journey) missing(r data.Feature, day time.Time) Conflict {
	lead := number(r, "lead_days")
	if lead == nil {
		return paperUnknown(r, Paper{})
	}
	left := daysBetween(j.today, day)
	if int(*lead) > left {
		return paperTooLate(r, int(*lead), left, j.today.AddDate(0, 0, int(*lead)), day, Paper{})
	}
	return paperMissing(r, int(*lead), left, day)
}
