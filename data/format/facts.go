package format

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"burialmap/data"
)

// Fact is something that people are told of a feature or of an export, in plain words.
type Fact struct {
	Key   string // for programs: the field or column, or what the fact says of an export
	Name  string // for people
	Value string // never empty
}

type facts []Fact

func (l *facts) add(key, name, value string) {
	if value != "" {
		*l = append(*l, Fact{key, name, value})
	}
}

// InventedWords stand before the facts of a feature that is invented.
const InventedWords = "Invented, for demonstration or tests: there is no such place."

// Facts are what people are told of a feature, in this order: its fields with their units,
// how its position is known and by whom, and what else its record held, by name. A source
// that is not among the sources, which are by id, is cited by its id.
func Facts(c data.Collection, f data.Feature, sources map[string]data.Feature) []Fact {
	var l facts
	for _, field := range c.Fields {
		if field.Type != data.JSON { // that is for programs
			l.add(field.Name, field.Title, measured(data.ValueText(f.Properties[field.Name]), field.Unit))
		}
	}
	if c.Spatial {
		l.position(f, sources)
	}
	for _, name := range slices.Sorted(maps.Keys(f.Extra)) {
		l.add(name, name, f.Extra[name])
	}
	return l
}

func measured(value, unit string) string {
	if value == "" || unit == "" {
		return value
	}
	return value + " " + unit
}

// position says how well the position is known, and who says so.
func (l *facts) position(f data.Feature, sources map[string]data.Feature) {
	known := f.Location
	switch {
	case f.Geometry == nil:
		l.add("accuracy_m", "Position", "not located")
	case known.Accuracy.Known():
		l.add("accuracy_m", "Accuracy", data.ValueText(float64(known.Accuracy))+" m (the true position lies within it with 95 % probability)")
	default:
		l.add("accuracy_m", "Accuracy", "not known")
	}
	if f.Geometry != nil {
		l.add("location_method", "Method", strings.ReplaceAll(data.ValueText(known.Value("location_method")), "_", " "))
	}
	l.add("location_text", "Place in words", known.Text)
	l.add("source", "Source", SourceWords(sources[known.Source], known.Source))
	l.add("source_key", "Key in the source", known.SourceKey)
}

// SourceWords is how a source is cited in a line: by what it says of itself, or by its id
// alone.
func SourceWords(source data.Feature, id string) string {
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

// Names are what a feature is called, in all its scripts, each once.
func Names(f data.Feature) []string {
	var names []string
	for _, field := range []string{"name", "name_en", "name_ru", "name_ja", "title"} {
		if name := f.Text(field); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Labelled is a name as programs show it. That the feature is invented is said with its
// name, which is all that many of them show.
func Labelled(name string, f data.Feature) string {
	if f.Location.Fictional && !strings.Contains(name, "invented") {
		return name + " (invented)"
	}
	return name
}

// Facts are what everybody who is handed a file has to know, beside the program that wrote
// it and the date.
func (a About) Facts() []Fact {
	filter := a.Filter
	if filter == "" {
		filter = "all features"
	}
	var l facts
	l.add("revision", "Revision of the data", fmt.Sprint(a.Revision))
	l.add("filter", "Features", filter)
	l.add("address", "Address", a.Address)
	l.add("accuracy", "Accuracy", "radius in metres that holds the true position with 95 % probability")
	for i, s := range a.Sources {
		l.add(fmt.Sprintf("source_%d", i+1), "Source "+s.ID, SourceWords(s, s.ID))
	}
	return l
}

// SourcesByID are the sources that can be cited.
func (a About) SourcesByID() map[string]data.Feature {
	sources := make(map[string]data.Feature, len(a.Sources))
	for _, s := range a.Sources {
		sources[s.ID] = s
	}
	return sources
}
