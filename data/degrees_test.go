package data_test

import (
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

func TestAPositionReadAsDegreesAndMinutesIsPointedOut(t *testing.T) {
	for words, c := range map[string]struct {
		at     orb.Point
		warned bool
	}{
		"list B1-034 '51.48 / 113.48', read as degrees.minutes": {orb.Point{113.8, 51.8}, true},
		"51.47 / 113.48":                 {orb.Point{113.8, 51.7833}, true},
		"113.48, 51.47":                  {orb.Point{113.8, 51.7833}, true},
		"plan gives 51.48/113.5":         {orb.Point{113.48, 51.48}, false}, // as decimals, half a minute off
		"51.80 / 113.80":                 {orb.Point{113.8, 51.8}, false},
		"51.75 / 113.80":                 {orb.Point{113.8, 51.9}, false}, // .75 are no minutes
		"4.5 km by road, 2.5 km on foot": {orb.Point{113.8, 51.8}, false},
		"in 1946.5 / 1948.5":             {orb.Point{113.8, 51.8}, false},
		"":                               {orb.Point{113.8, 51.8}, false},
	} {
		p, ok := data.SuspectQuotedMinutes(c.at, words)
		if ok != c.warned || ok && (p.Rule != "degrees_minutes" || p.Advice == "") {
			t.Errorf("%q at %v: %v, %v", words, c.at, p, ok)
		}
	}
}
