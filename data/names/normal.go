package names

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MaxRunes is how much of a text is read: names are shorter.
const MaxRunes = 1000

// apostrophe stands in a word for a soft sign, however it was typed.
const apostrophe = '\''

// clean brings a text to one width, case and way of composing, with one apostrophe and
// one number sign. Accents stay: they tell č from c.
func clean(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n++; n > MaxRunes {
			break
		}
		b.WriteRune(unifyMark(r))
	}
	n = 0
	return strings.Map(func(r rune) rune {
		if n++; n > MaxRunes { // one sign can stand for eighteen
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(b.String()))
}

// unifyMark replaces signs that NFKC would take apart or leave apart.
func unifyMark(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', 'ʹ', '′', '`', '´', '＇', 'ʻ', 'ʾ', 'ʿ':
		return apostrophe
	case '№', '＃':
		return '#'
	case 'ʺ', '″', unicode.ReplacementChar:
		return ' '
	default:
		return r
	}
}

// plain is the normal form of a word: without accents and apostrophes, ё as е, hiragana
// as katakana. Й keeps its breve, which makes it another letter, and so does kana its
// voicing marks.
func plain(word string) string {
	var b strings.Builder
	for _, r := range word {
		switch {
		case r == apostrophe || unicode.Is(unicode.Mn, r):
		case r == 'ё':
			b.WriteRune('е')
		case r < 0x80 || scriptOf(r) != latin:
			b.WriteRune(asKatakana(r))
		default:
			b.WriteString(withoutAccent(r))
		}
	}
	return b.String()
}

// withoutAccent is the letter under the accents: é is e, ł is l.
func withoutAccent(r rune) string {
	if base, ok := struckLetters[r]; ok {
		return base
	}
	for _, base := range norm.NFD.String(string(r)) {
		return string(base)
	}
	return ""
}

// struckLetters have no decomposition in Unicode.
var struckLetters = map[rune]string{'ł': "l", 'đ': "d", 'ø': "o", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'þ': "th", 'ħ': "h"}

// asKatakana turns hiragana into katakana.
func asKatakana(r rune) rune {
	if r >= 'ぁ' && r <= 'ゖ' || r == 'ゝ' || r == 'ゞ' {
		return r + ('ァ' - 'ぁ')
	}
	return r
}
