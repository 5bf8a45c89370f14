package charset

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// pages are the Russian code pages, with what each byte is in them.
var pages = func() []codePage {
	all := []codePage{
		{name: "windows-1251", Charmap: charmap.Windows1251},
		{name: "koi8-r", Charmap: charmap.KOI8R},
		{name: "ibm866", Charmap: charmap.CodePage866},
	}
	for i := range all {
		for b := utf8.RuneSelf; b < 256; b++ {
			switch r := all[i].DecodeByte(byte(b)); {
			case unicode.IsUpper(r):
				all[i].letters[b] = capital
			case unicode.IsLower(r):
				all[i].letters[b] = small
			}
		}
	}
	return all
}()

type codePage struct {
	name string
	*charmap.Charmap

	letters [256]letter
}

type letter byte

const (
	capital letter = iota + 1
	small
)

// page counts, for one code page, how letters follow one another within words.
type page struct {
	last     letter
	pairs    int64 // letters after letters
	inverted int64 // capitals after small ones, as where KOI8-R is read as windows-1251
}

func (p *page) add(letters *[256]letter, b byte) {
	l := letters[b]
	if l != 0 && p.last != 0 {
		p.pairs++
		if l == capital && p.last == small {
			p.inverted++
		}
	}
	p.last = l
}

// likely is how much text in its own code page is like Russian at least. Most is about
// 0.055, in another page 0.035 or less, and what is not Russian nearly nothing.
const likely = 0.03

// cyrillic picks the code page in which the high bytes are most like Russian: each letter
// counts by how common it is, a capital a little less, and capitals within words tell
// against a page.
func (c *census) cyrillic() (best float64, name string) {
	for i, p := range pages {
		score := c.frequent(p.Charmap)
		if follow := c.russian[i]; follow.pairs > 0 {
			score *= max(0, 1-3*float64(follow.inverted)/float64(follow.pairs))
		}
		if score > best {
			best, name = score, p.name
		}
	}
	return best, name
}

// frequent is how common the letters are, on average.
func (c *census) frequent(page *charmap.Charmap) float64 {
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
