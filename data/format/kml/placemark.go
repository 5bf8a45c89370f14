package kml

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

// placemark is one placemark being read.
type placemark struct {
	*document
	began    int64 // offset of its beginning
	place    string
	key      string
	name     string
	words    string     // its description, as it stands
	when     data.Value // its time, named as what it is
	values   []data.Value
	own      ownMarks
	shape    shape
	tooLarge bool
}

func (d *document) placemark(e xml.StartElement) error {
	p := &placemark{document: d, began: d.Offset(), place: fmt.Sprintf("line %d", d.Line()), key: xmltext.Attr(e, "id")}
	for _, f := range d.folders {
		if f.circle {
			return nil
		}
	}
	if err := d.Children(p.child); err != nil {
		return err
	}
	return p.hand()
}

// full reports whether the placemark is larger than a record may be. Nothing more of it is
// then taken.
func (p *placemark) full() bool {
	p.tooLarge = p.tooLarge || p.Offset()-p.began > format.MaxRecordBytes || p.shape.positions > format.MaxPositions
	if p.tooLarge {
		p.values, p.shape = nil, shape{}
	}
	return p.tooLarge
}

func (p *placemark) child(e xml.StartElement) error {
	if p.full() {
		return nil
	}
	switch e.Name.Local {
	case "name":
		return p.text(&p.name)
	case "description":
		return p.text(&p.words)
	case "Snippet", "snippet", "address", "phoneNumber":
		return p.textValue(strings.ToLower(e.Name.Local))
	case "author":
		return p.textValue("author")
	case "link":
		p.add("link", xmltext.Attr(e, "href"))
	case "ExtendedData", "Metadata":
		return p.extended()
	case "TimeStamp", "TimeSpan":
		return p.time()
	case "visibility", "open", "balloonVisibility", "styleUrl", "Style", "StyleMap", "LookAt", "Camera", "AbstractView", "Region":
	default:
		return p.geometry(e)
	}
	return nil
}

func (p *placemark) text(to *string) error {
	text, whole, err := p.Text()
	p.tooLarge = p.tooLarge || !whole
	*to = strings.TrimSpace(text)
	return err
}

func (p *placemark) textValue(name string) error {
	var text string
	if err := p.text(&text); err != nil {
		return err
	}
	if name == "snippet" {
		text = plain(text)
	}
	p.add(name, text)
	return nil
}

// add keeps a value unless it is blank, or only repeats one of the same name.
func (p *placemark) add(name string, value any) {
	v := data.Value{Name: name, Value: value}
	if data.ValueText(value) != "" && (len(p.values) > 200 || !slices.Contains(p.values, v)) {
		p.values = append(p.values, v)
	}
}

// hand makes the placemark into records: one, or one for each kind of geometry it mixes.
func (p *placemark) hand() error {
	r := data.Record{Place: p.place, Key: p.key}
	var path string
	r.Layer, path = p.where()
	if p.full() {
		r.Problems = []data.Problem{format.Refusal("too_large",
			fmt.Sprintf("the placemark is larger than %d MiB or has more than %d positions", format.MaxRecordBytes>>20, format.MaxPositions), "split it, or simplify its outline")}
		return p.Hand(r)
	}
	p.finish(path)
	r.Values = p.values
	r.Problems = p.shape.problems
	if p.shape.raised && !p.raised {
		p.raised = true
		r.Problems = append(r.Problems, format.Warning("height", "positions have a height as well", "heights are left out; this is said once for the file"))
	}
	parts := p.shape.build()
	if len(parts) < 2 {
		if len(parts) == 1 {
			r.Geometry = p.own.whole(parts[0])
		} else if p.shape.met && !r.Refused() {
			r.Problems = append(r.Problems, format.Warning("empty", "the geometry has no positions", "the record is kept as not located"))
		}
		return p.Hand(r)
	}
	return p.split(r, parts)
}

// split hands on a record for each of the geometries.
func (p *placemark) split(r data.Record, parts []orb.Geometry) error {
	kinds := make([]string, len(parts))
	for i, g := range parts {
		kinds[i] = g.GeoJSONType()
	}
	problems := append(slices.Clip(r.Problems), format.Warning("geometry_mixed", "the placemark mixes kinds of geometry: "+strings.Join(kinds, ", "),
		"each became a record of its own, with all that the placemark says; join or delete what is too much"))
	for i, g := range parts {
		part := r
		part.Geometry, part.Values, part.Problems = g, slices.Clone(r.Values), problems
		if r.Key != "" {
			part.Key = r.Key + "#" + kinds[i]
		}
		if err := p.Hand(part); err != nil {
			return err
		}
		problems = problems[len(problems)-1:]
	}
	return nil
}

// finish puts the placemark's own words before its values. Of what we have written
// ourselves, the name, the description and the time only repeat the values; if somebody
// has changed one since, it goes before them.
func (p *placemark) finish(path string) {
	values := p.values
	p.values = make([]data.Value, 0, len(values)+4)
	if !p.own.name(p.name) {
		p.add("name", p.name)
	}
	if !p.own.words(p.words) {
		p.add("description", plain(p.words))
	}
	if text := data.ValueText(p.when.Value); text != "" && !p.own.time(text) {
		p.add(p.when.Name, text)
	}
	for _, v := range values {
		p.add(v.Name, v.Value)
	}
	p.add("folder", path)
}
