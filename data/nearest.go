package data

import (
	"cmp"
	"slices"
	"strings"
)

// Nearest are those of the known words that somebody may have meant by a word that is none
// of them, the likeliest first, n at most: by how many letters they are away, one that
// holds the word or is held by it before all others. Case and signs do not count. Words
// of which more than every second letter differs are left out.
func Nearest(word string, known []string, n int) []string {
	type like struct {
		word  string
		edits int
	}
	var all []like
	plain := Plain(word)
	for _, k := range known {
		p := Plain(k)
		letters := max(len([]rune(plain)), len([]rune(p)))
		away := edits([]rune(plain), []rune(p))
		switch {
		case plain == "" || p == "":
			continue
		case strings.Contains(p, plain) || strings.Contains(plain, p):
			away = 0
		case 2*away > letters:
			continue
		}
		all = append(all, like{k, away})
	}
	slices.SortStableFunc(all, func(a, b like) int { return cmp.Compare(a.edits, b.edits) })
	words := make([]string, min(n, len(all)))
	for i := range words {
		words[i] = all[i].word
	}
	return words
}
