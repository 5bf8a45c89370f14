package geopackage

import (
	"database/sql/driver"
	"encoding/hex"
	"strconv"
	"strings"
)

// parseHeld reads what a trigger noted of a row, with the columns of a layer: literals of
// SQL with commas between. It is nil if that is not what the text is; another layout may
// have written it.
func (l *layer) parseHeld(text string) []driver.Value {
	values := make([]driver.Value, 0, len(l.columns))
	for rest := text; ; {
		value, after, ok := parseLiteral(rest)
		if !ok || len(values) == len(l.columns) {
			return nil
		}
		values = append(values, value)
		if after == "" {
			break
		}
		if rest, ok = strings.CutPrefix(after, ","); !ok {
			return nil
		}
	}
	if len(values) != len(l.columns) {
		return nil
	}
	return values
}

// parseLiteral takes one literal, as SQLite's function quote writes it, off a text.
func parseLiteral(text string) (value driver.Value, rest string, ok bool) {
	if body, is := strings.CutPrefix(text, "'"); is {
		return parseText(body)
	}
	literal, rest := text, ""
	if i := strings.IndexByte(text, ','); i >= 0 {
		literal, rest = text[:i], text[i:]
	}
	if literal == "NULL" {
		return nil, rest, true
	}
	if digits, is := strings.CutPrefix(literal, "X'"); is {
		blob, err := hex.DecodeString(strings.TrimSuffix(digits, "'"))
		return blob, rest, err == nil
	}
	if n, err := strconv.ParseInt(literal, 10, 64); err == nil {
		return n, rest, true
	}
	x, err := strconv.ParseFloat(literal, 64)
	return x, rest, err == nil || strings.Contains(literal, "e+999") // how SQLite writes what is infinite
}

// parseText takes a text up to its closing quote; a doubled one belongs to it.
func parseText(body string) (value driver.Value, rest string, ok bool) {
	var b strings.Builder
	for {
		i := strings.IndexByte(body, '\'')
		if i < 0 {
			return nil, "", false
		}
		b.WriteString(body[:i])
		if body = body[i+1:]; !strings.HasPrefix(body, "'") {
			return b.String(), body, true
		}
		b.WriteByte('\'')
		body = body[1:]
	}
}
