package data

import (
	"slices"
	"testing"
)

func TestNearestAreTheWordsThatMayHaveBeenMeant(t *testing.T) {
	known := []string{"naga0607-r1", "naga0607-r2", "demo-plan", "osm", "инвентарь-1946"}
	for _, c := range []struct {
		word string
		want []string
	}{
		{"naga0607-r3", []string{"naga0607-r1", "naga0607-r2"}},
		{"plan", []string{"demo-plan"}},
		{"DEMO_PLAN", []string{"demo-plan"}},
		{"dmeo-plan", []string{"demo-plan"}},
		{"инвентарь-1964", []string{"инвентарь-1946"}},
		{"khurmuli", nil},
		{"", nil},
		{"–", nil},
	} {
		if got := Nearest(c.word, known, 2); !slices.Equal(got, c.want) {
			t.Errorf("%q is near %q, want %q", c.word, got, c.want)
		}
	}
}
