package names

import "unicode"

// script is the writing that a letter belongs to, as far as it matters here.
type script int

const (
	none script = iota // not a letter
	digit
	latin
	cyrillic
	hiragana
	katakana
	han
	other // a letter of another script: it has its normal form and no sound
)

func scriptOf(r rune) script {
	switch {
	case r >= '0' && r <= '9':
		return digit
	case unicode.Is(unicode.Mn, r):
		return none // an accent without a letter; Cyrillic has some of its own
	case r == 'ー' || unicode.Is(unicode.Katakana, r):
		return katakana
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case r == '々' || r == '〇' || unicode.Is(unicode.Han, r):
		return han
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillic
	case unicode.Is(unicode.Latin, r):
		return latin
	case unicode.IsLetter(r):
		return other
	default:
		return none
	}
}

// kana reports whether the script is one of the two syllabaries.
func (s script) kana() bool { return s == hiragana || s == katakana }

// letters reports whether the script is one that Russian is written in.
func (s script) letters() bool { return s == latin || s == cyrillic }
