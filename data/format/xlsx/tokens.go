package xlsx

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxToken is the longest text or tag, in bytes. A cell has at most 32,767 characters.
const maxToken = 8 << 20

// tokens are the tags and texts of a part, one after another. Tags are told by their local
// names, so that the transitional and the strict form of the format read the same. Nothing
// outside the part is ever fetched, and no entity but the five of XML is known.
type tokens struct {
	ctx   context.Context
	xml   *xml.Decoder
	meter *meter
	count int
	part  string
}

func newTokens(ctx context.Context, r io.Reader, part string) *tokens {
	m := &meter{r: r, left: maxToken}
	return &tokens{ctx: ctx, xml: xml.NewDecoder(m), meter: m, part: part}
}

// next is the next token, or io.EOF. It is good until the call after.
func (t *tokens) next() (xml.Token, error) {
	if t.count++; t.count%1024 == 0 {
		if err := t.ctx.Err(); err != nil {
			return nil, err
		}
	}
	t.meter.left = maxToken
	token, err := t.xml.RawToken()
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%s: %w", t.part, err)
	}
	return token, err
}

// text is the text up to the end of the element that has just begun.
func (t *tokens) text() (string, error) {
	var text strings.Builder
	for depth := 1; ; {
		token, err := t.next()
		if err != nil {
			return "", noEnd(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return text.String(), nil
			}
		case xml.CharData:
			if text.Write(token); text.Len() > maxToken {
				return "", errTooLong
			}
		}
	}
}

var errTooLong = fmt.Errorf("a text or tag is longer than %d MB", maxToken>>20)

// noEnd is what the end of a part means where an element is open.
func noEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return errors.New("the workbook is damaged: one of its parts ends in the middle")
	}
	return err
}

// meter is an error where a single token is too long.
type meter struct {
	r    io.Reader
	left int
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errTooLong
	}
	n, err := m.r.Read(p)
	m.left -= n
	return n, err
}

// attribute is the value of an attribute; empty if there is none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// yes reads an attribute of the type boolean.
func yes(e xml.StartElement, name string) bool {
	switch attribute(e, name) {
	case "1", "true", "on":
		return true
	}
	return false
}
