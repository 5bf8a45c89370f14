package charset

import (
	"encoding/binary"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// census counts what the bytes of a file could mean.
type census struct {
	total int64
	utf16 string     // found by its byte order mark
	high  [256]int64 // how often each byte beyond ASCII comes

	multibyte, invalid int64  // sequences of UTF-8, and bytes that are in none
	carry              []byte // a sequence of UTF-8 cut by the end of a chunk

	lead                     byte  // first byte of a pair in Shift_JIS
	japanese, odd, notPaired int64 // pairs of everyday Japanese, other pairs and halfwidth kana, bytes that are nothing
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
		if c.lead == 0 {
			if i += plain(chunk[i:]); i == len(chunk) {
				break
			}
		}
		b := chunk[i]
		if b >= utf8.RuneSelf {
			c.high[b]++
		}
		if b >= utf8.RuneSelf || c.lead != 0 {
			c.shiftJIS(b)
		}
	}
	c.utf8(chunk)
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

// shiftJIS follows pairs of bytes. Everyday Japanese is kana, punctuation and the kanji
// of the first level (lead bytes 81 to 97). Russian text in windows-1251 read this way is
// halfwidth kana and rare kanji, and its words break off in the middle of a pair.
func (c *census) shiftJIS(b byte) {
	switch {
	case c.lead == 0 && (b >= 0x81 && b <= 0x9f || b >= 0xe0 && b <= 0xfc):
		c.lead = b
		return
	case c.lead == 0 && b >= 0xa1 && b <= 0xdf:
		c.odd++
	case c.lead == 0:
		c.notPaired++
	case b < 0x40 || b == 0x7f || b > 0xfc:
		c.notPaired++
	case c.lead <= 0x97:
		c.japanese++
	default:
		c.odd++
	}
	c.lead = 0
}

// verdict names the encoding, or is ErrUnknown.
func (c *census) verdict() (string, error) {
	if c.lead != 0 {
		c.notPaired++
	}
	switch {
	case c.invalid == 0 || c.multibyte > 10*c.invalid:
		return "utf-8", nil
	case c.japanese > 0 && c.notPaired*50 <= c.japanese && c.odd <= c.japanese:
		return "shift_jis", nil
	}
	return c.cyrillic()
}

// cyrillic picks the code page in which the high bytes are most like Russian: each letter
// counts by how common it is, a capital a little less. Text in its own code page scores
// about 0.055, in another one 0.035 or less, and what is not Russian nearly nothing.
func (c *census) cyrillic() (string, error) {
	best, name := 0.0, ""
	for _, page := range []struct {
		name string
		*charmap.Charmap
	}{{"windows-1251", charmap.Windows1251}, {"koi8-r", charmap.KOI8R}, {"ibm866", charmap.CodePage866}} {
		if score := c.russian(page.Charmap); score > best {
			best, name = score, page.name
		}
	}
	if best < 0.03 {
		return "", ErrUnknown
	}
	return name, nil
}

func (c *census) russian(page *charmap.Charmap) float64 {
	var score, all float64
	for b := utf8.RuneSelf; b < 256; b++ {
		n := float64(c.high[b])
		all += n
		r := page.DecodeByte(byte(b))
		small := unicode.ToLower(r)
		if weight := frequency[small] / 1000; r == small {
			score += n * weight
		} else {
			score += 0.9 * n * weight
		}
	}
	return score / max(all, 1)
}

// frequency is how often letters come in Russian text, per mille, after the frequency
// dictionary of Lyashevskaya and Sharov (2009) on the Russian National Corpus.
var frequency = map[rune]float64{
	'о': 110, 'е': 85, 'а': 80, 'и': 74, 'н': 67, 'т': 63, 'с': 55, 'р': 47, 'в': 45, 'л': 44, 'к': 35,
	'м': 32, 'д': 30, 'п': 28, 'у': 26, 'я': 20, 'ы': 19, 'ь': 17, 'г': 17, 'з': 16, 'б': 16, 'ч': 14,
	'й': 12, 'х': 10, 'ж': 9, 'ш': 7, 'ю': 6, 'ц': 5, 'щ': 4, 'э': 3, 'ф': 3,
}
