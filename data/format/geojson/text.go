package geojson

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// text is a feature's JSON, read strictly by RFC 8259 from front to back.
type text struct {
	b     []byte
	i     int
	depth int
	names map[string]string // names of properties already met, so that they are kept once
}

const (
	maxDepth = 64   // of arrays and objects within a feature
	maxNames = 4096 // remembered
)

func (t *text) broken(expected string) *fault {
	from, to := max(0, t.i-10), min(len(t.b), t.i+20)
	return &fault{"json", fmt.Sprintf("%s was expected near %s", expected, quote(string(t.b[from:to]))), "correct the file, or write it again with the program it came from", ""}
}

// peek is the next byte that is not white space, 0 at the end.
func (t *text) peek() byte {
	for ; t.i < len(t.b); t.i++ {
		switch c := t.b[t.i]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

func (t *text) take(c byte) bool {
	if t.peek() != c {
		return false
	}
	t.i++
	return true
}

// object calls member after each name and colon; member must take the value.
func (t *text) object(member func(name string) *fault) *fault {
	if err := t.enter('{', "an object"); err != nil || t.take('}') {
		t.depth--
		return err
	}
	for {
		name, err := t.name()
		if err != nil {
			return err
		}
		if !t.take(':') {
			return t.broken("a colon")
		}
		if err := member(name); err != nil {
			return err
		}
		if t.take(',') {
			continue
		}
		t.depth--
		if !t.take('}') {
			return t.broken("a comma or the end of an object")
		}
		return nil
	}
}

// array calls item before each value; item must take it.
func (t *text) array(item func() *fault) *fault {
	if err := t.enter('[', "an array"); err != nil || t.take(']') {
		t.depth--
		return err
	}
	for {
		if err := item(); err != nil {
			return err
		}
		if t.take(',') {
			continue
		}
		t.depth--
		if !t.take(']') {
			return t.broken("a comma or the end of an array")
		}
		return nil
	}
}

func (t *text) enter(c byte, what string) *fault {
	if t.depth++; t.depth > maxDepth {
		return &fault{"too_deep", fmt.Sprintf("the feature nests arrays and objects more than %d deep", maxDepth), "flatten its properties", ""}
	}
	if !t.take(c) {
		return t.broken(what)
	}
	return nil
}

// skip passes over a value of any kind, checking it.
func (t *text) skip() *fault {
	switch t.peek() {
	case '{':
		return t.object(func(string) *fault { return t.skip() })
	case '[':
		return t.array(t.skip)
	case '"':
		_, err := t.quoted()
		return err
	}
	_, err := t.scalar()
	return err
}

// anything takes a value: string, bool, int64, float64, nil, or JSON for the rest.
func (t *text) anything() (any, *fault) {
	switch t.peek() {
	case '"':
		raw, err := t.quoted()
		if err != nil {
			return nil, err
		}
		return unquote(raw), nil
	case '{', '[':
		start := t.i
		if err := t.skip(); err != nil {
			return nil, err
		}
		return json.RawMessage(append([]byte(nil), t.b[start:t.i]...)), nil
	}
	return t.scalar()
}

// scalar takes a number, true, false or null.
func (t *text) scalar() (any, *fault) {
	switch word := t.word(); string(word) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	default:
		if !number(word) {
			return nil, t.notNumber(word)
		}
		return numberValue(word), nil
	}
}

// null takes the word of that name where there is no object.
func (t *text) null(what string) *fault {
	if string(t.word()) != "null" {
		return t.broken(what + " or null")
	}
	return nil
}

// word takes letters, digits and signs.
func (t *text) word() []byte {
	t.peek()
	start := t.i
	for t.i < len(t.b) && wordByte(t.b[t.i]) {
		t.i++
	}
	return t.b[start:t.i]
}

func (t *text) notNumber(word []byte) *fault {
	if len(word) == 0 {
		return t.broken("a value")
	}
	return &fault{"finite", quote(string(word)) + " is not a number in JSON", "write finite decimal numbers, and null for what is not known", ""}
}

// number reports whether a word is a number by the grammar of RFC 8259.
func number(w []byte) bool {
	i := 0
	digits := func() bool {
		start := i
		for i < len(w) && w[i] >= '0' && w[i] <= '9' {
			i++
		}
		return i > start
	}
	if i < len(w) && w[i] == '-' {
		i++
	}
	if i < len(w) && w[i] == '0' {
		i++
	} else if !digits() {
		return false
	}
	if i < len(w) && w[i] == '.' {
		if i++; !digits() {
			return false
		}
	}
	if i < len(w) && (w[i] == 'e' || w[i] == 'E') {
		if i++; i < len(w) && (w[i] == '+' || w[i] == '-') {
			i++
		}
		if !digits() {
			return false
		}
	}
	return i == len(w)
}

// numberValue is an int64 or float64 if that says the same as the text, else the text.
func numberValue(w []byte) any {
	if n, err := strconv.ParseInt(string(w), 10, 64); err == nil && string(w) != "-0" {
		return n
	}
	v, err := strconv.ParseFloat(string(w), 64)
	if err != nil || math.Abs(v) >= 1<<53 {
		return json.RawMessage(append([]byte(nil), w...))
	}
	return v
}
