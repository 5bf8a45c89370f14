package data

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Period is a stretch of time as the Extended Date/Time Format writes it (EDTF, ISO
// 8601-2:2019; https://www.loc.gov/standards/datetime/). Understood are dates to the
// year, month or day, with the time of that day if need be, which makes it no shorter; X for digits nobody knows (194X); the marks ~ approximate,
// ? uncertain and % both; intervals (1945/1948); .. for an open end and nothing at all
// for an unknown one.
type Period struct {
	From, To Date
	text     string
}

// Date is one end of a Period: every day it may mean lies between First and Last.
type Date struct {
	First, Last time.Time
	// Approximate and Uncertain are the marks ~ and ?. They widen nothing: how much
	// "about" is, the writer did not say.
	Approximate, Uncertain bool
	// Open ends have no limit (..); Unknown ones are not recorded. Neither has days.
	Open, Unknown bool
}

// ParsePeriod reads an EDTF date or interval. The error says what was expected.
func ParsePeriod(text string) (Period, error) {
	from, to, interval := strings.Cut(strings.TrimSpace(text), "/")
	if !interval {
		to = from
	}
	p := Period{text: strings.TrimSpace(text)}
	var err error
	if p.From, err = parseDate(from, interval); err != nil {
		return Period{}, err
	}
	if p.To, err = parseDate(to, interval); err != nil {
		return Period{}, err
	}
	if p.From.known() && p.To.known() && p.To.Last.Before(p.From.First) {
		return Period{}, fmt.Errorf("period %q ends before it begins", text)
	}
	if !p.From.known() && !p.To.known() {
		return Period{}, fmt.Errorf("period %q has neither beginning nor end; leave it empty if both are unknown", text)
	}
	return p, nil
}

// String is the period as it was written.
func (p Period) String() string { return p.text }

// Earliest is the first day the period may hold, false if its beginning is open or
// unknown.
func (p Period) Earliest() (time.Time, bool) { return p.From.First, p.From.known() }

// Latest is the last day the period may hold, false if its end is open or unknown.
func (p Period) Latest() (time.Time, bool) { return p.To.Last, p.To.known() }

func (d Date) known() bool { return !d.Open && !d.Unknown }

func parseDate(text string, inInterval bool) (Date, error) {
	if inInterval {
		switch text {
		case "..":
			return Date{Open: true}, nil
		case "":
			return Date{Unknown: true}, nil
		}
	}
	var d Date
	body := text
	switch {
	case strings.HasSuffix(body, "~"):
		d.Approximate = true
	case strings.HasSuffix(body, "?"):
		d.Uncertain = true
	case strings.HasSuffix(body, "%"):
		d.Approximate, d.Uncertain = true, true
	}
	if d.Approximate || d.Uncertain {
		body = body[:len(body)-1]
	}
	var err error
	if d.First, d.Last, err = days(withoutTime(body)); err != nil {
		return Date{}, fmt.Errorf("%q is no EDTF date: %w", text, err)
	}
	return d, nil
}

// timeOfDay is what may follow a day: in local time, in UTC or with a shift from it.
var timeOfDay = regexp.MustCompile(`^T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][01][0-9](:?[0-5][0-9])?)?$`)

// withoutTime takes the time off a day.
func withoutTime(text string) string {
	const day = len("2006-01-02")
	if len(text) > day && timeOfDay.MatchString(text[day:]) {
		return text[:day]
	}
	return text
}

// days gives the first and the last day that a date without marks may mean.
func days(text string) (first, last time.Time, err error) {
	parts := strings.Split(text, "-")
	layouts := []string{"2006", "2006-01", "2006-01-02"}
	if len(parts) > len(layouts) || len(parts[0]) != 4 {
		return first, last, fmt.Errorf("expected a year such as 1946, 194X, 1946-07 or 1946-07-21, or an interval such as 1945/1948")
	}
	layout := layouts[len(parts)-1]
	low, high := text, text
	if i := strings.IndexByte(text, 'X'); i >= 0 {
		if strings.Trim(text[i:], "X") != "" || i < 2 || len(parts) > 1 {
			return first, last, fmt.Errorf("an X stands for unknown last digits of a year, as in 194X or 19XX")
		}
		low = strings.ReplaceAll(text, "X", "0")
		high = strings.ReplaceAll(text, "X", "9")
	}
	if first, err = time.Parse(layout, low); err != nil {
		return first, last, fmt.Errorf("expected digits and a date that exists")
	}
	if last, err = time.Parse(layout, high); err != nil {
		return first, last, fmt.Errorf("expected digits and a date that exists")
	}
	switch len(parts) {
	case 1:
		last = last.AddDate(1, 0, -1)
	case 2:
		last = last.AddDate(0, 1, -1)
	}
	return first, last, nil
}
