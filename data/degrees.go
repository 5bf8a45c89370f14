package data

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// SuspectDegreesMinutes warns where a pair of decimal degrees may be degrees and minutes
// in disguise: 113.48 / 51.48 for 113°48′ / 51°48′. It does where both numbers, as they
// are written, have one or two decimals that could be minutes. One pair in three of true
// decimal degrees so coarse looks like that too, so this is a warning and changes nothing.
func SuspectDegreesMinutes(lon, lat string) (Problem, bool) {
	lonMinutes, ok := minutesDisguised(lon)
	if !ok {
		return Problem{}, false
	}
	latMinutes, ok := minutesDisguised(lat)
	if !ok {
		return Problem{}, false
	}
	return Problem{
		Severity: Warning, Rule: "degrees_minutes",
		Message: fmt.Sprintf("longitude %s, latitude %s may be degrees and minutes: %s, %s", lon, lat, lonMinutes, latMinutes),
		Advice:  "compare with a map or the source; it is kept as decimal degrees",
	}, true
}

// minutesDisguised reads 51.48 as 51°48′.
func minutesDisguised(text string) (string, bool) {
	degrees, minutes, ok := strings.Cut(strings.Replace(strings.TrimSpace(text), ",", ".", 1), ".")
	if !ok || len(minutes) == 0 || len(minutes) > 2 {
		return "", false
	}
	n, err := strconv.ParseUint(minutes, 10, 8)
	if len(minutes) == 1 {
		n *= 10
	}
	if err != nil || n == 0 || n >= 60 {
		return "", false
	}
	if d, err := strconv.Atoi(degrees); err != nil || d == 0 {
		return "", false
	}
	return fmt.Sprintf("%s°%02d′", degrees, n), true
}

// quotedPair finds two decimal numbers that words quote as a position: "51.48 / 113.48".
var quotedPair = regexp.MustCompile(`(\d{1,3}\.\d{1,2})\s*[/,; ]\s*(\d{1,3}\.\d{1,2})(?:\D|$)`)

// SuspectQuotedMinutes warns where the words that come with a position quote two decimal
// numbers, and the position is what they give only if they are read as degrees and minutes:
// somebody has inferred that, and it moves the place by up to 40 km. Either order of the two
// is looked at; a minute is the resolution of such numbers, so half of one is let pass.
func SuspectQuotedMinutes(p orb.Point, words string) (Problem, bool) {
	m := quotedPair.FindStringSubmatch(words)
	if m == nil {
		return Problem{}, false
	}
	for _, lonLat := range [][2]string{{m[2], m[1]}, {m[1], m[2]}} {
		if samePlace(p, lonLat, decimalDegrees) {
			return Problem{}, false
		}
	}
	for _, lonLat := range [][2]string{{m[2], m[1]}, {m[1], m[2]}} {
		if !samePlace(p, lonLat, degreesMinutes) {
			continue
		}
		return Problem{
			Severity: Warning, Rule: "degrees_minutes",
			Message: fmt.Sprintf("the position %s, %s is what the words quote as %s / %s only if these are degrees and minutes", degreesText(p[0]), degreesText(p[1]), m[1], m[2]),
			Advice:  "compare with a map or the source which of the two is meant; it is kept as recorded",
		}, true
	}
	return Problem{}, false
}

func degreesText(v float64) string { return string(AppendDegrees(nil, v)) }

func samePlace(p orb.Point, lonLat [2]string, read func(string) float64) bool {
	const halfMinute = 0.5 / 60
	lon, lat := read(lonLat[0]), read(lonLat[1])
	return math.Abs(p[0]-lon) <= halfMinute && math.Abs(p[1]-lat) <= halfMinute
}

func decimalDegrees(text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// degreesMinutes reads 51.48 as 51°48′; NaN if the decimals are no minutes.
func degreesMinutes(text string) float64 {
	degrees, minutes, _ := strings.Cut(text, ".")
	if len(minutes) == 1 {
		minutes += "0"
	}
	d, errD := strconv.Atoi(degrees)
	m, errM := strconv.Atoi(minutes)
	if errD != nil || errM != nil || m >= 60 {
		return math.NaN()
	}
	return float64(d) + float64(m)/60
}
