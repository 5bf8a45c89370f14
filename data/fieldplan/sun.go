package fieldplan

import (
	"time"

	"github.com/nathan-osman/go-sunrise"
	"github.com/paulmach/orb"
)

// What Schedule.Sun says where the sun does not rise and set.
const (
	SunNeverRises = "never_rises"
	SunNeverSets  = "never_sets"
)

// horizon is the elevation of the sun's centre at sunrise and sunset: 34′ of refraction and
// 16′ of its own radius below the horizon.
const horizon = -50.0 / 60

// light is when it is light at a place on a day, in minutes from the midnight of the zone.
type light struct {
	rise, set float64
	sun       string // SunNeverRises, SunNeverSets or empty
}

// lightAt works out sunrise and sunset for a flat horizon: mountains and forest make days
// shorter. It is right to about two minutes, worse within some days of polar day and night.
func lightAt(p orb.Point, day time.Time, zone *time.Location) light {
	solar := day
	rise, set := sunOn(p, solar)
	if off := daysBetween(day, civil(sunNoon(rise, set, p, solar).In(zone))); off != 0 {
		// Near the date line the calendar of a zone may run a day ahead of the sun's own.
		solar = day.AddDate(0, 0, -off)
		rise, set = sunOn(p, solar)
	}
	if !rise.IsZero() && !set.IsZero() {
		return light{minuteIn(rise, day, zone), minuteIn(set, day, zone), ""}
	}
	if sunrise.Elevation(p[1], p[0], sunNoon(rise, set, p, solar)) > horizon {
		return light{0, minutesOfDay, SunNeverSets}
	}
	return light{0, 0, SunNeverRises}
}

func sunOn(p orb.Point, day time.Time) (rise, set time.Time) {
	return sunrise.SunriseSunset(p[1], p[0], day.Year(), day.Month(), day.Day())
}

// sunNoon is when the sun stands highest, to some minutes.
func sunNoon(rise, set time.Time, p orb.Point, day time.Time) time.Time {
	if rise.IsZero() || set.IsZero() {
		return day.Add(12*time.Hour - time.Duration(p[0]/15*float64(time.Hour)))
	}
	return rise.Add(set.Sub(rise) / 2)
}

// minuteIn is a moment in minutes from midnight of a day by the clock of a zone.
func minuteIn(t time.Time, day time.Time, zone *time.Location) float64 {
	t = t.In(zone)
	days := daysBetween(day, civil(t))
	return float64(days*minutesOfDay+t.Hour()*60+t.Minute()) + float64(t.Second())/60
}
