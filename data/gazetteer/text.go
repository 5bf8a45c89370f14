package gazetteer

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxRunes is how much of a text is read. A place in words is a sentence.
const MaxRunes = 1000

// normal is a text in one width and case, with single spaces.
func normal(text string) string {
	if n := 0; len(text) > MaxRunes {
		for i := range text {
			if n++; n > MaxRunes {
				text = text[:i]
				break
			}
		}
	}
	text = fractions.ReplaceAllString(unifiedFractions.Replace(text), "$1.5")
	text = strings.ToLower(norm.NFKC.String(text))
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' ' // control characters mark what was read: see masked
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// Fractions are read as decimals, which leave as much open: see halfUnit.
var (
	unifiedFractions = strings.NewReplacer("½", " 1/2", "¼", " 1/4", "¾", " 3/4", "№", "# ")
	fractions        = regexp.MustCompile(`(\d+)\s+1/2`)
)

// firstSentence is what stands before a semicolon or a full stop that ends a sentence. One
// that ends an abbreviation (пос. Хурмули) or stands in a number does not.
func firstSentence(text string) string {
	for i, r := range text {
		switch r {
		case ';', '。', '!', '?', '|':
			return text[:i]
		case '.':
			if endsSentence(text[:i], text[i+1:]) {
				return text[:i]
			}
		}
	}
	return text
}

// endsSentence judges a full stop by the words around it: an abbreviation is short.
func endsSentence(before, after string) bool {
	if after != "" && after[0] != ' ' {
		return false
	}
	word := before[strings.LastIndexAny(before, " .(-")+1:]
	return strings.TrimSpace(after) == "" || len([]rune(word)) > 4
}

var (
	bracketed = regexp.MustCompile(`[(\[（【「『«"“]([^()\[\]「」]*)[)\]）】」』»"”]`)
	commas    = regexp.MustCompile(`,(?:\s|$|\D)|、|/`)
)

// segments are the parts of a sentence between commas and slashes, and after them those
// that stood in brackets. A comma between digits is a decimal one. Quotation marks only
// set off a name.
func segments(sentence string) []string {
	var parts, asides []string
	sentence = strings.NewReplacer("«", "", "»", "", `"`, "", "“", "", "”", "", "「", "", "」", "", "『", "", "』", "").Replace(sentence)
	sentence = bracketed.ReplaceAllStringFunc(sentence, func(in string) string {
		if m := bracketed.FindStringSubmatch(in); m != nil && strings.TrimSpace(m[1]) != "" {
			asides = append(asides, strings.TrimSpace(m[1]))
		}
		return " "
	})
	for {
		at := commas.FindStringIndex(sentence)
		if at == nil {
			break
		}
		parts = appendText(parts, sentence[:at[0]])
		sentence = sentence[at[0]+sizeOfFirst(sentence[at[0]:]):]
	}
	return append(appendText(parts, sentence), asides...)
}

func appendText(all []string, text string) []string {
	if text = strings.TrimSpace(text); text != "" {
		return append(all, text)
	}
	return all
}

func sizeOfFirst(text string) int {
	for _, r := range text {
		return len(string(r))
	}
	return 1
}

// isLetter reports whether a rune goes on a word of Latin or Cyrillic letters. Kana and
// Chinese characters need no space between words.
func isLetter(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Cyrillic) }

// boundary reports whether a word of letters may begin or end between two runes.
func boundary(a, b rune) bool { return !isLetter(a) || !isLetter(b) && b != '-' }

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}
