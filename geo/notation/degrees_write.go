package notation

import (
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// metresPerDegree is the length of a degree of latitude, between 110.57 and 111.70 km on
// WGS 84.
const metresPerDegree = 111_320

// unitsOf is how many units of the last written number a degree has.
var unitsOf = map[Name]int64{Decimal: 1, Minutes: 60, Seconds: 3600}

func writeDegrees(name Name, p orb.Point, step float64) Writing {
	unit := metresPerDegree / float64(unitsOf[name])
	decimals := min(8, max(0, -powerOfTen(step/unit)))
	w := Writing{Notation: name, System: mustLookup("EPSG:4326"), Step: unit * math.Pow10(-decimals)}
	if name == Decimal {
		w.Text = plainDegrees(p[1], decimals) + ", " + plainDegrees(p[0], decimals)
		return w
	}
	w.Text = sexagesimal(name, p[1], decimals, "N", "S") + " " + sexagesimal(name, p[0], decimals, "E", "W")
	return w
}

// plainDegrees has no minus before nothing.
func plainDegrees(v float64, decimals int) string {
	scale := math.Pow10(decimals)
	return strconv.FormatFloat(math.Round(v*scale)/scale+0, 'f', decimals, 64)
}

// sexagesimal writes degrees, minutes and perhaps seconds. All is rounded at once, in units of
// the last digit, so that no minute ever has 60 seconds.
func sexagesimal(name Name, v float64, decimals int, plus, minus string) string {
	half := plus
	if v < 0 {
		half = minus
	}
	scale := int64(math.Pow10(decimals))
	units := int64(math.Round(math.Abs(v) * float64(unitsOf[name]*scale)))
	last := units % (60 * scale)
	rest := units / (60 * scale)
	number := fmt.Sprintf("%02d", last/scale)
	if decimals > 0 {
		number += fmt.Sprintf(".%0*d", decimals, last%scale)
	}
	if name == Minutes {
		return fmt.Sprintf("%02d°%s′%s", rest, number, half)
	}
	return fmt.Sprintf("%02d°%02d′%s″%s", rest/60, rest%60, number, half)
}
