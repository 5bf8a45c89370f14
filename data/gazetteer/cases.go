package gazetteer

import "strings"

// cases are the genitive, dative, instrumental and prepositional of a Russian name, as
// the words "от", "к", "между" and "в" ask for them: Джатвы, Джатве, Джатвой. The rules are
// those of school grammar without their exceptions, so that some forms are in no use; a
// form too many finds nothing. It is nil for names that are not Cyrillic.
func cases(name string) []string {
	name = strings.ToLower(name)
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' })
	if len(words) == 0 || len(words) > 4 || !cyrillic(name) {
		return nil
	}
	var all []string
	for _, c := range declensions {
		all = append(all, c.compounds(name, words)...)
	}
	return all
}

func cyrillic(name string) bool {
	for _, r := range name {
		if r >= 'а' && r <= 'я' || r == 'ё' || r == '-' || r == ' ' {
			continue
		}
		return false
	}
	return true
}

// compounds are the forms of a name of one or more words: with only the last declined
// (Южно-Сахалинска), with all (Большой Туры), and with those before "на"
// (Комсомольска-на-Амуре).
func (c declension) compounds(name string, words []string) []string {
	last := len(words) - 1
	if at := strings.Index(name, "-на-"); at > 0 {
		return suffixed(c.forms(words[0]), name[at:])
	}
	head := name[:len(name)-len(words[last])]
	all := prefixed(head, c.forms(words[last]))
	if last == 1 {
		gap := name[len(words[0]) : len(words[0])+1]
		for _, first := range c.forms(words[0]) {
			all = append(all, prefixed(first+gap, c.forms(words[1]))...)
		}
	}
	return all
}

func prefixed(head string, forms []string) []string {
	all := make([]string, len(forms))
	for i, form := range forms {
		all[i] = head + form
	}
	return all
}

func suffixed(forms []string, tail string) []string {
	all := make([]string, len(forms))
	for i, form := range forms {
		all[i] = form + tail
	}
	return all
}

// declension is one case: the endings that replace those of the nominative, the longest
// first. What has none of them takes the ending of "".
type declension []ending

type ending struct{ nominative, endings string }

// forms are those of one word, none for a word that is not declined.
func (c declension) forms(word string) []string {
	var all []string
	longest := 0
	for _, e := range c {
		stem, ok := strings.CutSuffix(word, e.nominative)
		if !ok || len(stem) < 4 || len(e.nominative) < longest || e.nominative == "" && !endsInConsonant(word) {
			continue
		}
		longest = len(e.nominative)
		for end := range strings.FieldsSeq(e.endings) {
			all = append(all, stem+strings.Trim(end, "∅"))
		}
	}
	return all
}

func endsInConsonant(word string) bool {
	return strings.ContainsRune("бвгджзклмнпрстфхцчшщ", lastRune(word))
}

var declensions = []declension{
	{ // genitive
		{"ский", "ского"}, {"ый", "ого"}, {"ий", "его ого ия"}, {"ой", "ого оя"}, {"ая", "ой"}, {"яя", "ей"}, {"ое", "ого"}, {"ее", "его"}, {"ые", "ых"}, {"ие", "их ия"},
		{"ки", "ок ек ков"}, {"цы", "ец цов"}, {"ия", "ии"}, {"а", "ы и"}, {"я", "и"}, {"о", "а"}, {"е", "я а"}, {"ы", "ов ∅"}, {"и", "ей ов ь ∅"},
		{"ек", "ька ка"}, {"ок", "ка ока"}, {"ец", "ца"}, {"ь", "я и"}, {"й", "я"}, {"", "а"},
	},
	{ // dative
		{"ский", "скому"}, {"ый", "ому"}, {"ий", "ему ому ию"}, {"ой", "ому ою"}, {"ая", "ой"}, {"яя", "ей"}, {"ое", "ому"}, {"ее", "ему"}, {"ые", "ым"}, {"ие", "им ию"},
		{"ия", "ии"}, {"а", "е"}, {"я", "е"}, {"о", "у"}, {"е", "ю у"}, {"ы", "ам"}, {"и", "ям ам"}, {"ек", "ьку ку"}, {"ок", "ку оку"}, {"ец", "цу"}, {"ь", "ю и"}, {"й", "ю"}, {"", "у"},
	},
	{ // instrumental
		{"ский", "ским"}, {"ый", "ым"}, {"ий", "им ием"}, {"ой", "ым оем"}, {"ая", "ой"}, {"яя", "ей"}, {"ое", "ым им"}, {"ее", "им"}, {"ые", "ыми"}, {"ие", "ими ием"},
		{"ия", "ией"}, {"а", "ой ей"}, {"я", "ей"}, {"о", "ом"}, {"е", "ем"}, {"ы", "ами"}, {"и", "ями ами"}, {"ек", "ьком ком"}, {"ок", "ком оком"}, {"ец", "цом цем"}, {"ь", "ем ью"}, {"й", "ем"}, {"", "ом ем ым"},
	},
	{ // prepositional
		{"ский", "ском"}, {"ый", "ом"}, {"ий", "ем ом ии"}, {"ой", "ом ое"}, {"ая", "ой"}, {"яя", "ей"}, {"ое", "ом"}, {"ее", "ем"}, {"ые", "ых"}, {"ие", "их ии"},
		{"ия", "ии"}, {"а", "е"}, {"я", "е"}, {"о", "е"}, {"ы", "ах"}, {"и", "ях ах"}, {"ек", "ьке ке"}, {"ок", "ке оке"}, {"ец", "це"}, {"ь", "е и"}, {"й", "е"}, {"", "е"},
	},
}
