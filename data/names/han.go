package names

import (
	"strconv"
	"strings"
)

// ordinalMark makes an ordinal of the number behind it.
const ordinalMark = "第"

// appendHan cuts a run of Chinese characters at the words it knows: kinds of places,
// and numbers behind 第 (第二十四収容所). What lies between is a word of its own.
func appendHan(all []token, run token) []token {
	runes := []rune(run.text)
	from := 0
	flush := func(to int) {
		if to > from {
			t := run
			t.text = string(runes[from:to])
			all = append(all, t)
			run = token{script: han}
		}
	}
	sizes := hanSizes(runes)
	for i := 0; i < len(runes); {
		size := sizes[i]
		if size == 0 {
			i++
			continue
		}
		flush(i)
		known := hanWord(runes[i : i+size])
		known.tied, known.begins = run.tied, run.begins
		all = append(all, known)
		run = token{script: han}
		i += size
		from = i
	}
	flush(len(runes))
	return all
}

// hanSizes says how many characters the known word has that begins at each character, or
// 0. A word of one character counts only where the run ends or another known word begins
// behind it: 村 in バヤンゴル村墓地, not in 村上. So it is worked out from the end.
func hanSizes(runes []rune) []int {
	sizes := make([]int, len(runes)+1)
	sizes[len(runes)] = 1 // the end is as good as a word
	for i := len(runes) - 1; i >= 0; i-- {
		sizes[i] = hanSize(runes[i:], sizes[i+1] > 0)
	}
	return sizes
}

func hanSize(runes []rune, closes bool) int {
	if string(runes[0]) == ordinalMark {
		_, size := kanjiNumber(runes[1:])
		return 1 + size
	}
	for size := min(longestHan, len(runes)); size > 0; size-- {
		if _, ok := hanWords[string(runes[:size])]; ok && (size > 1 || closes) {
			return size
		}
	}
	return 0
}

// hanWord is the token of a known word: generic, or a number with 第.
func hanWord(runes []rune) token {
	text := string(runes)
	if kind, ok := hanWords[text]; ok || text == ordinalMark {
		return token{text: text, script: han, generic: true, kind: kind}
	}
	n, _ := kanjiNumber(runes[1:])
	return token{text: n, script: digit, ordinal: true}
}

// kanjiNumber reads a number in Chinese numerals, 二十四 or 一八九三, up to 9999.
func kanjiNumber(runes []rune) (string, int) {
	const digits = "〇一二三四五六七八九"
	units := map[rune]int{'十': 10, '百': 100, '千': 1000}
	sum, pending, size, positional := 0, 0, 0, true
	for _, r := range runes {
		at := strings.IndexRune(digits, r)
		unit := units[r]
		if at < 0 && unit == 0 || size == 8 {
			break
		}
		size++
		if unit == 0 {
			pending = pending*10 + at/len("一")
			continue
		}
		positional = false
		sum += max(1, pending) * unit
		pending = 0
	}
	if size == 0 || positional && size > 6 {
		return "", 0
	}
	return strconv.Itoa(sum + pending), size
}
