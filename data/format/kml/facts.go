package kml

import (
	"encoding/json"
	"html"
	"strings"

	kml "github.com/twpayne/go-kml/v3"

	"burialmap/data"
	"burialmap/data/format"
)

// titleOf is what a feature is called on a map: its names in all scripts, or what it is.
func titleOf(c data.Collection, f data.Feature) string {
	names := format.Names(f)
	switch {
	case len(names) > 0:
	case f.Text("class") != "":
		names = []string{strings.ReplaceAll(f.Text("class"), "_", " ") + ": " + f.Text("pow") + ", " + f.Text("civilian")}
	default:
		names = []string{c.Name + " " + f.ID}
	}
	return format.Labelled(strings.Join(names, " · "), f)
}

// tableOf shows facts as the rows of a table in HTML.
func tableOf(list []format.Fact) string {
	var t strings.Builder
	t.WriteString("<table>")
	for _, fact := range list {
		t.WriteString("<tr><th align=\"left\">" + html.EscapeString(fact.Name) + "</th><td>" + html.EscapeString(fact.Value) + "</td></tr>")
	}
	t.WriteString("</table>")
	return t.String()
}

// factsOf is the description of a placemark: its fields, and how its position is known.
func (o *output) factsOf(c data.Collection, f data.Feature) string {
	invented := ""
	if f.Location.Fictional {
		invented = "<p><b>" + format.InventedWords + "</b></p>"
	}
	return invented + tableOf(format.Facts(c, f, o.sources))
}

// values are all fields of a feature under their names, and the marks by which the reader
// knows which parts of the placemark only repeat them.
func values(c data.Collection, f data.Feature, title, words string) []kml.Element {
	list := []kml.Element{datum(titleMark, title), datum(wordsMark, format.Digest(strings.TrimSpace(words)))}
	if kind := multiOf(f.Geometry); kind != "" {
		list = append(list, datum(multiMark, kind))
	}
	add := func(name string, value any) {
		if text := data.ValueText(value); text != "" {
			list = append(list, datum(name, text))
		}
	}
	add(data.KeyColumn, f.ID)
	for _, field := range c.Fields {
		add(field.Name, f.Properties[field.Name])
	}
	for _, field := range data.LocationFields {
		add(field.Name, f.Location.Value(field.Name))
	}
	if len(f.Extra) > 0 {
		text, err := json.Marshal(f.Extra) // orders the names itself
		if err != nil {                    // cannot happen: all are strings
			panic(err)
		}
		add("extra", json.RawMessage(text))
	}
	return list
}

func datum(name, value string) kml.Element { return kml.Data(name, kml.Value(value)) }

// aboutWords are what everybody who is handed the file has to know, for people.
func aboutWords(a format.About) string { return tableOf(aboutFacts(a)) }

// aboutData is the same for programs. It begins with the mark that the file is ours.
func aboutData(a format.About) []kml.Element {
	list := []kml.Element{datum(exportMark, a.Program)}
	for _, fact := range aboutFacts(a) {
		list = append(list, datum("burialmap_"+fact.Key, fact.Value))
	}
	return list
}

func aboutFacts(a format.About) []format.Fact {
	return append([]format.Fact{{Key: "program", Name: "Exported by", Value: a.Program}, {Key: "date", Name: "Date", Value: dateOf(a.Date)}}, a.Facts()...)
}
