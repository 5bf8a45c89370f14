package fieldkit

import (
	"bufio"
	"encoding/xml"
	"io"
	"strings"
	"unicode/utf8"
)

// node is an element of XML. Whatever its text and attributes hold is escaped, and what XML
// cannot hold at all becomes U+FFFD.
type node struct {
	name  string
	attrs []attr
	text  string
	raw   string // XML that was written before, in place of text
	kids  []node
}

type attr struct{ name, value string }

// el is an element of attributes, text and elements in any order. Nodes without a name are
// left out, so that a part that may be missing needs no case of its own.
func el(name string, parts ...any) node {
	n := node{name: name}
	for _, part := range parts {
		switch part := part.(type) {
		case attr:
			n.attrs = append(n.attrs, part)
		case []attr:
			n.attrs = append(n.attrs, part...)
		case string:
			n.text += part
		case node:
			n.add(part)
		case []node:
			n.add(part...)
		}
	}
	return n
}

// textEl is an element with text, or none where there is no text.
func textEl(name, text string) node {
	if text == "" {
		return node{}
	}
	return el(name, text)
}

func (n *node) add(kids ...node) {
	for _, k := range kids {
		if k.name != "" || k.raw != "" {
			n.kids = append(n.kids, k)
		}
	}
}

// xmlOut writes XML piece by piece and remembers the first error.
type xmlOut struct {
	w   *bufio.Writer
	err error
}

func newXML(w io.Writer, head string) *xmlOut {
	o := &xmlOut{w: bufio.NewWriterSize(w, 64<<10)}
	o.put(head)
	return o
}

func (o *xmlOut) put(text string) {
	if o.err == nil {
		_, o.err = o.w.WriteString(text)
	}
}

// open writes the beginning of an element, shut its end.
func (o *xmlOut) open(name string, attrs ...attr) {
	o.put("<" + name)
	for _, a := range attrs {
		o.put(" " + a.name + `="` + escaped(a.value, true) + `"`)
	}
	o.put(">\n")
}

func (o *xmlOut) shut(name string) { o.put("</" + name + ">\n") }

// node writes an element on a line, with those within it on the same.
func (o *xmlOut) node(n node) {
	o.inline(n)
	o.put("\n")
}

func (o *xmlOut) inline(n node) {
	if n.name == "" {
		o.put(n.raw)
		return
	}
	o.put("<" + n.name)
	for _, a := range n.attrs {
		o.put(" " + a.name + `="` + escaped(a.value, true) + `"`)
	}
	if n.text == "" && n.raw == "" && len(n.kids) == 0 {
		o.put("/>")
		return
	}
	o.put(">" + escaped(n.text, false) + n.raw)
	for _, k := range n.kids {
		o.inline(k)
	}
	o.put("</" + n.name + ">")
}

func (o *xmlOut) finish() error {
	if o.err != nil {
		return o.err
	}
	return o.w.Flush()
}

// escaped is text as XML holds it. Ends of lines stay in text as they are, because small
// devices show references to them.
func escaped(text string, attribute bool) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' && !attribute:
			b.WriteByte('\n')
		case r < utf8.RuneSelf && r >= ' ' && !strings.ContainsRune(`<>&"'`, r):
			b.WriteByte(byte(r))
		default:
			if err := xml.EscapeText(&b, []byte(string(r))); err != nil {
				panic(err) // memory takes all
			}
		}
	}
	return b.String()
}
