package notation

import (
	"math"
	"strings"
	"unicode"
)

// metre is a coordinate of a grid as it was written.
type metre struct {
	value float64
	step  float64 // of the last digit, metres
	name  byte    // 'x', 'y', 'e', 'n', or 0
}

// metresOf takes a text apart into two coordinates in metres, with what names them before or
// after them: X and Y in Latin and Cyrillic, E, N, mE, m N. Digits may stand in groups of
// three, and a comma followed by one to three digits is a decimal one. Anything else is no grid.
func metresOf(text string) (a, b metre, ok bool) {
	runes := []rune(strings.ToLower(text))
	var numbers []metre
	var names []byte
	namesFirst := false
	for i := 0; i < len(runes); {
		switch r := runes[i]; {
		case digit(r):
			var m metre
			m, i = metreAt(runes, i)
			numbers = append(numbers, m)
		case unicode.IsLetter(r):
			var word string
			word, i = wordAt(runes, i)
			name, known := metreNames[word]
			if !known {
				return a, b, false
			}
			if name != 0 {
				namesFirst = namesFirst || len(numbers) == 0
				names = append(names, name)
			}
		case unicode.IsSpace(r) || strings.ContainsRune(",;:=/().", r):
			i++
		default:
			return a, b, false
		}
	}
	if len(numbers) != 2 || len(names) != 0 && len(names) != 2 {
		return a, b, false
	}
	for i, name := range names {
		numbers[i].name = name
	}
	return numbers[0], numbers[1], true
}

var metreNames = map[string]byte{
	"x": 'x', "х": 'x', "y": 'y', "у": 'y',
	"e": 'e', "е": 'e', "me": 'e', "east": 'e', "easting": 'e', "восток": 'e',
	"n": 'n', "mn": 'n', "north": 'n', "northing": 'n', "север": 'n',
	"m": 0, "м": 0, "and": 0, "и": 0,
}

func wordAt(runes []rune, i int) (string, int) {
	start := i
	for i < len(runes) && unicode.IsLetter(runes[i]) {
		i++
	}
	return string(runes[start:i]), i
}

// metreAt reads one number and says where it ends.
func metreAt(runes []rune, i int) (metre, int) {
	end := digitsEnd(runes, i)
	whole := string(runes[i:end])
	const longest = 8 // digits of an easting with its zone
	for first := len(whole); first <= 3 && len(whole)+3 <= longest && grouped(runes, end); end += 4 {
		whole += string(runes[end+1 : end+4])
	}
	parts := []string{whole}
	if end+1 < len(runes) && (runes[end] == '.' || runes[end] == ',') {
		if stop := digitsEnd(runes, end+1); stop > end+1 && (runes[end] == '.' || stop-end-1 <= 3) {
			parts, end = append(parts, string(runes[end+1:stop])), stop
		}
	}
	n := numeral(parts...)
	return metre{value: n.value, step: math.Pow10(-n.decimals)}, end
}

func digitsEnd(runes []rune, i int) int {
	for i < len(runes) && digit(runes[i]) {
		i++
	}
	return i
}

// grouped reports whether a space and just three digits follow.
func grouped(runes []rune, end int) bool {
	return end < len(runes) && runes[end] == ' ' && digitsEnd(runes, end+1) == end+4
}
