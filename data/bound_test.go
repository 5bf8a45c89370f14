package data

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestBoundsAreReadAsTheStandardWritesThem(t *testing.T) {
	for _, c := range []struct {
		text string
		want orb.Bound
	}{
		{"130,48,131.5,49", orb.Bound{Min: orb.Point{130, 48}, Max: orb.Point{131.5, 49}}},
		{" 130 , 48 , 131 , 49", orb.Bound{Min: orb.Point{130, 48}, Max: orb.Point{131, 49}}},
		{"170,60,-170,70", orb.Bound{Min: orb.Point{170, 60}, Max: orb.Point{-170, 70}}},
		{"1,2,-5,3,4,9", orb.Bound{Min: orb.Point{1, 2}, Max: orb.Point{3, 4}}},
		{"-180,-90,180,90", orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}},
	} {
		if got, err := ParseBound(c.text); got != c.want || err != nil {
			t.Errorf("%q: %v, %v; want %v", c.text, got, err, c.want)
		}
	}
	for _, text := range []string{
		"", "1,2,3", "1,2,3,4,5", "1,2,3,x", "1,2,NaN,4", "0x1,2,3,4", "1_0,2,30,4", "1,2,Inf,4", "1,2,3,4,", "1,2,9,3,4,5",
		"130,50,131,49", "181,2,3,4", "1,2,3,91", "1,-91,3,4", "48,130,49,131",
	} {
		if got, err := ParseBound(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}
