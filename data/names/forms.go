package names

import "slices"

// forms are all that is compared of a word.
type forms struct {
	word     word
	normal   string
	russian  []string // how it sounds as Russian
	japanese []string // how it reads as Japanese
	rough    []string // what of it survives katakana
	spelled  []string // the same with every vowel, to tell apart what meets in rough
}

func formsOf(w word) forms {
	f := forms{word: w, normal: plain(w.text)}
	if len(w.text) > longestWord {
		return f
	}
	switch {
	case w.script.letters():
		readings := phones(w.text, w.script)
		f.russian = w.withoutCase(each(readings, func(r string) []string { return []string{russian(r)} }))
		f.rough = w.withoutCase(each(readings, rough))
		f.rough = f.rough[:min(len(f.rough), 2*maxReadings)]
		f.spelled = each(readings, func(r string) []string { return []string{spelled(r)} })
	case w.script.kana():
		f.rough = w.withoutCase(roughJapanese(w.text))
		f.spelled = []string{spelledKana(w.text)}
	default:
		return f
	}
	if j := asJapanese(w.text, w.script); j != "" {
		f.japanese = []string{j}
	}
	return f
}

// longestWord, in bytes, is one whose sound is worth asking: the longest compounds of the
// region have half as many letters. A longer one has only its normal form.
const longestWord = 128

// keys are those under which the word is found.
func (f forms) keys() []string {
	mark := "~l:"
	if f.word.script.kana() {
		mark = "~k:"
	}
	return slices.Concat([]string{f.normal}, prefixed("~", f.russian), prefixed(mark, f.rough), prefixed("~j:", f.japanese))
}

// asked is what the word asks for by itself.
func (f forms) asked() Word {
	asked := Word{Begins: []string{f.normal}, Sounds: []string{f.normal}}
	asked.take("~", f.russian, shortestBegin)
	asked.take("~j:", f.japanese, never)
	if f.word.script.kana() {
		asked.take("~l:", f.rough, shortestRough)
		asked.take("~k:", f.rough, never)
	} else {
		asked.take("~k:", f.rough, shortestRough)
	}
	return asked
}

// Shorter forms than these say too little to be the beginning of a name.
const (
	shortestBegin = 3
	shortestRough = 4
	never         = longestWord * maxReadings
)

// take adds alternatives, those of a certain length also as the beginning of a name.
func (w *Word) take(mark string, forms []string, shortest int) {
	for _, form := range forms {
		w.Sounds = append(w.Sounds, mark+form)
		if len(form) >= shortest {
			w.Begins = append(w.Begins, mark+form)
		}
	}
}

// withoutCase adds the forms without the vowel at their end if that may be the ending of
// a case: на Амуре, on Amur.
func (w word) withoutCase(forms []string) []string {
	if !w.of {
		return forms
	}
	return each(forms, func(form string) []string {
		if last := len(form) - 1; last > 2 && form[last] == 'e' {
			return []string{form, form[:last]}
		}
		return []string{form}
	})
}

func prefixed(mark string, forms []string) []string {
	all := make([]string, len(forms))
	for i, form := range forms {
		all[i] = mark + form
	}
	return all
}

// each collects what f makes of the items, each once, in order, without empty ones.
func each(items []string, f func(string) []string) []string {
	var all []string
	seen := map[string]bool{"": true}
	for _, item := range items {
		for _, made := range f(item) {
			if !seen[made] {
				seen[made] = true
				all = append(all, made)
			}
		}
	}
	return all
}
