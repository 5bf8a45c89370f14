package crs

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestCoordinatesThatDoNotFitTheirSystemAreFound(t *testing.T) {
	for _, c := range []struct {
		what, crs string
		at        orb.Point
		rules     string
		advice    string
	}{
		{"a point in its zone", "EPSG:28423", orb.Point{23517000, 5541000}, "", ""},
		{"the edge of a zone", "EPSG:28423", orb.Point{23222000, 4500000}, "", ""},
		{"northing first", "EPSG:28423", orb.Point{5541000, 23517000}, "axes_swapped", "first number as the northing"},
		{"no zone number", "EPSG:28423", orb.Point{517000, 5541000}, "zone_prefix_missing", "EPSG:2513"},
		{"northing first and no zone number", "EPSG:28423", orb.Point{5541000, 517000}, "axes_swapped zone_prefix_missing", "EPSG:2513"},
		{"another zone", "EPSG:28423", orb.Point{24517000, 5541000}, "zone_prefix_other", "EPSG:28424"},
		{"another zone of SK-95", "EPSG:20023", orb.Point{24517000, 5541000}, "zone_prefix_other", "EPSG:20024"},
		{"another zone of 3°", "EPSG:2562", orb.Point{44517000, 5541000}, "zone_prefix_other", "EPSG:2561"},
		{"a zone number too many", "EPSG:2513", orb.Point{23517000, 5541000}, "zone_prefix_unwanted", "EPSG:28423"},
		{"a zone number too many, of 3°", "EPSG:2621", orb.Point{45517000, 5541000}, "zone_prefix_unwanted", "EPSG:2562"},
		{"northing first and a zone number too many", "EPSG:2513", orb.Point{5541000, 23517000}, "axes_swapped zone_prefix_unwanted", "EPSG:28423"},
		{"UTM with northing first", "EPSG:32653", orb.Point{5541000, 517000}, "axes_swapped", "northing"},
		{"nonsense", "EPSG:28423", orb.Point{12, 5541000}, "outside_zone", ""},
		{"a northing beyond the pole", "EPSG:28423", orb.Point{23517000, 15541000}, "outside_zone", ""},
		{"degrees for metres", "EPSG:28423", orb.Point{135, 50}, "degrees_not_metres", "EPSG:4284"},
		{"degrees for metres of the web", "EPSG:3857", orb.Point{135, 50}, "degrees_not_metres", "EPSG:4326"},
		{"metres of the web", "EPSG:3857", orb.Point{15028131, 6446275}, "", ""},
		{"a place", "EPSG:4326", orb.Point{135, 50}, "", ""},
		{"latitude first", "EPSG:4326", orb.Point{50, 135}, "axes_swapped", "latitude"},
		{"west of the antimeridian, latitude first", "EPSG:4284", orb.Point{66, -172}, "axes_swapped", "latitude"},
		{"metres for degrees", "EPSG:4326", orb.Point{23517000, 5541000}, "metres_not_degrees", "projected"},
		{"no longitude", "EPSG:4326", orb.Point{200, 95}, "outside_zone", ""},
		{"not a number", "EPSG:4326", orb.Point{math.NaN(), 50}, "coordinate_not_finite", ""},
		{"infinite", "EPSG:28423", orb.Point{23517000, math.Inf(1)}, "coordinate_not_finite", ""},
	} {
		var rules []string
		for _, f := range lookup(t, c.crs).Check(c.at) {
			rules = append(rules, f.Rule)
			if f.Message == "" || f.Advice == "" {
				t.Errorf("%s: %+v says too little", c.what, f)
			}
		}
		got := strings.Join(rules, " ")
		if got != c.rules {
			t.Errorf("%s: %q, want %q", c.what, got, c.rules)
		}
		if all := fmt.Sprint(lookup(t, c.crs).Check(c.at)); !strings.Contains(all, c.advice) {
			t.Errorf("%s: %s does not advise %q", c.what, all, c.advice)
		}
	}
}

func TestPointsAreSwappedOnlyIfNoneMakesSenseAsItStands(t *testing.T) {
	gk, utm := lookup(t, "EPSG:28423"), lookup(t, "EPSG:32653")
	right, wrong, nonsense := orb.Point{23517000, 5541000}, orb.Point{5541000, 23517000}, orb.Point{1, 1e9}
	for _, c := range []struct {
		what   string
		crs    CRS
		points []orb.Point
		want   bool
	}{
		{"none", gk, nil, false},
		{"one", gk, []orb.Point{wrong}, true},
		{"one as it should be", gk, []orb.Point{right}, false},
		{"all", gk, []orb.Point{wrong, wrong}, true},
		{"some", gk, []orb.Point{wrong, right}, false},
		{"one among nonsense", gk, []orb.Point{nonsense, wrong}, true},
		{"nonsense", gk, []orb.Point{nonsense}, false},
		{"in another zone, in order", gk, []orb.Point{wrong, {24517000, 5541000}}, false},
		{"UTM", utm, []orb.Point{{5541000, 517000}}, true},
	} {
		if got := c.crs.Swapped(c.points...); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

func TestCheckedPointsOfEveryZoneHaveNoFindings(t *testing.T) {
	for _, r := range references(t) {
		off := math.Abs(math.Remainder(r.own[0]-r.crs.Projection.CentralMeridian, 360))
		if r.crs.Kind != TransverseMercator || off > 3.01 && r.crs.easting() != 250000 || off > 1.7 && r.crs.easting() == 250000 {
			continue
		}
		if f := r.crs.Check(r.xy); len(f) > 0 {
			t.Errorf("%s %v: %v", r.system, r.xy, f)
		}
		if back := (orb.Point{r.xy[1], r.xy[0]}); r.crs.Zone > 9 && !r.crs.Swapped(back) {
			t.Errorf("%s: %v is not known to be swapped: %v", r.system, back, r.crs.Check(back))
		}
	}
}
