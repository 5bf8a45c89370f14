package gpx

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// nameOf is short: devices show some thirty characters. That a place is invented is said
// with its name, which is all that many show.
func nameOf(c data.Collection, f data.Feature) string {
	name := ""
	for _, field := range []string{"name", "name_en", "name_ru", "name_ja"} {
		if name == "" {
			name = f.Text(field)
		}
	}
	if name == "" {
		name = c.Name + " " + f.ID
	}
	if f.Location.Fictional && !strings.Contains(name, "invented") {
		name += " (invented)"
	}
	return name
}

// lines collects facts, a line each.
type lines struct{ strings.Builder }

func (l *lines) fact(name, value string) {
	if value == "" {
		return
	}
	if l.Len() > 0 {
		l.WriteByte('\n')
	}
	l.WriteString(name + ": " + value)
}

// factsOf is the description of a feature in plain text: its fields, and how its position
// is known.
func (o *output) factsOf(c data.Collection, f data.Feature) string {
	var l lines
	if f.Location.Fictional {
		l.WriteString("Invented, for demonstration or tests: there is no such place.")
	}
	for _, field := range c.Fields {
		if field.Type != data.JSON {
			l.fact(field.Title, measured(data.ValueText(f.Properties[field.Name]), field.Unit))
		}
	}
	o.position(&l, f)
	for _, name := range slices.Sorted(maps.Keys(f.Extra)) {
		l.fact(name, f.Extra[name])
	}
	return l.String()
}

func measured(value, unit string) string {
	if value == "" || unit == "" {
		return value
	}
	return value + " " + unit
}

// position says how well the position is known, and who says so.
func (o *output) position(l *lines, f data.Feature) {
	known := f.Location
	switch {
	case f.Geometry == nil:
		l.fact("Position", "not located")
	case known.Accuracy.Known():
		l.fact("Accuracy", data.ValueText(float64(known.Accuracy))+" m (the true position lies within it with 95 % probability)")
	default:
		l.fact("Accuracy", "not known")
	}
	if f.Geometry != nil {
		l.fact("Method", strings.ReplaceAll(data.ValueText(known.Value("location_method")), "_", " "))
	}
	l.fact("Place in words", known.Text)
	l.fact("Source", sourceWords(o.sources[known.Source], known.Source))
	l.fact("Key in the source", known.SourceKey)
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
	filter := a.Filter
	if filter == "" {
		filter = "all features"
	}
	l.fact(ownWords, a.Program+", "+a.Date.UTC().Format("2006-01-02 15:04 UTC"))
	l.fact("Revision of the data", fmt.Sprint(a.Revision))
	l.fact("Features", filter)
	l.fact("Address", a.Address)
	l.fact("Accuracy", "radius in metres that holds the true position with 95 % probability")
	for _, s := range a.Sources {
		l.fact("Source "+s.ID, sourceWords(s, s.ID))
	}
	return l.String()
}

// symbol is one of Garmin's, which other programs know as well.
func symbol(c data.Collection) string {
	if c.Derived {
		return "Flag, Red"
	}
	return "Cemetery"
}

// colours are those of the map, by who lies in a place or how likely ground is shared.
var colours = map[string]string{
	"pow": "#1f5fa8", "civilian": "#c65f00", "mixed": "#7a3b8f",
	"certain": "#440154", "probable": "#3b528b", "possible": "#21918c", "unlikely": "#5ec962", "not_assessed": "#3c3f47",
}

func colourOf(f data.Feature) string {
	for _, field := range []string{"class", "occupancy", "use"} {
		if colour := colours[f.Text(field)]; colour != "" {
			return colour
		}
	}
	if f.Collection == data.Sites.Name {
		return "#123c69"
	}
	return "#6a6f78"
}
