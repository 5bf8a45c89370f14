package notation

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/geo/crs"
)

// UTM and the bands of latitude that MGRS adds to it (NGA.SIG.0012_2.0.0_UTMUPS, 2014, and
// NGA.STND.0037_2.0.0_GRIDS, 2014). The polar grid UPS is not written: nothing here lies
// beyond 84° N or 80° S.

const (
	bandLetters     = "CDEFGHJKLMNPQRSTUVWX"
	southEnd        = -80 // degrees, of the bands
	northEnd        = 84
	southNorthing   = 1e7 // false northing of the southern hemisphere, metres
	eastingLow      = 1e5 // eastings have six digits
	eastingHigh     = 1e6
	polar           = "UTM and MGRS end at 84° N and 80° S"
	advicePolar     = "write it in degrees"
	svalbard        = "X" // the band where zones 32, 34 and 36 are left out
	norway          = "V" // the band where zone 32 reaches west to 3° E
	firstRowOfEvens = 5   // rows of even zones begin with F
)

// bandOf is the letter of the band of 8° that holds a latitude, of 12° for X; the southern
// edge belongs to it. Empty beyond the poles' limits.
func bandOf(lat float64) string {
	if lat < southEnd || lat > northEnd {
		return ""
	}
	i := min(int(math.Floor((lat-southEnd)/8)), len(bandLetters)-1)
	return bandLetters[i : i+1]
}

// bandSpan is the latitudes of a band.
func bandSpan(band string) (south, north float64) {
	i := strings.Index(bandLetters, band)
	south = southEnd + 8*float64(i)
	if band == svalbard {
		return south, northEnd
	}
	return south, south + 8
}

// utmZone is the zone in which a place is written, with the exceptions of Norway and Svalbard.
// A western edge belongs to the zone, and 180° to zone 1.
func utmZone(p orb.Point, band string) int {
	lon := p[0]
	if lon == 180 {
		lon = -180
	}
	zone := int(math.Floor(lon/6)) + 31
	switch {
	case band == norway && zone == 31 && lon >= 3:
		return 32
	case band == svalbard && lon >= 0 && lon < 42 && zone%2 == 0:
		return 31 + 2*int(math.Floor((lon+3)/12)) // the middle of 32, 34, 36 goes either way
	}
	return zone
}

// utmSystem is a zone of a hemisphere; geo/crs has the northern ones, and the southern ones
// differ by their false northing.
func utmSystem(zone int, south bool) crs.CRS {
	c := mustLookup(fmt.Sprintf("EPSG:%d", 32600+zone))
	if south {
		c.Code, c.Name = fmt.Sprintf("EPSG:%d", 32700+zone), fmt.Sprintf("WGS 84 / UTM zone %dS", zone)
		c.Projection.FalseNorthing = southNorthing
	}
	return c
}

// inUTM is a place in its zone.
func inUTM(p orb.Point) (xy orb.Point, zone int, band string, refusal *Refusal) {
	if band = bandOf(p[1]); band == "" {
		return xy, 0, "", &Refusal{"polar", polar, advicePolar}
	}
	zone = utmZone(p, band)
	xy, err := utmSystem(zone, p[1] < 0).FromWGS84(p)
	if err != nil {
		return xy, 0, "", &Refusal{"outside_zone", err.Error(), advicePolar}
	}
	return xy, zone, band, nil
}

func writeUTM(p orb.Point, step float64) Writing {
	w := Writing{Notation: UTM}
	xy, zone, band, refusal := inUTM(p)
	if refusal != nil {
		w.Refusal = refusal
		return w
	}
	w.System = utmSystem(zone, p[1] < 0)
	digits := gridExponent(step)
	w.Step = math.Pow10(digits)
	w.Text = fmt.Sprintf("%02d%s %s %s", zone, band, metres(xy[0], digits), metres(xy[1], digits))
	return w
}

// gridExponent is the power of ten of a metre to which grid coordinates are rounded: from
// millimetres to a kilometre.
func gridExponent(step float64) int { return min(3, max(-3, powerOfTen(step))) }

// metres writes a coordinate rounded to a power of ten, the digits that are not known as 0.
func metres(v float64, exponent int) string {
	scale := math.Pow10(exponent)
	return fmt.Sprintf("%.*f", max(0, -exponent), math.Round(v/scale)*scale)
}
