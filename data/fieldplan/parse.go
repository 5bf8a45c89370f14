package fieldplan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"burialmap/data"
)

// InvalidError is a plan that was refused, with everything that is wrong with it. It is a
// data.ErrInvalid.
type InvalidError struct{ Problems []data.Problem }

func (e *InvalidError) Error() string {
	first := e.Problems[0]
	text := fmt.Sprintf("the plan is refused: %s: %s", first.Field, first.Message)
	if more := len(e.Problems) - 1; more > 0 {
		text += fmt.Sprintf(" (and %d more)", more)
	}
	return text
}

func (e *InvalidError) Unwrap() error { return data.ErrInvalid }

// Parse reads a plan from JSON, strictly: a member that plans do not have is refused. What
// was left out and has a default gets it. If there are problems the plan is not to be used.
func Parse(body []byte) (Plan, []data.Problem) {
	if len(body) > MaxBody {
		return Plan{}, []data.Problem{refused("", "too_large",
			fmt.Sprintf("the plan has %d bytes; at most %d are read", len(body), MaxBody), "split it into two plans")}
	}
	var p Plan
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&p); err != nil {
		return Plan{}, []data.Problem{jsonProblem(err)}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Plan{}, []data.Problem{refused("", "json", "something follows after the plan", "give one JSON object, and nothing after it")}
	}
	p = p.complete()
	return p, p.Check()
}

// jsonProblem says where JSON stops being that of a plan.
func jsonProblem(err error) data.Problem {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return refused(kind.Field, "type", fmt.Sprintf("%s cannot hold a JSON %s", orWord(kind.Field, "a plan"), kind.Value),
			fmt.Sprintf("give a %s", kindWord(kind.Type.Kind().String())))
	case errors.As(err, &syntax):
		return refused("", "json", fmt.Sprintf("no JSON at byte %d: %s", syntax.Offset, syntax.Error()), "give the plan as one JSON object")
	case strings.HasPrefix(err.Error(), "json: unknown field "):
		name := strings.Trim(strings.TrimPrefix(err.Error(), "json: unknown field "), `"`)
		return refused(name, "unknown_member", fmt.Sprintf("a plan has no member %q there", name), "take it out, or see how it is spelled")
	}
	return refused("", "json", "the plan ends too early or is no JSON", "give the plan as one JSON object")
}

func orWord(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func kindWord(kind string) string {
	switch kind {
	case "float64", "int", "int64":
		return "number"
	case "struct", "map":
		return "JSON object"
	case "slice", "array":
		return "list"
	case "bool":
		return "true or false"
	}
	return "text"
}

// complete gives what was left out its default, and makes lists that are absent empty.
func (p Plan) complete() Plan {
	if len(p.Languages) == 0 {
		p.Languages = []string{"en"}
	}
	p.Team, p.Vehicles, p.Stops, p.Days = listed(p.Team), listed(p.Vehicles), listed(p.Stops), listed(p.Days)
	if p.Base.ID == "" {
		p.Base.ID = "base"
	}
	if p.Weights == (Weights{}) {
		p.Weights = DefaultWeights
	}
	stops := make([]Stop, len(p.Stops))
	for i, s := range p.Stops {
		if s.Priority == 0 {
			s.Priority = DefaultPriority
		}
		stops[i] = s
	}
	p.Stops = stops
	days := make([]Day, len(p.Days))
	for i, d := range p.Days {
		d.Stops = listed(d.Stops)
		days[i] = d
	}
	p.Days = days
	return p
}

func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
