package cql

import (
	"errors"
	"regexp"
	"time"

	"burialmap/data"
)

var (
	errDate      = errors.New("expected a day that exists, such as '1946-07-21'")
	errTimestamp = errors.New("expected a moment that exists, such as '1946-07-21T12:00:00Z'")
	errEnd       = errors.New("expected a day such as '1946-07-21', a moment such as '1946-07-21T12:00:00Z' or '..' for an open end")
)

// timestampForm is stricter than time.Parse, which takes hours of one digit.
var timestampForm = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$`)

func readDate(s string) (data.InstantValue, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return data.InstantValue{}, errDate
	}
	return data.InstantValue{Time: t, Day: true}, nil
}

func readTimestamp(s string) (data.InstantValue, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || !timestampForm.MatchString(s) {
		return data.InstantValue{}, errTimestamp
	}
	if t = t.UTC(); t.Year() < 0 || t.Year() > 9999 {
		return data.InstantValue{}, errTimestamp
	}
	return data.InstantValue{Time: t}, nil
}

// readEnd is an end of an interval, nil for an open one.
func readEnd(s string) (data.Operand, error) {
	if s == ".." {
		return nil, nil
	}
	if v, err := readDate(s); err == nil {
		return v, nil
	}
	v, err := readTimestamp(s)
	if err != nil {
		return nil, errEnd
	}
	return v, nil
}

func writeInstant(v data.InstantValue) string {
	if v.Day {
		return v.Time.Format(time.DateOnly)
	}
	return v.Time.UTC().Format(time.RFC3339Nano)
}
