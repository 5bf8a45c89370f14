package data

import (
	"fmt"
	"strconv"
	"strings"
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
