// Package charset finds out in which character encoding a text is, and turns it into UTF-8:
// UTF-8 and UTF-16, the Russian code pages windows-1251, KOI8-R and IBM 866, Shift_JIS,
// EUC-JP and ISO-2022-JP, and by name a few more. Each byte of a text counts, because one
// name far down can decide. Where a text is so short that it may as well be Russian as
// Japanese, nobody guesses: it is ErrUnknown.
package charset

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// UTF8 is what most texts are in.
const UTF8 = "utf-8"

// ErrUnknown means that looking at a text does not tell its encoding.
var ErrUnknown = errors.New("the encoding of the file is not recognised; name it with --encoding windows-1251, shift_jis, …")

// encodings are those that can be named, by the labels of the WHATWG encoding standard
// and the usual names of code pages. Nil is UTF-8.
var encodings = map[string]encoding.Encoding{
	"utf-8": nil, "utf8": nil,
	"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	"utf-16":       unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"windows-1251": charmap.Windows1251, "cp1251": charmap.Windows1251,
	"koi8-r": charmap.KOI8R, "ibm866": charmap.CodePage866, "cp866": charmap.CodePage866,
	"shift_jis": japanese.ShiftJIS, "shift-jis": japanese.ShiftJIS, "sjis": japanese.ShiftJIS, "cp932": japanese.ShiftJIS, "windows-31j": japanese.ShiftJIS, "ms932": japanese.ShiftJIS,
	"euc-jp": japanese.EUCJP, "iso-2022-jp": japanese.ISO2022JP,
	"windows-1252": charmap.Windows1252, "iso-8859-1": charmap.Windows1252, "latin1": charmap.Windows1252,
}

// Names lists the encodings that texts of the region are in, by the label to use.
func Names() []string {
	return []string{UTF8, "utf-16", "windows-1251", "koi8-r", "ibm866", "shift_jis", "euc-jp", "iso-2022-jp", "windows-1252"}
}

// Named finds an encoding by its label, whatever its case. Nil stands for UTF-8.
func Named(name string) (encoding.Encoding, error) {
	enc, known := encodings[strings.ToLower(strings.TrimSpace(name))]
	if !known {
		return nil, fmt.Errorf("the encoding %.40q is not known; known are %s", name, strings.Join(Names(), ", "))
	}
	return enc, nil
}

// Of finds the encoding of a whole text in memory.
func Of(text []byte) (string, error) {
	var c census
	c.add(text)
	if c.utf16 != "" {
		return c.utf16, nil
	}
	return c.verdict()
}

// Text is a file as UTF-8 from its beginning, without a byte order mark, and the name of the
// encoding it is in: the one given, or if that is empty the one found by reading all of it.
// Bytes that are not in the encoding become U+FFFD, except that a file in UTF-8 comes as it
// is.
func Text(ctx context.Context, in io.ReadSeeker, name string) (*bufio.Reader, string, error) {
	if name == "" {
		var err error
		if name, err = Detect(ctx, in); err != nil {
			return nil, "", err
		}
	}
	enc, err := Named(name)
	if err != nil {
		return nil, "", err
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return nil, "", err
	}
	var r io.Reader = in
	if enc != nil {
		r = enc.NewDecoder().Reader(in)
	}
	text := bufio.NewReaderSize(r, Buffered)
	if mark, _ := text.Peek(len(ByteOrderMark)); string(mark) != ByteOrderMark {
		return text, name, nil // an error of Peek comes again with the first line
	}
	_, err = text.Discard(len(ByteOrderMark))
	return text, name, err
}

const (
	// ByteOrderMark stands before some texts in UTF-8.
	ByteOrderMark = "\ufeff"
	// Buffered is how many bytes of a Text can be peeked at.
	Buffered = 64 << 10
)

// Detect finds the encoding of a file, reading all of it from its beginning.
func Detect(ctx context.Context, in io.ReadSeeker) (string, error) {
	c, err := count(ctx, in)
	switch {
	case err != nil:
		return "", err
	case c.utf16 != "":
		return c.utf16, nil
	}
	return c.verdict()
}

// Misnamed reports whether a file that somebody says is in another encoding is in UTF-8 all
// the same: it holds letters beyond ASCII, and all of them are letters of UTF-8, which words
// in another encoding hardly ever are. It reads all of the file from its beginning, unless
// UTF-8 is what is named.
func Misnamed(ctx context.Context, in io.ReadSeeker, name string) (bool, error) {
	if enc, err := Named(name); err != nil || enc == nil {
		return false, err
	}
	c, err := count(ctx, in)
	return err == nil && c.utf16 == "" && c.escapes == 0 && c.invalid == 0 && c.multibyte > 0, err
}

// count takes the census of a file, as far as there is need of it.
func count(ctx context.Context, in io.ReadSeeker) (c census, err error) {
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return c, err
	}
	buf := make([]byte, 256<<10)
	for {
		if err := ctx.Err(); err != nil {
			return c, err
		}
		n, err := in.Read(buf)
		c.add(buf[:n])
		if c.utf16 != "" || errors.Is(err, io.EOF) {
			return c, nil
		}
		if err != nil {
			return c, err
		}
	}
}
