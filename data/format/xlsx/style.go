package xlsx

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
)

// style says how a number is to be understood.
type style struct {
	kind   numberKind
	digits int // shown at least, with zeros before: 4 for 0042
}

type numberKind byte

const (
	plainNumber  numberKind = iota
	dateNumber              // days since the epoch of the workbook, with or without a time
	timeNumber              // a part of a day
	lengthOfTime            // days that are a duration: [h]:mm
)

// styleReader picks out of the part of styles what concerns numbers.
type styleReader struct {
	w     *workbook
	codes map[int]string // formats of the workbook's own
	cells bool           // within cellXfs
}

// maxStyles is what Excel allows.
const maxStyles = 65_490

func (s *styleReader) token(token xml.Token) error {
	switch e := token.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "numFmt":
			return s.format(e)
		case "cellXfs":
			s.cells = true
		case "xf":
			if !s.cells {
				return nil
			}
			if len(s.w.styles) > maxStyles {
				return errors.New("the workbook has more styles than Excel allows")
			}
			id, _ := strconv.Atoi(attribute(e, "numFmtId")) // none is General
			s.w.styles = append(s.w.styles, s.style(id))
		}
	case xml.EndElement:
		if e.Name.Local == "cellXfs" {
			s.cells = false
		}
	}
	return nil
}

func (s *styleReader) format(e xml.StartElement) error {
	if s.codes == nil {
		s.codes = map[int]string{}
	}
	id, err := strconv.Atoi(attribute(e, "numFmtId"))
	if code := attribute(e, "formatCode"); err == nil && len(s.codes) < maxStyles && len(code) < 1<<10 {
		s.codes[id] = code
	}
	return nil
}

// style knows the formats that are built in (ECMA-376-1, 18.8.30), those of East Asian
// versions among them, and reads the codes of others.
func (s *styleReader) style(id int) style {
	if code, ok := s.codes[id]; ok {
		return readCode(code)
	}
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return style{kind: dateNumber}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return style{kind: timeNumber}
	case id == 46:
		return style{kind: lengthOfTime}
	}
	return style{}
}

// readCode reads the first section of a format code: letters of years and days, months or
// hours mean a date or a time.
func readCode(code string) style {
	code, _, _ = strings.Cut(code, ";")
	if len(code) > 1 && len(code) < 20 && strings.Trim(code, "0") == "" {
		return style{digits: len(code)}
	}
	letters, length := bareLetters(code)
	switch {
	case length:
		return style{kind: lengthOfTime}
	case strings.Contains(letters, "general") || strings.Contains(letters, "e+") || strings.Contains(letters, "e-"):
		return style{}
	case strings.ContainsAny(letters, "ydgeb"):
		return style{kind: dateNumber}
	case strings.ContainsAny(letters, "hs"):
		return style{kind: timeNumber}
	case strings.Contains(letters, "m"): // a month; beside hours or seconds, minutes
		return style{kind: dateNumber}
	}
	return style{}
}

// bareLetters is a format code without what is quoted, escaped or in brackets, in lower
// case. Length reports brackets around hours, minutes or seconds: [h]:mm.
func bareLetters(code string) (letters string, length bool) {
	var b strings.Builder
	code = strings.ToLower(code)
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\', '_', '*':
			i++ // the next one is shown, or only makes room
		case '"':
			i += 1 + max(0, strings.IndexByte(code[i+1:], '"'))
		case '[':
			within, _, _ := strings.Cut(code[i+1:], "]")
			length = length || within != "" && strings.Trim(within, "hms") == ""
			i += 1 + len(within)
		default:
			b.WriteByte(code[i])
		}
	}
	return b.String(), length
}
