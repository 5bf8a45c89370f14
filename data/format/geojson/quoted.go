package geojson

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// quoted takes a string with its quotes and checks it.
func (t *text) quoted() ([]byte, *fault) {
	if t.peek() != '"' {
		return nil, t.broken("a string")
	}
	start := t.i
	for t.i++; t.i < len(t.b); t.i++ {
		switch c := t.b[t.i]; {
		case c == '"':
			t.i++
			return t.b[start:t.i], nil
		case c < ' ':
			return nil, &fault{"json", fmt.Sprintf("a string holds the control character %U", c), "write it as an escape", ""}
		case c == '\\':
			if t.i++; !t.escape() {
				return nil, t.broken("an escape such as \\n or \\u00e9")
			}
		}
	}
	return nil, t.broken("the end of a string")
}

// escape checks what follows a backslash and stands on its last byte.
func (t *text) escape() bool {
	if t.i >= len(t.b) {
		return false
	}
	if t.b[t.i] != 'u' {
		return strings.IndexByte(`"\/bfnrt`, t.b[t.i]) >= 0
	}
	for range 4 {
		if t.i++; t.i >= len(t.b) || !hexDigit(t.b[t.i]) {
			return false
		}
	}
	return true
}

func hexDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// unquote is the text of a checked string. Half a surrogate pair becomes U+FFFD.
func unquote(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return string(raw[1 : len(raw)-1]) // cannot happen: quoted checked it
	}
	return s
}

func (t *text) stringInto(to *string) *fault {
	raw, err := t.quoted()
	if err == nil {
		*to = unquote(raw)
	}
	return err
}

// name takes the name of a member, keeping the usual ones once for all features.
func (t *text) name() (string, *fault) {
	raw, err := t.quoted()
	if err != nil {
		return "", err
	}
	if known, ok := t.names[string(raw)]; ok {
		return known, nil
	}
	name := unquote(raw)
	if t.names != nil && len(t.names) < maxNames && len(name) < 100 {
		t.names[string(raw)] = name
	}
	return name, nil
}
