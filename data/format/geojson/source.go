package geojson

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// source is the file as a stream of bytes that knows where it is. It copies what it
// passes over into raw while that is open.
type source struct {
	ctx     context.Context
	r       io.Reader
	buf     []byte
	at      int   // next byte in buf
	end     int   // bytes in buf
	base    int64 // offset of buf in the file
	line    int   // line of the byte at counted, counting from 1
	counted int   // how far in buf ends of lines were counted

	raw     []byte // what was passed over since open
	opened  int    // where in buf the copying starts; -1 if raw is closed
	limit   int    // most bytes raw may have
	dropped bool   // raw would have grown beyond limit
}

func newSource(ctx context.Context, r io.Reader) *source {
	return &source{ctx: ctx, r: r, buf: make([]byte, 64<<10), line: 1, opened: -1}
}

// fill reads more of the file once all of buf was passed over. It returns io.EOF at the
// end.
func (s *source) fill() error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	s.save()
	s.countLines(s.end)
	s.base += int64(s.end)
	s.at, s.end, s.counted = 0, 0, 0
	if s.opened >= 0 {
		s.opened = 0
	}
	for range 100 {
		n, err := s.r.Read(s.buf)
		if s.end = n; n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// open starts copying from the next byte.
func (s *source) open(limit int) {
	s.raw, s.opened, s.limit, s.dropped = s.raw[:0], s.at, limit, false
}

// save copies what was passed over of buf.
func (s *source) save() {
	if s.opened < 0 || s.dropped {
		return
	}
	piece := s.buf[s.opened:s.at]
	if s.dropped = len(s.raw)+len(piece) > s.limit; s.dropped {
		s.raw = nil // a giant is not kept in memory
		return
	}
	s.raw = append(s.raw, piece...)
	s.opened = s.at
}

// close ends copying and returns the bytes, valid until open is called again; false if
// they were too many.
func (s *source) close() ([]byte, bool) {
	s.save()
	s.opened = -1
	return s.raw, !s.dropped
}

// peek is the next byte without passing over it.
func (s *source) peek() (byte, error) {
	if s.at == s.end {
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
	return s.buf[s.at], nil
}

// space passes over white space and the record separators of RFC 8142, and returns the
// byte after it.
func (s *source) space() (byte, error) {
	for {
		for s.at < s.end {
			switch c := s.buf[s.at]; c {
			case ' ', '\t', '\r', '\n', recordSeparator:
				s.at++
			default:
				return c, nil
			}
		}
		if _, err := s.peek(); err != nil {
			return 0, err
		}
	}
}

const recordSeparator = 0x1e

func (s *source) offset() int64 { return s.base + int64(s.at) }

// place is where the next byte is, for people: the line, or the byte if the file has
// hardly any lines.
func (s *source) place() string {
	s.countLines(s.at)
	if s.line < 2 {
		return "byte " + strconv.FormatInt(s.offset(), 10)
	}
	return "line " + strconv.Itoa(s.line)
}

func (s *source) countLines(to int) {
	s.line += bytes.Count(s.buf[s.counted:to], []byte{'\n'})
	s.counted = to
}

// broken is an error about the next byte.
func (s *source) broken(format string, args ...any) error {
	return fmt.Errorf("%s at %s", fmt.Sprintf(format, args...), s.place())
}

// early turns the end of the file where something was still to come into an error.
func (s *source) early(err error) error {
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("the file ends early, at byte %d: it may be truncated", s.offset())
	}
	return err
}
