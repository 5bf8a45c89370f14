package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// grave is 2 m by 1 m about a position.
func grave(at orb.Point) orb.Polygon {
	return NewPlane(at).UnprojectGeometry(orb.Polygon{{{-1, -0.5}, {1, -0.5}, {1, 0.5}, {-1, 0.5}, {-1, -0.5}}}).(orb.Polygon)
}

func TestAnOutlineIsMovedOverTheGroundWithoutChangingItsShape(t *testing.T) {
	from := grave(orb.Point{132.21, 55.09})
	for _, at := range []orb.Point{{132.2103, 55.0901}, {131, 44}, {160, 70}, {-172, 65}} {
		to := MovedTo(from, at)
		if middle := MiddleOf(to); Distance(middle, at) > 1e-6 {
			t.Errorf("at %v: its middle is %v", at, middle)
		}
		corners := to.(orb.Polygon)[0]
		if long, short := Distance(corners[0], corners[1]), Distance(corners[1], corners[2]); math.Abs(long-2) > 1e-6 || math.Abs(short-1) > 1e-6 {
			t.Errorf("at %v: it is %v m by %v m", at, long, short)
		}
	}
}

func TestWhatIsMovedAcrossTheAntimeridianIsCutThere(t *testing.T) {
	to := MovedTo(grave(orb.Point{132.21, 55.09}), orb.Point{180, 65})
	if _, cut := to.(orb.MultiPolygon); !cut {
		t.Fatalf("it is a %s", to.GeoJSONType())
	}
	if middle := MiddleOf(to); Distance(middle, orb.Point{180, 65}) > 1e-6 {
		t.Errorf("its middle is %v", middle)
	}
}

func TestTheMiddleOfWhatHasNoAreaIsThatOfItsBounds(t *testing.T) {
	if m := MiddleOf(orb.Polygon{{{10, 50}, {10, 52}, {10, 50}, {10, 50}}}); math.Abs(m[0]-10) > 1e-9 || math.Abs(m[1]-51) > 1e-9 {
		t.Errorf("%v", m)
	}
	if m := MiddleOf(orb.Point{10, 50}); m != (orb.Point{10, 50}) {
		t.Errorf("%v", m)
	}
}

func TestGeometriesAreTheSameWithinAFractionOfADegree(t *testing.T) {
	a := grave(orb.Point{132.21, 55.09})
	b := MovedTo(MovedTo(a, orb.Point{132.3, 55.2}), MiddleOf(a))
	if !SameWithin(a, b, 1e-9) {
		t.Errorf("%v and %v", a, b)
	}
	for _, other := range []orb.Geometry{MovedTo(a, orb.Point{132.3, 55.2}), orb.Polygon{a[0][:4]}, orb.MultiPolygon{a}, nil, orb.Point{132.21, 55.09}} {
		if SameWithin(a, other, 1e-9) {
			t.Errorf("%v", other)
		}
	}
}
