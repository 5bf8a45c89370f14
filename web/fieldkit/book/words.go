package book

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// The words of the book. Those that the map has too are in the files shared.*, and a test
// keeps them the same there and here; the others are the book's own.
//
//go:embed words/*.json
var wordFiles embed.FS

// Languages are those in which a book can be written.
var Languages = []string{"en", "ru", "ja"}

// message is a text, or its plural forms by the categories of CLDR.
type message struct {
	plain string
	forms map[string]string
}

func (m *message) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &m.plain)
	}
	return json.Unmarshal(b, &m.forms)
}

// words are the messages of one language by key.
type words struct {
	language string
	messages map[string]message
	// rules are the sentences of conflicts: each is said if all that it speaks of is known.
	rules map[string][]string
}

var catalogues = loadWords()

func loadWords() map[string]words {
	all := map[string]words{}
	for _, language := range Languages {
		messages := map[string]message{}
		for _, area := range []string{"shared", "book"} {
			maps.Copy(messages, mustRead[message](area+"."+language+".json"))
		}
		all[language] = words{language, messages, mustRead[[]string]("rules." + language + ".json")}
	}
	return all
}

func mustRead[T any](name string) map[string]T {
	text, err := wordFiles.ReadFile("words/" + name)
	if err != nil {
		panic(err) // cannot happen: the files are embedded
	}
	var read map[string]T
	if err := json.Unmarshal(text, &read); err != nil {
		panic(fmt.Errorf("%s: %w", name, err)) // cannot happen: every start of the program reads them
	}
	return read
}

// values are what is put into a message by the names of its placeholders.
type values map[string]any

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// has reports whether a key that was put together has words.
func (w words) has(key string) bool {
	_, ok := w.messages[key]
	return ok
}

// say is a message with its {placeholders} filled. The value n picks the plural form. A key
// without words says itself, so that nothing is lost.
func (w words) say(key string, v values) string {
	m, ok := w.messages[key]
	if !ok {
		return plainTerm(key[strings.LastIndexByte(key, '.')+1:])
	}
	text := m.plain
	if m.forms != nil {
		text = m.forms[pluralOf(w.language, v["n"])]
		if text == "" {
			text = m.forms["other"]
		}
	}
	return w.fill(text, v)
}

func (w words) fill(text string, v values) string {
	return placeholder.ReplaceAllStringFunc(text, func(whole string) string {
		value, ok := v[whole[1:len(whole)-1]]
		if !ok {
			return whole
		}
		return w.written(value)
	})
}

// sentences are those of a rule of which everything is known that they speak of.
func (w words) sentences(key string, v values) string {
	var said []string
	for _, sentence := range w.rules[key] {
		if !slices.ContainsFunc(placeholder.FindAllString(sentence, -1), func(p string) bool {
			_, known := v[p[1:len(p)-1]]
			return !known
		}) {
			said = append(said, strings.ReplaceAll(w.fill(sentence, v), "..", ".")) // "8 июля 2027 г." ends a sentence too
		}
	}
	if w.language == "ja" {
		return strings.Join(said, "")
	}
	return strings.Join(said, " ")
}

// written is a value as it stands in a text: numbers as the language writes them.
func (w words) written(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case int:
		return w.number(float64(value), 0)
	case int64:
		return w.number(float64(value), 0)
	case float64:
		return w.number(value, 3)
	}
	return fmt.Sprint(value)
}

// term is the message for a value of a vocabulary, or the value itself if it is new to us.
func (w words) term(vocabulary, value string) string {
	if key := vocabulary + "." + value; w.has(key) {
		return w.say(key, nil)
	}
	return plainTerm(value)
}

func plainTerm(value string) string { return strings.ReplaceAll(value, "_", " ") }

// pluralOf is the category of a number by the rules of CLDR for the three languages.
func pluralOf(language string, value any) string {
	n, whole := wholeNumber(value)
	switch {
	case language == "en" && whole && n == 1:
		return "one"
	case language != "ru" || !whole:
		return "other"
	case n%10 == 1 && n%100 != 11:
		return "one"
	case n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14):
		return "few"
	}
	return "many"
}

func wholeNumber(value any) (int64, bool) {
	switch value := value.(type) {
	case int:
		return int64(value), true
	case int64:
		return value, true
	case float64:
		return int64(value), value == float64(int64(value))
	}
	return 0, false
}
