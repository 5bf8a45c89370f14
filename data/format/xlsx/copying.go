package xlsx

import (
	"context"
	"encoding/xml"
	"io"
)

// copying copies XML as it is written, but for what is put in or left out at a token.
type copying struct {
	*tokens
	read    *recorder
	out     io.Writer
	before  int64 // where the last token began
	written int64 // how much has been copied or left out
}

// edit changes a part while it is copied.
type edit interface {
	take(c *copying, token xml.Token) error
}

func newCopying(ctx context.Context, from io.Reader, to io.Writer, part string) *copying {
	r := &recorder{r: from}
	return &copying{tokens: newTokens(ctx, r, part), read: r, out: to}
}

// recorder keeps what was read and not yet copied.
type recorder struct {
	r    io.Reader
	kept []byte
}

func (r *recorder) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.kept = append(r.kept, p[:n]...)
	return n, err
}

// next is the next token. What lies before it may be copied from then on.
func (c *copying) next() (xml.Token, error) {
	if len(c.read.kept) > maxKept {
		if err := c.upTo(c.xml.InputOffset()); err != nil {
			return nil, err
		}
	}
	c.before = c.xml.InputOffset()
	return c.tokens.next()
}

// maxKept is how much is kept before it is copied for its own sake.
const maxKept = 64 << 10

// upTo copies up to an offset.
func (c *copying) upTo(offset int64) error {
	n := offset - c.written
	_, err := c.out.Write(c.read.kept[:n])
	c.leaveOut(offset)
	return err
}

// leaveOut passes over what lies before an offset.
func (c *copying) leaveOut(offset int64) {
	n := offset - c.written
	c.read.kept = append(c.read.kept[:0], c.read.kept[n:]...)
	c.written = offset
}

// put writes a text in the place where the last token begins.
func (c *copying) put(text string) error {
	if err := c.upTo(c.before); err != nil {
		return err
	}
	_, err := io.WriteString(c.out, text)
	return err
}

// drop leaves the last token out, and with a tag that opens all of its element.
func (c *copying) drop(token xml.Token) error {
	if err := c.upTo(c.before); err != nil {
		return err
	}
	if _, opens := token.(xml.StartElement); opens {
		if _, err := c.text(); err != nil {
			return err
		}
	}
	c.leaveOut(c.xml.InputOffset())
	return nil
}

// tag is the last token as it is written.
func (c *copying) tag() string {
	return string(c.read.kept[c.before-c.written : c.xml.InputOffset()-c.written])
}

// replace writes another text in the place of the last token.
func (c *copying) replace(text string) error {
	if err := c.put(text); err != nil {
		return err
	}
	c.leaveOut(c.xml.InputOffset())
	return nil
}

// finish copies the rest.
func (c *copying) finish() error {
	_, err := c.out.Write(c.read.kept)
	return err
}
