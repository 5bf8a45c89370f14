package crs

import (
	"fmt"
	"math"
	"strings"
)

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
