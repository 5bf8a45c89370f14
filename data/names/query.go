package names

import (
	"slices"
	"strings"
)

// Word is what one word of a search asks: a thing satisfies it if one of its keys begins
// with one of Begins, or equals one of Sounds. Nothing satisfies a Word without either.
type Word struct {
	Begins []string
	Sounds []string
}

// Query is what a search for a text asks; a thing must satisfy every Word. Generic words
// ask nothing beside others; a text of nothing else gives one Word that nothing
// satisfies. A text without letters and digits asks nothing: Query is nil.
func Query(text string) []Word {
	tokens := split(clean(text))
	words := wordsOf(tokens)
	var all []Word
	for _, w := range words {
		all = append(all, formsOf(w).asked())
	}
	for _, s := range spansOf(words) {
		sounds := formsOf(joined(words[s.from:s.to])).asked().Sounds
		for i := s.from; i < s.to; i++ {
			all[i].Sounds = append(all[i].Sounds, sounds...)
		}
	}
	for i, t := range tokens {
		if t.script == digit {
			all = append(all, numberWord(tokens, i))
		}
	}
	if len(all) == 0 && len(tokens) > 0 {
		return []Word{{}}
	}
	for i, w := range all {
		all[i] = w.tidy()
	}
	return all
}

// tidy sorts the alternatives, each once.
func (w Word) tidy() Word {
	slices.Sort(w.Begins)
	slices.Sort(w.Sounds)
	return Word{Begins: slices.Compact(w.Begins), Sounds: slices.Compact(w.Sounds)}
}

// Satisfied reports whether sorted keys, as Keys gives them, satisfy the word.
func (w Word) Satisfied(keys []string) bool {
	for _, sound := range w.Sounds {
		if _, ok := slices.BinarySearch(keys, sound); ok {
			return true
		}
	}
	for _, begin := range w.Begins {
		if at, _ := slices.BinarySearch(keys, begin); at < len(keys) && strings.HasPrefix(keys[at], begin) {
			return true
		}
	}
	return false
}

// Matches reports whether a thing with these names is one that a search for query finds.
// A query that asks nothing finds everything.
func Matches(query string, names ...string) bool {
	return Satisfied(Query(query), Keys(names...))
}

// Satisfied reports whether sorted keys, as Keys gives them, satisfy every word.
func Satisfied(words []Word, keys []string) bool {
	for _, w := range words {
		if !w.Satisfied(keys) {
			return false
		}
	}
	return true
}
