package crs

import (
	"testing"

	"github.com/paulmach/orb"
)

func BenchmarkToWGS84(b *testing.B) {
	for name, at := range map[string]orb.Point{
		"EPSG:28423": {23517000, 5541000}, "EPSG:4284": {135, 50}, "EPSG:32653": {517000, 5541000}, "EPSG:3857": {15028131, 6446275},
	} {
		c := lookup(b, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.ToWGS84(at); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFromWGS84(b *testing.B) {
	c := lookup(b, "EPSG:28423")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.FromWGS84(orb.Point{135, 50}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookupWKT(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		lookup(b, zone23)
	}
}
