package names

import "strings"

// romaji reads a word of Latin letters as Japanese, in Hepburn's or Kunrei's spelling,
// into the parts that [syllables] makes of kana. It is nil for what is not Japanese from
// end to end.
func romaji(word string) []string {
	word = hepburn.Replace(strings.ReplaceAll(word, "'", ""))
	return openSyllables(word, "kgsztdnhbpmryw")
}

// hepburn turns Hepburn's spellings into Kunrei's. Fu is hu, and ji, di are zi.
var hepburn = strings.NewReplacer(
	"tch", "t", "cch", "t", "sshi", "si", "shi", "si", "chi", "ti", "ttsu", "tu", "tsu", "tu", "sh", "sy", "ch", "ty", "ts", "t",
	"ji", "zi", "ja", "zya", "ju", "zyu", "jo", "zyo", "je", "ze", "di", "zi", "dzu", "zu", "du", "zu", "fu", "hu", "f", "h", "v", "b",
	"mb", "nb", "mp", "np",
)

// polivanov reads a word of Cyrillic letters as Japanese in Polivanov's spelling, into
// the same parts; nil for what is not Japanese from end to end.
func polivanov(word string) []string {
	return openSyllables(polivanovSounds.Replace(word), "kgsztdnhbpmryw")
}

var polivanovSounds = strings.NewReplacer(
	"дзи", "zi", "ддз", "z", "дз", "z", "ди", "zi", "цу", "tu", "ццу", "tu", "мб", "nb", "мп", "np", "нъ", "n",
	"а", "a", "и", "i", "у", "u", "э", "e", "е", "e", "о", "o", "й", "i", "ы", "i", "я", "ya", "ю", "yu", "ё", "yo",
	"к", "k", "г", "g", "с", "s", "з", "z", "т", "t", "д", "d", "н", "n", "х", "h", "ф", "h", "б", "b", "п", "p", "м", "m", "р", "r", "в", "w",
	"ж", "z", "ш", "s", "ч", "t", "ь", "",
)

// openSyllables cuts Kunrei romanisation into syllables: at most one consonant with at
// most a y, and a vowel; or n. Doubled consonants are single, wa is ba.
func openSyllables(word, consonants string) []string {
	var parts []string
	for i := 0; i < len(word); {
		from := i
		if strings.IndexByte(consonants, word[i]) >= 0 {
			i++
			if i < len(word) && word[i] == word[i-1] && word[i] != 'n' {
				from, i = i, i+1
			}
		}
		if i < len(word) && i > from && word[i] == 'y' && word[from] != 'y' {
			i++
		}
		switch {
		case i < len(word) && strings.IndexByte(vowels, word[i]) >= 0:
			i++
		case word[from] == 'n' && i == from+1:
		default:
			return nil
		}
		part := word[from:i]
		if part[0] == 'w' {
			part = "b" + part[1:]
		}
		parts = append(parts, part)
	}
	return parts
}

// asJapanese is how a word reads as Japanese, or "". A word of fewer than two syllables
// is none.
func asJapanese(word string, s script) string {
	var parts []string
	switch s {
	case latin:
		parts = romaji(plain(word))
	case cyrillic:
		parts = polivanov(word)
	case hiragana, katakana:
		parts = syllables(word)
	default:
	}
	if len(parts) < 2 {
		return ""
	}
	return japanese(parts)
}
