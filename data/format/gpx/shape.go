package gpx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// position reads where a waypoint, or a position along a line, is. If that cannot be read
// the record is refused.
func (r *record) position(e xml.StartElement) (orb.Point, bool) {
	var lon, lat string
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "lon":
			lon = a.Value
		case "lat":
			lat = a.Value
		}
	}
	r.positions++
	x, errX := degrees("longitude", lon)
	y, errY := degrees("latitude", lat)
	if err := errors.Join(errX, errY); err != nil {
		if !r.Refused() {
			r.Problems = append(r.Problems, format.Refusal(ruleOf(err), strings.ReplaceAll(err.Error(), "\n", "; "), "write lat and lon as decimal degrees"))
		}
		return orb.Point{}, false
	}
	if p, ok := data.SuspectDegreesMinutes(lon, lat); ok && r.Layer == "waypoints" {
		r.Problems = append(r.Problems, p)
	}
	return orb.Point{x, y}, true
}

var errNotFinite = errors.New("is not a finite number")

func ruleOf(err error) string {
	if errors.Is(err, errNotFinite) {
		return "finite"
	}
	return "coordinates"
}

// degrees reads a plain decimal number.
func degrees(axis, text string) (float64, error) {
	text = strings.TrimSpace(text)
	v, err := strconv.ParseFloat(text, 64)
	plain := strings.Trim(text, "+-.0123456789eE") == ""
	switch {
	case err == nil && plain:
		return v, nil
	case text == "":
		return 0, fmt.Errorf("a position has no %s", axis)
	case err == nil || errors.Is(err, strconv.ErrRange) || strings.HasPrefix(text, "0x"): // NaN, Inf, 1_0, 1e400
		return 0, fmt.Errorf("the %s %.40q %w", axis, text, errNotFinite)
	}
	return 0, fmt.Errorf("the %s %.40q is not a number", axis, text)
}

// locate gives the record its geometry.
func (r *record) locate() {
	switch {
	case r.Refused():
	case r.own.ours() && r.ownShape():
	case len(r.points) == 1:
		r.Geometry = r.points[0]
	case len(r.points) > 1:
		r.Geometry = r.points
	default:
		r.lines()
	}
}

// lines are the segments of a track that have two positions. One alone among others comes
// from a receiver that lost its satellites.
func (r *record) lines() {
	var lines orb.MultiLineString
	single := 0
	for _, s := range r.segments {
		switch len(s) {
		case 0:
		case 1:
			single++
		default:
			lines = append(lines, s)
		}
	}
	switch {
	case len(lines) == 1:
		r.Geometry = lines[0]
	case len(lines) > 1:
		r.Geometry = lines
	case single > 0:
		r.Problems = append(r.Problems, format.Refusal("line_too_short", "no segment has two positions", "record a single place as a waypoint"))
		return
	default:
		r.warn("empty", "the line has no positions", "the record is kept as not located")
	}
	if single > 0 {
		r.warn("line_too_short", fmt.Sprintf("%d segments have a single position", single), "they are left out; record a single place as a waypoint")
	}
}

// ownShape puts together what we have taken apart. It is false, with a warning, if somebody
// has changed the segments since so that they no longer fit.
func (r *record) ownShape() bool {
	kind, counts, _ := strings.Cut(r.own.shape, " ")
	switch kind {
	case "none":
		return len(r.segments) == 0
	case "MultiPoint":
		r.Geometry = r.points
		return true
	case "MultiLineString":
		r.Geometry = r.segments
		return len(r.segments) > 0
	case "Polygon", "MultiPolygon":
	default:
		return false
	}
	polygons, ok := r.polygons(counts)
	switch {
	case !ok:
		r.warn("shape_changed", "the segments of the track are no longer those of the outline that was exported", "they are kept as lines; draw the outline anew if it is one")
	case kind == "Polygon":
		r.Geometry = polygons[0]
	default:
		r.Geometry = polygons
	}
	return ok
}

// polygons takes as many segments for each polygon as the counts say.
func (r *record) polygons(counts string) (orb.MultiPolygon, bool) {
	var polygons orb.MultiPolygon
	rest := r.segments
	for text := range strings.FieldsSeq(counts) {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > len(rest) {
			return nil, false
		}
		p := make(orb.Polygon, n)
		for i := range p {
			p[i] = orb.Ring(rest[i])
		}
		polygons, rest = append(polygons, p), rest[n:]
	}
	return polygons, len(polygons) > 0 && len(rest) == 0
}
