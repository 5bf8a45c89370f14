package fieldkit

import (
	"embed"
	"fmt"
	"math"
	"strings"

	"burialmap/data"
)

// dictionary are the words of one language.
type dictionary struct {
	language string
	of       map[string]string
}

// word is what a key says; a key that has no words is shown as it is, never left out.
func (d dictionary) word(key string) string {
	if text, ok := d.of[key]; ok {
		return text
	}
	return strings.ReplaceAll(key[strings.LastIndexByte(key, '.')+1:], "_", " ")
}

// put fills the places {0}, {1} of a text.
func (d dictionary) put(key string, values ...any) string {
	text := d.word(key)
	for i, v := range values {
		text = strings.ReplaceAll(text, fmt.Sprintf("{%d}", i), fmt.Sprint(v))
	}
	return text
}

// purpose says what a file of a package is for.
func (d dictionary) purpose(name string) string {
	if strings.HasPrefix(name, "book-") {
		return d.word("file.book")
	}
	return d.word("file." + name)
}

// chance is a class with its probability, which is never shown as 0 % or 100 %.
func (d dictionary) chance(f data.Feature, class, probability string) string {
	text := f.Text(class)
	p, known := f.Properties[probability].(float64)
	switch {
	case text == "" && known: // compared, and no pair was likely enough to be recorded
		return percent(p)
	case text == "":
		return d.word("class.none")
	case !known || text == data.ClassNotAssessed:
		return d.word("class." + text)
	}
	return d.word("class."+text) + ", " + percent(p)
}

// percent is a probability in whole percent, bounded away from impossible and sure.
func percent(p float64) string {
	switch n := math.Round(100 * p); {
	case n < 1:
		return "<1 %"
	case n > 99:
		return ">99 %"
	default:
		return fmt.Sprintf("%.0f %%", n)
	}
}

// marked is a name; that what it names is invented is said with it, once.
func (d dictionary) marked(name string, fictional bool) string {
	if !fictional {
		return name
	}
	for _, said := range []string{"invented", "вымышлен", "架空"} {
		if strings.Contains(strings.ToLower(name), said) {
			return name
		}
	}
	return name + " (" + d.word("invented.mark") + ")"
}

// accuracy says how well a position is known.
func (d dictionary) accuracy(f data.Feature) string {
	switch {
	case f.Geometry == nil:
		return d.word("not_located")
	case f.Location.Accuracy.Known():
		return d.put("accuracy_m", metres(float64(f.Location.Accuracy)))
	}
	return d.word("accuracy_unknown")
}

// metres are whole from 10 on.
func metres(m float64) string {
	if m >= 10 {
		return fmt.Sprintf("%.0f", m)
	}
	return data.ValueText(math.Round(m*10) / 10)
}

//go:embed words/*.txt
var wordFiles embed.FS

// words are those of each language: a key and its text on each line.
var words = map[string]dictionary{"en": readWords("en"), "ru": readWords("ru"), "ja": readWords("ja")}

func readWords(language string) dictionary {
	text, err := wordFiles.ReadFile("words/" + language + ".txt")
	if err != nil {
		panic(err) // it is embedded
	}
	d := dictionary{language, map[string]string{}}
	for line := range strings.Lines(string(text)) {
		if key, words, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " = "); ok {
			d.of[key] = words
		}
	}
	return d
}
