package gazetteer

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

var errNumber = errors.New("is no decimal number")

// decimal reads a number with a point or a comma; nothing that people do not write, such
// as infinity, hexadecimal or exponents.
func decimal(text string) (float64, error) {
	text = strings.Replace(text, ",", ".", 1)
	digits := strings.TrimLeft(text, "+-")
	if len(text)-len(digits) > 1 || len(text) > 24 || strings.Trim(digits, "0123456789.") != "" || digits == "" {
		return 0, errNumber
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, errNumber
	}
	return n, nil
}

// decimalsOf is the number of digits behind the point.
func decimalsOf(text string) int {
	_, fraction, _ := strings.Cut(strings.Replace(text, ",", ".", 1), ".")
	return len(fraction)
}

// wholeMinutes reports whether degrees are a whole number of minutes, but for the
// rounding of their last digit.
func wholeMinutes(text string) bool {
	degrees, err := decimal(text)
	minutes := degrees * 60
	return err == nil && math.Abs(minutes-math.Round(minutes)) <= 60*0.5001*math.Pow10(-decimalsOf(text))
}

// halfUnit is half of what a distance as it is written leaves open, in its own unit: the
// rule of the package comment.
func halfUnit(text string) float64 {
	whole, fraction, _ := strings.Cut(strings.Replace(text, ",", ".", 1), ".")
	switch fraction {
	case "":
		zeros := len(whole) - len(strings.TrimRight(whole, "0"))
		return math.Pow10(zeros) / 2
	case "5":
		return 0.25
	case "25", "75":
		return 0.125
	default:
		return math.Pow10(-len(fraction)) / 2
	}
}
