package names

import "slices"

// Keys are the distinct sorted keys under which a thing with these names is found. The
// normal forms among them, those that begin with neither "~" nor "#", given as further
// names add no key.
func Keys(texts ...string) []string {
	var keys []string
	for _, text := range texts {
		tokens := split(clean(text))
		for i, t := range tokens {
			if t.script == digit {
				keys = append(keys, numberKeys(tokens, i)...)
			}
		}
		words := wordsOf(tokens)
		for _, w := range words {
			keys = append(keys, w.keys()...)
		}
		for _, s := range spansOf(words) {
			keys = append(keys, joined(words[s.from:s.to]).keys()...)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// word is a word of a name that tells it from others.
type word struct {
	text   string // as clean left it
	script script
	part   int  // which compound it belongs to: Комсомольск-на-Амуре is one
	of     bool // it follows на or on, so that its ending may be that of a case
}

// wordsOf leaves out numbers and generic words. Where the words of a name are all
// generic nothing is left.
func wordsOf(tokens []token) []word {
	var words []word
	part := 0
	for i, t := range tokens {
		if !t.tied {
			part++
		}
		if t.script == digit || t.generic || t.tied && connectors[plain(t.text)] && i+1 < len(tokens) && tokens[i+1].tied {
			continue
		}
		of := t.tied && i > 0 && connectors[plain(tokens[i-1].text)]
		words = append(words, word{text: t.text, script: t.script, part: part, of: of})
	}
	return words
}

// connectors join the parts of a compound and are often translated.
var connectors = map[string]bool{"на": true, "na": true, "on": true, "upon": true, "ナ": true, "am": true, "sur": true, "над": true, "nad": true}

// span is a run of neighbouring words that may be written as one: words from up to to.
type span struct{ from, to int }

// spansOf are each two neighbours, and whole compounds of up to maxJoined words.
func spansOf(words []word) []span {
	var all []span
	for i := range words {
		if !words[i].script.kana() && !words[i].script.letters() {
			continue
		}
		if i+1 < len(words) && words[i].script == words[i+1].script {
			all = append(all, span{i, i + 2})
		}
		end := i
		for end < len(words) && words[end].part == words[i].part && words[end].script == words[i].script {
			end++
		}
		if first := i == 0 || words[i-1].part != words[i].part; first && end-i > 2 && end-i <= maxJoined {
			all = append(all, span{i, end})
		}
	}
	return all
}

// maxJoined is how many words of a compound are taken for one.
const maxJoined = 4

func joined(words []word) word {
	w := words[0]
	for _, next := range words[1:] {
		w.text += next.text
	}
	w.of = words[len(words)-1].of
	return w
}

// keys are those under which a word is found as it is written, and as it is where accents
// and ё are not written.
func (w word) keys() []string {
	keys := formsOf(w).keys()
	if bare := plain(w.text); bare != w.text {
		w.text = bare
		keys = append(keys, formsOf(w).keys()...)
	}
	return keys
}
