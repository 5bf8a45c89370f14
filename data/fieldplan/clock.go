package fieldplan

import (
	"fmt"
	"math"
	"slices"
	"time"
	_ "time/tzdata" // zones are known also where the machine has none
)

// dayLayout is how days are written, clockLayout how times of day are.
const (
	dayLayout   = time.DateOnly
	clockLayout = "15:04"
)

const minutesOfDay = 24 * 60

// dayOf reads YYYY-MM-DD as midnight UTC: days are counted and compared so, whatever the
// zone of the plan.
func dayOf(text string) (time.Time, bool) {
	t, err := time.Parse(dayLayout, text)
	return t, err == nil
}

// civil is the day that a time shows in its own location, as dayOf has it.
func civil(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// daysBetween is how many days later b is than a.
func daysBetween(a, b time.Time) int { return int(math.Round(b.Sub(a).Hours() / 24)) }

// minutesOf reads HH:MM as minutes from midnight.
func minutesOf(text string) (float64, bool) {
	t, err := time.Parse(clockLayout, text)
	if err != nil || len(text) != len(clockLayout) {
		return 0, false
	}
	return float64(t.Hour()*60 + t.Minute()), true
}

// clock writes minutes from midnight as HH:MM, rounded to the minute. What lies beyond
// midnight begins again at 00:00; a conflict says that the day does not end in time.
func clock(minutes float64) string {
	if math.IsNaN(minutes) || math.IsInf(minutes, 0) {
		return ""
	}
	m := int(math.Round(minutes))
	m = ((m % minutesOfDay) + minutesOfDay) % minutesOfDay
	return fmt.Sprintf("%02d:%02d", m/60, m%60)
}

// Location is the zone of the plan, UTC if there is none of that name.
func (p Plan) Location() *time.Location {
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Today is the day that it is at a moment in the zone of the plan.
func (p Plan) Today(now time.Time) time.Time { return civil(now.In(p.Location())) }

// WorkingDays are the days of the plan on which anybody works, from From to To without
// those of Rest: none if the plan has no days.
func (p Plan) WorkingDays() []string {
	from, ok := dayOf(p.From)
	to, okTo := dayOf(p.To)
	if !ok || !okTo {
		return nil
	}
	var days []string
	for d := from; !d.After(to) && len(days) < 10*MaxDays; d = d.AddDate(0, 0, 1) {
		if text := d.Format(dayLayout); !slices.Contains(p.Rest, text) {
			days = append(days, text)
		}
	}
	return days
}

// hours are when a day of the plan may begin and has to end, in minutes from midnight.
func (p Plan) hours() (from, to float64) {
	from, _ = minutesOf(p.Start)
	to, ok := minutesOf(p.End)
	if !ok {
		to = minutesOfDay
	}
	return from, to
}
