package cql

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind int

const (
	end kind = iota
	word
	quotedName
	text
	number
	symbol
)

// token is a piece of the text. at counts characters from 1.
type token struct {
	kind  kind
	text  string // of a word as written, of a quoted name or text without its quotes
	value float64
	at    int
}

// String is the token as an error names it.
func (t token) String() string {
	switch t.kind {
	case end:
		return "the end"
	case text:
		return fmt.Sprintf("the text '%s'", shortened(t.text))
	}
	return shortened(t.text)
}

func shortened(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

const blanks = " \t\r\n"

// scanner cuts a text into tokens.
type scanner struct {
	rest string
	at   int // of the next character
}

// take goes over n bytes.
func (s *scanner) take(n int) string {
	taken := s.rest[:n]
	s.rest = s.rest[n:]
	s.at += utf8.RuneCountInString(taken)
	return taken
}

func (s *scanner) next() (token, error) {
	s.take(len(s.rest) - len(strings.TrimLeft(s.rest, blanks)))
	t := token{at: s.at}
	r, _ := utf8.DecodeRuneInString(s.rest)
	switch {
	case s.rest == "":
		return t, nil
	case startsName(r):
		t.kind, t.text = word, s.take(nameLength(s.rest))
		return t, nil
	case r == '\'':
		return s.quoted(t, text, '\'')
	case r == '"':
		return s.quoted(t, quotedName, '"')
	case startsNumber(s.rest):
		return s.number(t)
	case strings.ContainsRune("‘’‚‛“”„", r):
		return t, failAt(t.at, "%c is no quote here: text stands in straight single quotes, as in 'pow'", r)
	}
	t.kind = symbol
	for _, known := range []string{"<>", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", ",", "+", "-", "*", "/", "^"} {
		if strings.HasPrefix(s.rest, known) {
			t.text = s.take(len(known))
			return t, nil
		}
	}
	return t, failAt(t.at, "%q has no meaning here", r)
}

// quoted reads up to the closing quote; two quotes in a row are one of the text.
func (s *scanner) quoted(t token, k kind, quote byte) (token, error) {
	var b strings.Builder
	for i := 1; i < len(s.rest); i++ {
		if s.rest[i] != quote {
			b.WriteByte(s.rest[i])
			continue
		}
		if i+1 < len(s.rest) && s.rest[i+1] == quote {
			b.WriteByte(quote)
			i++
			continue
		}
		s.take(i + 1)
		t.kind, t.text = k, b.String()
		if k == quotedName && t.text == "" {
			return t, failAt(t.at, "a name is missing between the quotes")
		}
		return t, nil
	}
	return t, failAt(t.at, "the quote %c is never closed", quote)
}

func startsName(r rune) bool { return r == '_' || r == ':' || unicode.IsLetter(r) }

func nameLength(s string) int {
	for i, r := range s {
		if !startsName(r) && r != '.' && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			return i
		}
	}
	return len(s)
}

func digit(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

func startsNumber(s string) bool {
	if s[0] == '+' || s[0] == '-' {
		s = s[1:]
	}
	return digit(s, 0) || strings.HasPrefix(s, ".") && digit(s, 1)
}

// number reads a finite decimal: 5, -0.25, .5, 1.5E3.
func (s *scanner) number(t token) (token, error) {
	n := 0
	if s.rest[0] == '+' || s.rest[0] == '-' {
		n = 1
	}
	digits := func() {
		for digit(s.rest, n) {
			n++
		}
	}
	digits()
	if strings.HasPrefix(s.rest[n:], ".") {
		n++
		digits()
	}
	if n < len(s.rest) && (s.rest[n] == 'e' || s.rest[n] == 'E') {
		power := n + 1
		if power < len(s.rest) && (s.rest[power] == '+' || s.rest[power] == '-') {
			power++
		}
		if digit(s.rest, power) {
			n = power
			digits()
		}
	}
	if r, _ := utf8.DecodeRuneInString(s.rest[n:]); startsName(r) || r == '.' {
		return t, failAt(t.at, "%s is not a decimal number", shortened(s.rest[:n]+s.rest[n:n+nameLength(s.rest[n:])]))
	}
	t.kind, t.text = number, s.take(n)
	value, err := strconv.ParseFloat(t.text, 64)
	if err != nil || math.IsInf(value, 0) {
		return t, failAt(t.at, "%s is too great a number", shortened(t.text))
	}
	t.value = value
	return t, nil
}
