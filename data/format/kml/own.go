package kml

import (
	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// Names of values that mark what we have written ourselves.
const (
	exportMark     = "burialmap_export"     // in the Document
	collectionMark = "burialmap_collection" // in a Folder: which collection it holds
	circleMark     = "burialmap_circles"    // in a Folder: it only draws accuracies
	titleMark      = "burialmap_title"      // in a Placemark: its name as written
	wordsMark      = "burialmap_words"      // in a Placemark: a hash of its description
	multiMark      = "burialmap_multi"      // in a Placemark: the type of a Multi geometry of one part
)

// ownMarks tell which parts of a placemark only repeat its values, because we wrote them so
// and nobody has changed them since.
type ownMarks struct{ titled, hash, period, multi string }

// take takes a mark, and looks at the period in passing.
func (o *ownMarks) take(name, value string) bool {
	switch name {
	case titleMark:
		o.titled = value
	case wordsMark:
		o.hash = value
	case multiMark:
		o.multi = value
	case "period":
		o.period = value
		return false
	default:
		return false
	}
	return true
}

func (o *ownMarks) name(name string) bool { return o.titled != "" && name == o.titled }

func (o *ownMarks) words(words string) bool { return o.hash != "" && format.Digest(words) == o.hash }

func (o *ownMarks) time(text string) bool {
	p, err := data.ParsePeriod(o.period)
	if o.hash == "" || err != nil {
		return false
	}
	_, span := interval("", first(p), last(p))
	return span == text
}

// whole is a geometry as it was before KML took away that it was a Multi of one part.
func (o *ownMarks) whole(g orb.Geometry) orb.Geometry {
	switch part := g.(type) {
	case orb.Point:
		if o.multi == "MultiPoint" {
			return orb.MultiPoint{part}
		}
	case orb.LineString:
		if o.multi == "MultiLineString" {
			return orb.MultiLineString{part}
		}
	case orb.Polygon:
		if o.multi == "MultiPolygon" {
			return orb.MultiPolygon{part}
		}
	}
	return g
}

// first and last are the days between which a period lies, empty where it is open.
func first(p data.Period) string {
	if day, ok := p.Earliest(); ok {
		return day.Format("2006-01-02")
	}
	return ""
}

func last(p data.Period) string {
	if day, ok := p.Latest(); ok {
		return day.Format("2006-01-02")
	}
	return ""
}
