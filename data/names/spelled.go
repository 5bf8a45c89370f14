package names

import "strings"

// spelled is a reading as katakana could write it, with the vowels that [rough] leaves
// out, for judging how near it comes to a name in kana: горин and горный are both gorn in
// rough, and ゴリン is the first.
func spelled(reading string) string {
	var b strings.Builder
	for i := range len(reading) {
		switch c := reading[i]; c {
		case 'j', '\'':
		case 'v':
			b.WriteByte('b')
		default:
			if same, ok := roughSounds[c]; ok {
				b.WriteString(same)
			} else {
				b.WriteByte(c)
			}
		}
	}
	return b.String()
}

// spelledKana is a word in kana in the same letters.
func spelledKana(word string) string {
	return strings.ReplaceAll(strings.Join(syllables(kanaSpellings.Replace(word)), ""), "y", "")
}

// likeness is how near two spellings come: 1 less the share of letters that have to be
// changed, put in or left out.
func likeness(a, b string) float64 {
	if len(a) > longestWord || len(b) > longestWord || len(a)+len(b) == 0 {
		return 0
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return 1 - float64(row[len(b)])/float64(max(len(a), len(b)))
}

// likest is the best likeness between two sets of spellings.
func likest(a, b []string) float64 {
	best := 0.0
	for _, x := range a {
		for _, y := range b {
			best = max(best, likeness(x, y))
		}
	}
	return best
}
