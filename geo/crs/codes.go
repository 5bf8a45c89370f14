package crs

import (
	"fmt"
	"math"
	"strings"
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

// withdrawn codes have a mistake in them; the second is the corrected one.
var withdrawn = map[int]int{2577: 3389, 2694: 3390}

// aliases are numbers that stand for Web Mercator in older files.
var aliases = map[int]int{900913: 3857, 102100: 3857, 102113: 3857, 3785: 3857}

func epsg(code int) string { return fmt.Sprintf("EPSG:%d", code) }

// byCode finds a system by its EPSG number.
func byCode(code int) (CRS, bool) {
	if to, ok := aliases[code]; ok {
		code = to
	}
	if code == 3857 {
		return webMercator(), true
	}
	if d := datumOf(epsg(code)); d != nil {
		return d.crs(), true
	}
	for _, f := range families {
		if zone := code - f.code; zone >= f.first && zone <= f.last {
			return f.zone(zone), true
		}
	}
	return CRS{}, false
}

func (d *datum) crs() CRS {
	return CRS{
		Code: d.code, Name: d.name, Kind: Geographic, Datum: d.code, Ellipsoid: d.ellipsoid,
		NorthFirst: d.latFirst, Operation: operationsFrom(d.code)[0],
	}
}

func webMercator() CRS {
	c := datumOf("EPSG:4326").crs()
	c.Code, c.Name, c.Kind, c.NorthFirst = "EPSG:3857", "WGS 84 / Pseudo-Mercator", WebMercator, false
	return c
}

// crs84 is WGS 84 with the longitude first, as GeoJSON has it.
func crs84() CRS {
	c := datumOf("EPSG:4326").crs()
	c.Code, c.Name, c.NorthFirst = "OGC:CRS84", "WGS 84 (CRS84)", false
	return c
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

// identified gives a system that was described by its parameters the code of the same
// system in the tables, if there is one. Where several are the same, by the plainest name.
func identified(c CRS) CRS {
	if c.Code != "" || c.Kind != TransverseMercator || c.Datum == "" {
		return c
	}
	for _, f := range families {
		for zone := f.first; f.datum == c.Datum && zone <= f.last; zone++ {
			if f.projection(zone).like(c.Projection) {
				known := f.zone(zone)
				c.Code, c.Name, c.Zone = known.Code, known.Name, known.Zone
				return c
			}
		}
	}
	return c
}

// like reports whether two projections give the same coordinates within 0.1 mm.
func (p Projection) like(q Projection) bool {
	const deg, metres = 1e-9, 1e-4
	return math.Abs(math.Remainder(p.CentralMeridian-q.CentralMeridian, 360)) <= deg &&
		math.Abs(p.OriginLatitude-q.OriginLatitude) <= deg &&
		math.Abs(p.Scale-q.Scale) <= 1e-11 &&
		math.Abs(p.FalseEasting-q.FalseEasting) <= metres &&
		math.Abs(p.FalseNorthing-q.FalseNorthing) <= metres
}

// plain is a name as it is compared: lower case, without spaces and hyphens.
func plain(name string) string {
	return strings.NewReplacer(" ", "", "-", "", ".", "").Replace(strings.ToLower(name))
}
