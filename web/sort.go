package web

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
)

// maxSort is how many fields features can be sorted by at once.
const maxSort = 8

// sortables are the fields that the features of a collection can be sorted by, beside id.
func sortables(c data.Collection) []data.Field { return filterFields(c) }

// sortBy is the order asked for: fields with commas between them, each with + or nothing
// before it for ascending and - for descending. A + that was not escaped arrives as a space.
func (p params) sortBy(c data.Collection) ([]data.Order, error) {
	text, ok := p["sortby"]
	if !ok {
		return nil, nil
	}
	refused := func(detail string) error { return badParameter("sortby", `Parameter "sortby" `+detail) }
	var order []data.Order
	for part := range strings.SplitSeq(text, ",") {
		name, descending := strings.CutPrefix(strings.TrimSpace(part), "-")
		if !descending {
			name = strings.TrimPrefix(name, "+")
		}
		if !sorts(c, name) {
			return nil, refused(fmt.Sprintf("is to name fields to sort by, and %q is none of them: id, %s.",
				shortened(name), strings.Join(fieldNames(sortables(c)), ", ")))
		}
		if slices.ContainsFunc(order, func(o data.Order) bool { return o.Field == name }) {
			return nil, refused(fmt.Sprintf("names %s twice.", name))
		}
		order = append(order, data.Order{Field: name, Descending: descending})
	}
	if len(order) > maxSort {
		return nil, refused(fmt.Sprintf("is to name at most %d fields.", maxSort))
	}
	return order, nil
}

func sorts(c data.Collection, name string) bool {
	return name == "id" || slices.ContainsFunc(sortables(c), func(f data.Field) bool { return f.Name == name })
}

// after is where a page begins: the key of the last feature before it. Where features are
// sorted, the values that they are sorted by are part of the key.
func (p params) after(c data.Collection, order []data.Order) (int64, []any, error) {
	text, ok := p["after"]
	if !ok {
		return 0, nil, nil
	}
	refused := badParameter("after", `Parameter "after" is to be as a link to the next page has it, for the same "sortby".`)
	if len(order) == 0 {
		fid, err := strconv.ParseInt(text, 10, 64)
		if err != nil || fid < 0 || strings.HasPrefix(text, "+") {
			return 0, nil, refused
		}
		return fid, nil, nil
	}
	fid, values, ok := readKey(c, order, text)
	if !ok {
		return 0, nil, refused
	}
	return fid, values, nil
}

// pageKey is the key of the page after a feature.
func pageKey(order []data.Order, f data.Feature) string {
	if len(order) == 0 {
		return strconv.FormatInt(f.FID, 10)
	}
	key := []any{f.FID}
	for _, o := range order {
		key = append(key, sortValue(f, o.Field))
	}
	return base64.RawURLEncoding.EncodeToString(appendJSON(nil, key))
}

// sortValue is what a feature is sorted by; nil if it was not recorded.
func sortValue(f data.Feature, field string) any {
	if field == "id" {
		return f.ID
	}
	if v, ok := f.Properties[field]; ok {
		return v
	}
	if field == "fictional" { // recorded of every feature, though said only where it is so
		return f.Location.Fictional
	}
	return f.Location.Value(field)
}

// readKey is the reverse of pageKey.
func readKey(c data.Collection, order []data.Order, text string) (fid int64, values []any, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return 0, nil, false
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var key []any
	if decoder.Decode(&key) != nil || decoder.More() || len(key) != len(order)+1 {
		return 0, nil, false
	}
	number, ok := key[0].(json.Number)
	if !ok {
		return 0, nil, false
	}
	if fid, err = strconv.ParseInt(number.String(), 10, 64); err != nil || fid < 0 {
		return 0, nil, false
	}
	for i, o := range order {
		v, ok := keyValue(c, o.Field, key[i+1])
		if !ok {
			return 0, nil, false
		}
		values = append(values, v)
	}
	return fid, values, true
}

// keyValue gives a value of a key the type of its field.
func keyValue(c data.Collection, field string, v any) (any, bool) {
	f, _ := c.Field(field) // id is text
	switch v := v.(type) {
	case nil:
		return nil, field != "id"
	case string:
		return v, f.Type != data.Integer && f.Type != data.Real && f.Type != data.Boolean
	case bool:
		return v, f.Type == data.Boolean
	case json.Number:
		if f.Type == data.Integer {
			n, err := strconv.ParseInt(v.String(), 10, 64)
			return n, err == nil
		}
		x, err := strconv.ParseFloat(v.String(), 64)
		return x, err == nil && f.Type == data.Real
	}
	return nil, false
}
