package names

import "strings"

const vowels = "aeiou"

// russian is how a reading sounds, for comparison between alphabets: й, ы, и as one, an
// и that only softens left out, double consonants as one, soft signs left out.
func russian(reading string) string {
	var b []byte
	for i := range len(reading) {
		c := reading[i]
		switch c {
		case '\'':
			continue
		case 'j':
			c = 'i'
		}
		last := lastByte(b)
		switch {
		case last == 't' && c == 's':
			b[len(b)-1] = 'c'
			continue
		case last == c && !strings.ContainsRune("aeou", rune(c)):
			continue
		case last == 'i' && strings.ContainsRune("aeou", rune(c)):
			b = b[:len(b)-1]
		}
		b = append(b, c)
	}
	return string(b)
}

func lastByte(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[len(b)-1]
}
