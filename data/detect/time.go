package detect

import (
	"time"

	"burialmap/data"
)

// captivity is when prisoners' burials took place if nothing narrower is recorded: the
// years that the collection of sites is about.
const captivity = "1945/1956"

var yearsOfCaptivity = spanOf(captivity)

// span is a stretch of days; a side that is open has no limit, one that is not known
// decides nothing. The zero value is that of a record that says nothing legible.
type span struct {
	stated           bool
	from, to         time.Time
	hasFrom, hasTo   bool // a day is known
	openFrom, openTo bool // the record says that there is no limit
}

func spanOf(period string) span {
	p, err := data.ParsePeriod(period)
	if err != nil {
		return span{}
	}
	s := span{stated: true}
	s.from, s.hasFrom = p.Earliest()
	s.to, s.hasTo = p.Latest()
	s.openFrom, s.openTo = p.From.Open, p.To.Open
	return s
}

func (s span) complete() bool { return (s.hasFrom || s.openFrom) && (s.hasTo || s.openTo) }

// timeRelation compares the widest bounds of two periods: civilian_later if even the
// first civilian burial is after the last of the prisoners', civilian_earlier if even the
// last is before the first. If both are bounded, or said to be open, and neither holds,
// they may be of the same time: contemporary. A missing end leaves it unknown.
func timeRelation(p, c span) string {
	switch {
	case !p.stated || !c.stated:
		return "unknown"
	case c.hasFrom && p.hasTo && c.from.After(p.to):
		return "civilian_later"
	case c.hasTo && p.hasFrom && c.to.Before(p.from):
		return "civilian_earlier"
	case p.complete() && c.complete():
		return "contemporary"
	}
	return "unknown"
}

// timeOf is the time relation of a pair and its reasons.
func timeOf(p, c *party) (string, []Reason) {
	var assumed []Reason
	powPeriod, when := p.period, p.when
	if !when.stated {
		powPeriod, when = captivity, yearsOfCaptivity
		assumed = []Reason{{Code: CodeCaptivity, Side: "pow", Ref: p.ref(), PowPeriod: captivity}}
	}
	relation := timeRelation(when, c.when)
	code := relation
	if relation == "unknown" {
		code = CodeTimeUnknown
	}
	why := Reason{Code: code, PowPeriod: powPeriod, CivilianPeriod: c.period}
	return relation, append([]Reason{why}, assumed...)
}
