package shapefile

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"

	"burialmap/data"
	"burialmap/data/charset"
)

// pages are the encodings of code pages and what .cpg files call them, without prefix.
var pages = map[string]string{
	"utf8": "utf-8", "65001": "utf-8", "1251": "windows-1251", "866": "ibm866", "20866": "koi8-r", "koi8r": "koi8-r",
	"2022jp": "iso-2022-jp", "50220": "iso-2022-jp", "932": "shift_jis", "shiftjis": "shift_jis", "sjis": "shift_jis", "31j": "shift_jis",
	"eucjp": "euc-jp", "51932": "euc-jp", "1252": "windows-1252", "88591": "windows-1252", "latin1": "windows-1252",
}

// drivers are the language drivers of a .dbf whose encodings are known here. 0x57, "the
// code page of the machine", says nothing.
var drivers = map[byte]string{
	0x03: "windows-1252", 0x13: "shift_jis", 0x26: "ibm866", 0x58: "windows-1252", 0x59: "windows-1252",
	0x65: "ibm866", 0x7b: "shift_jis", 0xc9: "windows-1251",
}

// named finds the encoding that a .cpg states: "UTF-8", "CP1251", "ANSI 1251",
// "windows-31J", "LDID/201". Empty if it is none that is known.
func named(cpg string) string {
	word := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' || r == '/' || r == '.' || r == '"' {
			return -1
		}
		return r
	}, strings.ToLower(cpg))
	if number, is := strings.CutPrefix(word, "ldid"); is {
		n, _ := strconv.ParseUint(number, 10, 8)
		return drivers[byte(n)]
	}
	for _, prefix := range []string{"x", "ansi", "oem", "codepage", "windows", "win", "ibm", "cp", "ms", "iso"} {
		word = strings.TrimPrefix(word, prefix)
	}
	return pages[word]
}

// verdict is the encoding of a table and what is to be said about how it was found.
type verdict struct {
	name    string
	finding *data.Problem
}

// settle decides on the encoding: the one the person importing names, else what the file
// states unless its bytes are clearly something else, else what they look like.
func settle(asked, cpg string, driver byte, sample []byte) (verdict, error) {
	if asked != "" {
		enc, err := charset.Named(asked)
		v := verdict{name: asked}
		if err == nil && enc != nil && len(sample) > 0 && validBut(sample) {
			v.finding = &data.Problem{Severity: data.Warning, Rule: "encoding_differs",
				Message: fmt.Sprintf("the text was read as %s, which was named, but it is in UTF-8", asked),
				Advice:  "name --encoding utf-8, or none, unless the names are right"}
		}
		return v, err
	}
	by, stated := ".cpg", named(cpg)
	if stated == "" {
		by, stated = "language driver of the .dbf", drivers[driver]
	}
	if len(sample) == 0 {
		return verdict{name: cmp.Or(stated, charset.UTF8)}, nil
	}
	utf := validBut(sample)
	if stated != "" && utf == (stated == charset.UTF8) {
		return verdict{name: stated}, nil
	}
	found, err := looksLike(sample)
	switch {
	case stated == "":
		return verdict{name: found, finding: unknownPage(cpg, found)}, err
	case err != nil:
		return verdict{}, fmt.Errorf("the text is not in %s, as the %s states: %w", stated, by, err)
	case found == stated:
		return verdict{name: found}, nil
	}
	return verdict{name: found, finding: &data.Problem{Severity: data.Warning, Rule: "encoding_differs",
		Message: fmt.Sprintf("the %s states %s, but the text is in %s and was read so", by, stated, found),
		Advice:  "look at a few names; name the encoding with --encoding if they are wrong"}}, nil
}

// looksLike finds the encoding of texts, each followed by a line feed.
func looksLike(sample []byte) (string, error) {
	if validBut(sample) {
		return charset.UTF8, nil
	}
	return charset.Of(sample)
}

func unknownPage(cpg, found string) *data.Problem {
	if cpg == "" || found == "" {
		return nil
	}
	return &data.Problem{Severity: data.Warning, Rule: "encoding_unknown",
		Message: fmt.Sprintf("the .cpg states %.40q, which is not known; the text looks like %s and was read so", cpg, found),
		Advice:  "look at a few names; name the encoding with --encoding if they are wrong"}
}

// validBut reports whether texts, each followed by a line feed, are UTF-8 but for letters
// that were cut at the end of a field. Escapes, with which ISO-2022-JP says all in ASCII,
// are not.
func validBut(sample []byte) bool {
	for text := range bytes.SplitSeq(sample, []byte("\n")) {
		if !utf8.Valid(whole(text)) || bytes.IndexByte(text, 0x1b) >= 0 {
			return false
		}
	}
	return true
}

// whole drops the beginning of a letter of UTF-8 at the end of a text that was cut there.
func whole(b []byte) []byte {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		c := b[len(b)-i]
		if utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			return b
		}
	}
	return b
}

// decoder turns the bytes of texts into UTF-8.
type decoder struct {
	*encoding.Decoder // nil for UTF-8

	multibyte bool
	cut       *int // texts that fill their field and end within a letter
}

func newDecoder(name string, cut *int) (decoder, error) {
	enc, err := charset.Named(name)
	if err != nil || enc == nil {
		return decoder{multibyte: true, cut: cut}, err
	}
	e := strings.ToLower(name)
	return decoder{enc.NewDecoder(), strings.Contains(e, "jp") || strings.Contains(e, "jis") || strings.Contains(e, "932") || strings.Contains(e, "31j"), cut}, nil
}

// text decodes a text. One that fills its field may have been cut within its last letter:
// then that is left out and counted. What is not UTF-8 although it should be comes as it
// is, for the rules to refuse.
func (d decoder) text(b []byte, fills bool) string {
	if ascii(b) {
		return string(b)
	}
	if d.Decoder == nil {
		if w := whole(b); fills && len(w) < len(b) {
			*d.cut++
			b = w
		}
		return string(b)
	}
	text, err := d.String(string(b))
	if err != nil {
		return string(b)
	}
	if fills && d.multibyte && strings.HasSuffix(text, "\ufffd") {
		*d.cut++
		text = strings.TrimSuffix(text, "\ufffd")
	}
	return text
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf || c == 0x1b { // ISO-2022-JP is ASCII with escapes
			return false
		}
	}
	return true
}

// decodeAll decodes a text that must be wholly in an encoding.
func decodeAll(text, name string) (string, bool) {
	enc, err := charset.Named(name)
	if err != nil || enc == nil {
		return text, false
	}
	decoded, err := enc.NewDecoder().String(text)
	return decoded, err == nil
}
