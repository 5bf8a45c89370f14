package names

import "slices"

// How much it counts in a Score in which way a word of a query met one of a name.
const (
	gradeSame     = 1.0 // the same normal form, or the same sound in another alphabet
	gradeJapanese = 0.95
	gradeRough    = 0.8 // by way of katakana, and up to 0.1 more the nearer they are spelled
	gradeBegin    = 0.7 // only the beginning of the word
	gradeScatter  = 0.1 // words met, but in different names of the thing
)

// Score ranks what Matches finds, from 0, not found, to 1, the same name in the same
// script or an exact transliteration of it. In between it falls with how roughly words
// met and with how much of the name the query leaves over. The best name counts.
func Score(query string, names ...string) float64 {
	best := 0.0
	for _, name := range names {
		best = max(best, scoreOne(query, name))
	}
	if best == 0 && Query(query) != nil && Matches(query, names...) {
		return gradeScatter
	}
	return best
}

func scoreOne(query, name string) float64 {
	q, n := split(clean(query)), split(clean(name))
	asked, given := firstForms(wordsOf(q)), firstForms(wordsOf(n))
	numbers, numbersGiven := numbersOf(q), numbersOf(n)
	size := len(asked) + len(numbers)
	if size == 0 || !Satisfied(Query(query), Keys(name)) {
		return 0
	}
	met := wordsGrade(asked, given)*float64(len(asked)) + float64(len(numbers))
	all := max(len(asked), len(given)) + max(len(numbers), len(numbersGiven))
	return met / float64(size) * (1 + float64(size)/float64(all)) / 2
}

// firstForms are the forms of the first words: names have fewer than maxCompared.
func firstForms(words []word) []forms {
	var all []forms
	for _, w := range words[:min(len(words), maxCompared)] {
		all = append(all, formsOf(w))
	}
	return all
}

// maxCompared is also how many parts of a name are taken for names.
const maxCompared = 12

// wordsGrade is how well the words meet on average, taken one by one or all as one.
func wordsGrade(asked, given []forms) float64 {
	if len(asked) == 0 || len(given) == 0 {
		return gradeRough
	}
	sum := 0.0
	for _, a := range asked {
		best := 0.0
		for _, g := range given {
			best = max(best, grade(a, g))
		}
		if best == 0 && slices.ContainsFunc(given, func(g forms) bool { return begins(g, a) }) {
			best = gradeBegin
		}
		sum += best
	}
	return max(sum/float64(len(asked)), grade(whole(asked), whole(given)))
}

// whole is a name written as one word.
func whole(words []forms) forms {
	all := make([]word, len(words))
	for i, f := range words {
		all[i] = f.word
	}
	return formsOf(joined(all))
}

// grade is how well one word meets another, all of it; 0 if it does not.
func grade(a, b forms) float64 {
	switch {
	case a.normal == b.normal || meet(a.russian, b.russian):
		return gradeSame
	case meet(a.japanese, b.japanese):
		return gradeJapanese
	case (a.word.script.kana() || b.word.script.kana()) && meet(a.rough, b.rough):
		return gradeRough + 0.1*likest(a.spelled, b.spelled)
	default:
		return 0
	}
}

// meets reports whether one word meets another, all of it.
func meets(a, b forms) bool {
	return a.normal == b.normal || meet(a.russian, b.russian) || meet(a.japanese, b.japanese) ||
		(a.word.script.kana() || b.word.script.kana()) && meet(a.rough, b.rough)
}

// begins reports whether a word begins as the other one is.
func begins(long, short forms) bool {
	keys := long.keys()
	slices.Sort(keys)
	return short.asked().tidy().Satisfied(keys)
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(form string) bool { return slices.Contains(b, form) })
}

func numbersOf(tokens []token) []string {
	var all []string
	for _, t := range tokens {
		if t.script == digit {
			all = append(all, t.text)
		}
	}
	return all
}
