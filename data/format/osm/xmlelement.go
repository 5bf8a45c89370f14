package osm

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data/format"
	"burialmap/data/xmltext"
)

// element is a node, way or relation being read; its lists are used again for the next.
type element struct {
	id     int64
	at     orb.Point
	placed bool // at could be read
	ground bool // it is a burial ground
	tags   []tag
	refs   []int64
	given  []orb.Point // of refs, as many as have one
	parts  []part
	centre *orb.Point
	text   int
}

// part is a way that a relation names, with its line if the file gives it there.
type part struct {
	member
	line []orb.Point
}

var errHuge = errors.New("an element of the file has more nodes, members or tags than any in OpenStreetMap")

func (el *element) read(d *xmltext.Decoder, e xml.StartElement) error {
	*el = element{tags: el.tags[:0], refs: el.refs[:0], given: el.given[:0], parts: el.parts[:0]}
	el.id = identifier(xmltext.Attr(e, "id"))
	el.at, el.placed = position(e)
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tag":
			el.tag(xmltext.Attr(e, "k"), xmltext.Attr(e, "v"))
		case "nd":
			el.refs = append(el.refs, identifier(xmltext.Attr(e, "ref")))
			if at, ok := position(e); ok {
				el.given = append(el.given, at)
			}
		case "member":
			return el.member(d, e)
		case "center":
			if at, ok := position(e); ok {
				el.centre = &at
			}
		}
		if len(el.refs) > format.MaxPositions || len(el.parts) > format.MaxPositions || el.text > format.MaxRecordBytes {
			return errHuge
		}
		return nil
	})
}

func (el *element) tag(key, value string) {
	const each = 64 // bytes that a tag takes beside its text
	el.text += len(key) + len(value) + each
	el.tags = append(el.tags, tag{key, value})
	el.ground = el.ground || isBurialGround(key, value)
}

// member keeps the ways among the members of a relation.
func (el *element) member(d *xmltext.Decoder, e xml.StartElement) error {
	if xmltext.Attr(e, "type") != "way" {
		return nil
	}
	p := part{member: member{way: identifier(xmltext.Attr(e, "ref")), role: xmltext.Attr(e, "role")}}
	err := d.Children(func(e xml.StartElement) error {
		if at, ok := position(e); ok && e.Name.Local == "nd" && el.text <= format.MaxRecordBytes {
			const each = 16
			el.text += each
			p.line = append(p.line, at)
		}
		return nil
	})
	el.parts = append(el.parts, p)
	return err
}

func (el *element) members() []member {
	members := make([]member, len(el.parts))
	for i, p := range el.parts {
		members[i] = p.member
	}
	return members
}

// identifier is 0, which no element has, for text that is none.
func identifier(text string) int64 {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// position is where an element says it is, false if it does not or not as plain finite
// numbers.
func position(e xml.StartElement) (orb.Point, bool) {
	lon, lat := xmltext.Attr(e, "lon"), xmltext.Attr(e, "lat")
	if lon == "" || lat == "" || strings.Trim(lon+lat, "+-.0123456789eE") != "" {
		return orb.Point{}, false
	}
	x, errX := strconv.ParseFloat(lon, 64)
	y, errY := strconv.ParseFloat(lat, 64)
	return orb.Point{x, y}, errX == nil && errY == nil
}
