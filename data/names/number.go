package names

// numberKeys are those under which number i of a name is found: the bare number, and
// the number as that of a camp, a hospital and so on, or as one of nobody knows what.
func numberKeys(tokens []token, i int) []string {
	n := tokens[i].text
	if kind := numberKind(tokens, i); kind != "" {
		return []string{"#" + n, "#" + kind + n}
	}
	return []string{"#" + n, "#?" + n}
}

// numberWord asks for number i of a query. One that says what it counts is also content
// with a number that does not say it.
func numberWord(tokens []token, i int) Word {
	n := tokens[i].text
	if kind := numberKind(tokens, i); kind != "" {
		return Word{Sounds: []string{"#" + kind + n, "#?" + n}}
	}
	return Word{Sounds: []string{"#" + n}}
}

// numberKind is what number i counts. An ordinal belongs to what follows (第24収容所,
// 1346th field hospital), unless 号 closes it (病院第1893号); another number to what
// stands before (Camp 24), or else to what follows (24 収容所).
func numberKind(tokens []token, i int) string {
	first, last := numberList(tokens, i)
	before, after := kindBefore(tokens, first), kindAfter(tokens, last)
	closed := last+1 < len(tokens) && tokens[last+1].text == "号"
	if before == "" || after != "" && tokens[first].ordinal && !closed {
		return after
	}
	return before
}

// numberList is the run of numbers that number i stands in: 第515,516,519労働大隊,
// 第1・第2墓地.
func numberList(tokens []token, i int) (first, last int) {
	first, last = i, i
	for j := i - 1; j >= 0 && inList(tokens[j]); j-- {
		if tokens[j].script == digit {
			first = j
		}
	}
	for j := i + 1; j < len(tokens) && inList(tokens[j]); j++ {
		if tokens[j].script == digit {
			last = j
		}
	}
	return first, last
}

func inList(t token) bool { return t.script == digit || t.text == ordinalMark }

// kindBefore looks at the words before the number, past those without a kind.
func kindBefore(tokens []token, i int) string {
	for i--; i >= 0 && tokens[i].generic; i-- {
		if tokens[i].kind != "" {
			return tokens[i].kind
		}
	}
	return ""
}

func kindAfter(tokens []token, i int) string {
	for i++; i < len(tokens) && tokens[i].generic && !tokens[i].begins; i++ {
		if tokens[i].kind != "" {
			return tokens[i].kind
		}
	}
	return ""
}
