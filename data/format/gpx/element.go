package gpx

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// element is text of XML being put together. Characters that XML cannot hold become U+FFFD.
type element struct{ bytes.Buffer }

// element writes an element with text, or nothing if there is none. Ends of lines stay as
// they are, because small devices show references to them.
func (t *element) element(name, text string) {
	if text == "" {
		return
	}
	t.WriteString("<" + name + ">")
	t.escaped(text)
	t.WriteString("</" + name + ">")
}

func (t *element) escaped(text string) {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			t.WriteByte('\n')
		}
		t.escape(line)
	}
}

func (t *element) attribute(name, value string) {
	t.WriteString(" " + name + `="`)
	t.escape(value)
	t.WriteByte('"')
}

// escape cannot fail: memory takes all.
func (t *element) escape(text string) {
	if err := xml.EscapeText(&t.Buffer, []byte(text)); err != nil {
		panic(err)
	}
}

// position writes degrees with at most 7 decimals, about a centimetre.
func (t *element) position(p orb.Point) {
	t.WriteString(` lat="`)
	t.Write(data.AppendDegrees(t.AvailableBuffer(), p[1]))
	t.WriteString(`" lon="`)
	t.Write(data.AppendDegrees(t.AvailableBuffer(), p[0]))
	t.WriteByte('"')
}

// record writes all fields of a feature under their names, and by what the reader knows
// which parts of a waypoint or track only repeat them.
func (t *element) record(c data.Collection, f data.Feature, facts string) {
	t.WriteString("<burialmap:record")
	t.attribute("collection", c.Name)
	t.attribute("id", f.ID)
	t.attribute("shape", shapeOf(f.Geometry))
	t.attribute("name", nameOf(c, f))
	t.attribute("words", format.Digest(strings.TrimSpace(facts)))
	t.WriteByte('>')
	for _, field := range c.Fields {
		t.value(field.Name, f.Properties[field.Name])
	}
	for _, field := range data.LocationFields {
		t.value(field.Name, f.Location.Value(field.Name))
	}
	if len(f.Extra) > 0 {
		text, err := json.Marshal(f.Extra) // orders the names itself
		if err != nil {                    // cannot happen: all are strings
			panic(err)
		}
		t.value("extra", json.RawMessage(text))
	}
	t.WriteString("</burialmap:record>")
}

func (t *element) value(name string, v any) {
	text := data.ValueText(v)
	if text == "" {
		return
	}
	t.WriteString("<burialmap:value")
	t.attribute("name", name)
	t.WriteByte('>')
	t.escape(text)
	t.WriteString("</burialmap:value>")
}
