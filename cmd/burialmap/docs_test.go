package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

var bless = flag.Bool("bless", false, "renew the tables of docs/FORMATS.md")

var formatsDoc = filepath.Join("..", "..", "docs", "FORMATS.md")

// listings are the parts of docs/FORMATS.md that follow from the code: what stands between
// <!-- listed: name --> and <!-- end --> is written by these functions. -bless renews it.
var listings = map[string]func() string{
	"formats":   formatsListed,
	"losses":    lossesListed,
	"fields":    fieldsListed,
	"encodings": func() string { return "`" + strings.Join(charset.Names(), "`, `") + "`\n" },
}

var listedBlock = regexp.MustCompile(`(?s)<!-- listed: ([a-z]+) -->\n(.*?)<!-- end -->`)

func TestTheDocumentOfFormatsListsThoseThatThereAre(t *testing.T) {
	text, err := os.ReadFile(formatsDoc)
	if err != nil {
		t.Fatal(err)
	}
	was := strings.ReplaceAll(string(text), "\r\n", "\n")
	seen := 0
	now := listedBlock.ReplaceAllStringFunc(was, func(block string) string {
		name := listedBlock.FindStringSubmatch(block)[1]
		list, ok := listings[name]
		if !ok {
			t.Fatalf("%s asks for %q, which nobody lists", formatsDoc, name)
		}
		seen++
		want := fmt.Sprintf("<!-- listed: %s -->\n\n%s\n<!-- end -->", name, list())
		if block != want && !*bless {
			t.Errorf("%s, %s: it is\n%s\nLook at the change and run make bless if it is right.", formatsDoc, name, want)
		}
		return want
	})
	if seen != len(listings) {
		t.Errorf("%s shows %d of %d lists", formatsDoc, seen, len(listings))
	}
	if now != was && *bless {
		if err := os.WriteFile(formatsDoc, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// formatsListed is a row for each name that --format takes, as a reader, a writer or both.
func formatsListed() string {
	var b strings.Builder
	b.WriteString("| `--format` | format | names of files | read | written | several collections in one file | of the export it says |\n|---|---|---|---|---|---|---|\n")
	row := func(name, title string, extensions []string, cells ...string) {
		fmt.Fprintf(&b, "| `%s` | %s | `%s` | %s |\n", name, title, strings.Join(extensions, "` `"), strings.Join(cells, " | "))
	}
	written := map[string]bool{}
	for _, w := range formats().Writers {
		written[w.Name()] = true
		extensions := []string{w.Extension()}
		var reader format.Reader
		for _, r := range formats().Readers {
			if r.Name() == w.Name() {
				reader = r
			} else if reader == nil && hasExtension(r, w.Extension()) {
				reader = r
			}
		}
		read := "no"
		switch {
		case reader != nil && reader.Name() == w.Name():
			read = "yes"
			for _, e := range reader.Extensions() {
				if !slices.Contains(extensions, e) {
					extensions = append(extensions, e)
				}
			}
		case reader != nil:
			read = "as `" + reader.Name() + "`"
		}
		row(w.Name(), w.Title(), extensions, read, "yes", yesNo(w.Holds().Layers), aboutWhere(w.Holds()))
	}
	for _, r := range formats().Readers {
		if !written[r.Name()] {
			row(r.Name(), r.Title(), r.Extensions(), "yes", "no", "", "")
		}
	}
	return b.String()
}

func hasExtension(r format.Reader, extension string) bool {
	return slices.Contains(r.Extensions(), extension)
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func aboutWhere(h format.Holds) string {
	if h.About {
		return "all, in the file"
	}
	return "nothing: a README beside it does"
}

// lossesListed is what of a feature does not come back, in the words of the writers.
func lossesListed() string {
	var b strings.Builder
	whole := []string{}
	for _, w := range formats().Writers {
		if len(w.Holds().Loses) == 0 {
			whole = append(whole, w.Title())
			continue
		}
		fmt.Fprintf(&b, "- **%s.** %s\n", w.Title(), strings.Join(w.Holds().Loses, " "))
	}
	return fmt.Sprintf("- **%s.** Nothing.\n", strings.Join(whole, "; ")) + b.String()
}

// fieldsListed are the fields that columns of a file can fill.
func fieldsListed() string {
	var b strings.Builder
	b.WriteString("| collection | its own fields |\n|---|---|\n")
	names := func(fields []data.Field) string {
		var all []string
		for _, f := range fields {
			if !f.Derived {
				all = append(all, "`"+f.Name+"`")
			}
		}
		return strings.Join(all, " ")
	}
	for _, c := range data.Collections {
		if !c.Derived {
			fmt.Fprintf(&b, "| `%s` | %s |\n", c.Name, names(c.Fields))
		}
	}
	fmt.Fprintf(&b, "| all of them | %s |\n", names(data.LocationFields))
	return b.String()
}

// TestTheDocumentsNameNoFlagThatIsNotThere looks at the commands that people copy.
func TestTheDocumentsNameNoFlagThatIsNotThere(t *testing.T) {
	help := map[string]string{}
	for _, command := range []string{"serve", "import", "overlaps", "export", "sources list", "sources add", "sources cite", "sources features", "prefer", "history", "sample", "health",
		"plan list", "plan show", "plan new", "plan arrange", "plan rank", "plan changes", "plan accept", "plan matrix", "plan check", "plan import", "plan delete", "plan demo", "plan export"} {
		help[command] = mustRun(t, t.TempDir(), append(strings.Fields(command), "--help")...).stdout
	}
	help["sources"] = help["sources list"]
	blocks := regexp.MustCompile("(?s)```\n.*?```")
	lines := regexp.MustCompile(`(?m)^\$? ?(?:go run \./cmd/)?burialmap (\w+)(.*)$`)
	flags := regexp.MustCompile(` (--[a-z-]+)`)
	seen := 0
	for _, name := range []string{"README.md", "docs/FORMATS.md", "docs/OPERATIONS.md", "docs/PLANNING.md", "docs/FIELD.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		code := strings.Join(blocks.FindAllString(strings.ReplaceAll(string(text), "\r\n", "\n"), -1), "\n")
		for _, line := range lines.FindAllStringSubmatch(code, -1) {
			command, arguments := line[1], strings.Split(line[2], "#")[0]
			if words := strings.Fields(arguments); len(words) > 0 && help[command+" "+words[0]] != "" {
				command += " " + words[0]
			}
			if help[command] == "" {
				t.Errorf("%s: there is no command %s", name, command)
			}
			for _, flag := range flags.FindAllStringSubmatch(arguments, -1) {
				seen++
				if !strings.Contains(help[command], flag[1]+"=") && !strings.Contains(help[command], flag[1]+" ") {
					t.Errorf("%s: burialmap %s has no %s", name, command, flag[1])
				}
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d flags seen", seen)
	}
}
