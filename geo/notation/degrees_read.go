package notation

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/paulmach/orb"
)

// wellKnown is a point in WKT, whose order is fixed.
var wellKnown = regexp.MustCompile(`(?i)^(?:srid=4326;\s*)?point\s*\((.*)\)$`)

// notDecimal and exponent are numbers that only programs write. 135.1E48.5N holds none.
var (
	notDecimal = regexp.MustCompile(`(?i)\b0x[0-9a-f]|\d_\d|\bnan\b|\binf(?:inity)?\b`)
	exponent   = regexp.MustCompile(`(?i)^[^nsсю]*\d[.,]\d+e[+-]?\d[^nsсю]*$`)
)

// readDegrees reads latitude and longitude in either order, in decimal degrees, in degrees and
// minutes, and with seconds, with or without signs and letters. A comma between digits is
// tried as a decimal one first and as what parts the numbers then.
func readDegrees(text string) ([]Reading, *Refusal) {
	fixed := false
	if m := wellKnown.FindStringSubmatch(text); m != nil {
		text, fixed = m[1], true
	}
	if strings.ContainsAny(text, "0123456789") && (notDecimal.MatchString(text) || exponent.MatchString(text)) {
		return nil, &Refusal{"not_decimal", fmt.Sprintf("%.60q holds something that is not a plain decimal number", text), "write plain decimal numbers"}
	}
	var worst *Refusal
	for _, commas := range []bool{true, false} {
		tokens, ok := lex(text, commas)
		if !ok {
			continue
		}
		readings, refusal := degreesOf(tokens, fixed)
		if refusal == nil {
			return readings, nil
		}
		if worst == nil || worst.Rule == RuleNone {
			worst = refusal
		}
		if !strings.Contains(text, ",") {
			break
		}
	}
	if worst == nil {
		worst = none
	}
	return nil, worst
}

// angle is one coordinate.
type angle struct {
	degrees float64
	axis    axis
	numbers int     // 1 to 3: degrees, minutes, seconds
	step    float64 // of the last digit, in degrees
	lettered,
	signed bool
}

func degreesOf(tokens []token, fixed bool) ([]Reading, *Refusal) {
	first, second, ok := split(tokens)
	if !ok {
		return nil, none
	}
	a, refusal := angleOf(first)
	if refusal != nil {
		return nil, refusal
	}
	b, refusal := angleOf(second)
	if refusal != nil {
		return nil, refusal
	}
	if fixed && a.axis == anyAxis && b.axis == anyAxis {
		a.axis, b.axis = longitude, latitude
	}
	return ordered(a, b, fixed)
}

// split parts the tokens of the first coordinate from those of the second: by what names
// them, by the signs of degrees, by what stands between them, or in the middle.
func split(t []token) (first, second []token, ok bool) {
	for _, cut := range []func([]token) int{byLabels, byHalves, byDegrees, byDivider, bySign, byCount} {
		if i := cut(t); i > 0 && i < len(t) && count(t[:i], isNumber) > 0 && count(t[i:], isNumber) > 0 {
			return t[:i], t[i:], true
		}
	}
	return nil, nil, false
}

func isNumber(t token) bool  { return t.kind == aNumber }
func isDivider(t token) bool { return t.kind == aDivider }
func isLabel(t token) bool   { return t.kind == anAxis && t.value == 0 }
func isHalf(t token) bool    { return t.kind == anAxis && t.value != 0 }

func count(t []token, is func(token) bool) int { return len(places(t, is)) }

func places(t []token, is func(token) bool) []int {
	var all []int
	for i := range t {
		if is(t[i]) {
			all = append(all, i)
		}
	}
	return all
}

func byLabels(t []token) int { return byNames(t, isLabel) }
func byHalves(t []token) int { return byNames(t, isHalf) }

// byNames cuts before the second name if they stand before their numbers, and behind the first
// if they stand after them.
func byNames(t []token, is func(token) bool) int {
	at := places(t, is)
	switch {
	case len(at) != 2:
		return 0
	case count(t[:at[0]], isNumber) == 0:
		return at[1]
	}
	return at[0] + 1
}

func byDegrees(t []token) int {
	at := places(t, func(t token) bool { return t.kind == aUnit && t.unit == 0 })
	if len(at) != 2 {
		return 0
	}
	i := at[1] - 1 // the number
	for i > 0 && (t[i-1].kind == aSign || t[i-1].kind == anAxis && i-1 > 0 && !after(t, i-1)) {
		i--
	}
	return i
}

// after reports whether a name belongs to the numbers before it: as the first one of a text
// that begins with a number.
func after(t []token, i int) bool { return count(t[:i], isHalf) == 0 && t[0].kind == aNumber }

func byDivider(t []token) int {
	at := places(t, isDivider)
	if len(at) != 1 {
		return 0
	}
	return at[0]
}

func bySign(t []token) int {
	at := places(t, func(t token) bool { return t.kind == aSign })
	if len(at) == 0 {
		return 0
	}
	return at[len(at)-1]
}

func byCount(t []token) int {
	at := places(t, isNumber)
	if len(at)%2 != 0 || len(at) == 0 {
		return 0
	}
	return at[len(at)/2]
}

// angleOf reads the tokens of one coordinate.
func angleOf(t []token) (angle, *Refusal) {
	var numbers []token
	a, half, sign := angle{}, 0.0, 0.0
	for i, x := range t {
		switch x.kind {
		case aNumber:
			unit := len(numbers)
			if i+1 < len(t) && t[i+1].kind == aUnit && t[i+1].unit != unit {
				return a, none
			}
			numbers = append(numbers, x)
		case anAxis:
			if a.axis != anyAxis && a.axis != x.axis || half != 0 && x.value != 0 {
				return a, refuseAxes
			}
			a.axis, half = x.axis, half+x.value
		case aSign:
			if sign != 0 || len(numbers) > 0 {
				return a, none
			}
			sign = x.value
		}
	}
	if sign < 0 && half != 0 {
		return a, &Refusal{"sign_and_letter", "a coordinate has a minus and a letter for its half of the earth", "leave out one of them"}
	}
	a.lettered, a.signed = a.axis != anyAxis, sign != 0
	refusal := a.take(numbers)
	if sign < 0 || half < 0 {
		a.degrees = -a.degrees
	}
	return a, refusal
}

var refuseAxes = &Refusal{"same_axis", "both coordinates are of the same axis, or one is of both", "give one latitude and one longitude"}

func (a *angle) take(numbers []token) *Refusal {
	if len(numbers) == 0 || len(numbers) > 3 {
		return none
	}
	a.numbers, a.step = len(numbers), 1
	unit := 1.0
	for i, n := range numbers {
		switch {
		case i > 0 && n.value >= 60:
			return &Refusal{"minutes_range", fmt.Sprintf("%v is no number of minutes or seconds", n.value), "minutes and seconds are below 60"}
		case i < len(numbers)-1 && n.decimals > 0:
			return &Refusal{"decimals_inside", fmt.Sprintf("%v has decimals, and a smaller unit follows", n.value), "only the last number of a coordinate has decimals"}
		}
		a.degrees += n.value / unit
		a.step = math.Pow10(-n.decimals) / unit
		unit *= 60
	}
	return nil
}

// ordered says which of two coordinates is the latitude: both ways, where nothing tells.
func ordered(a, b angle, fixed bool) ([]Reading, *Refusal) {
	if a.axis != anyAxis && a.axis == b.axis {
		return nil, refuseAxes
	}
	var readings []Reading
	var refusal *Refusal
	told := a.axis != anyAxis || b.axis != anyAxis
	if a.axis != longitude && b.axis != latitude {
		refusal = addReading(&readings, b, a, LatLon)
	}
	if a.axis != latitude && b.axis != longitude {
		if r := addReading(&readings, a, b, LonLat); refusal == nil {
			refusal = r
		}
	}
	if len(readings) == 0 {
		return nil, refusal
	}
	reason := func(r *Reading) Reason {
		switch {
		case fixed:
			return Reason{"written_longitude_first", "", "this way of writing has the longitude first"}
		case told:
			return Reason{"letters", "", "letters or words say which number is which"}
		case len(readings) == 1:
			return Reason{"only_order", "", "in the other order it would be no place on earth"}
		case r.Order == LatLon:
			return Reason{"latitude_first", "", "read with the latitude first, as people mostly write"}
		}
		return Reason{"longitude_first", "", "read with the longitude first, as programs mostly write"}
	}
	for i := range readings {
		readings[i].Reasons = append(readings[i].Reasons, reason(&readings[i]))
	}
	return readings, nil
}

// addReading adds a longitude and latitude, unless it is no place on earth.
func addReading(readings *[]Reading, lon, lat angle, order Order) *Refusal {
	switch {
	case !(math.Abs(lat.degrees) <= 90):
		if math.Abs(lat.degrees) > 360 && !lat.lettered && lat.numbers == 1 {
			return none
		}
		return &Refusal{"latitude_range", fmt.Sprintf("a latitude of %v° lies beyond the pole", lat.degrees),
			"latitudes go from -90 to 90: check the numbers and their order"}
	case !(math.Abs(lon.degrees) <= 180):
		if math.Abs(lon.degrees) > 360 && !lon.lettered && lon.numbers == 1 {
			return none
		}
		return &Refusal{"longitude_range", fmt.Sprintf("a longitude of %v° lies beyond 180°", lon.degrees),
			"longitudes go from -180 to 180; beyond 180° east write the degrees west, 169.5 W for 190.5"}
	}
	*readings = append(*readings, Reading{
		Point: orb.Point{lon.degrees, lat.degrees}, Notation: []Name{Decimal, Minutes, Seconds}[max(lon.numbers, lat.numbers)-1],
		Order: order, System: mustLookup("EPSG:4326"), Precision: max(lon.step, lat.step) / 2 * metresPerDegree,
	})
	return nil
}
