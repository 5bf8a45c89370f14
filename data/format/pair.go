package format

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// pair takes both coordinates from one cell. Which is which the letters of the axes say,
// else the column's name, else their size: a longitude of the region is beyond 90. Where
// none of them tells, the record is not located.
func (t *Table) pair(r *data.Record, text string) bool {
	column := t.position.both
	say := func(severity data.Severity, rule, message, advice string) bool {
		r.Problems = append(r.Problems, data.Problem{Severity: severity, Field: t.header[column], Rule: rule, Message: message, Advice: advice})
		return false
	}
	if strings.ContainsRune(text, '(') { // POINT (135.08 48.48)
		if g, err := ParseWKT(text); err == nil {
			r.Geometry = g
			return true
		}
	}
	first, second, ok := splitPair(text)
	if !ok {
		return say(data.Warning, "position_words", fmt.Sprintf("%.60q cannot be read as a latitude and a longitude", text),
			"write 48.4825, 135.0719 or 48°28′57″ N, 135°04′19″ E; the words are kept, and the record as not located")
	}
	order := orderOf(first, second)
	switch stated := t.position.order; {
	case order == anyOrder && stated == anyOrder:
		return say(data.Warning, "axes_ambiguous", fmt.Sprintf("of %.60q either number may be the latitude", text),
			"write N and E beside them, or name the column lat/lon or lon/lat; the words are kept, and the record as not located")
	case order == anyOrder:
		order = stated
	case stated != anyOrder && stated != order:
		return say(data.Refused, "axes_swapped", fmt.Sprintf("%.60q is not in the order that the name of the column states", text), "correct the name of the column, or exchange the numbers")
	}
	if order == latFirst {
		first, second = second, first
	}
	r.Geometry = orb.Point{first.Degrees, second.Degrees}
	return true
}

// orderOf tells longitude from latitude by letters or by size.
func orderOf(first, second data.Angle) order {
	switch {
	case first.Axis == data.Latitude || second.Axis == data.Longitude:
		return latFirst
	case first.Axis == data.Longitude || second.Axis == data.Latitude:
		return lonFirst
	case math.Abs(second.Degrees) > 90 && math.Abs(first.Degrees) <= 90:
		return latFirst
	case math.Abs(first.Degrees) > 90 && math.Abs(second.Degrees) <= 90:
		return lonFirst
	}
	return anyOrder
}

// maxPair is the longest text of two coordinates, in bytes.
const maxPair = 200

// splitPair parts a text into two coordinates of the same notation. A comma that may be a
// decimal one parts nothing, unless a space follows it.
func splitPair(text string) (first, second data.Angle, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) > maxPair {
		return first, second, false
	}
	for _, sign := range []string{";", "|", "/", "\n", "\t", ", ", "、", "，"} {
		if a, b, found := strings.Cut(text, sign); found {
			return twoAngles(a, b)
		}
	}
	if a, b, found := strings.Cut(text, ","); found && strings.Contains(a, ".") && strings.Contains(b, ".") {
		return twoAngles(a, b)
	}
	return splitAnywhere(text)
}

// splitAnywhere parts where a space or a letter allows it, and only if there is one way
// that makes both halves alike.
func splitAnywhere(text string) (first, second data.Angle, ok bool) {
	last := ' '
	for i, r := range text {
		beside := unicode.IsSpace(r) || unicode.IsLetter(r) || unicode.IsLetter(last) || strings.ContainsRune("\"″”'′", last)
		if last = r; i == 0 || !beside {
			continue
		}
		a, b, fits := twoAngles(text[:i], text[i:])
		switch {
		case !fits || numbers(text[:i]) != numbers(text[i:]):
		case !ok:
			first, second, ok = a, b, true
		case a != first || b != second:
			return first, second, false
		}
	}
	return first, second, ok
}

// twoAngles reads both halves; two of the same axis are none.
func twoAngles(a, b string) (first, second data.Angle, ok bool) {
	first, errA := data.ParseAngle(a)
	second, errB := data.ParseAngle(b)
	same := first.Axis != data.AnyAxis && first.Axis == second.Axis
	return first, second, errA == nil && errB == nil && !same
}

// numbers counts the runs of digits.
func numbers(text string) int {
	n, within := 0, false
	for _, r := range text {
		digit := unicode.IsDigit(r)
		if digit && !within {
			n++
		}
		within = digit
	}
	return n
}
