package xlsx

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// sharedStrings are the texts that cells name by their number. They lie one after the
// other in memory: some workbooks have millions of short ones.
type sharedStrings struct {
	all  string
	ends []uint32
}

// at is the text with a number, counting from 0.
func (s *sharedStrings) at(i int) (string, bool) {
	if i < 0 || i >= len(s.ends) {
		return "", false
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.all[from:s.ends[i]], true
}

func (s *sharedStrings) read(ctx context.Context, a archive, part string) error {
	r, err := a.open(part, maxPart)
	if r == nil || err != nil {
		return err
	}
	defer r.Close()
	t := newTokens(ctx, r, part)
	var all strings.Builder
	for {
		token, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "si" {
			text, err := t.richText()
			if err != nil {
				return err
			}
			all.WriteString(text)
			s.ends = append(s.ends, uint32(all.Len())) // maxPart bounds it
		}
	}
	s.all = all.String()
	return nil
}

// richText joins the runs of a text up to the end of the element that has just begun.
// How Japanese is read aloud (rPh) is no part of it.
func (t *tokens) richText() (string, error) {
	var text strings.Builder
	aloud := 0
	for depth := 1; depth > 0; {
		token, err := t.next()
		if err != nil {
			return "", noEnd(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch {
			case e.Name.Local == "t" && aloud == 0:
				run, err := t.text()
				if err != nil {
					return "", err
				}
				if text.WriteString(unescape(run)); text.Len() > maxToken {
					return "", errTooLong
				}
				continue
			case e.Name.Local == "rPh":
				aloud = depth
			}
			depth++
		case xml.EndElement:
			if depth--; depth == aloud {
				aloud = 0
			}
		}
	}
	return text.String(), nil
}

// escaped is a character that XML cannot hold, or an underscore that would look like the
// beginning of one (ECMA-376-1, 22.9.2.19).
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escaped.ReplaceAllStringFunc(text, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return e
		}
		return string(rune(n))
	})
}
