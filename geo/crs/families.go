package crs

import (
	"fmt"
	"math"
)

// family is a run of zones whose EPSG codes count up with the zone.
type family struct {
	datum       string
	name        string // before the number or the meridian
	naming      naming
	width       int     // of a zone in degrees: 6, 3; UTM too has 6
	first, last int     // zone numbers
	code        int     // of a zone, less its number
	easting     float64 // false easting after the zone number, metres
}

// naming is how a zone is called and whether its number stands before the easting.
type naming int

const (
	byZone     naming = iota // "zone 25", easting 25 500 000
	byMeridian               // "CM 147E", easting 500 000
	byNumber                 // "25N", easting 500 000
	byUTM                    // "zone 55N", easting 500 000, scale 0.9996
)

// The zones of the EPSG dataset. Where it skips a code or has corrected one, a family is in
// pieces: 3° zone 60 was first registered with a wrong false easting (2577, 2694).
var families = []family{
	{"EPSG:4326", "WGS 84 / UTM", byUTM, 6, 1, 60, 32600, 500000},
	{"EPSG:4301", "Tokyo / UTM", byUTM, 6, 51, 55, 3041, 500000},

	{"EPSG:4284", "Pulkovo 1942 / Gauss-Kruger", byZone, 6, 2, 32, 28400, 500000},
	{"EPSG:4284", "Pulkovo 1942 / Gauss-Kruger", byMeridian, 6, 2, 32, 2490, 500000},
	{"EPSG:4284", "Pulkovo 1942 / Gauss-Kruger", byNumber, 6, 2, 32, 28460, 500000},
	{"EPSG:4284", "Pulkovo 1942 / 3-degree Gauss-Kruger", byZone, 3, 7, 33, 2516, 500000},
	{"EPSG:4284", "Pulkovo 1942 / 3-degree Gauss-Kruger", byZone, 3, 34, 59, 2517, 500000},
	{"EPSG:4284", "Pulkovo 1942 / 3-degree Gauss-Kruger", byZone, 3, 60, 60, 3329, 500000},
	{"EPSG:4284", "Pulkovo 1942 / 3-degree Gauss-Kruger", byZone, 3, 61, 64, 2517, 500000},
	{"EPSG:4284", "Pulkovo 1942 / 3-degree Gauss-Kruger", byMeridian, 3, 7, 24, 2575, 500000},
	{"EPSG:4284", "Pulkovo 1942 / 3-degree Gauss-Kruger", byMeridian, 3, 25, 64, 2576, 500000},

	{"EPSG:4200", "Pulkovo 1995 / Gauss-Kruger", byZone, 6, 4, 32, 20000, 500000},
	{"EPSG:4200", "Pulkovo 1995 / Gauss-Kruger", byMeridian, 6, 4, 32, 2459, 500000},
	{"EPSG:4200", "Pulkovo 1995 / Gauss-Kruger", byNumber, 6, 4, 32, 20060, 500000},
	{"EPSG:4200", "Pulkovo 1995 / 3-degree Gauss-Kruger", byZone, 3, 7, 59, 2634, 500000},
	{"EPSG:4200", "Pulkovo 1995 / 3-degree Gauss-Kruger", byZone, 3, 60, 60, 3330, 500000},
	{"EPSG:4200", "Pulkovo 1995 / 3-degree Gauss-Kruger", byZone, 3, 61, 64, 2634, 500000},
	{"EPSG:4200", "Pulkovo 1995 / 3-degree Gauss-Kruger", byMeridian, 3, 7, 43, 2692, 500000},
	{"EPSG:4200", "Pulkovo 1995 / 3-degree Gauss-Kruger", byMeridian, 3, 44, 64, 2694, 500000},

	{"EPSG:7683", "GSK-2011 / Gauss-Kruger", byZone, 6, 4, 32, 20900, 500000},
	{"EPSG:7683", "GSK-2011 / Gauss-Kruger", byMeridian, 6, 4, 32, 21000, 500000},
	{"EPSG:7683", "GSK-2011 / GSK 3GK", byZone, 3, 7, 64, 21200, 250000},
	{"EPSG:7683", "GSK-2011 / GSK 3GK", byMeridian, 3, 7, 64, 21300, 250000},
}

func (f family) zone(zone int) CRS {
	c := datumOf(f.datum).crs()
	c.Code, c.Name, c.Kind = epsg(f.code+zone), f.zoneName(zone), TransverseMercator
	c.NorthFirst = f.naming != byUTM
	c.Projection = f.projection(zone)
	if f.naming == byZone {
		c.Zone = zone
	}
	return c
}

func (f family) projection(zone int) Projection {
	p := Projection{CentralMeridian: f.meridian(zone), Scale: 1, FalseEasting: f.easting}
	switch f.naming {
	case byZone:
		p.FalseEasting += float64(zone) * 1e6
	case byUTM:
		p.Scale = 0.9996
	}
	return p
}

// meridian is the central one in degrees: 6·zone − 3, 3·zone, and of UTM 6·zone − 183.
func (f family) meridian(zone int) float64 {
	lon := f.width * zone
	switch {
	case f.naming == byUTM:
		lon -= 183
	case f.width == 6:
		lon -= 3
	}
	if lon > 180 {
		lon -= 360
	}
	return float64(lon)
}

func (f family) zoneName(zone int) string {
	switch f.naming {
	case byMeridian:
		lon := f.meridian(zone)
		return fmt.Sprintf("%s CM %g%s", f.name, math.Abs(lon), map[bool]string{true: "W", false: "E"}[lon < 0])
	case byNumber:
		return fmt.Sprintf("%s %dN", f.name, zone)
	case byUTM:
		return fmt.Sprintf("%s zone %dN", f.name, zone)
	}
	return fmt.Sprintf("%s zone %d", f.name, zone)
}
