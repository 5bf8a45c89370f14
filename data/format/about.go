package format

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"burialmap/data"
)

// AboutOf gathers what has to be said about the features that queries select: the revision
// of the data, and the sources that the features name.
func AboutOf(ctx context.Context, store data.Store, a About, queries ...data.Query) (About, error) {
	var err error
	if a.Revision, err = store.Revision(ctx); err != nil {
		return a, err
	}
	named := map[string]bool{}
	for _, q := range queries {
		c, ok := data.CollectionNamed(q.Collection)
		if !ok || !c.Spatial {
			continue
		}
		ids, err := store.Values(ctx, q, "source")
		if err != nil {
			return a, err
		}
		for _, id := range ids {
			named[id] = true
		}
		a.Title = joined(a.Title, c.Title)
	}
	for f, err := range store.Features(ctx, data.Query{Collection: data.Sources.Name}) {
		if err != nil {
			return a, err
		}
		if named[f.ID] {
			a.Sources = append(a.Sources, f)
		}
	}
	return a, nil
}

func joined(title, next string) string {
	switch {
	case title == "":
		return next
	case strings.Contains(title, next):
		return title
	}
	return title + ", " + next
}

// Text is the About as a README for people: what this is, of when, and what must be said
// when it is used. It ends with a line break.
func (a About) Text() string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-11s%s\n", name+":", value)
		}
	}
	fmt.Fprintf(&b, "%s\n%s\n\n", a.Title, strings.Repeat("=", len([]rune(a.Title))))
	line("Exported", a.Date.UTC().Format(time.RFC3339))
	line("By", a.Program)
	line("From", a.Address)
	line("Revision", fmt.Sprint(a.Revision))
	line("Features", orAll(a.Filter))
	b.WriteString("\n" + aboutPositions)
	if len(a.Sources) == 0 {
		return b.String()
	}
	b.WriteString("\nSources\n-------\n")
	for _, s := range a.Sources {
		b.WriteString("\n" + Attribution(s) + "\n")
	}
	return b.String()
}

func orAll(filter string) string {
	if filter == "" {
		return "all"
	}
	return filter
}

// aboutPositions is what everybody has to know who uses a position from here.
const aboutPositions = `These are places where people lie buried. A position without its accuracy is worth
nothing: accuracy_m is the radius in metres that holds the true position with 95 %
probability, and where it is absent nobody knows. location_method says how the position
was found, location_text in which words the place was given, source where the record
comes from. What has fictional = true is invented, for demonstration. Coordinates are
longitude and latitude in WGS 84.
`

// Attribution is a source in a few lines: how to cite it, and under which terms.
func Attribution(source data.Feature) string {
	lines := []string{fmt.Sprintf("%s: %s", source.ID, source.Text("title"))}
	for _, field := range []string{"citation", "url", "licence", "date"} {
		if text := source.Text(field); text != "" && !slices.Contains(lines, text) {
			lines = append(lines, "  "+text)
		}
	}
	if source.Location.Fictional {
		lines = append(lines, "  Invented, for demonstration.")
	}
	return strings.Join(lines, "\n")
}

// JSON is the About for programs, with the sources as GeoJSON features.
func (a About) JSON() []byte {
	sources := make([]json.RawMessage, len(a.Sources))
	for i, s := range a.Sources {
		sources[i] = s.AppendGeoJSON(nil)
	}
	text, err := json.Marshal(struct {
		Title    string            `json:"title"`
		Program  string            `json:"program"`
		Address  string            `json:"address,omitempty"`
		Date     time.Time         `json:"date"`
		Revision int64             `json:"revision"`
		Filter   string            `json:"filter,omitempty"`
		About    string            `json:"about"`
		Sources  []json.RawMessage `json:"sources"`
	}{a.Title, a.Program, a.Address, a.Date.UTC(), a.Revision, a.Filter, aboutPositions, sources})
	if err != nil { // cannot happen: all is text and JSON of our own
		panic(err)
	}
	return text
}
