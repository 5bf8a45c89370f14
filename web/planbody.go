package web

import (
	"fmt"
	"net/http"
	"time"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// readPlan is the plan that a request sends. What is wrong with it comes back as findings;
// one that is merely impossible is taken, and its timetable says why it is.
func readPlan(r *http.Request) (fieldplan.Plan, error) {
	if err := mediaOf(r, asJSON.media); err != nil {
		return fieldplan.Plan{}, err
	}
	text, err := bodyText(r)
	if err != nil {
		return fieldplan.Plan{}, err
	}
	tree, err := parseTree(text)
	if err != nil {
		return fieldplan.Plan{}, &problem{Status: http.StatusBadRequest, Detail: "The body is " + err.Error() + "."}
	}
	if _, ok := tree.(members); !ok {
		return fieldplan.Plan{}, &problem{Status: http.StatusBadRequest, Detail: "The body is to be one JSON object, a plan."}
	}
	plan, problems := fieldplan.Parse(text)
	found := planFindings(problems)
	if n := len(plan.Stops); n > maxStops {
		found = append(found, against("stops", "too_many_stops", fmt.Sprintf("the plan has %d stops", n), fmt.Sprintf("plan %d at most together; the ranking says which tell most", maxStops)))
	}
	if refused(found) {
		return plan, badPlan(found...)
	}
	return plan, nil
}

// badPlan says why a plan is not taken.
func badPlan(findings ...finding) error {
	return &problem{Status: http.StatusUnprocessableEntity, Findings: findings, Detail: "The plan cannot be taken as it is; the findings say what is wrong and what to do about it."}
}

func planFindings(problems []data.Problem) []finding {
	all := make([]finding, len(problems))
	for i, p := range problems {
		all[i] = finding{Severity: p.Severity, Field: p.Field, Rule: p.Rule, Place: p.Place, Message: p.Message, Advice: p.Advice}
	}
	return all
}

// against is a finding that refuses a plan.
func against(field, rule, message, advice string) finding {
	return finding{Severity: data.Refused, Field: field, Rule: rule, Message: message, Advice: advice}
}

// today is the day that the parameter names, or the present one where the plan is made
// for: what can still be asked for in time depends on it. It is midnight in UTC.
func (s *server) today(p params, plan fieldplan.Plan) (time.Time, error) {
	text, ok := p["today"]
	if !ok {
		return plan.Today(s.Now()), nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, badParameter("today", `Parameter "today" is to be a day, written as 2026-07-21.`)
	}
	return day, nil
}
