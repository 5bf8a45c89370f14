package gazetteer

import (
	"regexp"
	"slices"
	"strings"

	"burialmap/data"
)

var wordPattern = regexp.MustCompile(`[\p{Katakana}ー・=]+|\p{Han}+|[\p{L}][\p{L}'’-]*`)

// mostWindows bounds the look-ups for one text.
const mostWindows = 60

// mentioned are the places whose names stand somewhere in the words, for people to
// choose from where the words as a whole were not understood.
func (l *location) mentioned() []data.Candidate {
	words := wordPattern.FindAllString(firstSentence(normal(l.words)), -1)
	var all []place
	tried := 0
	for size := 3; size > 0; size-- {
		for i := 0; i+size <= len(words) && tried < mostWindows*(4-size)/3; i++ {
			tried++
			for _, p := range within(l.gazetteer.named(strings.Join(words[i:i+size], " ")), l.regions) {
				if !slices.ContainsFunc(all, func(q place) bool { return q.id == p.id }) {
					all = append(all, p)
				}
			}
		}
	}
	return candidates(all)
}
