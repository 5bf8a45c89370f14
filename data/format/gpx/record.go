package gpx

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/xmltext"
)

// record is a waypoint, route or track being read.
type record struct {
	*document
	data.Record
	began     int64 // offset of its beginning
	method    string
	name      string
	desc      string
	own       own
	points    orb.MultiPoint
	segments  orb.MultiLineString
	positions int
	times     [2]string // of the first and the last position
	raised    bool
	tooLarge  bool
}

// full reports whether the record is larger than one may be. Nothing more of it is then
// taken.
func (r *record) full() bool {
	r.tooLarge = r.tooLarge || r.Offset()-r.began > format.MaxRecordBytes || r.positions > format.MaxPositions
	if r.tooLarge {
		r.Values, r.Tags, r.segments, r.points = nil, nil, nil, nil
	}
	return r.tooLarge
}

// waypoint reads a waypoint. Those of a record of ours that has several wait for the rest.
func (r *record) waypoint(e xml.StartElement) error {
	if at, ok := r.position(e); ok {
		r.points = orb.MultiPoint{at}
	}
	if err := r.Children(r.fact); err != nil {
		return err
	}
	if r.own.part && r.held != nil && len(r.held.points)+len(r.points) <= format.MaxPositions {
		r.held.points = append(r.held.points, r.points...)
		return nil
	}
	if err := r.release(); err != nil || r.own.label {
		return err
	}
	if r.notObserved() {
		return nil
	}
	r.held = r
	return nil
}

// track reads a route or a track, whose positions are elements of the given name.
func (r *record) track(position string) error {
	if err := r.release(); err != nil {
		return err
	}
	along := func(e xml.StartElement) error {
		if e.Name.Local == position && !r.full() {
			return r.along(e)
		}
		return nil
	}
	err := r.Children(func(e xml.StartElement) error {
		switch {
		case r.full():
			return nil
		case e.Name.Local == "trkseg":
			r.segments = append(r.segments, nil)
			return r.Children(along)
		case e.Name.Local == position:
			if len(r.segments) == 0 {
				r.segments = append(r.segments, nil)
			}
			return r.along(e)
		}
		return r.fact(e)
	})
	if err != nil {
		return err
	}
	if r.notObserved() {
		return nil
	}
	return r.Hand(r.finished())
}

// along reads a position along a line.
func (r *record) along(e xml.StartElement) error {
	if at, ok := r.position(e); ok {
		last := &r.segments[len(r.segments)-1]
		*last = append(*last, at)
	}
	return r.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "ele":
			return r.height()
		case "time":
			var text string
			err := r.text(&text)
			if r.times[1] = text; r.times[0] == "" {
				r.times[0] = text
			}
			return err
		}
		r.LeaveOut("<" + shorten(e.Name.Local) + "> of positions along lines")
		return nil
	})
}

// fact reads what a waypoint, route or track says of itself.
func (r *record) fact(e xml.StartElement) error {
	if r.full() {
		return nil
	}
	switch name := e.Name.Local; name {
	case "ele":
		return r.height()
	case "name":
		return r.text(&r.name)
	case "desc":
		return r.text(&r.desc)
	case "link":
		return r.link(e)
	case "extensions":
		return r.Children(r.extension)
	default:
		var text string
		err := r.text(&text)
		r.tag(name, text)
		return err
	}
}

func (r *record) text(to *string) error {
	text, whole, err := r.Text()
	r.tooLarge = r.tooLarge || !whole
	*to = strings.TrimSpace(text)
	return err
}

func (r *record) height() error {
	var text string
	err := r.text(&text)
	r.raised = r.raised || strings.Trim(text, "-+0.") != ""
	return err
}

func (r *record) link(e xml.StartElement) error {
	address, words := xmltext.Attr(e, "href"), ""
	err := r.Children(func(e xml.StartElement) error {
		if e.Name.Local == "text" {
			return r.text(&words)
		}
		return nil
	})
	if words != "" && words != address {
		address = words + " (" + address + ")"
	}
	r.tag("link", address)
	return err
}

func (r *record) tag(name, text string) {
	v := data.Value{Name: name, Value: text}
	if text != "" && (len(r.Tags) > 200 || !slices.Contains(r.Tags, v)) {
		r.Tags = append(r.Tags, v)
	}
}

// finished is the record as it is handed on.
func (r *record) finished() data.Record {
	if r.full() {
		r.Problems = []data.Problem{format.Refusal("too_large", fmt.Sprintf("the record is larger than %d MiB or has more than %d positions", format.MaxRecordBytes>>20, format.MaxPositions),
			"split it, or simplify its line")}
		return r.Record
	}
	r.say()
	r.locate()
	if r.raised && !r.document.raised {
		r.document.raised = true
		r.warn("height", "positions have a height as well", "heights are left out; this is said once for the file")
	}
	return r.Record
}

// say puts the words before the values; of what we have written ourselves, they only repeat
// them unless somebody has changed them since.
func (r *record) say() {
	var first []data.Value
	if r.name != "" && !r.own.name(r.name) {
		first = append(first, data.Value{Name: "name", Value: r.name})
	}
	if r.desc != "" && !r.own.desc(r.desc) {
		first = append(first, data.Value{Name: "desc", Value: r.desc})
	}
	r.Values = append(first, r.Values...)
	if r.observes() && !r.own.ours() {
		r.observed()
	}
	if r.own.ours() {
		r.Tags = nil // all of them repeat values
		r.Layer = r.own.collection
		return
	}
	r.Method = r.method
	if began, ended := r.times[0], r.times[1]; began == ended {
		r.tag("time", began)
	} else {
		r.tag("time", began+"/"+ended)
	}
}

func (r *record) warn(rule, message, advice string) {
	r.Problems = append(r.Problems, format.Warning(rule, message, advice))
}

func shorten(s string) string {
	const most = 40
	if len(s) > most {
		return s[:most]
	}
	return s
}
