package geojson

import (
	"fmt"

	"burialmap/data"
)

// fault is why a feature cannot be taken.
type fault struct{ rule, message, advice, place string }

func (f *fault) problem() data.Problem {
	return data.Problem{Severity: data.Refused, Rule: f.rule, Message: f.message, Advice: f.advice, Place: f.place}
}

func tooLarge(what, most string) *fault {
	return &fault{"too_large", what + " is larger than " + most, "split it, or simplify its outline", ""}
}

// quote shows a piece of the file, shortened.
func quote(s string) string { return fmt.Sprintf("%.60q", s) }
