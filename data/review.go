package data

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Reviews are what a person may decide about an overlap; without one it is open.
var Reviews = []string{ReviewAccepted, ReviewRejected, ReviewPostponed}

// The decisions one by one.
const (
	ReviewAccepted  = "accepted"  // both share ground, as computed
	ReviewRejected  = "rejected"  // they do not, or one of them is recorded wrongly
	ReviewPostponed = "postponed" // it cannot be told yet
)

// LongestReason is how many characters the reason of a judgement may have.
const LongestReason = 2000

// Judgement is what a person decides about an overlap. It never changes what was computed,
// and no computation changes it.
type Judgement struct {
	Decision string // one of Reviews, "" to take an earlier judgement back
	Reason   string // why; needed unless the overlap is accepted
	Reviewer string // who decides
	Time     time.Time
}

// Check says what is wrong with a judgement as findings; none if it can be recorded.
func (j Judgement) Check() []Problem {
	wrong := func(field, rule, message, advice string) []Problem {
		return []Problem{{Severity: Refused, Field: field, Rule: rule, Message: message, Advice: advice}}
	}
	reason := strings.TrimSpace(j.Reason)
	switch {
	case j.Decision != "" && !slices.Contains(Reviews, j.Decision):
		return wrong("decision", "vocabulary", fmt.Sprintf("there is no decision %.80q", j.Decision), "write "+strings.Join(Reviews, ", ")+`, or "" to take a judgement back`)
	case j.Decision == "" && reason != "":
		return wrong("reason", "reason_of_nothing", "a reason is given and no decision", "leave the reason out to take a judgement back, or decide")
	case (j.Decision == ReviewRejected || j.Decision == ReviewPostponed) && reason == "":
		return wrong("reason", "reason_needed", "an overlap that is "+j.Decision+" needs a reason", "say in a sentence why, for whoever looks next")
	case utf8.RuneCountInString(reason) > LongestReason:
		return wrong("reason", "too_long", fmt.Sprintf("the reason has %d characters", utf8.RuneCountInString(reason)), fmt.Sprintf("say it in %d", LongestReason))
	case !utf8.ValidString(reason) || strings.ContainsRune(reason, 0):
		return wrong("reason", "text", "the reason holds what is no text", "write it anew")
	}
	return nil
}

// Judge records a judgement of an overlap within a write: what was decided, by whom, when,
// and on which class and probability, so that it can be seen later whether these have
// changed. The judgement is to have been checked. It is Unchanged if that very judgement
// stands already, and an ErrNotFound if there is no such overlap.
func Judge(ctx context.Context, tx Tx, id string, j Judgement) (Outcome, error) {
	f, err := tx.Feature(ctx, Overlaps.Name, id)
	if err != nil {
		return 0, err
	}
	judged := j.values(f)
	properties := make(map[string]any, len(f.Properties)+len(judged)) // the store may hold on to the other
	maps.Copy(properties, f.Properties)
	maps.Copy(properties, judged)
	f.Properties = properties
	return tx.Replace(ctx, f)
}

// values are the fields of a judgement; nil removes one.
func (j Judgement) values(f Feature) map[string]any {
	values := map[string]any{}
	for _, field := range Overlaps.Fields {
		if field.Judged {
			values[field.Name] = nil
		}
	}
	if j.Decision == "" {
		return values
	}
	values["review"], values["reviewer"] = j.Decision, j.Reviewer
	values["reviewed"] = j.Time.UTC().Format(time.RFC3339)
	if reason := strings.TrimSpace(j.Reason); reason != "" {
		values["review_reason"] = reason
	}
	values["reviewed_class"], values["reviewed_probability"] = f.Properties["class"], f.Properties["probability"]
	return values
}
