package notation

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

var (
	mgrsForm  = regexp.MustCompile(`(?i)^(?:mgrs\s*:?\s*)?(\d{1,2})\s*([a-z])\s*([a-z])([a-z])\s*(\d*)\s*(\d*)$`)
	polarForm = regexp.MustCompile(`(?i)^(?:mgrs\s*:?\s*)?[abyz]\s*[a-z]{2}\s*(\d*)\s*(\d*)$`)
)

// readMGRS reads a grid reference, with or without spaces; the position is the middle of the
// square that it names.
func readMGRS(text string) ([]Reading, *Refusal) {
	if polarForm.MatchString(text) && strings.ContainsAny(text, "0123456789") {
		return nil, &Refusal{"polar", "references around the poles are not read", advicePolar}
	}
	m := mgrsForm.FindStringSubmatch(text)
	if m == nil {
		return nil, nil
	}
	s, refusal := squareOf(m)
	if refusal != nil {
		return nil, refusal
	}
	p, c, refusal := s.centre()
	if refusal != nil {
		return nil, refusal
	}
	return []Reading{{Point: p, Notation: MGRS, System: c, Precision: s.side * math.Sqrt2 / 2,
		Reasons: []Reason{{"square", fmt.Sprint(s.side), fmt.Sprintf("the middle of the square of %v m that it names", s.side)}}}}, nil
}

func squareOf(m []string) (square, *Refusal) {
	zone, _ := strconv.Atoi(m[1]) // one or two digits
	band, letters := strings.ToUpper(m[2]), strings.ToUpper(m[3]+m[4])
	if refusal := checkZone(zone, band); refusal != nil {
		return square{}, refusal
	}
	if strings.ContainsAny(letters, "IO") || letters[1] > 'V' {
		return square{}, &Refusal{"square_letters", fmt.Sprintf("%s are not the letters of a square", letters),
			"letters I and O are not used, and the second goes up to V: look for 1 and 0 among the letters"}
	}
	east, north := m[5], m[6]
	if north == "" {
		east, north = east[:len(east)/2], east[len(east)/2:]
	}
	if len(east) != len(north) || len(east) > 5 {
		return square{}, &Refusal{"digits", fmt.Sprintf("the square has %d digits to the east and %d to the north", len(east), len(north)),
			"give as many to the north as to the east, at most five each"}
	}
	s := square{zone: zone, band: band, column: letters[0], row: letters[1], side: hundredKm * math.Pow10(-len(east))}
	e, _ := strconv.Atoi("0" + east) // at most five digits
	n, _ := strconv.Atoi("0" + north)
	s.east, s.north = float64(e)*s.side, float64(n)*s.side
	return s, nil
}

// checkZone refuses a zone or band that there is none of; band may be empty.
func checkZone(zone int, band string) *Refusal {
	switch {
	case zone < 1 || zone > 60:
		return &Refusal{"zone_range", fmt.Sprintf("there is no zone %d", zone), "zones go from 1 to 60; the Far East has 47 to 60 and 1 to 2"}
	case band != "" && strings.Contains("ABYZ", band):
		return &Refusal{"polar", fmt.Sprintf("%s stands for the land around a pole", band), advicePolar}
	case band != "" && !strings.Contains(bandLetters, band):
		return &Refusal{"band", fmt.Sprintf("there is no band %s", band), "bands have the letters C to X, without I and O"}
	}
	return nil
}
