package web

import (
	"strings"
	"time"

	"burialmap/data"
)

// interval is a stretch of time, both ends included; a zero end is open.
type interval struct{ from, to time.Time }

// datetime is the time asked for, or nil: an instant, or two with a slash between them,
// of which one may be open (.. or nothing). A day may stand for its instants.
func (p params) datetime() (*interval, error) {
	text, ok := p["datetime"]
	if !ok {
		return nil, nil
	}
	refused := badParameter("datetime", "Parameter \"datetime\" is to be a time such as 1946-07-21T00:00:00Z, a day such as 1946-07-21, or an interval such as 1945-08-01/.. of them.")
	first, second, two := strings.Cut(text, "/")
	if !two {
		second = first
	}
	from, _, open1, ok1 := instant(first)
	_, to, open2, ok2 := instant(second)
	if !ok1 || !ok2 || !two && open1 || open1 && open2 && first+second == "" || !open1 && !open2 && to.Before(from) {
		return nil, refused
	}
	return &interval{from, to}, nil
}

// instant reads one end of an interval as the first and last moment it means.
func instant(text string) (first, last time.Time, open, ok bool) {
	if text == "" || text == ".." {
		return first, last, true, true
	}
	if t, err := time.Parse(time.RFC3339, strings.ToUpper(text)); err == nil {
		return t, t, false, true
	}
	t, err := time.Parse(time.DateOnly, text)
	return t, t.AddDate(0, 0, 1).Add(-1), false, err == nil
}

// holds reports whether a feature may be of the time. One whose period is not recorded
// may be of any.
func (i *interval) holds(f data.Feature) bool {
	if i == nil {
		return true
	}
	p, err := data.ParsePeriod(f.Text("period"))
	if err != nil {
		return true
	}
	earliest, begins := p.Earliest()
	latest, ends := p.Latest()
	if begins && !i.to.IsZero() && i.to.Before(earliest) {
		return false
	}
	return !ends || i.from.IsZero() || i.from.Before(latest.AddDate(0, 0, 1))
}
