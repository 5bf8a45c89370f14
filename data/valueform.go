package data

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/width"
)

// ValueForm says more of what a value may be than its type does.
type ValueForm int

const (
	// AnyForm is whatever the type can hold.
	AnyForm ValueForm = iota
	// DayOfYear is a text MM-DD, a day that some year has: 02-29 is one.
	DayOfYear
	// Moment is a day, with the time if need be, in the ways that people write one.
	Moment
	// NotNegative is a number of 0 or more.
	NotNegative
)

// shaped brings a value into the form of the field, or says what is wrong with it.
func (f Field) shaped(value any) (any, error) {
	switch f.Form {
	case DayOfYear:
		return dayOfYear(value.(string))
	case NotNegative:
		if x, ok := value.(float64); ok && x < 0 {
			return nil, fmt.Errorf("%v is less than nothing", x)
		}
	}
	return value, nil
}

// dayOfYear reads "06-01", "6-1", "--06-01" as XML has it, and 6月1日.
func dayOfYear(text string) (string, error) {
	plain := strings.TrimPrefix(width.Narrow.String(text), "--")
	plain = strings.Replace(strings.TrimSuffix(plain, "日"), "月", "-", 1)
	day, err := time.Parse("2006-1-2", "2000-"+plain) // a leap year
	if err != nil {
		return "", fmt.Errorf("%.80q is no day of every year", text)
	}
	return day.Format("01-02"), nil
}

// advice tells how a value in the form is written; empty for any form.
func (f ValueForm) advice() string {
	return map[ValueForm]string{
		DayOfYear:   "write month and day as MM-DD: 06-15 is the 15th of June; in a spreadsheet, make the column one of text",
		NotNegative: "write a decimal number that is not negative",
	}[f]
}
