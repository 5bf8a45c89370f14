package data

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// FoldCase is a text without its case, as Unicode folds it: ß is ss, Ё is ё.
func FoldCase(text string) string {
	plain := true
	for i := range len(text) {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			return cases.Fold().String(text)
		case 'A' <= c && c <= 'Z':
			plain = false
		}
	}
	if plain {
		return text
	}
	return strings.ToLower(text)
}

// FoldAccents is a text without its accents: é is e, ё is е. Two signs that Unicode writes
// as marks make letters of their own and stay: the breve of й and ў, and the voicing marks
// of kana. Letters with a stroke, like ł, have no accent in Unicode and stay too.
func FoldAccents(text string) string {
	if ascii(text) {
		return text
	}
	var b strings.Builder
	var base rune
	for _, r := range norm.NFD.String(text) {
		if !unicode.Is(unicode.Mn, r) {
			base = r
			b.WriteRune(r)
			continue
		}
		if keepsMark(base, r) {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

func keepsMark(base, mark rune) bool {
	const breve, voiced, halfVoiced = '\u0306', '\u3099', '\u309a'
	switch mark {
	case voiced, halfVoiced:
		return true
	case breve:
		return strings.ContainsRune("иИуУ", base)
	}
	return false
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// pattern is a pattern of LIKE taken apart.
type pattern []patternPart

// patternPart is one sign that is to be there, any one sign, or any signs.
type patternPart struct {
	sign      rune
	one, many bool
}

// newPattern reads a pattern. A \ at its end stands for itself.
func newPattern(text string) pattern {
	var p pattern
	escaped := false
	for _, r := range text {
		switch {
		case escaped:
			p, escaped = append(p, patternPart{sign: r}), false
		case r == '\\':
			escaped = true
		case r == '%':
			if len(p) == 0 || !p[len(p)-1].many {
				p = append(p, patternPart{many: true})
			}
		case r == '_':
			p = append(p, patternPart{one: true})
		default:
			p = append(p, patternPart{sign: r})
		}
	}
	if escaped {
		p = append(p, patternPart{sign: '\\'})
	}
	return p
}

// match goes along text and pattern; where they part it goes back to the last % and lets
// it take one sign more.
func (p pattern) match(text string) bool {
	at, part := 0, 0
	back, backPart := -1, 0
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case part < len(p) && p[part].many:
			back, backPart = at, part
			part++
		case part < len(p) && (p[part].one || p[part].sign == r):
			at += size
			part++
		case back >= 0:
			_, size = utf8.DecodeRuneInString(text[back:])
			back += size
			at, part = back, backPart+1
		default:
			return false
		}
	}
	for part < len(p) && p[part].many {
		part++
	}
	return part == len(p)
}
