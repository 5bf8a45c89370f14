package xmltext

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"burialmap/data/charset"
)

// MaxDepth is how deep elements may lie within each other.
const MaxDepth = 256

// ErrEntities ends a file that declares entities, whatever they stand for: text that
// repeats itself into gigabytes, or files and addresses elsewhere.
var ErrEntities = errors.New("the file declares entities; they are never followed: write the text itself in their place")

// Decoder walks through one document.
type Decoder struct {
	// Encoding is that of the document, Mislabelled says that it is not the one that the
	// document states, or that another was named although the document is in UTF-8.
	Encoding    string
	Mislabelled bool

	guard *guard
	xml   *xml.Decoder
	depth int // elements that are open
	cut   bool
}

// Open begins at the start of a document. Encoding names its encoding; empty takes what the
// document declares, or what looking shows.
func Open(ctx context.Context, in io.ReadSeeker, named string) (*Decoder, error) {
	name, mislabelled, err := encoding(ctx, in, named)
	if err != nil {
		return nil, err
	}
	text, _, err := charset.Text(ctx, in, name)
	if err != nil {
		return nil, err
	}
	g := &guard{ctx: ctx, text: text}
	d := &Decoder{Encoding: name, Mislabelled: mislabelled, guard: g, xml: xml.NewDecoder(g)}
	d.xml.CharsetReader = func(_ string, _ io.Reader) (io.Reader, error) { return g, nil } // it is UTF-8 by now
	return d, nil
}

// Root is the outermost element.
func (d *Decoder) Root() (xml.StartElement, error) {
	for {
		token, err := d.next()
		if errors.Is(err, io.EOF) {
			return xml.StartElement{}, errors.New("the file is empty: there is no element in it")
		}
		if err != nil {
			return xml.StartElement{}, err
		}
		if start, ok := token.(xml.StartElement); ok {
			return start, nil
		}
	}
}

// End reads what stands behind the outermost element, which must be nothing.
func (d *Decoder) End() error {
	for {
		token, err := d.next()
		switch token := token.(type) {
		case nil:
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		case xml.StartElement:
			return d.broken("the document has ended, but an element <" + token.Name.Local + "> follows")
		case xml.CharData:
			if len(bytes.TrimSpace(token)) > 0 {
				return d.broken("the document has ended, but text follows")
			}
		}
	}
}

// Children calls visit for each element within the one just begun, and returns once that
// has ended. What visit leaves unread of an element is passed over.
func (d *Decoder) Children(visit func(xml.StartElement) error) error {
	return d.within(visit, func([]byte) {})
}

// Each is Children that also hands on each stretch of text between them, valid during the
// call; whole is false if it was cut.
func (d *Decoder) Each(visit func(xml.StartElement) error, text func(piece []byte, whole bool)) error {
	return d.within(visit, func(piece []byte) { text(piece, !d.cut) })
}

// Text is the text within the element just begun, that of elements within it included;
// false if it was longer than MaxText and is not whole.
func (d *Decoder) Text() (string, bool, error) {
	var b strings.Builder
	whole := true
	err := d.EachText(func(piece []byte, uncut bool) {
		if whole = whole && uncut && b.Len()+len(piece) <= MaxText; whole {
			b.Write(piece)
		}
	})
	return b.String(), whole, err
}

// EachText calls visit for each stretch of text within the element just begun, valid during
// the call; whole is false if it was cut.
func (d *Decoder) EachText(visit func(text []byte, whole bool)) error {
	var nested func(xml.StartElement) error
	take := func(text []byte) { visit(text, !d.cut) }
	nested = func(xml.StartElement) error { return d.within(nested, take) }
	return d.within(nested, take)
}

// within walks through the element just begun.
func (d *Decoder) within(element func(xml.StartElement) error, text func([]byte)) error {
	depth := d.depth
	for {
		token, err := d.next()
		if err != nil {
			return d.early(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := element(token); err != nil {
				return err
			}
			if err := d.leave(depth); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		case xml.CharData:
			text(token)
		}
	}
}

// leave passes over the rest of elements that are still open below the given depth.
func (d *Decoder) leave(depth int) error {
	for d.depth > depth {
		if _, err := d.next(); err != nil {
			return d.early(err)
		}
	}
	return nil
}

// next is the next token. It is io.EOF after the last.
func (d *Decoder) next() (xml.Token, error) {
	d.guard.token()
	token, err := d.xml.Token()
	d.cut = d.guard.cut
	if err != nil {
		return nil, d.explain(err)
	}
	switch token := token.(type) {
	case xml.StartElement:
		if d.depth++; d.depth > MaxDepth {
			return nil, d.broken(fmt.Sprintf("elements lie more than %d deep within each other", MaxDepth))
		}
	case xml.EndElement:
		d.depth--
	case xml.Directive:
		if bytes.Contains(token, []byte("<!ENTITY")) {
			return nil, ErrEntities
		}
	}
	return token, nil
}

// Line is the line of the document that was read last, counting from 1.
func (d *Decoder) Line() int {
	line, _ := d.xml.InputPos()
	return line
}

// Offset is how many bytes of the document were taken apart, in UTF-8 and without the texts
// that were cut.
func (d *Decoder) Offset() int64 { return d.xml.InputOffset() }

func (d *Decoder) broken(what string) error { return fmt.Errorf("line %d: %s", d.Line(), what) }

func (d *Decoder) early(err error) error {
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("the file ends early, in line %d: it may be truncated", d.Line())
	}
	return err
}

// explain turns errors of encoding/xml into words.
func (d *Decoder) explain(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, d.guard.ctx.Err()):
		return err
	case !errors.As(err, &syntax):
		return d.broken(err.Error())
	case syntax.Msg == "unexpected EOF":
		return d.early(io.EOF)
	case strings.HasPrefix(syntax.Msg, "invalid character entity"):
		return d.broken(syntax.Msg + ": XML knows only &amp; &lt; &gt; &quot; &apos;; write any other character itself")
	case syntax.Msg == "invalid UTF-8":
		return d.broken("the text is not in " + d.Encoding + "; name its encoding with --encoding windows-1251, shift_jis, …")
	}
	return d.broken("it is not well-formed XML: " + syntax.Msg)
}

// Attr is an attribute by its name without prefix, empty if the element has none.
func Attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// RootOf is the name of the outermost element of a document that begins with head, empty
// if it is none, or begins with more than that many bytes of other things.
func RootOf(head []byte) string {
	name := stated(head)
	if name == charset.UTF8 {
		name = "windows-1252" // a name in ASCII shows in any; no byte is wrong in this one
	}
	d, err := Open(context.Background(), bytes.NewReader(head), name)
	if err != nil {
		return ""
	}
	root, err := d.Root()
	if err != nil {
		return ""
	}
	return root.Name.Local
}
