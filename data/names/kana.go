package names

import "strings"

// syllables are the parts of a word in katakana as in Kunrei romanisation, one string
// each: フルムリ is hu ru mu ri. Long vowels are short, doubled consonants single, and
// what Japanese writers spell in two ways is one: ヴ and ブ, ティ and チ, ファ and ハ, ワ
// and バ. It is nil for what is not kana.
func syllables(word string) []string {
	var parts []string
	for _, r := range word {
		r = asKatakana(r)
		switch r {
		case 'ー', 'ッ', '゛', '゜':
			continue
		case 'ヽ', 'ヾ':
			if len(parts) > 0 {
				parts = append(parts, parts[len(parts)-1])
			}
			continue
		}
		if small, ok := smallKana[r]; ok && len(parts) > 0 {
			parts[len(parts)-1] = joinedKana(parts[len(parts)-1], small)
			continue
		}
		sound, ok := kanaSounds[r]
		if !ok {
			return nil
		}
		parts = append(parts, sound)
	}
	return parts
}

// joinedKana is a syllable with the small kana behind it: ti + ya is tya, hu + a is ha.
func joinedKana(syllable, small string) string {
	onset := strings.TrimRight(syllable, vowels)
	switch {
	case onset == "":
		return joinedVowel(syllable, small)
	case small[0] == 'y' && strings.HasSuffix(onset, "y"):
		return onset[:len(onset)-1] + small
	case onset == "d" && (small == "i" || small[0] == 'y'):
		return "z" + small // ディ, デュ as ジ, ジュ
	default:
		return onset + small
	}
}

// joinedVowel is イェ, ウィ, ウォ.
func joinedVowel(vowel, small string) string {
	if vowel == "u" {
		return "b" + small // as ヴィ: ワ and バ are one
	}
	return small
}

var smallKana = map[rune]string{'ァ': "a", 'ィ': "i", 'ゥ': "u", 'ェ': "e", 'ォ': "o", 'ャ': "ya", 'ュ': "yu", 'ョ': "yo", 'ヮ': "a"}

var kanaSounds = kanaTable()

func kanaTable() map[rune]string {
	table := map[rune]string{
		'ダ': "da", 'ヂ': "zi", 'ヅ': "zu", 'デ': "de", 'ド': "do", 'ヤ': "ya", 'ユ': "yu", 'ヨ': "yo", 'ワ': "ba", 'ヰ': "i", 'ヱ': "e", 'ヲ': "o",
		'ン': "n", 'ヴ': "bu", 'ヷ': "ba", 'ヸ': "bi", 'ヹ': "be", 'ヺ': "bo", 'ヵ': "ka", 'ヶ': "ke",
	}
	for row, kana := range map[string]string{
		"": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ", "t": "タチツテト", "n": "ナニヌネノ",
		"h": "ハヒフヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
	} {
		for i, r := range []rune(kana) {
			table[r] = row + "aiueo"[i:i+1]
		}
	}
	return table
}

// japanese is a word in kana as one string for comparison with other Japanese, or "".
func japanese(parts []string) string {
	var b strings.Builder
	for i, part := range parts {
		if !beforeNasal(parts, i) && (i == 0 || !longVowel(parts[i-1], part)) {
			b.WriteString(part)
		}
	}
	return b.String()
}

// longVowel reports whether a vowel only lengthens the syllable before: トウ, クウ.
func longVowel(before, vowel string) bool {
	last := before[len(before)-1]
	return vowel != "n" && len(vowel) == 1 && (vowel[0] == last || vowel == "u" && last == 'o')
}

// roughKana is a word in kana without what kana has only for want of letters: see rough.
func roughKana(word string) string {
	parts := syllables(kanaSpellings.Replace(word))
	var b strings.Builder
	for i, part := range parts {
		if !beforeNasal(parts, i) {
			b.WriteString(roughSyllable(part, i == 0))
		}
	}
	return b.String()
}

// kanaSpellings part what [syllables] puts together and Russian does not.
var kanaSpellings = strings.NewReplacer("ツ", "トス", "ディ", "ドゥ", "デュ", "ドゥ")

// beforeNasal reports whether part i is an ン that only doubles the consonant after it.
func beforeNasal(parts []string, i int) bool {
	return parts[i] == "n" && i+1 < len(parts) && strings.IndexByte("mn", parts[i+1][0]) >= 0
}

func roughSyllable(part string, first bool) string {
	onset, vowel := strings.TrimRight(part, vowels), part[len(part)-1:]
	if onset == part {
		return part // ン
	}
	onset = strings.TrimSuffix(onset, "y")
	switch {
	case (vowel == "i" || vowel == "u") && !(first && onset == ""):
		return onset
	case vowel == "o" && (onset == "t" || onset == "d"):
		return onset
	default:
		return onset + vowel
	}
}

// roughJapanese are the forms of a word in kana that are compared with letters. ё, heard
// as ヨ, is mostly written е.
func roughJapanese(word string) []string {
	r := roughKana(word)
	if r == "" {
		return nil
	}
	written := []string{r, roughKana(softenedO.Replace(word)), roughKana(plainTu.Replace(word))}
	for _, reading := range phones(customary[plain(word)], cyrillic) {
		written = append(written, rough(reading)...)
	}
	return each(written, func(form string) []string { return []string{form} })
}

var (
	softenedO = strings.NewReplacer("ョ", "ェ")
	plainTu   = strings.NewReplacer("ツ", "トゥ") // older writers have no トゥ
)

// customary are names that Japanese has in a form of its own, as they are in Russian.
var customary = map[string]string{
	"ウラジオストク": "владивосток", "ウラジオストック": "владивосток", "ウラジオ": "владивосток", "ウラヂオストク": "владивосток",
}
