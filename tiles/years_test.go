package tiles_test

import (
	"fmt"
	"testing"

	"burialmap/data"
	"burialmap/tiles"
)

// graves are plots of a metre or so at one place, with these periods; "" is none.
func graves(periods ...string) []data.Feature {
	var all []data.Feature
	for i, period := range periods {
		f := plot(fmt.Sprint(i), box(132, 48, 1e-5, 1e-5))
		f.Properties["name"] = fmt.Sprint("No. ", i)
		if period != "" {
			f.Properties["period"] = period
		}
		all = append(all, f)
	}
	return all
}

// years are what the features of a layer say of theirs.
func years(t *testing.T, layer string, z int, features ...data.Feature) (all []string) {
	t.Helper()
	p := tiles.New(newMemory(features...), tiles.Options{})
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	x, y := at(132, 48, z)
	for _, f := range tile(t, p, z, x, y)[layer] {
		says := f.Properties
		all = append(all, fmt.Sprint(says["from"], says["to"], says["surely_from"], says["surely_to"], says["unsure"]))
	}
	return all
}

func TestDatedFeaturesAndTheirNamesSayTheirYears(t *testing.T) {
	for period, want := range map[string]string{
		"1945/1948":   "1945 1948 1945 1948 <nil>",
		"194X":        "1940 1949 <nil> <nil> <nil>",
		"1946~":       "1946 1946 <nil> <nil> true",
		"1945/..":     "1945 9999 1945 9999 <nil>",
		"/1952":       "1 1952 1952 1952 <nil>",
		"":            "<nil> <nil> <nil> <nil> <nil>",
		"in the war?": "<nil> <nil> <nil> <nil> <nil>", // a store of an earlier version may hold it
	} {
		for _, layer := range []string{"plots", "labels"} {
			if got := years(t, layer, 16, graves(period)...); len(got) != 1 || got[0] != want {
				t.Errorf("%s of %q: %v, want %s", layer, period, got, want)
			}
		}
	}
}

func TestYearsAreThereFromTheZoomOnAtWhichPlotsAreDrawn(t *testing.T) {
	if got := years(t, "plots", 10, graves("1946")...); len(got) != 1 || got[0] != "1946 1946 1946 1946 <nil>" {
		t.Errorf("a grave of 1946 says at zoom 10: %v", got)
	}
}

func TestWhatIsDrawnAsOneSaysTheYearsOfAll(t *testing.T) {
	for _, c := range []struct {
		periods []string
		want    string
	}{
		{[]string{"1945/1948", "1946/1950"}, "1945 1950 1946 1948 <nil>"},
		{[]string{"1945", "1946"}, "1945 1946 <nil> <nil> <nil>"}, // no year is sure of both
		{[]string{"1946", "194X"}, "1940 1949 <nil> <nil> <nil>"},
		{[]string{"1946", "1946?"}, "1946 1946 <nil> <nil> true"},
		{[]string{"1946", ""}, "1946 1946 <nil> <nil> true"}, // one of them may be of any time
		{[]string{"", "1946", "1946"}, "1946 1946 <nil> <nil> true"},
		{[]string{"", ""}, "<nil> <nil> <nil> <nil> <nil>"},
	} {
		if got := years(t, "plots", 11, graves(c.periods...)...); len(got) != 1 || got[0] != c.want {
			t.Errorf("%q drawn as one: %v, want %s", c.periods, got, c.want)
		}
	}
}

func TestYearsFollowAChange(t *testing.T) {
	m := newMemory(graves("1946")...)
	p := tiles.New(m, tiles.Options{Patience: patient})
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	x, y := at(132, 48, 16)
	only(t, tile(t, p, 16, x, y), "plots")
	m.put(graves("1957/1960")...)
	if got := only(t, tile(t, p, 16, x, y), "plots").Properties; fmt.Sprint(got["from"], got["to"]) != "1957 1960" {
		t.Errorf("after the change: %v", got)
	}
}
