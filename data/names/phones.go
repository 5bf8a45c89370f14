package names

import "unicode/utf8"

// The sounds of a Russian word are written with one letter each: a b v g d e Z z i j k l
// m n o p r s t u f x c C S W, where Z is ж, C is ч, S is ш, W is щ, c is ц, x is х; ' is
// a soft sign.

// maxReadings bounds the ways to read one word: three ambiguous letters have twelve or
// so, and with more of them the rarest are left out.
const maxReadings = 16

// readings collects the ways to read a word, sound by sound.
type readings []string

// add appends to each reading each of the alternatives, the likelier first.
func (r readings) add(alternatives ...string) readings {
	if len(r) == 0 {
		r = readings{""}
	}
	var longer readings
	for _, alternative := range alternatives {
		for _, reading := range r {
			if len(longer) < maxReadings {
				longer = append(longer, reading+alternative)
			}
		}
	}
	return longer
}

// phones are the ways to read a word of Latin or Cyrillic letters as Russian.
func phones(word string, s script) []string {
	table := latinSounds
	if s == cyrillic {
		table = cyrillicSounds
	}
	var r readings
	for len(word) > 0 {
		size, alternatives := soundAt(table, word)
		if len(alternatives) > 0 {
			r = r.add(alternatives...)
		}
		word = word[size:]
	}
	return r
}

// soundAt finds the longest spelling at the beginning of a word. A letter that is in no
// table is read as the one under its accents, or passed over.
func soundAt(table map[string][]string, word string) (int, []string) {
	for size := min(longestSpelling, len(word)); size > 0; size-- {
		if alternatives, ok := table[word[:size]]; ok {
			return size, alternatives
		}
	}
	r, size := utf8.DecodeRuneInString(word)
	return size, table[withoutAccent(r)]
}

// longestSpelling is that of щ in German, schtsch, in bytes.
const longestSpelling = 8
