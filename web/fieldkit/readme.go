package fieldkit

import (
	"context"
	"fmt"
	"io"
	"strings"

	"burialmap/data/format"
)

// readme writes README.txt: what is what, in every language of the package.
func (p *packing) readme(_ context.Context, w io.Writer) error {
	var out strings.Builder
	for i, language := range p.languages() {
		if i > 0 {
			out.WriteString("\n\n")
		}
		p.readmeIn(&out, words[language])
	}
	if len(p.about.Sources) > 0 {
		fmt.Fprintf(&out, "\n\n%s\n%s\n", p.say.word("sources"), strings.Repeat("-", 40))
		for _, s := range p.about.Sources {
			out.WriteString("\n" + format.Attribution(s) + "\n")
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (p *packing) readmeIn(out *strings.Builder, d dictionary) {
	title := oneLine(p.title())
	fmt.Fprintf(out, "%s\n%s\n\n", title, strings.Repeat("=", min(len([]rune(title)), 72)))
	if p.Plan.Fictional {
		out.WriteString(d.word("invented") + "\n\n")
	}
	fmt.Fprintf(out, "%s %d (%s) · %s %d · %s %s · %s\n\n", d.word("plan_revision"), p.Plan.Revision, oneLine(p.Plan.ID),
		d.word("data_revision"), p.Timetable.DataRevision, d.word("made"), p.day(), p.Program)
	out.WriteString(d.word("graves") + "\n\n" + d.word("device") + "\n\n" + d.put(basisWords[p.Timetable.TravelBasis], decimals(p.Timetable.DetourFactor)) + "\n\n")
	out.WriteString(d.word("files") + "\n" + strings.Repeat("-", 40) + "\n\n")
	for _, name := range p.names() {
		fmt.Fprintf(out, "%-18s %s\n", name, d.purpose(name))
	}
	p.unlocated(out, d)
}

// names are those of all files of the package.
func (p *packing) names() []string {
	var names []string
	for _, part := range Parts {
		if p.wants(part.Name) {
			for _, f := range part.make(p) {
				names = append(names, f.name)
			}
		}
	}
	return append(names, manifestName)
}

func (p *packing) unlocated(out *strings.Builder, d dictionary) {
	first := true
	for _, c := range p.calls {
		if c.located {
			continue
		}
		if first {
			out.WriteString("\n" + d.word("unlocated_stops") + "\n")
			first = false
		}
		fmt.Fprintf(out, "- %s (%s)\n", oneLine(c.name(d)), oneLine(c.Site))
	}
}

// oneLine is a text without ends of lines and control characters.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)), " ")
}

// photos writes what to do with the folder of photographs.
func (p *packing) photos(_ context.Context, w io.Writer) error {
	for _, language := range p.languages() {
		if _, err := io.WriteString(w, words[language].word("photos")+"\n\n"); err != nil {
			return err
		}
	}
	return nil
}
