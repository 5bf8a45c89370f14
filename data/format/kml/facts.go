package kml

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"

	kml "github.com/twpayne/go-kml/v3"

	"burialmap/data"
	"burialmap/data/format"
)

// titleOf is what a feature is called on a map: its names in all scripts, or what it is.
// That it is invented is said with its name, which is all that many programs show.
func titleOf(c data.Collection, f data.Feature) string {
	var names []string
	for _, field := range []string{"name", "name_en", "name_ru", "name_ja", "title"} {
		if name := f.Text(field); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	switch {
	case len(names) > 0:
	case f.Text("class") != "":
		names = []string{strings.ReplaceAll(f.Text("class"), "_", " ") + ": " + f.Text("pow") + ", " + f.Text("civilian")}
	default:
		names = []string{c.Name + " " + f.ID}
	}
	title := strings.Join(names, " · ")
	if f.Location.Fictional && !strings.Contains(title, "invented") {
		title += " (invented)"
	}
	return title
}

// table collects facts as the rows of a table in HTML.
type table struct{ strings.Builder }

func (t *table) row(name, value string) {
	if value != "" {
		t.WriteString("<tr><th align=\"left\">" + html.EscapeString(name) + "</th><td>" + html.EscapeString(value) + "</td></tr>")
	}
}

// factsOf is the description of a placemark: its fields, and how its position is known.
func (o *output) factsOf(c data.Collection, f data.Feature) string {
	var t table
	if f.Location.Fictional {
		t.WriteString("<p><b>Invented, for demonstration or tests: there is no such place.</b></p>")
	}
	t.WriteString("<table>")
	for _, field := range c.Fields {
		if field.Type != data.JSON {
			t.row(field.Title, measured(data.ValueText(f.Properties[field.Name]), field.Unit))
		}
	}
	if c.Spatial {
		o.position(&t, f)
	}
	for _, name := range slices.Sorted(maps.Keys(f.Extra)) {
		t.row(name, f.Extra[name])
	}
	t.WriteString("</table>")
	return t.String()
}

func measured(value, unit string) string {
	if value == "" || unit == "" {
		return value
	}
	return value + " " + unit
}

// position says how well the position is known, and who says so.
func (o *output) position(t *table, f data.Feature) {
	l := f.Location
	switch {
	case f.Geometry == nil:
		t.row("Position", "not located")
	case l.Accuracy.Known():
		t.row("Accuracy", data.ValueText(float64(l.Accuracy))+" m (the true position lies within it with 95 % probability)")
	default:
		t.row("Accuracy", "not known")
	}
	if f.Geometry != nil {
		t.row("Method", strings.ReplaceAll(data.ValueText(l.Value("location_method")), "_", " "))
	}
	t.row("Place in words", l.Text)
	t.row("Source", sourceWords(o.sources[l.Source], l.Source))
	t.row("Key in the source", l.SourceKey)
}

// sourceWords is how a source is cited: by what it says of itself, or by its id alone.
func sourceWords(source data.Feature, id string) string {
	var parts []string
	for _, field := range []string{"title", "citation", "licence", "url"} {
		if text := source.Text(field); text != "" && !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return id
	}
	return strings.Join(parts, "; ")
}

// values are all fields of a feature under their names, and the marks by which the reader
// knows which parts of the placemark only repeat them.
func values(c data.Collection, f data.Feature, title, words string) []kml.Element {
	list := []kml.Element{datum(titleMark, title), datum(wordsMark, wordsHash(strings.TrimSpace(words)))}
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
func aboutWords(a format.About) string {
	var t table
	t.WriteString("<table>")
	for _, row := range aboutRows(a) {
		t.row(row[1], row[2])
	}
	t.WriteString("</table>")
	return t.String()
}

// aboutData is the same for programs. It begins with the mark that the file is ours.
func aboutData(a format.About) []kml.Element {
	list := []kml.Element{datum(exportMark, a.Program)}
	for _, row := range aboutRows(a) {
		if row[2] != "" {
			list = append(list, datum("burialmap_"+row[0], row[2]))
		}
	}
	return list
}

// aboutRows are the facts about an export: key, title and text.
func aboutRows(a format.About) [][3]string {
	filter := a.Filter
	if filter == "" {
		filter = "all features"
	}
	rows := [][3]string{
		{"program", "Exported by", a.Program}, {"date", "Date", dateOf(a.Date)}, {"revision", "Revision of the data", fmt.Sprint(a.Revision)},
		{"filter", "Features", filter}, {"address", "Address", a.Address},
		{"accuracy", "Accuracy", "radius in metres that holds the true position with 95 % probability"},
	}
	for i, s := range a.Sources {
		rows = append(rows, [3]string{fmt.Sprintf("source_%d", i+1), "Source " + s.ID, sourceWords(s, s.ID)})
	}
	return rows
}
