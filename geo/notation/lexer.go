package notation

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// clean brings a text to one width and one way of writing each sign, with what looks like a
// sign taken for it.
func clean(text string) string {
	return strings.TrimSpace(lookalikes.Replace(width.Narrow.String(text)))
}

var lookalikes = strings.NewReplacer(pairs(
	"°", "º˚∘⁰ᵒ゜ﾟ",
	"'", "′’‘´`ʹʼˈ‛",
	"\"", "″”“ʺ˝〃„‟",
	"-", "−‐‑‒",
	" ", "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\u200b\ufeff",
	",", "、､，",
)...)

func pairs(table ...string) []string {
	var all []string
	for i := 0; i < len(table); i += 2 {
		for _, r := range table[i+1] {
			all = append(all, string(r), table[i])
		}
	}
	return append(all, "''", "\"", "′′", "\"", "’’", "\"")
}

// kind is what a token of degrees is.
type kind byte

const (
	aNumber  kind = iota
	aUnit         // of the number before it: degrees, minutes, seconds
	anAxis        // north, "lat", 東経
	aSign         // + or -
	aDivider      // between the two coordinates
)

// axis is which of the two coordinates an angle is.
type axis byte

const (
	anyAxis axis = iota
	longitude
	latitude
)

type token struct {
	kind     kind
	value    float64 // of a number; of an axis 1 or -1 for its half, 0 if only the axis is named
	decimals int     // of a number, after the point
	unit     int     // 0 degrees, 1 minutes, 2 seconds
	axis     axis
}

// lexer takes a text apart; commas says whether a comma between digits is a decimal one.
type lexer struct {
	runes   []rune
	at      int
	commas  bool
	minutes bool // a word for minutes has come, so that s means seconds
	tokens  []token
}

// lex is the tokens of a text, and false if something in it has no meaning in degrees.
func lex(text string, commas bool) ([]token, bool) {
	l := lexer{runes: []rune(strings.ToLower(text)), commas: commas}
	for l.at < len(l.runes) {
		if !l.next() {
			return nil, false
		}
	}
	return l.tokens, true
}

func (l *lexer) peek(ahead int) rune {
	if i := l.at + ahead; i >= 0 && i < len(l.runes) {
		return l.runes[i]
	}
	return 0
}

func (l *lexer) add(t token) bool {
	l.tokens = append(l.tokens, t)
	return true
}

func (l *lexer) next() bool {
	r := l.peek(0)
	switch {
	case digit(r):
		return l.number()
	case unicode.IsLetter(r):
		return l.word()
	}
	l.at++
	switch {
	case r == '°':
		return l.unit(0)
	case r == '\'':
		return l.unit(1)
	case r == '"':
		return l.unit(2)
	case strings.ContainsRune(",;/|\n\t", r):
		return l.add(token{kind: aDivider})
	case r == '-' || r == '+' || r == '–' || r == '—':
		return l.dash(r)
	}
	return unicode.IsSpace(r) || strings.ContainsRune(".:=()[]{}", r)
}

// unit belongs to the number before it. Quotes around words are none.
func (l *lexer) unit(unit int) bool {
	if n := len(l.tokens); n > 0 && l.tokens[n-1].kind == aNumber {
		l.add(token{kind: aUnit, unit: unit})
	} else {
		return unit > 0
	}
	return true
}

// dash is a sign before a number, parts 48-28-57, and stands between two coordinates with
// spaces on both sides.
func (l *lexer) dash(r rune) bool {
	spaceBefore, spaceAfter := unicode.IsSpace(l.peek(-2)), unicode.IsSpace(l.peek(0))
	last := aDivider
	if n := len(l.tokens); n > 0 {
		last = l.tokens[n-1].kind
	}
	after := last == aNumber || last == aUnit
	switch {
	case after && spaceBefore && spaceAfter && r != '+':
		return l.add(token{kind: aDivider})
	case after && !spaceBefore:
		return r == '-'
	}
	sign := token{kind: aSign, value: 1}
	if r != '+' {
		sign.value = -1
	}
	return last != aSign && l.add(sign)
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// number takes digits with at most one decimal mark that has digits after it. Three parts with
// points are degrees, minutes and seconds: 48.28.57.
func (l *lexer) number() bool {
	start := l.at
	parts := []string{l.digits()}
	for l.peek(0) == '.' && digit(l.peek(1)) || l.commas && len(parts) == 1 && l.peek(0) == ',' && digit(l.peek(1)) {
		comma := l.peek(0) == ','
		l.at++
		parts = append(parts, l.digits())
		if comma {
			break
		}
	}
	if l.at-start > 24 || l.commas && strings.ContainsRune(string(l.runes[start:l.at]), ',') && l.peek(0) == '.' && digit(l.peek(1)) {
		return false
	}
	if len(parts) > 2 {
		return l.dotted(parts)
	}
	return l.add(numeral(parts...))
}

func (l *lexer) digits() string {
	start := l.at
	for digit(l.peek(0)) {
		l.at++
	}
	return string(l.runes[start:l.at])
}

// dotted is 48.28.57 or 48.28.57.4.
func (l *lexer) dotted(parts []string) bool {
	if len(parts) > 4 {
		return false
	}
	l.add(numeral(parts[0]))
	l.add(token{kind: aUnit, unit: 0})
	l.add(numeral(parts[1]))
	l.add(token{kind: aUnit, unit: 1})
	l.add(numeral(parts[2:]...))
	return l.add(token{kind: aUnit, unit: 2})
}

// numeral is made of digits alone, so that ParseFloat has nothing else to accept.
func numeral(parts ...string) token {
	v, err := strconv.ParseFloat(strings.Join(parts, "."), 64)
	if err != nil {
		v = math.Inf(1) // as far out of range as anything
	}
	t := token{kind: aNumber, value: v}
	if len(parts) > 1 {
		t.decimals = len(parts[1])
	}
	return t
}
