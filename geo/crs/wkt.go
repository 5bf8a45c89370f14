package crs

import (
	"fmt"
	"slices"
	"strings"
)

const (
	maxDepth = 16   // elements within elements; real definitions have 7
	maxNodes = 4096 // elements of one definition; real ones have some dozens
)

// node is one element of well-known text: PARAMETER["central_meridian",135]. Its arguments
// are texts in quotes, numbers and bare words, and the elements within it.
type node struct {
	keyword string // upper case
	words   []string
	parts   []*node
}

// tree is what is left to read of a well-known text.
type tree struct {
	text  string
	at    int
	nodes int
}

// readWKT reads one element with all within it, in brackets of either kind (ISO 19162,
// and the older OGC 01-009), and refuses what comes after it.
func readWKT(text string) (*node, error) {
	t := &tree{text: text}
	n, err := t.element(0)
	if err != nil {
		return nil, err
	}
	if t.space(); t.at < len(t.text) {
		return nil, t.fail("text after the end of the definition")
	}
	return n, nil
}

func (t *tree) fail(what string) error {
	return fmt.Errorf("well-known text, character %d: %s", t.at+1, what)
}

func (t *tree) space() {
	for t.at < len(t.text) && strings.IndexByte(" \t\r\n", t.text[t.at]) >= 0 {
		t.at++
	}
}

// next is the byte that follows spaces, 0 at the end.
func (t *tree) next() byte {
	if t.space(); t.at == len(t.text) {
		return 0
	}
	return t.text[t.at]
}

func (t *tree) element(depth int) (*node, error) {
	keyword := t.word()
	if keyword == "" {
		return nil, t.fail("a keyword is missing")
	}
	open := t.next()
	if open != '[' && open != '(' {
		return nil, t.fail("a bracket is missing after " + shortened(keyword))
	}
	return t.arguments(keyword, depth)
}

// arguments reads what stands in the brackets after a keyword.
func (t *tree) arguments(keyword string, depth int) (*node, error) {
	if depth == maxDepth {
		return nil, t.fail(fmt.Sprintf("elements are nested more than %d deep", maxDepth))
	}
	if t.nodes++; t.nodes > maxNodes {
		return nil, t.fail(fmt.Sprintf("there are more than %d elements", maxNodes))
	}
	n := &node{keyword: strings.ToUpper(keyword)}
	closing := byte(']')
	if t.text[t.at] == '(' {
		closing = ')'
	}
	t.at++
	for {
		if err := t.argument(n, depth); err != nil {
			return nil, err
		}
		switch c := t.next(); c {
		case ',':
			t.at++
		case closing:
			t.at++
			return n, nil
		case 0:
			return nil, t.fail("the definition ends within " + shortened(n.keyword))
		default:
			return nil, t.fail(fmt.Sprintf("%q is not expected here", c))
		}
	}
}

func (t *tree) argument(n *node, depth int) error {
	if t.next() == '"' {
		text, err := t.quoted()
		n.words = append(n.words, text)
		return err
	}
	word := t.word()
	if word == "" {
		return t.fail("a value is missing")
	}
	if c := t.next(); c != '[' && c != '(' {
		n.words = append(n.words, word)
		return nil
	}
	part, err := t.arguments(word, depth+1)
	n.parts = append(n.parts, part)
	return err
}

// word is a keyword, a number or a bare value such as north; empty if there is none.
func (t *tree) word() string {
	t.space()
	from := t.at
	for t.at < len(t.text) && (t.text[t.at] == '_' || t.text[t.at] == '.' || t.text[t.at] == '-' || t.text[t.at] == '+' ||
		'0' <= t.text[t.at] && t.text[t.at] <= '9' || 'a' <= t.text[t.at]|0x20 && t.text[t.at]|0x20 <= 'z') {
		t.at++
	}
	return t.text[from:t.at]
}

// quoted reads a text in quotes; a quote within it stands twice.
func (t *tree) quoted() (string, error) {
	var b strings.Builder
	for rest := t.text[t.at+1:]; ; {
		end := strings.IndexByte(rest, '"')
		if end < 0 {
			return "", t.fail("a quote is not closed")
		}
		b.WriteString(rest[:end])
		rest = rest[end+1:]
		if !strings.HasPrefix(rest, `"`) {
			t.at = len(t.text) - len(rest)
			return b.String(), nil
		}
		b.WriteByte('"')
		rest = rest[1:]
	}
}

// part is the first element within this one with one of the keywords; nil if there is none,
// and of nil.
func (n *node) part(keywords ...string) *node {
	if n == nil {
		return nil
	}
	for _, p := range n.parts {
		if slices.Contains(keywords, p.keyword) {
			return p
		}
	}
	return nil
}

// name is the first word, as every element that has a name begins with it.
func (n *node) name() string { return n.word(0) }

func (n *node) word(i int) string {
	if n == nil || i >= len(n.words) {
		return ""
	}
	return n.words[i]
}

// number is the i-th word as a plain decimal number.
func (n *node) number(i int) (float64, error) {
	v, err := decimal(n.word(i))
	if err != nil {
		return 0, fmt.Errorf("%s: %q is not a number", n.keyword, shortened(n.word(i)))
	}
	return v, nil
}
