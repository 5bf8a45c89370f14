package data

import (
	"regexp"
	"strings"

	"golang.org/x/text/width"
)

// momentForms are the ways in which people and their programs write a day, with what may follow
// it: 2026/7/14, 14.07.2026 as in Russian, 2026年7月14日. A day in the American order is not
// among them: 07/05/2026 may be either.
var momentForms = []*regexp.Regexp{
	regexp.MustCompile(`^(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})(?P<t>$|[T ].*$)`),
	regexp.MustCompile(`^(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})(?P<t>$|,? .*$)`),
	regexp.MustCompile(`^(?P<y>[0-9]{4})年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日(?P<t>.*$)`),
}

// moment brings a day, with the time if there is one, into the form of EDTF. What it does
// not recognise it leaves as it is.
func moment(text string) string {
	plain := strings.TrimSpace(width.Narrow.String(text))
	for _, form := range momentForms {
		parts := form.FindStringSubmatch(plain)
		if parts == nil {
			continue
		}
		part := func(name string) string { return parts[form.SubexpIndex(name)] }
		day := part("y") + "-" + padded(part("m")) + "-" + padded(part("d"))
		time := strings.Trim(part("t"), "T, ")
		if time == "" {
			return day
		}
		if hour, _, ok := strings.Cut(time, ":"); ok && len(hour) == 1 {
			time = "0" + time
		}
		return day + "T" + time
	}
	return text
}

func padded(number string) string {
	if len(number) == 1 {
		return "0" + number
	}
	return number
}
