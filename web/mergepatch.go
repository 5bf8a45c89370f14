package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"burialmap/data"
)

// A tree is JSON taken apart: nil, bool, string, json.Number, []any or members, the
// members in the order in which they were written.
type members []member

type member struct {
	name  string
	value any
}

func (m members) get(name string) (any, bool) {
	for _, member := range m {
		if member.name == name {
			return member.value, true
		}
	}
	return nil, false
}

// with is m with a member set to a value.
func (m members) with(name string, value any) members {
	for i := range m {
		if m[i].name == name {
			m[i].value = value
			return m
		}
	}
	return append(m, member{name, value})
}

// without is m without the members of these names.
func (m members) without(names ...string) members {
	kept := members{}
	for _, member := range m {
		gone := false
		for _, name := range names {
			gone = gone || member.name == name
		}
		if !gone {
			kept = append(kept, member)
		}
	}
	return kept
}

// mergePatch applies a JSON Merge Patch (RFC 7396): members of the patch take the place of
// those of the target, null removes, and objects are merged in depth. Neither is changed.
func mergePatch(target, patch any) any {
	changes, ok := patch.(members)
	if !ok {
		return patch
	}
	old, _ := target.(members)
	merged := append(members{}, old...)
	for _, change := range changes {
		if change.value == nil {
			merged = merged.without(change.name)
			continue
		}
		was, _ := merged.get(change.name)
		merged = merged.with(change.name, mergePatch(was, change.value))
	}
	return merged
}

// maxDepth is how deep arrays and objects of a body may lie in each other: a feature needs
// seven levels.
const maxDepth = 64

// maxMembers is how many members an object of a body may have: a feature has some dozens.
const maxMembers = 4096

// errJSON is what is wrong with a text as JSON.
var errJSON = errors.New("not JSON")

// parseTree takes one JSON value apart. An object that names a member twice is refused, for
// nobody knows which is meant, as are text that is not UTF-8 and great depth.
func parseTree(text []byte) (any, error) {
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("%w: the text is not UTF-8", errJSON)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	tree, err := parseValue(d, 0)
	if err == nil {
		if _, end := d.Token(); !errors.Is(end, io.EOF) {
			err = fmt.Errorf("%w: there is more after the first value, at byte %d", errJSON, d.InputOffset())
		}
	}
	return tree, err
}

func parseValue(d *json.Decoder, depth int) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, fmt.Errorf("%w: it breaks off or is malformed at byte %d", errJSON, d.InputOffset())
	}
	mark, ok := token.(json.Delim)
	if !ok {
		return token, nil
	}
	if depth == maxDepth {
		return nil, fmt.Errorf("%w: it is more than %d levels deep", errJSON, maxDepth)
	}
	var tree any
	if mark == '[' {
		tree, err = parseList(d, depth+1)
	} else {
		tree, err = parseMembers(d, depth+1)
	}
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("%w: it breaks off or is malformed at byte %d", errJSON, d.InputOffset())
	}
	return tree, nil
}

func parseList(d *json.Decoder, depth int) (any, error) {
	list := []any{}
	for d.More() {
		v, err := parseValue(d, depth)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func parseMembers(d *json.Decoder, depth int) (any, error) {
	all, known := members{}, map[string]bool{}
	for d.More() {
		token, err := d.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return nil, fmt.Errorf("%w: it breaks off or is malformed at byte %d", errJSON, d.InputOffset())
		}
		if known[name] {
			return nil, fmt.Errorf("%w: the member %.80q comes twice", errJSON, name)
		}
		if known[name] = true; len(known) > maxMembers {
			return nil, fmt.Errorf("%w: an object has more than %d members", errJSON, maxMembers)
		}
		v, err := parseValue(d, depth)
		if err != nil {
			return nil, err
		}
		all = append(all, member{name, v})
	}
	return all, nil
}

// appendTree writes a tree.
func appendTree(b []byte, tree any) []byte {
	switch v := tree.(type) {
	case members:
		b = append(b, '{')
		for i, m := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendJSON(b, m.name), ':')
			b = appendTree(b, m.value)
		}
		return append(b, '}')
	case []any:
		b = append(b, '[')
		for i, item := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendTree(b, item)
		}
		return append(b, ']')
	case json.Number:
		return append(b, v...)
	}
	return appendJSON(b, tree)
}

// sameTree reports whether two trees say the same: members in any order, numbers by value.
func sameTree(a, b any) bool {
	switch a := a.(type) {
	case members:
		b, ok := b.(members)
		if !ok || len(a) != len(b) {
			return false
		}
		for _, m := range a {
			if other, ok := b.get(m.name); !ok || !sameTree(m.value, other) {
				return false
			}
		}
		return true
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !sameTree(a[i], b[i]) {
				return false
			}
		}
		return true
	case json.Number:
		b, ok := b.(json.Number)
		return ok && (a == b || number(a) == number(b))
	}
	return a == b
}

// number is a number as far as a float64 holds it. One that none holds is not equal to any.
func number(n json.Number) any {
	if v, err := strconv.ParseFloat(n.String(), 64); err == nil {
		return v
	}
	return n.String()
}

// treeText is a value as the text that is kept of it.
func treeText(tree any) string {
	switch v := tree.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return data.ValueText(v)
	}
	return string(appendTree(nil, tree))
}
