package notation

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"burialmap/geo"
	"burialmap/geo/crs"
)

// Reading is one position that a text can mean.
type Reading struct {
	Point    orb.Point // longitude and latitude in WGS 84
	Notation Name
	Order    Order
	// Precision is how far from Point the true value can be by the digits alone, in metres:
	// half a unit of the last digit, half the diagonal of a square.
	Precision float64
	// Stated is the accuracy that the text itself claims, as geo:…;u=35 does.
	Stated geo.Accuracy
	// System is that in which the numbers were read, and Accuracy what its datum operation
	// costs; see [Writing].
	System   crs.CRS
	Accuracy geo.Accuracy
	Region   bool // it lies in [FarEast]
	Reasons  []Reason
}

// Order is which of the two numbers stood first.
type Order string

// The orders; empty where the notation has but one.
const (
	LatLon    Order = "lat_lon"
	LonLat    Order = "lon_lat"
	NorthEast Order = "north_east"
	EastNorth Order = "east_north"
)

// Reason is why a text is read as it is: a short stable name, the value in question where
// there is one, and a sentence.
type Reason struct {
	Code, Value, Text string
}

// Refusal is why a text is no position, or a position has no text.
type Refusal struct {
	Rule    string // a stable short name
	Message string // what is wrong, with the offending value
	Advice  string // what to do about it
}

// RuleNone is the rule by which most texts are refused: they are not meant to be positions.
const RuleNone = "no_position"

// maxText is the longest text that is read, in characters; the address of a map's page has
// some hundred.
const maxText = 1000

var none = &Refusal{RuleNone, "this does not look like a position",
	"write it as 48.4825, 135.0717 or 48°28′57″N 135°04′18″E, as UTM (53U 505298 5369933), MGRS (53U NP 05298 69932), " +
		"or from a Soviet map northing first, the zone before the easting (5372132 23505207)"}

// Read finds the positions that a text can mean: those in [FarEast] first, and of equals those
// that follow the commoner habit. Either there are readings, or a refusal says why not.
func Read(text string) ([]Reading, *Refusal) {
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > maxText {
		return nil, &Refusal{"too_long", fmt.Sprintf("the text has more than %d characters, or is not UTF-8", maxText), "paste one position"}
	}
	readings, refusal := read(clean(text))
	if refusal != nil {
		return nil, refusal
	}
	for i := range readings {
		readings[i].Region = geo.BoundContains(FarEast, readings[i].Point)
	}
	slices.SortStableFunc(readings, func(a, b Reading) int { return rank(a) - rank(b) })
	return readings, nil
}

func rank(r Reading) int {
	if r.Region {
		return 0
	}
	return 1
}

// readers look for one kind of notation each, the most particular first. One whose form a text
// has decides, even if only to refuse it; the others return nothing.
var readers = []func(string) ([]Reading, *Refusal){readURL, readMGRS, readSystem, readUTM, readSoviet, readDegrees}

func read(text string) ([]Reading, *Refusal) {
	for _, reader := range readers {
		if readings, refusal := reader(text); len(readings) > 0 || refusal != nil {
			return readings, refusal
		}
	}
	return nil, none
}
