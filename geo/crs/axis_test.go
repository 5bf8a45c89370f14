package crs

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestEverySystemListsItsAxesAsPROJDoes(t *testing.T) {
	file, err := os.ReadFile("testdata/axes.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(file)) {
		row := strings.Split(strings.TrimSpace(line), "\t")
		c := lookup(t, row[0])
		a := c.Axes()
		if got := a[0].Direction + "," + a[1].Direction; got != row[1] || a[0].Unit != row[2] || a[1].Unit != row[2] {
			t.Errorf("%s: %v, want %s in %s", row[0], a, row[1], row[2])
		}
		rows++
	}
	if want := len(registry(t, "crs")) + 1; rows != want { // and CRS84
		t.Errorf("%d systems are checked of %d", rows, want)
	}
}

func TestAPointInOrderIsAsTheDefinitionHasIt(t *testing.T) {
	for code, want := range map[string]orb.Point{
		"OGC:CRS84": {131, 48}, "EPSG:4326": {48, 131}, "EPSG:3857": {131, 48}, "EPSG:32652": {131, 48}, "EPSG:28422": {48, 131},
	} {
		c := lookup(t, code)
		if got := c.InOrder(orb.Point{131, 48}); got != want || c.InOrder(got) != (orb.Point{131, 48}) {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
}

func TestTheURIOfASystemIsFoundAgain(t *testing.T) {
	for _, code := range []string{"OGC:CRS84", "EPSG:4326", "EPSG:28425"} {
		c := lookup(t, code)
		if again := lookup(t, c.URI()); again.Code != code || again.NorthFirst != c.NorthFirst {
			t.Errorf("%s is %s, which is %s", code, c.URI(), again.Code)
		}
	}
	if uri := (CRS{}).URI(); uri != "" {
		t.Errorf("a system without a code is %q", uri)
	}
}

func TestZonesAreThoseThatMeetABound(t *testing.T) {
	bound := func(west, east float64) orb.Bound {
		return orb.Bound{Min: orb.Point{west, 45}, Max: orb.Point{east, 55}}
	}
	for _, c := range []struct {
		bound    orb.Bound
		has, not []string
	}{
		{bound(131, 131.5), []string{"EPSG:32652", "EPSG:28422", "EPSG:20022", "EPSG:20922", "EPSG:2561"}, []string{"EPSG:28423", "EPSG:32653", "EPSG:2502", "EPSG:28482"}},
		{bound(179, -179), []string{"EPSG:32660", "EPSG:32601", "EPSG:28430", "EPSG:28431", "EPSG:3389"}, []string{"EPSG:28429", "EPSG:28432"}},
		{orb.Bound{Min: orb.Point{131, -50}, Max: orb.Point{132, -40}}, nil, []string{"EPSG:32652"}},
	} {
		var codes []string
		for _, zone := range ZonesOver(c.bound) {
			codes = append(codes, zone.Code)
		}
		for _, want := range c.has {
			if !slices.Contains(codes, want) {
				t.Errorf("%v: %s is not among %v", c.bound, want, codes)
			}
		}
		for _, never := range c.not {
			if slices.Contains(codes, never) {
				t.Errorf("%v: %s is among %v", c.bound, never, codes)
			}
		}
	}
}
