package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"burialmap/geo"
)

// takeValues hands each value of the record to the field it fills, or keeps it as it is.
func (a *assembly) takeValues() {
	marked := storeMarks(a.record.Values)
	for _, v := range a.record.Values {
		if marked && (v.Name == "revision" || v.Name == "updated") || v.Name == FindingsColumn {
			continue
		}
		if v.Name == "extra" && a.takeExtra(v.Value) || a.derived(v) {
			continue
		}
		a.take(v, a.rules.Mapping.Fields)
	}
	for _, v := range a.record.Tags {
		a.take(v, a.rules.Mapping.Stated)
	}
}

func (a *assembly) take(v Value, fields func(column string) []string) {
	text, ok := a.legible(v)
	if !ok || text == "" {
		return
	}
	taken := false
	for _, field := range fields(v.Name) {
		taken = a.fill(field, v.Name, text) || taken
	}
	if !taken {
		a.keep(v.Name, text)
	}
}

// byteOrderMark stands before texts that were cut out of files of their own. It cannot be
// seen, and a name with it is not found by the same name without.
const byteOrderMark = "\ufeff"

// legible is the value as text without a byte order mark and surrounding space. Text that is not UTF-8 refuses
// the record; a control character is shown as U+FFFD.
func (a *assembly) legible(v Value) (string, bool) {
	text := strings.TrimSpace(ValueText(v.Value))
	if strings.HasPrefix(text, byteOrderMark) {
		text = strings.TrimSpace(strings.TrimLeft(text, byteOrderMark))
	}
	if !utf8.ValidString(text) || !utf8.ValidString(v.Name) {
		a.refuse(strings.ToValidUTF8(v.Name, "\ufffd"), "utf8", "the text is not valid UTF-8", "save the file as UTF-8, or say how it is encoded")
		return "", false
	}
	if strings.IndexFunc(text, control) < 0 {
		return text, true
	}
	a.warn(v.Name, "control_character", fmt.Sprintf("%.80q holds characters that cannot be shown", text), "remove them from the file; each is kept as \ufffd")
	return strings.Map(func(r rune) rune {
		if control(r) {
			return '\ufffd'
		}
		return r
	}, text), true
}

func control(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f }

// ValueText is a record's value as text: numbers in their shortest exact form, nil as
// nothing, arrays and objects as JSON.
func ValueText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case json.RawMessage:
		return string(v)
	}
	return ""
}

// fill gives a field its value. It reports false, having said why if the value is at
// fault, where the words must be kept instead.
func (a *assembly) fill(field, column, text string) bool {
	switch {
	case field == KeyColumn:
		return a.fillKey(text)
	case Positional(field):
		return false
	}
	f, ok := a.rules.Collection.Field(field)
	if !ok {
		return false
	}
	if done, is := a.fillLocation(f, column, text); is {
		return done
	}
	if _, taken := a.feature.Properties[f.Name]; taken {
		return false
	}
	value, err := f.Parse(text)
	if err != nil {
		a.unread(f, column, err)
		return false
	}
	if f.Name == "shift_accuracy_m" && !a.plausible(column, text, value.(float64)) {
		return false
	}
	a.feature.Properties[f.Name] = value
	return !referring(f.Name) || value == text
}

func (a *assembly) fillKey(text string) bool {
	if a.record.Key == "" && a.key == "" {
		a.key = text
	}
	return text == a.record.Key || text == a.key
}

// fillLocation fills the fields that every collection has; the second result is false for
// any other field.
func (a *assembly) fillLocation(f Field, column, text string) (done, is bool) {
	l := &a.feature.Location
	switch f.Name {
	case "accuracy_m":
		return !l.Accuracy.Known() && a.fillAccuracy(f, column, text), true
	case "location_method":
		return unstated(l.Method) && a.fillMethod(f, column, text), true
	case "location_text":
		return fillText(&l.Text, text), true
	case "location_parse":
		return a.fillParse(f, column, text), true
	case "source":
		return fillText(&l.Source, text), true
	case "source_key":
		return fillText(&l.SourceKey, text), true
	case "fictional":
		return a.fillFictional(f, column, text), true
	}
	return false, false
}

func fillText(to *string, text string) bool {
	if *to != "" {
		return *to == text
	}
	*to = text
	return true
}

func (a *assembly) fillAccuracy(f Field, column, text string) bool {
	value, err := f.Parse(text)
	if err != nil {
		a.unread(f, column, err)
		return false
	}
	metres := value.(float64)
	if !a.plausible(column, text, metres) {
		return false
	}
	a.feature.Location.Accuracy = geo.Accuracy(metres)
	return true
}

// plausible says why a radius is none.
func (a *assembly) plausible(column, text string, metres float64) bool {
	if metres > 0 && metres <= maxAccuracy {
		return true
	}
	a.warn(column, "accuracy_positive", fmt.Sprintf("an accuracy of %s m is not possible", text),
		"state the radius in metres that holds the true position with 95 % probability, or leave it empty; it is kept as unknown")
	return false
}

// maxAccuracy is half the circumference of the Earth in metres: no error is greater.
const maxAccuracy = math.Pi * 6378137

func (a *assembly) fillMethod(f Field, column, text string) bool {
	value, err := f.Parse(text)
	if err != nil {
		a.unread(f, column, err)
		return false
	}
	a.feature.Location.Method = value.(string)
	return true
}

// fillParse takes the reading of a place in words that an export of ours holds.
func (a *assembly) fillParse(f Field, column, text string) bool {
	l := &a.feature.Location
	value, err := f.Parse(text)
	if err != nil {
		a.unread(f, column, err)
		return false
	}
	if raw := value.(json.RawMessage); len(l.Parse) == 0 || bytes.Equal(l.Parse, raw) {
		l.Parse = raw
		return true
	}
	return false
}

func (a *assembly) fillFictional(f Field, column, text string) bool {
	value, err := f.Parse(text)
	if err != nil {
		a.unread(f, column, err)
		return false
	}
	a.feature.Location.Fictional = a.feature.Location.Fictional || value.(bool)
	return true
}

// unread reports a value that its field cannot hold.
func (a *assembly) unread(f Field, column string, err error) {
	a.warn(column, f.Name+"_value", err.Error(), "the words are kept beside the record; "+f.advice())
}

// keep holds on to a value under the file's own name for it.
func (a *assembly) keep(column, text string) {
	if a.feature.Extra == nil {
		a.feature.Extra = map[string]string{}
	}
	name := column
	if name == "" {
		name = "unnamed"
	}
	for i := 2; ; i++ {
		old, taken := a.feature.Extra[name]
		if !taken || old == text {
			break
		}
		name = fmt.Sprintf("%s (%d)", column, i)
	}
	a.feature.Extra[name] = text
}

// derived reports whether a value is one that burialmap computes itself and wrote into
// an export of ours: the store knows a newer one. A column of that name that holds
// something else is the file's own, and one that somebody maps to a field is wanted.
func (a *assembly) derived(v Value) bool {
	f, ok := a.rules.Mapping.derived[v.Name]
	if !ok || len(a.rules.Mapping.Stated(v.Name)) > 0 {
		return false
	}
	text := strings.TrimSpace(ValueText(v.Value))
	_, err := f.Parse(text)
	return err == nil || text == ""
}

// takeExtra takes back what an export of ours kept in the member "extra".
func (a *assembly) takeExtra(v any) bool {
	var extra map[string]string
	if text := ValueText(v); !strings.HasPrefix(text, "{") || json.Unmarshal([]byte(text), &extra) != nil {
		return false
	}
	for name, text := range extra {
		a.keep(name, text)
	}
	return true
}

// storeMarks reports whether the record carries the marks of a store, as our exports do:
// they say nothing about the burial, and the store will give new ones.
func storeMarks(values []Value) bool {
	var revision, updated bool
	for _, v := range values {
		switch v.Name {
		case "revision":
			_, err := strconv.ParseUint(ValueText(v.Value), 10, 63)
			revision = err == nil
		case "updated":
			_, err := time.Parse(time.RFC3339, ValueText(v.Value))
			updated = err == nil
		}
	}
	return revision && updated
}
