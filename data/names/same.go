package names

import "slices"

// Same reports whether two sets of names may be of the same place: a name of the one
// says the same words as a name of the other, in any script, no word left over, and no
// number contradicts. Words that are generic do not count; names of nothing but numbers
// must have a number of the same thing in common. Two villages that bear the same name
// are the same to it: where they lie, others know.
func Same(a, b []string) bool { return NewSet(a...).Same(NewSet(b...)) }

// Set is what of the names of a place is compared, worked out once. The zero value has
// no name and is the same as nothing.
type Set struct {
	names   []compared
	numbers []string // without what they count
	bare    []string // names of nothing but numbers
}

// compared is a name word by word and written as one.
type compared struct {
	words []forms
	whole forms
}

// NewSet prepares the names of a place for many comparisons. Its cost is that of [Keys].
func NewSet(texts ...string) Set {
	var s Set
	for _, text := range texts {
		tokens := split(clean(text))
		s.numbers = append(s.numbers, numbersOf(tokens)...)
		found := namesIn(tokens)
		if len(found) == 0 {
			s.bare = append(s.bare, text)
		}
		s.names = append(s.names, found...)
	}
	return s
}

// Same is [Same] of the names that the sets were made of.
func (s Set) Same(t Set) bool {
	if len(s.numbers) > 0 && len(t.numbers) > 0 && !meet(s.numbers, t.numbers) {
		return false
	}
	for _, a := range s.names {
		for _, b := range t.names {
			if sameWords(a, b) {
				return true
			}
		}
	}
	return shareNumber(s.bare, t.bare) || shareNumber(t.bare, s.bare)
}

// shareNumber reports whether a number of the one is among those of the other, as that
// of the same thing.
func shareNumber(a, b []string) bool {
	keys := Keys(b...)
	for _, text := range a {
		for _, w := range Query(text) {
			if w.Satisfied(keys) {
				return true
			}
		}
	}
	return false
}

// namesIn are the names that a text gives: its parts between brackets, slashes and
// commas, and all of it.
func namesIn(tokens []token) []compared {
	var all []compared
	from := 0
	for i := range tokens {
		if tokens[i].begins && i > 0 {
			all = appendName(all, tokens[from:i])
			from = i
		}
	}
	all = appendName(all, tokens[from:])
	if len(all) > 1 {
		all = appendName(all, tokens)
	}
	return all
}

func appendName(all []compared, tokens []token) []compared {
	words := wordsOf(tokens)
	if len(words) == 0 || len(all) == maxCompared {
		return all
	}
	first := firstForms(words)
	return append(all, compared{first, whole(first)})
}

// sameWords reports whether each word of the one meets a word of the other and the
// other way round, or all do when written as one.
func sameWords(a, b compared) bool {
	if allMeet(a.words, b.words) && allMeet(b.words, a.words) {
		return true
	}
	return len(a.words) != len(b.words) && meets(a.whole, b.whole)
}

func allMeet(a, b []forms) bool {
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y forms) bool { return meets(x, y) }) {
			return false
		}
	}
	return true
}
