package web

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
)

// languages are those of the pages for people; the first is for whoever reads none of them.
var languages = []string{"en", "ru", "ja"}

var languageNames = map[string]string{"en": "English", "ru": "Русский", "ja": "日本語"}

//go:embed words/*.tsv
var wordFiles embed.FS

// words are what the pages say, by language and key.
var words = readWords()

func readWords() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, l := range languages {
		all[l] = map[string]string{}
	}
	names, err := fs.Glob(wordFiles, "words/*.tsv")
	if err != nil {
		panic(err) // cannot happen: the pattern is constant
	}
	for _, name := range names {
		text, err := wordFiles.ReadFile(name)
		if err != nil {
			panic(err) // cannot happen: the file is built in
		}
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		for _, line := range lines[1:] { // the first names the columns
			cells := strings.Split(line, "\t")
			for i, l := range languages {
				all[l][cells[0]] = cells[i+1]
			}
		}
	}
	return all
}

// language is one that a page is written in.
type language string

// say is what the pages say under a key, with its blanks filled.
func (l language) say(key string, fill ...any) string {
	text, ok := words[string(l)][key]
	if !ok {
		return key
	}
	if len(fill) > 0 {
		return fmt.Sprintf(text, fill...)
	}
	return text
}

// field is the name of a field for people.
func (l language) field(name string) string { return l.say("field." + name) }

// about says in a sentence what a field means.
func (l language) about(collection, name string) string {
	if text, ok := words[string(l)]["about."+collection+"."+name]; ok {
		return text
	}
	return l.say("about." + name)
}

// vocabularies say under which keys the values of an Enum field are.
var vocabularies = map[string]string{
	"sites.status": "status", "plots.kind": "kind", "plots.occupancy": "who", "cemeteries.use": "who", "sources.kind": "sourcekind",
	"overlaps.class": "class", "overlaps.relation": "relation", "overlaps.time_relation": "time", "overlaps.review": "review", "overlaps.reviewed_class": "class",
	"restrictions.kind": "restriction", "restrictions.effect": "effect", "restrictions.concerns": "concerns",
	"observations.task": "task", "observations.outcome": "outcome", "observations.marker": "marker",
	"sites.overlap_class": "class", "cemeteries.overlap_class": "class",
}

// value is the value of a field as people read it.
func (l language) value(c data.Collection, f data.Field, v any) string {
	switch v := v.(type) {
	case float64:
		if share, ok := percent(f.Name, v); ok {
			return share
		}
	case bool:
		if v {
			return l.say("yes")
		}
		return l.say("no")
	case string:
		if f.Type != data.Enum {
			return v
		}
		vocabulary := vocabularies[c.Name+"."+f.Name]
		if f.Name == "location_method" {
			vocabulary = "method"
		}
		if text, ok := words[string(l)][vocabulary+"."+v]; ok {
			return text
		}
		return v
	}
	return shown(v)
}

// percent writes a probability or a share as people read it. A probability is never said to
// be 0 or 100 %: no method knows that.
func percent(field string, v float64) (string, bool) {
	switch {
	case strings.HasSuffix(field, "probability"):
		if v < 0.001 {
			return "< 0.1 %", true
		}
		if v > 0.999 {
			return "> 99.9 %", true
		}
	case !strings.HasSuffix(field, "_fraction") && field != "overlap_probability_error":
		return "", false
	}
	return strconv.FormatFloat(v*100, 'f', 1, 64) + " %", true
}

// nameOf is what a feature is called in a language, or "". An overlap is called by its
// parties, a position by what it is one of.
func (l language) nameOf(f data.Feature) string {
	for _, field := range []string{"name_" + string(l), "name", "name_en", "name_ru", "name_ja", "title"} {
		if name := f.Text(field); name != "" {
			return name
		}
	}
	if pow, civilian := f.Text("pow"), f.Text("civilian"); pow != "" && civilian != "" {
		return pow + " – " + civilian
	}
	return f.Text("of")
}

// languageOf is the language that a page is asked for in: by the parameter lang, else by
// the header Accept-Language.
func languageOf(r *http.Request) language {
	if l := r.URL.Query().Get("lang"); slices.Contains(languages, l) {
		return language(l)
	}
	best, most := languages[0], 0.0
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Language"), ","), ",") {
		tag, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		q := 1.0
		if text, ok := strings.CutPrefix(strings.TrimSpace(weight), "q="); ok {
			var err error
			if q, err = strconv.ParseFloat(text, 64); err != nil || !(q >= 0 && q <= 1) {
				q = 0
			}
		}
		if slices.Contains(languages, tag) && q > most {
			best, most = tag, q
		}
	}
	return language(best)
}

// checkLanguage refuses a language that there are no pages in.
func (p params) checkLanguage() error {
	if l, ok := p["lang"]; ok && !slices.Contains(languages, l) {
		return badParameter("lang", fmt.Sprintf("Parameter \"lang\" is to be one of %s.", strings.Join(languages, ", ")))
	}
	return nil
}
