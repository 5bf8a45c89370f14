package format

import (
	"errors"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo/crs"
)

// positionColumns says which columns of a table hold the position, and how. A column that there
// is none of is -1.
type positionColumns struct {
	geometry, lon, lat, easting, northing, both int

	lonParts, latParts [2]int // minutes and seconds, where degrees stand alone

	order  order // of the column that holds both coordinates
	system string
	metres bool // the system that was named counts in metres
}

// order is which of two coordinates comes first.
type order byte

const (
	anyOrder order = iota
	latFirst
	lonFirst
)

// newPosition is an ErrInvalid if nobody knows the system.
func newPosition(system string) (positionColumns, error) {
	p := positionColumns{geometry: -1, lon: -1, lat: -1, easting: -1, northing: -1, both: -1, lonParts: [2]int{-1, -1}, latParts: [2]int{-1, -1}, system: system}
	if system == "" {
		return p, nil
	}
	c, err := crs.Lookup(system)
	if err != nil {
		return p, fmt.Errorf("%w: %w", data.ErrInvalid, err)
	}
	p.metres = c.Kind == crs.TransverseMercator || c.Kind == crs.WebMercator
	return p, nil
}

// column remembers the first column for each part of a position.
func (p *positionColumns) column(field string, i int, name string) {
	at := map[string]*int{
		data.GeometryColumn: &p.geometry, data.LonColumn: &p.lon, data.LatColumn: &p.lat,
		data.EastingColumn: &p.easting, data.NorthingColumn: &p.northing, data.CoordinatesColumn: &p.both,
		data.LonMinutesColumn: &p.lonParts[0], data.LonSecondsColumn: &p.lonParts[1],
		data.LatMinutesColumn: &p.latParts[0], data.LatSecondsColumn: &p.latParts[1],
	}[field]
	if at == nil || *at >= 0 {
		return
	}
	*at = i
	if field == data.CoordinatesColumn {
		p.order = orderIn(name)
	}
}

// orderIn reads the order off a column's name: "lat/lon", «долгота/широта».
func orderIn(name string) order {
	first := func(words ...string) int {
		for _, w := range words {
			if i := strings.Index(data.Plain(name), w); i >= 0 {
				return i
			}
		}
		return -1
	}
	lat, lon := first("lat", "широта", "緯度"), first("lon", "lng", "долгота", "経度")
	switch {
	case lat < 0 || lon < 0:
		return anyOrder
	case lat < lon:
		return latFirst
	}
	return lonFirst
}

// locate gives the record its position. It returns the columns that have nothing more to
// say; what else the row holds is kept as values.
func (t *Table) locate(r *data.Record, row []string) []int {
	p := &t.position
	if text := cell(row, p.geometry); text != "" {
		if t.wkt(r, text); r.Geometry != nil && t.samePoint(r.Geometry, row) {
			return []int{p.geometry, p.lon, p.lat}
		}
		return []int{p.geometry}
	}
	if p.metres {
		return t.inMetres(r, row)
	}
	if lon, lat := t.degrees(row, p.lon, p.lonParts), t.degrees(row, p.lat, p.latParts); lon != "" || lat != "" {
		if t.lonLat(r, lon, lat) {
			return []int{p.lon, p.lat, p.lonParts[0], p.lonParts[1], p.latParts[0], p.latParts[1]}
		}
		return nil
	}
	if text := cell(row, p.both); text != "" {
		if t.pair(r, text) {
			return []int{p.both}
		}
		return nil
	}
	if e, n := cell(row, p.easting), cell(row, p.northing); e != "" && n != "" {
		r.Problems = append(r.Problems, data.Problem{Severity: data.Warning, Field: t.header[p.easting], Rule: "crs_missing",
			Message: fmt.Sprintf("easting %.40q and northing %.40q are in a system that the file does not name", e, n),
			Advice:  "name it with --crs, as in --crs EPSG:28425; the record is kept as not located"})
	}
	return nil
}

func cell(row []string, column int) string {
	if column < 0 || column >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[column])
}

// degrees is one coordinate, put together where its minutes and seconds stand in columns
// of their own.
func (t *Table) degrees(row []string, column int, parts [2]int) string {
	text := cell(row, column)
	for i, sign := range []string{"′", "″"} {
		if part := cell(row, parts[i]); part != "" && text != "" {
			if i == 0 {
				text += "°"
			}
			text += " " + part + sign
		}
	}
	return text
}

func (t *Table) wkt(r *data.Record, text string) {
	if srid, rest, ok := strings.Cut(text, ";"); ok {
		if code, is := strings.CutPrefix(strings.ToUpper(strings.ReplaceAll(srid, " ", "")), "SRID="); is && code != "4326" {
			r.CRS, text = "EPSG:"+code, rest
		}
	}
	g, err := ParseWKT(text)
	if err == nil {
		r.Geometry = g
		return
	}
	rule := "wkt"
	if errors.Is(err, ErrTooLarge) {
		rule = "too_large"
	}
	r.Problems = append(r.Problems, data.Problem{Severity: data.Refused, Field: t.header[t.position.geometry], Rule: rule,
		Message: err.Error(), Advice: "write the geometry as WKT in longitude and latitude: POINT (131.5 48.1); leave it empty if the place is not known"})
}

// samePoint reports whether longitude and latitude only repeat the geometry.
func (t *Table) samePoint(g orb.Geometry, row []string) bool {
	lon, lat := cell(row, t.position.lon), cell(row, t.position.lat)
	if lon == "" && lat == "" {
		return true
	}
	point, ok := g.(orb.Point)
	if !ok {
		return false
	}
	x, errX := data.ParseAngle(lon)
	y, errY := data.ParseAngle(lat)
	return errX == nil && errY == nil && x.Degrees == point[0] && y.Degrees == point[1]
}

// incomplete says that half a position is missing.
func (t *Table) incomplete(r *data.Record, first, one, second, other string) bool {
	if one != "" && other != "" {
		return false
	}
	r.Problems = append(r.Problems, data.Problem{Severity: data.Warning, Rule: "position_incomplete",
		Message: fmt.Sprintf("of %s %.40q and %s %.40q one is missing", first, one, second, other),
		Advice:  "give both; the record is kept as not located"})
	return true
}

// lonLat takes longitude and latitude.
func (t *Table) lonLat(r *data.Record, lon, lat string) bool {
	if t.incomplete(r, "longitude", lon, "latitude", lat) {
		return false
	}
	x, okX := t.angle(r, t.position.lon, lon, data.Latitude)
	y, okY := t.angle(r, t.position.lat, lat, data.Longitude)
	if !okX || !okY {
		return false
	}
	if x.Decimal && y.Decimal && x.Axis == data.AnyAxis && y.Axis == data.AnyAxis {
		if p, ok := data.SuspectDegreesMinutes(lon, lat); ok {
			r.Problems = append(r.Problems, p)
		}
	}
	r.Geometry = orb.Point{x.Degrees, y.Degrees}
	return true
}

// angle reads one coordinate. Words that are no number at all leave the record not
// located; numbers that cannot be meant, and the wrong axis, refuse it.
func (t *Table) angle(r *data.Record, column int, text string, wrong data.Axis) (data.Angle, bool) {
	a, err := data.ParseAngle(text)
	switch {
	case err == nil && a.Axis != wrong:
		return a, true
	case err == nil:
		r.Problems = append(r.Problems, data.Problem{Severity: data.Refused, Field: t.header[column], Rule: "axes_swapped",
			Message: fmt.Sprintf("%.40q is of the other axis", text),
			Advice:  "exchange the columns of longitude and latitude, or map them with --map lon=… --map lat=…"})
	default:
		t.unread(r, column, text, err, "write degrees as 48.4825 or 48°28′57″ N; the words are kept, and the record as not located")
	}
	return a, false
}

// unread reports a coordinate that cannot be read.
func (t *Table) unread(r *data.Record, column int, text string, err error, advice string) {
	p := data.Problem{Severity: data.Warning, Field: t.header[column], Rule: "position_words", Message: err.Error(), Advice: advice}
	if notFinite(text) {
		p.Severity, p.Rule = data.Refused, "finite"
		p.Advice = "write it as a finite decimal number; leave the cell empty if the place is not known"
	}
	r.Problems = append(r.Problems, p)
}

// notFinite recognises what other programs write for numbers that are none, and notations
// that this one does not take: NaN, inf, 1e400, 0x1p4, 1_000.
func notFinite(text string) bool {
	plain := strings.ToLower(strings.TrimLeft(strings.TrimSpace(text), "+-"))
	switch {
	case plain == "nan" || plain == "inf" || plain == "infinity" || strings.HasPrefix(plain, "0x"):
		return true
	case plain == "":
		return false
	}
	return plain[0] >= '0' && plain[0] <= '9' && strings.ContainsAny(plain, "_e") && strings.Trim(plain, "0123456789.,_e+-") == ""
}
