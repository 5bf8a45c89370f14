package notation

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"burialmap/geo"
	"burialmap/geo/crs"
)

// The grid of Soviet maps: Gauss–Krüger in zones of 6° from Greenwich, the northing X first,
// and the number of the zone before the easting Y. In the region zones 18 to 32 are met.

// soviet is a datum with that grid. Codes are those of EPSG less the number of the zone.
type soviet struct {
	notation   Name
	name       string
	geographic string // code of the datum
	six, first int    // zones of 6°, and the least that has a code; the last is 32
	three      int    // zones of 3° from 34
	sixtieth   int    // the code of the 60th of them, which was registered anew
}

var (
	sk42 = soviet{SK42, "SK-42", "EPSG:4284", 28400, 2, 2517, 3389}
	sk95 = soviet{SK95, "SK-95", "EPSG:4200", 20000, 4, 2634, 3390}
)

const (
	lastOf6 = 32 // to 168° W; the Soviet Union ends there
	lastOf3 = 64
)

// system is the zone with a number: one of 6° up to 32, and one of 3° from 34 to 64. Zones of
// 3° up to 33 lie west of 101° E; their numbers are read as those of 6°, or not at all.
func (s soviet) system(zone int) (crs.CRS, bool) {
	switch {
	case zone >= s.first && zone <= lastOf6:
		return mustLookup(fmt.Sprintf("EPSG:%d", s.six+zone)), true
	case zone == 60:
		return mustLookup(fmt.Sprintf("EPSG:%d", s.sixtieth)), true
	case zone > lastOf6+1 && zone <= lastOf3:
		return mustLookup(fmt.Sprintf("EPSG:%d", s.three+zone)), true
	}
	return crs.CRS{}, false
}

func (s soviet) write(p orb.Point, step float64) Writing {
	w := Writing{Notation: s.notation}
	base := mustLookup(s.geographic)
	if !base.Operation.Covers(p) {
		w.Refusal = &Refusal{"outside_area_of_use", fmt.Sprintf("%s is of no use here: its datum operation %s is for %s", s.name, base.Operation.Code, base.Operation.AreaName),
			"write it in degrees, UTM or MGRS"}
		return w
	}
	own, err := base.FromWGS84(p)
	if err != nil {
		w.Refusal = &Refusal{"outside_zone", err.Error(), "write it in degrees"}
		return w
	}
	c, ok := s.system(zoneOf6(own[0]))
	if !ok {
		w.Refusal = &Refusal{"outside_zone", fmt.Sprintf("%s has no zone here", s.name), "write it in degrees"}
		return w
	}
	xy, err := c.FromWGS84(p)
	if err == nil && len(c.Check(xy)) > 0 { // which would be refused when it is read
		err = fmt.Errorf("%s is not used beyond 82° N", s.name)
	}
	if err != nil {
		w.Refusal = &Refusal{"outside_zone", err.Error(), "write it in degrees"}
		return w
	}
	exponent := gridExponent(step)
	w.System, w.Step = c, math.Pow10(exponent)
	w.Accuracy = accuracyAt(c, p)
	w.Text = fmt.Sprintf("X %s  Y %s", metres(xy[1], exponent), metres(xy[0], exponent))
	return w
}

// zoneOf6 is the number of the zone of 6° that holds a longitude; a western edge belongs to it.
func zoneOf6(lon float64) int {
	return int(math.Floor(math.Mod(lon+360, 360)/6)) + 1
}

func accuracyAt(c crs.CRS, p orb.Point) geo.Accuracy {
	a, _ := c.Operation.AccuracyAt(p)
	return a
}
