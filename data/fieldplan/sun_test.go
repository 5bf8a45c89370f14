package fieldplan

import (
	"math"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

// noaa is sunrise and sunset in minutes UTC by the equations of NOAA's solar calculator
// (https://gml.noaa.gov/grad/solcalc/calcdetails.html, after Meeus, Astronomical Algorithms),
// for the sun at noon of the day: a second method. It is false where the sun does not rise or
// set.
func noaa(p orb.Point, day time.Time) (rise, set float64, ok bool) {
	const rad = math.Pi / 180
	julian := float64(day.Unix())/86400 + 2440587.5 + 0.5 - p[0]/360
	t := (julian - 2451545) / 36525
	meanLong := math.Mod(280.46646+t*(36000.76983+t*0.0003032), 360)
	anomaly := 357.52911 + t*(35999.05029-0.0001537*t)
	ecc := 0.016708634 - t*(0.000042037+0.0000001267*t)
	centre := math.Sin(anomaly*rad)*(1.914602-t*(0.004817+0.000014*t)) + math.Sin(2*anomaly*rad)*(0.019993-0.000101*t) + math.Sin(3*anomaly*rad)*0.000289
	apparent := meanLong + centre - 0.00569 - 0.00478*math.Sin((125.04-1934.136*t)*rad)
	obliquity := 23 + (26+(21.448-t*(46.815+t*(0.00059-t*0.001813)))/60)/60 + 0.00256*math.Cos((125.04-1934.136*t)*rad)
	declination := math.Asin(math.Sin(obliquity*rad) * math.Sin(apparent*rad))
	y := math.Pow(math.Tan(obliquity/2*rad), 2)
	equation := 4 / rad * (y*math.Sin(2*meanLong*rad) - 2*ecc*math.Sin(anomaly*rad) + 4*ecc*y*math.Sin(anomaly*rad)*math.Cos(2*meanLong*rad) -
		y*y/2*math.Sin(4*meanLong*rad) - 1.25*ecc*ecc*math.Sin(2*anomaly*rad))
	cos := math.Cos(90.833*rad)/(math.Cos(p[1]*rad)*math.Cos(declination)) - math.Tan(p[1]*rad)*math.Tan(declination)
	if math.Abs(cos) > 1 {
		return 0, 0, false
	}
	noon, half := 720-4*p[0]-equation, 4*math.Acos(cos)/rad
	return noon - half, noon + half, true
}

func TestSunriseAndSunsetAgreeWithNOAAToTwoMinutes(t *testing.T) {
	for _, c := range []struct {
		place string
		at    orb.Point
		zone  string
		days  []string
	}{
		{"Khabarovsk", orb.Point{135.07, 48.48}, "Asia/Vladivostok", []string{"2027-01-15", "2027-03-20", "2027-06-21", "2027-07-05", "2027-12-21"}},
		{"the demonstration", demoBase, "Asia/Vladivostok", []string{"2027-07-05", "2027-07-14", "2027-10-01"}},
		{"Yakutsk", orb.Point{129.73, 62.03}, "Asia/Yakutsk", []string{"2027-06-21", "2027-09-23", "2027-12-21"}},
		{"Magadan", orb.Point{150.8, 59.56}, "Asia/Magadan", []string{"2027-02-10", "2027-08-01"}},
		{"Uelen, east of the date line", orb.Point{-169.8, 66.16}, "Asia/Anadyr", []string{"2027-03-20", "2027-09-10"}},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range c.days {
			day, _ := dayOf(text)
			got := lightAt(c.at, day, zone)
			_, offset := day.Add(12 * time.Hour).In(zone).Zone()
			at := c.at
			if at[0] < 0 && offset > 0 {
				at[0] += 360 // the zone counts from the west
			}
			rise, set, ok := noaa(at, day)
			rise, set = rise+float64(offset)/60, set+float64(offset)/60
			if !ok || got.sun != "" || math.Abs(got.rise-rise) > 2 || math.Abs(got.set-set) > 2 {
				t.Errorf("%s, %s: %s–%s %s, NOAA %s–%s", c.place, text, clock(got.rise), clock(got.set), got.sun, clock(rise), clock(set))
			}
		}
	}
}

func TestBeyondThePolarCircleTheSunStaysUpOrDown(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Anadyr")
	if err != nil {
		t.Fatal(err)
	}
	pevek := orb.Point{170.3, 69.7}
	for day, want := range map[string]string{"2027-06-21": SunNeverSets, "2027-12-21": SunNeverRises, "2027-03-20": ""} {
		d, _ := dayOf(day)
		got := lightAt(pevek, d, zone)
		if got.sun != want {
			t.Errorf("%s: %+v, want %q", day, got, want)
		}
		if want == SunNeverSets && (got.rise != 0 || got.set != minutesOfDay) || want == SunNeverRises && got.set > got.rise {
			t.Errorf("%s: it is light %+v", day, got)
		}
		if _, _, ok := noaa(pevek, d); ok != (want == "") {
			t.Errorf("%s: NOAA says otherwise", day)
		}
	}
}
