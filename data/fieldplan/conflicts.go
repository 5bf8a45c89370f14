package fieldplan

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"burialmap/data"
)

// facts puts pairs of names and values together, without those that say nothing.
func facts(pairs ...string) map[string]string {
	m := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			m[pairs[i]] = pairs[i+1]
		}
	}
	return m
}

// nameOf is a restriction's name for English text.
func nameOf(r data.Feature) string { return cmp.Or(r.Text("name_en"), r.Text("name"), r.ID) }

// of makes a conflict one that follows from a restriction, with its name, kind and issuer
// among the facts.
func (c Conflict) of(r data.Feature) Conflict {
	c.Restriction = r.ID
	if c.Facts == nil {
		c.Facts = map[string]string{}
	}
	for _, f := range []struct{ name, value string }{{"name", nameOf(r)}, {"kind", r.Text("kind")}, {"issuer", r.Text("issuer")}} {
		if f.value != "" {
			c.Facts[f.name] = f.value
		}
	}
	return c
}

func unknownSite(id string) Conflict {
	return Conflict{Rule: RuleUnknownSite, Grave: true, Facts: facts("site", id),
		Message: fmt.Sprintf("There is no site %q in the data.", id), Advice: "Take it out of the plan, or import the site."}
}

func unlocated(s *Site) Conflict {
	c := Conflict{Rule: RuleUnlocated, Grave: true, Facts: facts("place", s.Feature.Location.Text),
		Message: "Nobody has located this site: there is no place to go to.", Advice: "Record a position with its accuracy, or ask those who know the place."}
	if place := s.Feature.Location.Text; place != "" {
		c.Message = fmt.Sprintf("Nobody has located this site; it is only described: “%s”.", place)
	}
	return c
}

func poorlyLocated(s *Site) Conflict {
	if s.Accuracy == 0 {
		return Conflict{Rule: RulePoorlyLocated, Message: "How well this site is located is not known.",
			Advice: "Plan time to search, and take the position with GPS."}
	}
	metres := strconv.FormatFloat(s.Accuracy, 'f', -1, 64)
	return Conflict{Rule: RulePoorlyLocated, Facts: facts("accuracy_m", metres),
		Message: fmt.Sprintf("The site is located to within %s m only.", metres), Advice: "Plan time to search, and take the position with GPS."}
}

func mayApply(r data.Feature, a Applying, s *Site) Conflict {
	distance := strconv.FormatFloat(math.Ceil(a.DistanceM), 'f', 0, 64)
	accuracy := ""
	known := "of unknown accuracy"
	if s.Accuracy > 0 {
		accuracy = strconv.FormatFloat(s.Accuracy, 'f', -1, 64)
		known = "known to within " + accuracy + " m"
	}
	return Conflict{Rule: RuleMayApply, Facts: facts("distance_m", distance, "accuracy_m", accuracy, "effect", r.Text("effect")),
		Message: fmt.Sprintf("“%s” may apply: the site is recorded %s m outside its bounds, but is %s.", nameOf(r), distance, known),
		Advice:  "Ask whoever issues it, or get the paper to be safe.",
	}.of(r)
}

func forbidden(r data.Feature, a Applying) Conflict {
	c := Conflict{Rule: RuleForbidden, Grave: true, Facts: facts("note", r.Text("note")),
		Message: fmt.Sprintf("“%s” forbids work here.", nameOf(r)), Advice: "Ask " + whom(r) + " whether it still holds.",
	}
	if !a.Surely {
		c.Message = fmt.Sprintf("“%s” forbids work within its bounds, and the site is recorded there.", nameOf(r))
	}
	return c.of(r)
}

func seasonClosed(r data.Feature, day time.Time) Conflict {
	opens, closes := cmp.Or(r.Text("opens"), "01-01"), cmp.Or(r.Text("closes"), "12-31")
	return Conflict{Rule: RuleSeasonClosed, Grave: true, Facts: facts("opens", opens, "closes", closes, "date", day.Format(dayLayout)),
		Message: fmt.Sprintf("%s is outside the season of “%s”, %s to %s.", day.Format(dayLayout), nameOf(r), dayMonth(opens), dayMonth(closes)),
		Advice:  "Choose a day within the season.",
	}.of(r)
}

// onAllDays says of a conflict that it is one on every day of the plan.
func (c Conflict) onAllDays(r data.Feature, days int) Conflict {
	c.Facts["days"] = strconv.Itoa(days)
	if c.Rule == RuleSeasonClosed {
		delete(c.Facts, "date")
		c.Message = fmt.Sprintf("All days of the plan are outside the season of “%s”, %s to %s.", nameOf(r), dayMonth(c.Facts["opens"]), dayMonth(c.Facts["closes"]))
		c.Advice = "Plan the journey for days within the season."
	}
	return c
}

// dayMonth is MM-DD in English.
func dayMonth(text string) string {
	d, err := time.Parse("2006-01-02", "2024-"+text)
	if err != nil {
		return text
	}
	return d.Format("2 January")
}

func warning(r data.Feature) Conflict {
	c := Conflict{Rule: RuleWarning, Facts: facts("note", r.Text("note")), Message: fmt.Sprintf("%s: “%s”.", kindWords(r), nameOf(r))}
	if note := r.Text("note"); note != "" {
		c.Message += " " + note
	}
	return c.of(r)
}

func kindWords(r data.Feature) string {
	if kind := r.Text("kind"); kind != "" {
		return strings.ToUpper(kind[:1]) + strings.ReplaceAll(kind[1:], "_", " ")
	}
	return "Note"
}

// by is whom to ask for a paper.
func by(r data.Feature) string {
	if issuer := r.Text("issuer"); issuer != "" {
		return " from " + issuer
	}
	return ""
}

// whom is whom to ask about it.
func whom(r data.Feature) string { return cmp.Or(r.Text("issuer"), "whoever decides it") }

func paperNotValid(r data.Feature, p Paper, day time.Time) Conflict {
	return Conflict{Rule: RulePaperNotValid, Grave: true,
		Facts:   facts("from", p.From, "to", p.To, "date", day.Format(dayLayout), "reference", p.Reference),
		Message: fmt.Sprintf("The paper for “%s” is valid %s, not on %s.", nameOf(r), validText(p), day.Format(dayLayout)),
		Advice:  "Go on a day on which it is valid, or have it extended.",
	}.of(r)
}

func validText(p Paper) string {
	switch {
	case p.From == "":
		return "until " + p.To
	case p.To == "":
		return "from " + p.From
	}
	return "from " + p.From + " to " + p.To
}

func paperRefused(r data.Feature, p Paper) Conflict {
	return Conflict{Rule: RulePaperRefused, Grave: true, Facts: facts("asked", p.Asked, "reference", p.Reference),
		Message: fmt.Sprintf("The paper for “%s” was refused.", nameOf(r)), Advice: "Ask why, and whether another request may succeed; leave the site out until then.",
	}.of(r)
}

func paperUnknown(r data.Feature, p Paper) Conflict {
	c := Conflict{Rule: RulePaperUnknown, Facts: facts("state", p.State, "asked", p.Asked),
		Message: fmt.Sprintf("“%s” needs a paper, and how long it takes is not known.", nameOf(r)),
		Advice:  "Ask for it now" + by(r) + ".",
	}
	if p.State != "" {
		c.Message = fmt.Sprintf("The paper for “%s” is asked for; how long it takes is not known.", nameOf(r))
		c.Advice = "Ask " + whom(r) + " when it comes, before anybody leaves."
	}
	return c.of(r)
}

func paperTooLate(r data.Feature, lead, left int, ready, day time.Time, p Paper) Conflict {
	c := Conflict{Rule: RulePaperTooLate, Grave: true,
		Facts: facts("lead_days", strconv.Itoa(lead), "days_left", strconv.Itoa(left), "ready", ready.Format(dayLayout),
			"date", day.Format(dayLayout), "state", p.State, "asked", p.Asked),
		Message: fmt.Sprintf("“%s” needs a paper that takes %d days, longer than the time left: %d days until %s.", nameOf(r), lead, max(left, 0), day.Format(dayLayout)),
		Advice:  fmt.Sprintf("Ask for it now%s and go on %s or later.", by(r), ready.Format(dayLayout)),
	}
	if p.State != "" {
		c.Message = fmt.Sprintf("The paper for “%s” is asked for and takes %d days: it comes on %s, after %s.", nameOf(r), lead, ready.Format(dayLayout), day.Format(dayLayout))
		c.Advice = fmt.Sprintf("Go on %s or later, or ask %s to have it sooner.", ready.Format(dayLayout), whom(r))
	}
	return c.of(r)
}

func paperPending(r data.Feature, lead int, ready, day time.Time, p Paper) Conflict {
	return Conflict{Rule: RulePaperPending,
		Facts:   facts("lead_days", strconv.Itoa(lead), "ready", ready.Format(dayLayout), "date", day.Format(dayLayout), "asked", p.Asked),
		Message: fmt.Sprintf("The paper for “%s” is asked for; it comes by %s if %d days are enough.", nameOf(r), ready.Format(dayLayout), lead),
		Advice:  "Do not leave without it.",
	}.of(r)
}

func paperMissing(r data.Feature, lead, left int, day time.Time) Conflict {
	askBy := day.AddDate(0, 0, -lead).Format(dayLayout)
	return Conflict{Rule: RulePaperMissing,
		Facts:   facts("lead_days", strconv.Itoa(lead), "days_left", strconv.Itoa(left), "ask_by", askBy, "date", day.Format(dayLayout)),
		Message: fmt.Sprintf("“%s” needs a paper that nobody has asked for; it takes %d days.", nameOf(r), lead),
		Advice:  fmt.Sprintf("Ask for it by %s%s.", askBy, by(r)),
	}.of(r)
}
