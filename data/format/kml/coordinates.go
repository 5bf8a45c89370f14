package kml

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// coordinates hands on the positions of the geometry just begun, if it has any.
func (p *placemark) coordinates(take func([]orb.Point)) error {
	var path []orb.Point
	err := p.Children(func(e xml.StartElement) error {
		if e.Name.Local != "coordinates" || p.full() {
			return nil
		}
		p.scratch = p.scratch[:0]
		err := p.EachText(func(text []byte, whole bool) {
			p.tooLarge = p.tooLarge || !whole || len(p.scratch)+len(text) > format.MaxRecordBytes
			if !p.tooLarge {
				p.scratch = append(p.scratch, text...)
			}
		})
		if err == nil && !p.tooLarge {
			path = p.shape.path(path, tidy(p.scratch))
		}
		return err
	})
	if len(path) > 0 && !p.full() {
		take(path)
	}
	return err
}

// tidy takes white space away that stands beside a comma, as in "131.5, 48.1, 0": KML parts
// positions by white space and their numbers by commas alone.
func tidy(text []byte) []byte {
	for i, c := range text {
		if c == ',' && (i > 0 && text[i-1] <= ' ' || i+1 < len(text) && text[i+1] <= ' ') {
			return looseComma.ReplaceAll(text, []byte(","))
		}
	}
	return text
}

var looseComma = regexp.MustCompile(`\s*,\s*`)

// path appends the positions that a text holds, each as longitude,latitude or
// longitude,latitude,height.
func (s *shape) path(path []orb.Point, text []byte) []orb.Point {
	for tuple := range bytes.FieldsSeq(text) {
		if s.positions++; s.positions > format.MaxPositions {
			return nil
		}
		lon, rest, _ := bytes.Cut(tuple, []byte(","))
		lat, height, _ := bytes.Cut(rest, []byte(","))
		at, err := s.position(string(lon), string(lat), string(height))
		if err != nil {
			s.unreadable(string(tuple), err)
			return nil
		}
		path = append(path, at)
	}
	return path
}

// coord appends the position of a track, its numbers parted by blanks. One that is blank
// was not measured.
func (s *shape) coord(line orb.LineString, text string) orb.LineString {
	numbers := strings.Fields(text)
	if len(numbers) == 0 {
		return line
	}
	s.positions++
	numbers = append(numbers, "", "")
	at, err := s.position(numbers[0], numbers[1], strings.Join(numbers[2:len(numbers)-2], ","))
	if err != nil {
		s.unreadable(text, err)
		return line
	}
	return append(line, at)
}

var (
	errNotPosition = errors.New("it is not longitude,latitude or longitude,latitude,height")
	errNotFinite   = errors.New("it is not a finite number")
)

func (s *shape) position(lon, lat, height string) (orb.Point, error) {
	x, errX := number(lon)
	y, errY := number(lat)
	if errX != nil || errY != nil {
		return orb.Point{}, cmp.Or(errX, errY)
	}
	if height != "" {
		z, err := number(height)
		if errors.Is(err, errNotPosition) {
			return orb.Point{}, err
		}
		s.raised = s.raised || z != 0
	}
	if s.positions == 1 {
		if p, ok := data.SuspectDegreesMinutes(lon, lat); ok {
			s.problems = append(s.problems, p)
		}
	}
	return orb.Point{x, y}, nil
}

// number reads a plain decimal number. Words for numbers that are none, notations that only
// programs use, and numbers beyond all bounds are told from what is no number at all.
func number(text string) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	plain := strings.Trim(text, "+-.0123456789eE") == ""
	switch {
	case err == nil && plain:
		return v, nil
	case err == nil || errors.Is(err, strconv.ErrRange) || strings.HasPrefix(text, "0x"): // NaN, Inf, 1_0, 1e400
		return 0, errNotFinite
	}
	return 0, errNotPosition
}

func (s *shape) unreadable(text string, err error) {
	rule := "coordinates"
	if errors.Is(err, errNotFinite) {
		rule = "finite"
	}
	s.fault(rule, fmt.Sprintf("the position %.60q cannot be read: %v", text, err),
		"write each position as longitude,latitude in decimal degrees, without blanks around the comma, and a blank between positions")
}
