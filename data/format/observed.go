package format

import (
	"fmt"
	"strings"

	"burialmap/data"
)

// Stated is a position that an observation states for a feature.
type Stated struct {
	ID      string `json:"id"` // in the collection positions
	Of      string `json:"of"` // the feature, as collection/id
	Outcome string `json:"outcome"`
}

// maxStated is how many of them a report names.
const maxStated = 100

// observed counts what an observation proposes, and passes on what is doubtful about it.
func (i *importing) observed(t *taken) {
	p := t.proposal
	for _, doubt := range p.Doubts {
		i.find(t, doubt.Rule, doubt.Field, doubt.Message, doubt.Advice)
	}
	r := &i.report
	if p.Unsaid {
		r.PositionsUnsaid++
	}
	if p.Position == "" {
		return
	}
	r.PositionsStated++
	if p.Moved {
		r.PositionsMoved++
	}
	if p.Outcome == data.New {
		r.PositionsNew++
	}
	if len(r.Positions) < maxStated {
		r.Positions = append(r.Positions, Stated{p.Position, p.Of, p.Outcome.String()})
	}
}

// echo says that a waypoint of the plan is no observation.
func (i *importing) echo(t taken) data.Problem {
	return data.Problem{
		Severity: data.Refused, File: i.report.File, Record: t.record.Number, Place: t.record.Place, Rule: "waypoint_of_plan",
		Message: fmt.Sprintf("%.60q is a waypoint of the plan that has come back as it was", t.feature.Extra["name"]),
		Advice:  "nothing is lost: it says what the map already knows; a waypoint that was taken there has a time",
	}
}

// observed says what came of observations, a line each.
func (r Report) observed() []string {
	var hints []string
	if r.PositionsStated > 0 {
		moved := "no feature has moved"
		if r.PositionsMoved > 0 {
			moved = fmt.Sprintf("features that stood at such a position by choice and moved with it: %d", r.PositionsMoved)
		}
		hints = append(hints, fmt.Sprintf("positions that observations state for features: %d, %d of them new; they are proposed, and %s: see what would change with 'burialmap prefer --what-if positions/ID', and take one with 'burialmap prefer positions/ID'",
			r.PositionsStated, r.PositionsNew, moved), "  "+strings.Join(r.named(), ", "))
	}
	if r.PositionsUnsaid > 0 {
		hints = append(hints, fmt.Sprintf("observations that do not say whether their position is that of their feature: %d; if it is in all of them, say so with --set takes_position=true", r.PositionsUnsaid))
	}
	return hints
}

// named are the first positions with what they are of.
func (r Report) named() []string {
	const most = 10
	var names []string
	for _, p := range r.Positions[:min(most, len(r.Positions))] {
		names = append(names, fmt.Sprintf("positions/%s of %s", p.ID, p.Of))
	}
	if rest := r.PositionsStated - len(names); rest > 0 {
		names = append(names, fmt.Sprintf("and %d more", rest))
	}
	return names
}
