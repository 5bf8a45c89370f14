package xmltext

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
)

const (
	// MaxText is how many bytes of one stretch of text are kept; the rest is cut.
	MaxText = 32 << 20
	// maxTag is how many bytes a tag may have with its attributes: a million.
	maxTag = 1 << 20
	// maxWord is how far beyond MaxText white space is looked for, so that the cut goes
	// through no character and no reference.
	maxWord = 1 << 20
)

// guard hands bytes to the XML decoder and watches how many one token takes. Only bytes
// since the last call of token count.
type guard struct {
	ctx  context.Context
	text *bufio.Reader
	n    int     // bytes of this token
	lead [3]byte // the first of them
	last byte
	cut  bool // the text of this token was longer than MaxText
}

// token begins another token. The decoder takes text up to and with the next "<", which
// then belongs to the tag that follows.
func (g *guard) token() {
	g.n, g.cut = 0, false
	if g.last == '<' {
		g.n, g.lead[0] = 1, '<'
	}
}

func (g *guard) ReadByte() (byte, error) {
	const often = 1<<16 - 1
	if g.n&often == 0 {
		if err := g.ctx.Err(); err != nil {
			return 0, err
		}
	}
	b, err := g.text.ReadByte()
	if err != nil {
		return 0, err
	}
	if g.n < len(g.lead) {
		g.lead[g.n] = b
	}
	if g.n++; g.n > maxTag {
		b, err = g.long(b)
	}
	g.last = b
	return b, err
}

// Read is here for encoding/xml, which asks for it when a file declares its encoding.
func (g *guard) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := g.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

// long deals with a byte of a token that is longer than a tag may be.
func (g *guard) long(b byte) (byte, error) {
	plain := g.lead[0] != '<'
	switch {
	case !plain && g.lead[1] != '!': // comments and CDATA are texts
		return 0, fmt.Errorf("a tag is longer than %d MiB", maxTag>>20)
	case g.n <= MaxText:
		return b, nil
	case !plain || g.n > MaxText+maxWord:
		return 0, fmt.Errorf("a text without a break is longer than %d MiB", MaxText>>20)
	case b != ' ' && b != '\n' && b != '\t' && b != '\r':
		return b, nil
	}
	g.cut = true
	return '<', g.skipText()
}

// skipText passes over the rest of a text, with the "<" that ends it.
func (g *guard) skipText() error {
	for {
		if err := g.ctx.Err(); err != nil {
			return err
		}
		_, err := g.text.ReadSlice('<')
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

var _ io.ByteReader = (*guard)(nil)
