package crs

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// What a northing on a map of the region can be, in metres from the equator: between 35°
// and 82° of latitude.
const southmost, northmost = 3.87e6, 9.11e6

// checkMetres tries the readings of two numbers from the likeliest on.
func (c CRS) checkMetres(p orb.Point) []Finding {
	back := orb.Point{p[1], p[0]}
	if c.inZone(p) {
		return nil
	}
	if c.inZone(back) {
		return []Finding{swapped(p, "northing", "easting")}
	}
	if f, ok := c.otherPrefix(p); ok {
		return []Finding{f}
	}
	if f, ok := c.otherPrefix(back); ok {
		return []Finding{swapped(p, "northing", "easting"), f}
	}
	return []Finding{{
		RuleOutsideZone,
		fmt.Sprintf("%s lies outside the zone of %s, whichever of the two is the easting", place(p), c.label()),
		adviceOther,
	}}
}

// inZone reports whether a point lies in the zone as it stands.
func (c CRS) inZone(p orb.Point) bool {
	return c.northing(p[1]) && math.Abs(p[0]-c.Projection.FalseEasting) <= c.halfWidth()
}

// easting is the false easting after the zone number, in metres.
func (c CRS) easting() float64 { return c.Projection.FalseEasting - 1e6*float64(c.Zone) }

// halfWidth is how far from the central meridian, in metres, a point can be said to be in
// the zone. At 35° a zone of 6° is 274 km wide to each side and one of 3° 137 km; 400 and
// 200 leave room for what was surveyed beyond the edge, and keep eastings positive.
func (c CRS) halfWidth() float64 {
	if c.easting() == 250000 {
		return 2e5
	}
	return 4e5
}

// northing reports whether a number can be one in the region.
func (c CRS) northing(y float64) bool {
	y = (y-c.Projection.FalseNorthing)/c.Projection.Scale + c.Projection.origin(c.Ellipsoid)
	return y >= southmost && y <= northmost
}

// otherPrefix finds the zone number that a point has too many or too few.
func (c CRS) otherPrefix(p orb.Point) (Finding, bool) {
	prefix, rest := math.Modf(p[0] / 1e6)
	zone := int(prefix)
	if !c.northing(p[1]) || math.Abs(rest*1e6-c.easting()) > c.halfWidth() || prefix < 0 || prefix > 64 {
		return Finding{}, false
	}
	switch {
	case zone == 0 && c.Zone != 0:
		return Finding{
			RuleZoneMissing,
			fmt.Sprintf("easting %.3f has no zone number; in %s it begins with %d", p[0], c.label(), c.Zone),
			"name the system without zone number" + c.sibling(0),
		}, true
	case c.Zone == 0:
		return Finding{
			RuleZoneUnexpected,
			fmt.Sprintf("easting %.3f begins with zone number %d; in %s it has none", p[0], zone, c.label()),
			"name the system with this zone number" + c.sibling(zone),
		}, true
	}
	return Finding{
		RuleZoneOther,
		fmt.Sprintf("easting %.3f begins with zone number %d; %s is zone %d", p[0], zone, c.label(), c.Zone),
		"name the system of that zone" + c.sibling(zone) + ", or check the number",
	}, true
}

// sibling is the code, in brackets, of the system on the same datum with zones of the same
// width and this number before its eastings; with 0, of the same meridian without a number.
// Empty if there is none, or if the width cannot be told: a system without zone number
// shares its meridian with zones of 6° and of 3°.
func (c CRS) sibling(zone int) string {
	for _, f := range families {
		switch {
		case f.datum != c.Datum:
		case zone == 0 && f.naming == byMeridian:
			for z := f.first; z <= f.last; z++ {
				if f.meridian(z) == c.Projection.CentralMeridian {
					return " (" + f.zone(z).Code + ")"
				}
			}
		case zone != 0 && f.naming == byZone && zone >= f.first && zone <= f.last && f.width == c.width(zone):
			return " (" + f.zone(zone).Code + ")"
		}
	}
	return ""
}

// width is that of the zones a system belongs to, in degrees. Without a zone number of its
// own it is the width by which the number of the point has the system's meridian.
func (c CRS) width(zone int) int {
	if c.Zone != 0 {
		zone = c.Zone
	}
	for _, f := range []family{{width: 6}, {width: 3}} {
		if f.meridian(zone) == c.Projection.CentralMeridian {
			return f.width
		}
	}
	return 0
}
