package names

import "strings"

// rough is what of a reading survives its writing in katakana: i and u, which may stand
// there only because a syllable needs a vowel, are left out but for the first, and so is
// o after t and d; l is r, в is b or, before a consonant, h; ч, т are t, ш, с are s, and
// ж, з are z. The same comes out of [roughKana]. A reading has more than one where
// Japanese writers differ: в as フ or ブ, ди as ディ or ジ, дк as ドク or トク.
func rough(reading string) []string {
	reading = singled(reading)
	var r readings
	for i := range len(reading) {
		after := byte(0)
		if i+1 < len(reading) {
			after = reading[i+1]
		}
		if alternatives := roughSound(reading, i, after); len(alternatives) > 0 {
			r = r.add(alternatives...)
		}
	}
	for i, form := range r {
		r[i] = openedStops.Replace(form)
	}
	return r
}

// openedStops drops the vowel that ト and ド always have.
var openedStops = strings.NewReplacer("to", "t", "do", "d")

// roughSound is what stays of sound i, before another sound or 0.
func roughSound(reading string, i int, after byte) []string {
	c := reading[i]
	switch c {
	case 'i', 'u':
		return roughVowel(reading, i, after)
	case 'j', '\'':
		return nil
	case 'e':
		if onset := strings.TrimRight(reading[:i], "j"); onset != "" && strings.IndexByte("ZSc", onset[len(onset)-1]) >= 0 {
			return []string{"e", ""} // unstressed it is said as ы
		}
	case 'o':
		if after == 0 {
			return []string{"o", "a"} // unstressed it is said as a
		}
	case 'v':
		if after != 0 && strings.IndexByte("aeiouj'", after) >= 0 {
			return []string{"b"}
		}
		return []string{"h", "b"}
	case 'd':
		return roughD(after)
	case 'm', 'n':
		return roughNasal(c, after)
	}
	if same, ok := roughSounds[c]; ok {
		return []string{same}
	}
	return []string{string(c)}
}

// roughVowel keeps и and у only at the beginning, unless и is a glide there: Yuzhno.
func roughVowel(reading string, i int, after byte) []string {
	c := reading[i]
	glide := c == 'i' && after != 0 && strings.IndexByte("aeou", after) >= 0
	if i == 0 && !glide || i == 1 && c == 'u' && (reading[0] == 'j' || reading[0] == 'i') {
		return []string{string(c)}
	}
	return nil
}

func roughNasal(c, after byte) []string {
	switch {
	case c == 'm' && (after == 'p' || after == 'b'):
		return []string{"n", "m"}
	case c == 'n' && after == 'm':
		return nil
	default:
		return []string{string(c)}
	}
}

var roughSounds = map[byte]string{'l': "r", 'S': "s", 'W': "st", 'C': "t", 'c': "ts", 'Z': "z", 'f': "h", 'x': "h"}

func roughD(after byte) []string {
	switch after {
	case 'i', 'j', '\'':
		return []string{"d", "z"}
	case 's', 'k', 'p', 't', 'x', 'f', 'C', 'c', 'S':
		return []string{"d", "t"} // Находка is ナホトカ
	case 'Z', 'z':
		return nil
	default:
		return []string{"d"}
	}
}

// singled writes double consonants once.
func singled(reading string) string {
	var b []byte
	for i := range len(reading) {
		if c := reading[i]; lastByte(b) != c || strings.IndexByte(vowels, c) >= 0 {
			b = append(b, c)
		}
	}
	return string(b)
}
