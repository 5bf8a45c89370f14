package gpx

import (
	"encoding/xml"
	"strings"

	"burialmap/data"
)

// extension keeps what a program of its own kind says: each element that has text by its
// name, with those around it if it lies deeper, and each attribute.
func (r *record) extension(e xml.StartElement) error {
	if e.Name.Space == namespace {
		return r.ourExtension(e)
	}
	path := ""
	if !strings.HasSuffix(e.Name.Local, "Extension") { // Garmin's boxes say nothing themselves
		path = e.Name.Local
	}
	return r.leaf(e, path)
}

func (r *record) leaf(e xml.StartElement, path string) error {
	for _, a := range e.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			r.tag(joined(path, a.Name.Local), a.Value)
		}
	}
	var text strings.Builder
	err := r.Each(func(e xml.StartElement) error {
		if r.full() {
			return nil
		}
		return r.leaf(e, joined(path, e.Name.Local))
	}, func(piece []byte, whole bool) {
		r.tooLarge = r.tooLarge || !whole
		if !r.full() {
			text.Write(piece)
		}
	})
	r.tag(path, strings.TrimSpace(text.String()))
	return err
}

func joined(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// namespace is that of what we write ourselves, so that a record comes back whole.
const namespace = "urn:burialmap:gpx:1"

// ourExtension reads an element that we have written ourselves.
func (r *record) ourExtension(e xml.StartElement) error {
	switch e.Name.Local {
	case "record":
		return r.ourRecord(e)
	case "label":
		r.own.label = true
	case "part":
		r.own.part = true
	case "stop", "place":
		r.own.planned = true
	}
	return nil
}

func (r *record) ourRecord(e xml.StartElement) error {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "collection":
			r.own.collection = a.Value
		case "id":
			r.Key = a.Value
		case "shape":
			r.own.shape = a.Value
		case "name":
			r.own.named = a.Value
		case "words":
			r.own.hash = a.Value
		}
	}
	return r.Children(func(e xml.StartElement) error {
		if r.full() || e.Name.Local != "value" {
			return nil
		}
		name := ""
		for _, a := range e.Attr {
			if a.Name.Local == "name" {
				name = a.Value
			}
		}
		var text string
		err := r.text(&text)
		r.Values = append(r.Values, data.Value{Name: name, Value: text})
		return err
	})
}
