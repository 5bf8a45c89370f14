package geojson

import "bytes"

// value passes over one JSON value by its quotes and brackets alone: what is between them
// is looked at later, when the value is taken apart.
func (s *source) value() error {
	c, err := s.space()
	switch {
	case err != nil:
		return s.early(err)
	case c == '"':
		s.at++
		return s.restOfString()
	case c == '{' || c == '[':
		return s.brackets()
	}
	return s.word()
}

// brackets passes over an object or array, however deep, in constant memory.
func (s *source) brackets() error {
	depth := 0
	for {
		for s.at < s.end {
			c := s.buf[s.at]
			s.at++
			switch c {
			case '"':
				if err := s.restOfString(); err != nil {
					return err
				}
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return nil
				}
			}
		}
		if err := s.fill(); err != nil {
			return s.early(err)
		}
	}
}

// restOfString passes over a string after its first quote.
func (s *source) restOfString() error {
	for {
		for s.at < s.end {
			rest := s.buf[s.at:s.end]
			quote := bytes.IndexByte(rest, '"')
			if quote < 0 {
				quote = len(rest)
			}
			escape := bytes.IndexByte(rest[:quote], '\\')
			if escape < 0 {
				s.at += quote
				if quote < len(rest) {
					s.at++
					return nil
				}
				continue
			}
			s.at += escape + 1
			if _, err := s.peek(); err != nil {
				return s.early(err)
			}
			s.at++ // the escaped character, were it a quote
		}
		if err := s.fill(); err != nil {
			return s.early(err)
		}
	}
}

// word passes over a number, true, false or null.
func (s *source) word() error {
	start := s.offset()
	for {
		c, err := s.peek()
		if err != nil || !wordByte(c) {
			break
		}
		s.at++
	}
	if s.offset() == start {
		return s.broken("a JSON value was expected")
	}
	return nil
}

func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '+' || c == '.'
}

// key passes over the name of a member and its colon. Escapes stay as they are written.
func (s *source) key() (string, error) {
	c, err := s.space()
	if err != nil {
		return "", s.early(err)
	}
	if c != '"' {
		return "", s.broken("the name of a member was expected, not %q", c)
	}
	var name []byte
	s.at++
	for {
		c, err := s.peek()
		if err != nil {
			return "", s.early(err)
		}
		s.at++
		if c == '"' {
			break
		}
		if name = append(name, c); len(name) > maxName {
			return "", s.broken("the name of a member is longer than %d bytes", maxName)
		}
		if c == '\\' {
			if c, err = s.peek(); err != nil {
				return "", s.early(err)
			}
			name = append(name, c)
			s.at++
		}
	}
	if c, err = s.space(); err != nil {
		return "", s.early(err)
	}
	if c != ':' {
		return "", s.broken("a colon was expected, not %q", c)
	}
	s.at++
	return string(name), nil
}

// maxName is the most bytes the name of a top-level member has.
const maxName = 4 << 10
