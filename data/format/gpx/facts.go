package gpx

import (
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// nameOf is short: devices show some thirty characters.
func nameOf(c data.Collection, f data.Feature) string {
	name := c.Name + " " + f.ID
	if names := format.Names(f); len(names) > 0 {
		name = names[0]
	}
	return format.Labelled(name, f)
}

// lines collects facts, a line each.
type lines struct{ strings.Builder }

func (l *lines) facts(list ...format.Fact) {
	for _, fact := range list {
		if l.Len() > 0 {
			l.WriteByte('\n')
		}
		l.WriteString(fact.Name + ": " + fact.Value)
	}
}

// factsOf is the description of a feature in plain text: its fields, and how its position
// is known.
func (o *output) factsOf(c data.Collection, f data.Feature) string {
	var l lines
	if f.Location.Fictional {
		l.WriteString(format.InventedWords)
	}
	l.facts(format.Facts(c, f, o.sources)...)
	return l.String()
}

// addressOf is where a source can be read: the first of its addresses on the web.
func addressOf(source data.Feature) string {
	for address := range strings.FieldsSeq(source.Text("url")) {
		if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
			return address
		}
	}
	return ""
}

// aboutWords are what everybody who is handed the file has to know.
func aboutWords(a format.About) string {
	var l lines
	l.facts(format.Fact{Name: ownWords, Value: a.Program + ", " + a.Date.UTC().Format("2006-01-02 15:04 UTC")})
	l.facts(a.Facts()...)
	return l.String()
}

// symbol is one of Garmin's, which other programs know as well.
func symbol(c data.Collection) string {
	switch {
	case c.Derived:
		return "Flag, Red"
	case c.Name == data.Restrictions.Name:
		return "Danger Area"
	case c.Name == data.Observations.Name:
		return "Flag, Green"
	}
	return "Cemetery"
}

func colourOf(f data.Feature) string { return format.Paints[format.PaintOf(f)].Line.String() }
