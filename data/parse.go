package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// Parse reads a value of the field from text as people write it. Numbers are plain
// decimals with a point or a comma, in any width of digits; NaN, infinities, hexadecimal
// and underscores are not numbers. Words of closed vocabularies are also understood in
// Russian and Japanese. The result has the type that [FieldType] names.
func (f Field) Parse(text string) (any, error) {
	if text = strings.TrimSpace(text); f.Form == Moment {
		text = moment(text)
	}
	value, err := f.typed(text)
	if err != nil || f.Form == AnyForm {
		return value, err
	}
	return f.shaped(value)
}

// typed reads a value of the field's type.
func (f Field) typed(text string) (any, error) {
	switch f.Type {
	case Enum:
		return f.parseEnum(text)
	case Interval:
		p, err := ParsePeriod(text)
		return p.String(), err
	case Integer:
		return parseCount(text)
	case Real:
		return ParseDecimal(text)
	case Boolean:
		return parseBoolean(text)
	case JSON:
		return parseJSON(text)
	}
	if referring(f.Name) {
		return SafeID(text), nil
	}
	return text, nil
}

// referring fields hold the id of another feature.
func referring(field string) bool { return field == "site" || field == "cemetery" }

func (f Field) parseEnum(text string) (any, error) {
	if v, ok := vocabulary(f, text); ok {
		return v, nil
	}
	return nil, fmt.Errorf("%.80q is none of the known words", text)
}

// parseJSON takes an array or object, without the white space between its parts.
func parseJSON(text string) (any, error) {
	var b bytes.Buffer
	if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") || json.Compact(&b, []byte(text)) != nil {
		return nil, fmt.Errorf("%.80q is no array or object in JSON", text)
	}
	return json.RawMessage(b.Bytes()), nil
}

// parseCount reads a number of people: whole and not negative. A fraction of nothing
// ("12.0", as spreadsheets write) is whole.
func parseCount(text string) (any, error) {
	plain := width.Narrow.String(text)
	if whole, fraction, ok := strings.Cut(plain, "."); ok && strings.Trim(fraction, "0") == "" && fraction != "" {
		plain = whole
	}
	if plain == "" || strings.Trim(plain, "0123456789") != "" {
		return nil, fmt.Errorf("%.80q is not one whole number", text)
	}
	n, err := strconv.ParseInt(plain, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("%.80q is too great a number", text)
	}
	return n, nil
}

// ParseDecimal reads a finite decimal number with a point or a comma: "48.5", "-0,25",
// "1.5e3". Unlike strconv.ParseFloat it takes no NaN, infinity, hexadecimal or
// underscore.
func ParseDecimal(text string) (float64, error) {
	plain := width.Narrow.String(text)
	if strings.Count(plain, ",") == 1 && !strings.Contains(plain, ".") {
		plain = strings.Replace(plain, ",", ".", 1)
	}
	plain = strings.Replace(plain, "−", "-", 1) // the minus sign proper
	if plain == "" || strings.Trim(plain, "+-.0123456789eE") != "" {
		return 0, fmt.Errorf("%.80q is not a number", text)
	}
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return 0, fmt.Errorf("%.80q is not a finite number", text)
	}
	return v, nil
}

func parseBoolean(text string) (any, error) {
	switch {
	case anyPlain(text, trueWords):
		return true, nil
	case anyPlain(text, falseWords):
		return false, nil
	}
	return nil, fmt.Errorf("%.80q says neither yes nor no", text)
}

// advice tells how a value of the field is written.
func (f Field) advice() string {
	if advice := f.Form.advice(); advice != "" {
		return advice
	}
	switch f.Type {
	case Enum:
		return "known are " + strings.Join(f.Values, ", ")
	case Interval:
		return "write the time as EDTF: 1945/1948, 194X, 1946~, 1946-07-21"
	case Integer:
		return "write one whole number if the source states one"
	case Real:
		return "write a decimal number"
	case Boolean:
		return "write true or false"
	case JSON:
		return "write an array or object in JSON, or leave it empty"
	}
	return "write it as " + f.Title
}
