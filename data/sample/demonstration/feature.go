package main

import (
	"bytes"
	"encoding/json"
)

// feature is one GeoJSON feature whose properties keep their order.
type feature struct {
	id         string
	geometry   *geometry // nil: not located
	properties []property
}

type property struct {
	name  string
	value any
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// encode writes a FeatureCollection with one feature a line, to be read and compared.
func encode(features []feature) []byte {
	var b bytes.Buffer
	b.WriteString("{\"type\":\"FeatureCollection\",\"features\":[\n")
	for i, f := range features {
		if i > 0 {
			b.WriteString(",\n")
		}
		f.encode(&b)
	}
	b.WriteString("\n]}\n")
	return b.Bytes()
}

func (f *feature) encode(b *bytes.Buffer) {
	b.WriteString(`{"type":"Feature","id":`)
	b.Write(value(f.id))
	b.WriteString(`,"geometry":`)
	b.Write(value(f.geometry))
	b.WriteString(`,"properties":{`)
	for i, p := range f.properties {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(value(p.name))
		b.WriteByte(':')
		b.Write(value(p.value))
	}
	b.WriteString("}}")
}

// value is plain JSON, without the escapes that encoding/json adds for HTML.
func value(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil { // only strings, numbers, booleans and coordinates come here
		panic(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
