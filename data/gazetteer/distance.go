package gazetteer

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

// units are lengths in metres by the words for them. A verst is 500 sazhen of 7 English
// feet, 1.0668 km; a ri, 里, is 36 chō, 3.927 km, and not the Chinese li.
var units = []struct {
	word   *regexp.Regexp
	metres float64
}{
	{regexp.MustCompile(`^(?:kilomet(?:re|er)s?|kms?|километр(?:ов|ах|а|у|е)?|км\.?|キロメートル|キロ)`), 1000},
	{regexp.MustCompile(`^(?:miles?|mi|мил(?:ях|я|и|ь|е)|マイル)`), 1609.344},
	{regexp.MustCompile(`^(?:met(?:re|er)s?|m|метр(?:ов|ах|а|у|е)?|м\.?|メートル)`), 1},
	{regexp.MustCompile(`^(?:versts?|верст(?:ах|а|ы|е)?|вёрст(?:ы)?|露里|ヴェルスタ|ベルスタ)`), 1066.8},
	{regexp.MustCompile(`^(?:ri|里)`), 3927.27},
}

// distance is a length as it stands in a text, from byte at up to end.
type distance struct {
	metres, metresError float64
	at, end             int
}

var (
	digits = regexp.MustCompile(`^(?:\d{1,3}(?: \d{3})+|\d{1,7})(?:[.,]\d{1,6})?`)
	dash   = regexp.MustCompile(`^ ?[-–—−~〜] ?`)
	hedge  = regexp.MustCompile(`(?:about|approximately|approx\.?|circa|ca?\.?|roughly|some|around|около|примерно|приблизительно|порядка|прибл\.|約|およそ|ほぼ|~) ?$`)
)

// distances finds the lengths in a text.
func distances(text string) []distance {
	var all []distance
	before := ' '
	for i := 0; i < len(text); {
		if d, ok := distanceAt(text, i, before); ok {
			all = append(all, d)
			before, i = ' ', d.end
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		before, i = r, i+size
	}
	return all
}

// distanceAt reads a number, or two with a dash between them, and a unit.
func distanceAt(text string, at int, before rune) (distance, bool) {
	first, size := number(text[at:], before)
	if size == 0 {
		return distance{}, false
	}
	last, end := first, at+size
	if gap := dash.FindString(text[end:]); gap != "" {
		if second, size := number(text[end+len(gap):], ' '); size > 0 {
			last, end = second, end+len(gap)+size
		}
	}
	if strings.HasPrefix(text[end:], " ") || strings.HasPrefix(text[end:], "-") {
		end++
	}
	metres, size := unitAt(text[end:])
	if size == 0 {
		return distance{}, false
	}
	d := span(first, last, metres)
	d.at, d.end = at, end+size
	if h := hedge.FindString(text[:at]); h != "" {
		d.at -= len(h)
		d.metresError *= 2
	}
	return d, true
}

// longestOffset is the longest distance that is taken for one, in metres.
const longestOffset = 500_000

// span is the length between two numbers, mostly the same.
func span(first, last string, unit float64) distance {
	a, _ := decimal(first) // both are digits, by their patterns
	b, _ := decimal(last)
	return distance{metres: (a + b) / 2 * unit, metresError: (math.Abs(b-a)/2 + halfUnit(last)) * unit}
}

// number reads digits, or a word for a number, where no word and no other number goes
// before, and says how many bytes it read.
func number(text string, before rune) (string, int) {
	if strings.ContainsRune("0123456789.,#第/°′", before) {
		return "", 0
	}
	if d := digits.FindString(text); d != "" {
		return strings.ReplaceAll(d, " ", ""), len(d)
	}
	if isLetter(before) {
		return "", 0
	}
	for _, w := range numberWords {
		if rest, ok := strings.CutPrefix(text, w.word); ok && (w.joined || !isLetter(firstRune(rest))) {
			return w.value, len(w.word)
		}
	}
	return "", 0
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// unitAt reads a unit that ends where a word may end.
func unitAt(text string) (metres float64, size int) {
	for _, u := range units {
		word := u.word.FindString(text)
		if len(word) > size && (!isLetter(firstRune(word)) || !isLetter(firstRune(text[len(word):]))) {
			metres, size = u.metres, len(word)
		}
	}
	return metres, size
}

// numberWord is a number in words, in the cases that distances stand in; a joined one
// forms one word with the unit: полкилометра.
type numberWord struct {
	word, value string
	joined      bool
}

var numberWords = func() []numberWord {
	var all []numberWord
	for value, words := range map[string]string{
		"0.5": "half_a a_half", "1.5": "one_and_a_half полтора полутора полторы", "1": "one один одном одного одной", "2": "two два две двух",
		"3": "three три трех трёх", "4": "four четыре четырех четырёх", "5": "five пять пяти", "6": "six шесть шести", "7": "seven семь семи",
		"8": "eight восемь восьми", "9": "nine девять девяти", "10": "ten десять десяти", "15": "fifteen пятнадцать пятнадцати", "20": "twenty двадцать двадцати",
	} {
		for w := range strings.FieldsSeq(words) {
			all = append(all, numberWord{strings.ReplaceAll(w, "_", " "), value, false})
		}
	}
	for i, r := range []rune("一二三四五六七八九十") {
		all = append(all, numberWord{string(r), []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}[i], true})
	}
	return append(all, numberWord{"пол", "0.5", true}, numberWord{"半", "0.5", true}, numberWord{"1/2", "0.5", true}, numberWord{"1/4", "0.25", true}, numberWord{"3/4", "0.75", true})
}()
