package crs

import (
	"strings"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Axis is one of the two coordinates of a system.
type Axis struct {
	Direction string // "north" or "east"
	Unit      string // "degree" or "metre"
}

// Axes are the coordinates in the order in which the definition of the system lists them:
// what other programs mean by its code. EPSG:4326 is latitude, longitude; the zones of
// Gauss–Krüger are northing, easting; UTM and Web Mercator are easting, northing.
func (c CRS) Axes() [2]Axis {
	unit := "metre"
	if c.Kind == Geographic {
		unit = "degree"
	}
	if c.NorthFirst {
		return [2]Axis{{"north", unit}, {"east", unit}}
	}
	return [2]Axis{{"east", unit}, {"north", unit}}
}

// InOrder takes a point from (easting, northing), as this package has it, to the order of
// the definition, and back.
func (c CRS) InOrder(p orb.Point) orb.Point {
	if c.NorthFirst {
		return orb.Point{p[1], p[0]}
	}
	return p
}

// URI is the name of the system as OGC writes it; empty if it has no code.
func (c CRS) URI() string {
	authority, code, ok := strings.Cut(c.Code, ":")
	if !ok {
		return ""
	}
	version := "0"
	if authority == "OGC" {
		version = "1.3"
	}
	return "http://www.opengis.net/def/crs/" + authority + "/" + version + "/" + code
}

// ZonesOver are the zones that meet a bound in WGS 84: those of UTM, and of Gauss–Krüger
// the ones of 6° and 3° whose number stands before the easting. Zones whose eastings have
// no number are the same but for that, and are left out. West may be greater than east.
func ZonesOver(b orb.Bound) []CRS {
	var over []CRS
	for _, f := range families {
		if f.naming != byZone && f.naming != byUTM {
			continue
		}
		for zone := f.first; zone <= f.last; zone++ {
			if geo.BoundsMeet(f.strip(zone), b) {
				over = append(over, f.zone(zone))
			}
		}
	}
	return over
}

// strip is the ground of a zone between its two meridians, on the northern half of the
// globe. West may be greater than east.
func (f family) strip(zone int) orb.Bound {
	half := float64(f.width) / 2
	west, east := f.meridian(zone)-half, f.meridian(zone)+half
	if west < -180 {
		west += 360
	}
	if east > 180 {
		east -= 360
	}
	return orb.Bound{Min: orb.Point{west, 0}, Max: orb.Point{east, 84}}
}
