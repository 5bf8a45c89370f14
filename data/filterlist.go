package data

import (
	"encoding/json"
	"slices"
)

func (c compiler) array(f Array) condition {
	left, right := c.list(f.Left), c.list(f.Right)
	related := listRelations[f.Op]
	return func(f *Feature) truth {
		a, ok := left(f)
		if !ok {
			return unknown
		}
		b, ok := right(f)
		if !ok {
			return unknown
		}
		return truthOf(related(a, b))
	}
}

var listRelations = map[string]func(a, b []string) bool{
	"A_CONTAINS":    holdsAll,
	"A_CONTAINEDBY": func(a, b []string) bool { return holdsAll(b, a) },
	"A_EQUALS":      func(a, b []string) bool { return holdsAll(a, b) && holdsAll(b, a) },
	"A_OVERLAPS": func(a, b []string) bool {
		return slices.ContainsFunc(b, func(item string) bool { return slices.Contains(a, item) })
	},
}

func holdsAll(a, b []string) bool {
	for _, item := range b {
		if !slices.Contains(a, item) {
			return false
		}
	}
	return true
}

func (c compiler) list(o Operand) getter[[]string] {
	if items, ok := o.(ListValue); ok {
		return c.stated(items)
	}
	name, _ := o.(Property)
	value := c.value(string(name))
	return func(f *Feature) ([]string, bool) {
		raw, ok := value(f).(json.RawMessage)
		if !ok {
			return nil, false
		}
		return TextList(raw)
	}
}

// stated is a list that the filter states, of which members may be properties.
func (c compiler) stated(items ListValue) getter[[]string] {
	members := make([]getter[string], len(items))
	for i, item := range items {
		members[i] = c.text(item)
	}
	list := func(f *Feature) ([]string, bool) {
		texts := make([]string, len(members))
		for i, member := range members {
			text, ok := member(f)
			if !ok {
				return nil, false
			}
			texts[i] = text
		}
		return texts, true
	}
	if constant(items) {
		texts, _ := list(nil)
		return always(texts)
	}
	return list
}

// TextList is a JSON array as filters see it: its texts, and of objects their member
// "code". Other members are passed over. It is false of what is no array.
func TextList(raw json.RawMessage) ([]string, bool) {
	var items []listItem
	if err := json.Unmarshal(raw, &items); err != nil || items == nil {
		return nil, false
	}
	texts := make([]string, 0, len(items))
	for _, item := range items {
		if item.is {
			texts = append(texts, item.text)
		}
	}
	return texts, true
}

type listItem struct {
	text string
	is   bool
}

// UnmarshalJSON reads a text, or the code of an object.
func (l *listItem) UnmarshalJSON(raw []byte) error {
	switch raw[0] {
	case '"':
		l.is = true
		return json.Unmarshal(raw, &l.text)
	case '{':
		var object struct {
			Code *string `json:"code"`
		}
		if json.Unmarshal(raw, &object) == nil && object.Code != nil {
			l.text, l.is = *object.Code, true
		}
	}
	return nil
}
