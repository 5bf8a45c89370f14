package notation

import (
	"strings"
	"unicode"
)

// The words that stand around degrees in English, Russian and Japanese.

var axisWords = func() map[string]token {
	table := map[string]token{}
	add := func(a axis, half float64, words string) {
		for w := range strings.FieldsSeq(words) {
			table[w] = token{kind: anAxis, axis: a, value: half}
		}
	}
	add(latitude, 1, "n north с сш сев северной северная северный северн 北緯")
	add(latitude, -1, "s south ю юш южн южной южная южный 南緯")
	add(longitude, 1, "e е east в вд вост восточной восточная восточный 東経")
	add(longitude, -1, "w west з зд зап западной западная западный 西経")
	add(latitude, 0, "lat latitude φ широта шир 緯度")
	add(longitude, 0, "lon lng long longitude λ долгота долг 経度")
	return table
}()

var unitWords = func() map[string]int {
	table := map[string]int{}
	for i, words := range []string{
		"d deg degs degree degrees град градус градуса градусов 度",
		"m min mins minute minutes мин минут минута минуты м 分",
		"sec secs second seconds сек секунд секунда секунды 秒",
	} {
		for w := range strings.FieldsSeq(words) {
			table[w] = i
		}
	}
	return table
}()

// silent words say nothing that others have not said.
const silent = " широты долготы wgs wgs84 gps координаты coordinates 座標 и and "

// japanese words stand without spaces between them; the longer first.
var japanese = []string{"北緯", "南緯", "東経", "西経", "緯度", "経度", "座標", "度", "分", "秒"}

// word takes letters; points and spaces within с. ш. belong to them.
func (l *lexer) word() bool {
	for _, w := range japanese {
		if strings.HasPrefix(string(l.runes[l.at:min(len(l.runes), l.at+2)]), w) {
			l.at += len([]rune(w))
			return l.meaning(w)
		}
	}
	if strings.ContainsRune(kanjiDigits+"十百", l.peek(0)) {
		return l.kanji()
	}
	start := l.at
	for unicode.IsLetter(l.peek(0)) && !unicode.Is(unicode.Han, l.peek(0)) {
		l.at++
	}
	if l.at == start {
		return false
	}
	word := string(l.runes[start:l.at])
	if word == "wgs" {
		return l.afterWGS()
	}
	if len([]rune(word)) == 1 && strings.Contains("сювз", word) {
		l.passAbbreviation()
	}
	return l.meaning(word)
}

// afterWGS passes over the 84 of WGS 84.
func (l *lexer) afterWGS() bool {
	for l.peek(0) == ' ' || l.peek(0) == '-' {
		l.at++
	}
	return l.digits() == "84"
}

// passAbbreviation passes over the ш of с. ш. or the д of в. д.
func (l *lexer) passAbbreviation() {
	for ahead := 0; ; ahead++ {
		switch l.peek(ahead) {
		case '.', ' ':
		case 'ш', 'д':
			if !unicode.IsLetter(l.peek(ahead + 1)) {
				l.at += ahead + 1
			}
			return
		default:
			return
		}
	}
}

func (l *lexer) meaning(word string) bool {
	if strings.Contains(silent, " "+word+" ") || word == "座標" {
		return true
	}
	last := aDivider
	if n := len(l.tokens); n > 0 {
		last = l.tokens[n-1].kind
	}
	if word == "s" && last == aNumber && l.minutes {
		l.minutes = false
		return l.unit(2)
	}
	if strings.HasPrefix(word, "s") && len(word) == 2 && last == aNumber && l.minutes { // 57sN
		l.unit(2)
		word = word[1:]
	}
	if t, ok := axisWords[word]; ok {
		l.minutes = false
		return l.add(t)
	}
	unit, ok := unitWords[word]
	if !ok || last != aNumber {
		return false
	}
	l.minutes = l.minutes || unit == 1
	return l.unit(unit)
}

const kanjiDigits = "〇一二三四五六七八九"

// kanji takes a number in kanji, by places (百三十五) or by digits (一三五).
func (l *lexer) kanji() bool {
	total, last, places := 0, -1, false
	for ; ; l.at++ {
		r := l.peek(0)
		if i := strings.IndexRune(kanjiDigits, r); i >= 0 && r != 0 {
			d := i / len("〇")
			if last >= 0 {
				if places || last > 999 {
					return false
				}
				d += last * 10
			}
			last = d
			continue
		}
		if r != '十' && r != '百' {
			break
		}
		worth := map[rune]int{'十': 10, '百': 100}[r]
		total, last, places = total+max(1, last)*worth, -1, true
		if total > 9999 {
			return false
		}
	}
	return l.add(token{kind: aNumber, value: float64(total + max(0, last))})
}
