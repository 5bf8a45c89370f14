package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

func TestOutlinesAreAsFarApartAsTheirNearestPositions(t *testing.T) {
	plot := orb.Polygon{{{135, 48}, {135.001, 48}, {135.001, 48.001}, {135, 48.001}, {135, 48}}}
	room := orb.Polygon{
		{{135, 48}, {135.01, 48}, {135.01, 48.01}, {135, 48.01}, {135, 48}},
		{{135.002, 48.002}, {135.002, 48.008}, {135.008, 48.008}, {135.008, 48.002}, {135.002, 48.002}},
	}
	for _, c := range []struct {
		what string
		a, b orb.Geometry
		want float64
	}{
		{"two points", orb.Point{135, 48}, orb.Point{135, 48.001}, Distance(orb.Point{135, 48}, orb.Point{135, 48.001})},
		{"the same point", orb.Point{135, 48}, orb.Point{135, 48}, 0},
		{"a corner", orb.Point{135.002, 48.001}, plot, Distance(orb.Point{135.002, 48.001}, orb.Point{135.001, 48.001})},
		{"inside", orb.Point{135.0005, 48.0005}, plot, 0},
		{"on the edge", orb.Point{135.001, 48.0005}, plot, 0},
		{"in a hole", orb.Point{135.0025, 48.005}, room, Distance(orb.Point{135.0025, 48.005}, orb.Point{135.002, 48.005})},
		{"a line through", orb.LineString{{134, 48.0005}, {136, 48.0005}}, plot, 0},
		{"across the antimeridian", orb.Point{179.9999, 65}, orb.Point{-179.9999, 65}, Distance(orb.Point{179.9999, 65}, orb.Point{-179.9999, 65})},
		{"nothing", orb.MultiPoint{}, plot, math.Inf(1)},
		{"not located", nil, plot, math.Inf(1)},
		{"no number", orb.LineString{{135, 48}, {math.NaN(), 48}}, plot, math.Inf(1)},
		{"a collection", orb.Collection{orb.Point{0, 0}, orb.Point{135.0005, 48.0005}}, plot, 0},
		{"the other side of the earth", orb.Point{0, 0}, orb.Point{135, 48}, Distance(orb.Point{0, 0}, orb.Point{135, 48})},
	} {
		a, b := NewOutline(c.a), NewOutline(c.b)
		if got := a.Distance(b); !(math.Abs(got-c.want) < 1e-3) && got != c.want {
			t.Errorf("%s: %v m, want %v", c.what, got, c.want)
		}
		if got := b.Distance(a); !(math.Abs(got-c.want) < 1e-3) && got != c.want {
			t.Errorf("%s, turned around: %v m, want %v", c.what, got, c.want)
		}
	}
}

// Near a place a plane measures as well.
func TestDistancesOfOutlinesAgreeWithThePlane(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	center := orb.Point{135, 48}
	plane := NewPlane(center)
	random := func(size float64) orb.LineString {
		at := orb.Point{1000 * (rnd.Float64() - 0.5), 1000 * (rnd.Float64() - 0.5)}
		return orb.LineString{at, {at[0] + size*rnd.Float64(), at[1] + size*rnd.Float64()}}
	}
	for range 1000 {
		a, b := random(20), random(20)
		want := math.Inf(1)
		for i := range 101 {
			for j := range 101 {
				p, q := partOf(a, float64(i)/100), partOf(b, float64(j)/100)
				want = min(want, math.Hypot(p[0]-q[0], p[1]-q[1]))
			}
		}
		got := NewOutline(plane.UnprojectGeometry(a)).Distance(NewOutline(plane.UnprojectGeometry(b)))
		if got > want+1e-3 || got < want-0.3 {
			t.Fatalf("%v and %v are %v m apart, by samples %v", a, b, got, want)
		}
	}
}

// The nearest place on a long edge is found although the earth is round.
func TestTheNearestPlaceOnALongEdgeIsFound(t *testing.T) {
	edge := orb.LineString{{130, 45}, {140, 52}}
	for _, p := range []orb.Point{{135, 47}, {131, 50}, {139, 44}, {128, 44}} {
		want := math.Inf(1)
		for i := range 200_001 {
			want = min(want, Distance(p, partOf(edge, float64(i)/200_000)))
		}
		if got := NewOutline(edge).Distance(NewOutline(p)); math.Abs(got-want) > 0.1 {
			t.Errorf("%v is %v m from the edge, by samples %v", p, got, want)
		}
	}
}

func partOf(l orb.LineString, t float64) orb.Point {
	return orb.Point{l[0][0] + t*(l[1][0]-l[0][0]), l[0][1] + t*(l[1][1]-l[0][1])}
}

func BenchmarkOutlineDistance(b *testing.B) {
	plot := orb.Polygon{{{135, 48}, {135.001, 48}, {135.001, 48.001}, {135, 48.001}, {135, 48}}}
	point := NewOutline(orb.Point{135.1, 48.1})
	for b.Loop() {
		point.Distance(NewOutline(plot))
	}
}
