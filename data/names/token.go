package names

import (
	"strings"
	"unicode"
)

// token is a word or a number of a name.
type token struct {
	text    string // as clean left it
	script  script
	tied    bool // by a hyphen or a middle dot to the one before
	ordinal bool // a number behind 第, or with an ending: 1346th, 2-й
	begins  bool // what stands before it ends a part: bracket, slash, comma
	generic bool
	kind    string // of what a generic word tells the number: "camp"
}

// split cuts a cleaned text into tokens: where the script changes, at everything that is
// neither letter nor digit, and within Chinese characters at the words for kinds of
// places.
func split(text string) []token {
	var all []token
	next := token{}
	runes := []rune(text)
	for i := 0; i < len(runes); {
		s := scriptOf(runes[i])
		if s == none {
			next = separated(next, runes[i])
			i++
			continue
		}
		end := runEnd(runes, i, s)
		next.text, next.script = string(runes[i:end]), s
		all = appendRun(all, next)
		next = token{}
		i = end
	}
	return all
}

// separated is what the next token is to know of a sign before it.
func separated(next token, sign rune) token {
	switch {
	case strings.ContainsRune("-‐‑‒–—−・·=゠", sign):
		next.tied = !next.begins
	case strings.ContainsRune("/(),;:[]{}「」『』、。|", sign):
		return token{begins: true}
	default:
		next.tied = false
	}
	return next
}

// runEnd is where the word that begins at i ends. Accents belong to their letter, and so
// does an apostrophe after one of Latin or Cyrillic.
func runEnd(runes []rune, i int, s script) int {
	for i++; i < len(runes); i++ {
		r := runes[i]
		mark := unicode.Is(unicode.Mn, r) && s != han && s != digit || s.letters() && r == apostrophe
		if !mark && scriptOf(r) != s && !(s == hiragana && r == 'ー') {
			break
		}
	}
	return i
}

// appendRun adds a run of one script: a number, a word, or the words that a run of
// Chinese characters is made of.
func appendRun(all []token, run token) []token {
	switch run.script {
	case digit:
		run.text = strings.TrimLeft(run.text, "0")
		if run.text == "" {
			run.text = "0"
		}
		run.ordinal = len(all) > 0 && all[len(all)-1].text == ordinalMark
		return append(all, run)
	case han:
		return appendHan(all, run)
	case latin, cyrillic:
		if last := len(all) - 1; last >= 0 && all[last].script == digit && ordinalEnding(run, all[last].text) {
			all[last].ordinal = true
			return all
		}
	case hiragana:
		run.generic = particles[run.text]
	}
	if g, ok := genericWord(plain(run.text)); ok {
		run.generic, run.kind = true, g
	}
	return append(all, run)
}

// ordinalEnding reports whether a word is the end of an ordinal number: 1346th, 2-й.
func ordinalEnding(word token, number string) bool {
	if word.begins {
		return false
	}
	switch word.text {
	case "st", "nd", "rd", "th":
		return len(number) > 0 && !word.tied
	case "й", "я", "е", "ый", "ий", "ая", "ое", "го", "ого", "му", "ом", "м":
		return word.tied
	default:
		return false
	}
}
