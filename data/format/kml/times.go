package kml

import (
	"encoding/xml"
	"regexp"
)

// date is a day, month or year as KML and EDTF both write it.
var date = regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}){0,2}$`)

// time reads a TimeStamp or TimeSpan. Dates tell the period; a time of day is that of a
// measurement or a photograph, not of a burial, and is kept as the value "time".
func (p *placemark) time() error {
	var when, begin, end string
	err := p.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "when":
			return p.text(&when)
		case "begin":
			return p.text(&begin)
		case "end":
			return p.text(&end)
		}
		return nil
	})
	p.when.Name, p.when.Value = interval(when, begin, end)
	return err
}

// interval is the value that times make, and its name. An end that is not given is open.
func interval(when, begin, end string) (name, text string) {
	if when != "" {
		begin, end = when, when
	}
	if begin == "" && end == "" {
		return "", ""
	}
	name = "period"
	for _, t := range []*string{&begin, &end} {
		switch {
		case *t == "":
			*t = ".."
		case !date.MatchString(*t):
			name = "time"
		}
	}
	if begin == end {
		return name, begin
	}
	return name, begin + "/" + end
}
