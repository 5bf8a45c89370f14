package charset

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// census counts what the bytes of a file could mean.
type census struct {
	total int64
	utf16 string     // found by its byte order mark
	high  [256]int64 // how often each byte beyond ASCII comes

	beyond int64 // how many there are

	multibyte, invalid int64  // sequences of UTF-8, and bytes that are in none
	carry              []byte // a sequence of UTF-8 cut by the end of a chunk

	shiftJIS shiftJIS
	eucJP    eucJP
	escapes  int64   // that begin Japanese in ISO-2022-JP
	tail     []byte  // the last two bytes of the chunk before
	before   byte    // the last one that was counted
	latin    int64   // bytes beyond ASCII after Latin letters, as in Café
	russian  [3]page // in the order of pages
}

func (c *census) add(chunk []byte) {
	if c.total == 0 && len(chunk) >= 2 {
		switch {
		case chunk[0] == 0xff && chunk[1] == 0xfe:
			c.utf16 = "utf-16le"
		case chunk[0] == 0xfe && chunk[1] == 0xff:
			c.utf16 = "utf-16be"
		}
	}
	c.total += int64(len(chunk))
	for i := 0; i < len(chunk); i++ {
		if c.shiftJIS.lead == 0 && !c.eucJP.open() {
			skipped := plain(chunk[i:])
			if skipped > 0 {
				c.before = chunk[i+skipped-1]
				c.word(c.before)
			}
			if i += skipped; i == len(chunk) {
				break
			}
		}
		b := chunk[i]
		if b >= utf8.RuneSelf {
			c.high[b]++
			c.beyond++
			if small := c.before | 0x20; small >= 'a' && small <= 'z' {
				c.latin++
			}
		}
		c.before = b
		if b >= utf8.RuneSelf || c.shiftJIS.lead != 0 {
			c.shiftJIS.add(b)
		}
		if b >= utf8.RuneSelf || c.eucJP.open() {
			c.eucJP.add(b)
		}
		c.word(b)
	}
	c.utf8(chunk)
	c.escape(chunk)
}

func (c *census) word(b byte) {
	for i := range c.russian {
		c.russian[i].add(&pages[i].letters, b)
	}
}

// escape counts the sequences ESC $ @ and ESC $ B, which stand in no other text.
func (c *census) escape(chunk []byte) {
	begin := slices.Concat(c.tail, chunk[:min(len(chunk), 2)])
	for _, text := range [][]byte{begin, chunk} {
		c.escapes += int64(bytes.Count(text, []byte("\x1b$B")) + bytes.Count(text, []byte("\x1b$@")))
	}
	c.tail = append(c.tail, chunk[max(0, len(chunk)-2):]...)
	c.tail = c.tail[max(0, len(c.tail)-2):]
}

// plain is how many bytes of ASCII b begins with, counted by eights.
func plain(b []byte) int {
	n := 0
	for len(b)-n >= 8 && binary.LittleEndian.Uint64(b[n:])&0x8080808080808080 == 0 {
		n += 8
	}
	return n
}

func (c *census) utf8(chunk []byte) {
	b := chunk
	if len(c.carry) > 0 {
		b = slices.Concat(c.carry, chunk)
		c.carry = nil
	}
	for i := 0; i < len(b); {
		if i += plain(b[i:]); i == len(b) {
			return
		}
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		if !utf8.FullRune(b[i:]) {
			c.carry = append([]byte(nil), b[i:]...)
			return
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			c.invalid++
		} else {
			c.multibyte++
		}
		i += size
	}
}

// verdict names the encoding, or is ErrUnknown.
func (c *census) verdict() (string, error) {
	score, name := c.cyrillic()
	switch {
	case c.escapes > 0 && c.multibyte == 0 && c.invalid == 0:
		return "iso-2022-jp", nil
	case c.invalid == 0 || c.multibyte > 10*c.invalid:
		return "utf-8", nil
	case c.shiftJIS.likely():
		if score >= likely && (c.shiftJIS.odd > 0 || c.shiftJIS.everyday < 3) {
			return "", ErrUnknown // as likely Russian: nobody guesses
		}
		return "shift_jis", nil
	case c.eucJP.likely(score < likely):
		return "euc-jp", nil
	case score < likely || c.latin*3 >= c.beyond:
		return "", ErrUnknown
	}
	return name, nil
}
