package csv

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

// utf8Text is the file as UTF-8 from its beginning, without a byte order mark. Bytes that
// are not in the encoding become U+FFFD, except that a file in UTF-8 comes as it is.
func utf8Text(ctx context.Context, in io.ReadSeeker, name string) (*bufio.Reader, error) {
	if name == "" {
		var err error
		if name, err = detect(ctx, in); err != nil {
			return nil, err
		}
	}
	enc, known := encodings[strings.ToLower(strings.TrimSpace(name))]
	if !known {
		return nil, fmt.Errorf("the encoding %q is not known; known are utf-8, utf-16, windows-1251, koi8-r, ibm866, shift_jis, euc-jp, iso-2022-jp, windows-1252", name)
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	var r io.Reader = in
	if enc != nil {
		r = enc.NewDecoder().Reader(in)
	}
	text := bufio.NewReaderSize(r, sample)
	if mark, _ := text.Peek(len(byteOrderMark)); string(mark) != byteOrderMark {
		return text, nil // an error of Peek comes again with the first row
	}
	_, err := text.Discard(len(byteOrderMark))
	return text, err
}

const (
	byteOrderMark = "\ufeff"
	sample        = 64 << 10 // bytes that the separator is chosen by
)

// detect finds the encoding of a file that nobody named, reading all of it.
func detect(ctx context.Context, in io.ReadSeeker) (string, error) {
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	var c census
	buf := make([]byte, 256<<10)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := in.Read(buf)
		c.add(buf[:n])
		if c.utf16 != "" {
			return c.utf16, nil
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
	}
	return c.verdict()
}

var errEncoding = errors.New("the encoding of the file is not recognised; name it with --encoding windows-1251, shift_jis, …")
