package crs

import (
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// Finding is a doubt about coordinates or about their accuracy: by which rule, what is
// wrong, and what to do. Nothing is changed; the caller decides.
type Finding struct {
	Rule    string // a stable short name, one of the Rule constants
	Message string // what is wrong, with the offending values
	Advice  string // what to do about it
}

// The rules.
const (
	RuleSwapped         = "axes_swapped"          // northing or latitude stands first
	RuleZoneMissing     = "zone_prefix_missing"   // the system has the zone before its eastings, the point has not
	RuleZoneUnexpected  = "zone_prefix_unwanted"  // the other way around
	RuleZoneOther       = "zone_prefix_other"     // the point names another zone than the system
	RuleDegrees         = "degrees_not_metres"    // longitude and latitude in a system of metres
	RuleMetres          = "metres_not_degrees"    // the other way around
	RuleOutsideZone     = "outside_zone"          // no reading of the numbers lies in the zone
	RuleOutsideArea     = "outside_area_of_use"   // of the datum operation
	RuleAccuracyUnknown = "accuracy_unknown"      // of the datum operation
	RuleNoOperation     = "no_datum_operation"    // the datum is not known
	RuleNotANumber      = "coordinate_not_finite" // NaN or infinite
)

const (
	adviceLookup    = "give an EPSG code, a PROJ string or the text of a .prj file"
	adviceOperation = "name the datum by an EPSG code (EPSG:4284 for Pulkovo 1942, EPSG:4200 for SK-95), add +towgs84, or choose an operation"
	adviceOther     = "check the coordinates and the reference system they are said to be in"
)

// Check finds what speaks against a point being in this system, x the easting or longitude:
// coordinates in the wrong order, a zone number that is missing or another, degrees for
// metres. A point that makes sense as it stands has no findings, whatever else it could be.
func (c CRS) Check(p orb.Point) []Finding {
	switch {
	case math.IsNaN(p[0]-p[0]) || math.IsNaN(p[1]-p[1]):
		return []Finding{{RuleNotANumber, place(p) + " is not a place", adviceOther}}
	case c.Kind == Geographic:
		return checkDegrees(p)
	case math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 180:
		return []Finding{{
			RuleDegrees, fmt.Sprintf("%s are degrees, but %s is in metres", place(p), c.label()),
			fmt.Sprintf("name the geographic system they are in, %s for the same datum", c.datumLabel()),
		}}
	case c.Kind == TransverseMercator:
		return c.checkMetres(p)
	}
	return nil
}

// Swapped reports whether points only make sense the other way around, northing or latitude
// as x: at least one of them, and none makes sense in the order in which they stand.
func (c CRS) Swapped(points ...orb.Point) bool {
	swapped := false
	for _, p := range points {
		findings := c.Check(p)
		if len(findings) == 0 {
			return false
		}
		switch findings[0].Rule {
		case RuleSwapped:
			swapped = true
		case RuleZoneMissing, RuleZoneOther, RuleZoneUnexpected:
			return false
		}
	}
	return swapped
}

func checkDegrees(p orb.Point) []Finding {
	x, y := math.Abs(p[0]), math.Abs(p[1])
	switch {
	case x <= 180 && y <= 90:
		return nil
	case x <= 90 && y <= 180:
		return []Finding{swapped(p, "latitude", "longitude")}
	case x > 1000 || y > 1000:
		return []Finding{{
			RuleMetres, place(p) + " are metres, not degrees",
			"name the projected system they are in",
		}}
	}
	return []Finding{{RuleOutsideZone, place(p) + " is not a longitude and latitude", adviceOther}}
}

func swapped(p orb.Point, first, second string) Finding {
	return Finding{
		RuleSwapped,
		fmt.Sprintf("%s makes sense only as %s and %s", place(p), first, second),
		fmt.Sprintf("read the first number as the %s", first),
	}
}

// place writes coordinates with all their digits.
func place(p orb.Point) string {
	return strconv.FormatFloat(p[0], 'f', -1, 64) + ", " + strconv.FormatFloat(p[1], 'f', -1, 64)
}
