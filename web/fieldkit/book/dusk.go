package book

import (
	"slices"

	"github.com/nathan-osman/go-sunrise"
	"github.com/paulmach/orb"

	"burialmap/data/fieldplan"
)

// civilTwilight is the elevation of the sun at which civil twilight ends, in degrees.
const civilTwilight = -6

// dusk is when civil twilight ends where a vehicle works last, by the clock of the plan:
// from then on there is no light to work outdoors by. It is false where it does not get
// dark, and where nothing is located.
func (b *writer) dusk(s fieldplan.Schedule) (string, bool) {
	day, ok := dayOf(s.Date)
	at, located := b.lastPlace(s)
	if !ok || !located {
		return "", false
	}
	_, dusk := sunrise.TimeOfElevation(at[1], at[0], civilTwilight, day.Year(), day.Month(), day.Day())
	if dusk.IsZero() {
		return "", false
	}
	local := dusk.In(b.zone())
	if local.Format("2006-01-02") != s.Date {
		return "", false // after midnight, or the calendar of the zone runs ahead of the sun
	}
	return local.Format("15:04"), true
}

func (b *writer) lastPlace(s fieldplan.Schedule) (orb.Point, bool) {
	for _, stop := range slices.Backward(s.Stops) {
		if at, ok := b.Ground[stop.Site].center(); ok {
			return at, true
		}
	}
	return b.placeAt(s.Start)
}
