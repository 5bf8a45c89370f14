package data

import (
	"strings"
	"testing"
	"time"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestPeriodsGiveTheWidestDaysTheyMayMean(t *testing.T) {
	for _, c := range []struct {
		text, earliest, latest string // "" for no limit
	}{
		{"1946", "1946-01-01", "1946-12-31"},
		{"1946-02", "1946-02-01", "1946-02-28"},
		{"1948-02", "1948-02-01", "1948-02-29"},
		{"1946-07-21", "1946-07-21", "1946-07-21"},
		{"1945/1948", "1945-01-01", "1948-12-31"},
		{"194X", "1940-01-01", "1949-12-31"},
		{"19XX", "1900-01-01", "1999-12-31"},
		{"1946~", "1946-01-01", "1946-12-31"},
		{"1946-08?/1947%", "1946-08-01", "1947-12-31"},
		{"1952/..", "1952-01-01", ""},
		{"/1952", "", "1952-12-31"},
		{"../1945-08", "", "1945-08-31"},
		{"194X/1951", "1940-01-01", "1951-12-31"},
		{" 1945/1948 ", "1945-01-01", "1948-12-31"},
		{"2027-07-05T09:30", "2027-07-05", "2027-07-05"},
		{"2027-07-05T23:30:15.25+10:00", "2027-07-05", "2027-07-05"},
		{"2027-07-05T03:12Z/2027-07-06T04:00Z", "2027-07-05", "2027-07-06"},
	} {
		p, err := ParsePeriod(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		check := func(what, want string, got time.Time, ok bool) {
			if ok != (want != "") || ok && !got.Equal(day(want)) {
				t.Errorf("%q: %s is %v (%v), want %q", c.text, what, got, ok, want)
			}
		}
		got, ok := p.Earliest()
		check("earliest", c.earliest, got, ok)
		got, ok = p.Latest()
		check("latest", c.latest, got, ok)
		if p.String() != strings.TrimSpace(c.text) {
			t.Errorf("%q: written back as %q", c.text, p)
		}
	}
}

func TestMarksAreKeptAndWidenNothing(t *testing.T) {
	p, err := ParsePeriod("1946~/1948?")
	if err != nil {
		t.Fatal(err)
	}
	if !p.From.Approximate || p.From.Uncertain || p.To.Approximate || !p.To.Uncertain {
		t.Errorf("marks of 1946~/1948? read as %+v / %+v", p.From, p.To)
	}
}

func TestWhatIsNoPeriodIsRefusedWithAReason(t *testing.T) {
	for text, reason := range map[string]string{
		"":                "expected a year",
		"around 1946":     "expected a year",
		"46":              "expected a year",
		"1946-13":         "a date that exists",
		"1946-02-30":      "a date that exists",
		"1948/1945":       "ends before it begins",
		"/":               "neither beginning nor end",
		"../..":           "neither beginning nor end",
		"XXXX":            "an X stands for unknown last digits",
		"1X46":            "an X stands for unknown last digits",
		"194X-05":         "an X stands for unknown last digits",
		"1945/46":         "expected a year",
		"1945/1946/1947":  "no EDTF date",
		"1946-07-21-03":   "expected a year",
		"+946":            "digits",
		"1945–1948":       "no EDTF date",
		"не ранее 1946 г": "no EDTF date",
	} {
		if p, err := ParsePeriod(text); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%q: got %v, %v; want an error with %q", text, p, err, reason)
		}
	}
}

func FuzzPeriodsSurviveAnyText(f *testing.F) {
	for _, s := range []string{"1945/1948", "194X", "1946~", "../1950", "1946-02-29?"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err != nil {
			return
		}
		from, ok1 := p.Earliest()
		to, ok2 := p.Latest()
		if ok1 && ok2 && to.Before(from) {
			t.Fatalf("%q: %v is before %v", s, to, from)
		}
		y := p.Years()
		if !y.Dated() || y.From > y.To || y.SurelyFrom > y.SurelyTo || y.SurelyFrom != 0 && (y.SurelyFrom < y.From || y.SurelyTo > y.To) {
			t.Fatalf("%q is of the years %+v", s, y)
		}
	})
}
