package kml

import (
	"encoding/xml"
	"strconv"
	"strings"

	"burialmap/data"
	"burialmap/data/xmltext"
)

// schema reads how the values of SchemaData are typed.
func (d *document) schema(e xml.StartElement) error {
	const most = 10_000 // fields in all
	types := map[string]string{}
	known := 0
	for _, s := range d.schemas {
		known += len(s)
	}
	err := d.Children(func(e xml.StartElement) error {
		if e.Name.Local == "SimpleField" && known+len(types) < most {
			types[xmltext.Attr(e, "name")] = xmltext.Attr(e, "type")
		}
		return nil
	})
	if id := xmltext.Attr(e, "id"); len(types) > 0 {
		d.schemas[id] = types
	}
	return err
}

// extended reads the values that a placemark has beyond those of KML.
func (p *placemark) extended() error {
	return p.Children(func(e xml.StartElement) error {
		if p.full() {
			return nil
		}
		if e.Name.Local == "SchemaData" {
			return p.schemaData(e)
		}
		name, value, err := p.datum(e)
		if !p.own.take(name, value) {
			p.add(name, value)
		}
		return err
	})
}

// datum is the name and the value of a Data element, or of an element of another
// vocabulary.
func (d *document) datum(e xml.StartElement) (name, value string, err error) {
	if e.Name.Local != "Data" {
		value, _, err = d.Text()
		return e.Name.Local, strings.TrimSpace(value), err
	}
	err = d.Children(func(e xml.StartElement) error {
		if e.Name.Local != "value" {
			return nil
		}
		value, _, err = d.Text()
		return err
	})
	return xmltext.Attr(e, "name"), strings.TrimSpace(value), err
}

func (p *placemark) schemaData(e xml.StartElement) error {
	types := p.schemas[strings.TrimPrefix(xmltext.Attr(e, "schemaUrl"), "#")]
	return p.Children(func(e xml.StartElement) error {
		if e.Name.Local != "SimpleData" {
			p.LeaveOut("lists of values along tracks")
			return nil
		}
		if p.full() {
			return nil
		}
		var text string
		err := p.text(&text)
		name := xmltext.Attr(e, "name")
		p.add(name, typed(text, types[name]))
		return err
	})
}

// typed is a value in the type that its schema states, or the text itself if that would not
// give back every character.
func typed(text, kind string) any {
	var v any
	switch kind = kind[strings.LastIndexByte(kind, ':')+1:]; kind {
	case "int", "uint", "short", "ushort":
		v, _ = strconv.ParseInt(text, 10, 64)
	case "float", "double":
		v, _ = data.ParseDecimal(text)
	case "bool":
		v = text == "true" || text == "1"
	}
	if data.ValueText(v) == text {
		return v
	}
	return text
}
