package geo

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

func square(x, y, side float64) orb.Ring {
	return orb.Ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
}

func TestEveryFaultHasItsRulePlaceAndSeverity(t *testing.T) {
	nan := math.NaN()
	deep := orb.Geometry(orb.Point{1, 2})
	for range 12 {
		deep = orb.Collection{deep}
	}
	for _, c := range []struct {
		name  string
		g     orb.Geometry
		rule  string
		fatal bool
		at    orb.Point
	}{
		{"not a number", orb.Point{nan, 1}, RuleFinite, true, orb.Point{}},
		{"infinite in a ring", orb.Polygon{{{8e-308, 0}, {1, math.Inf(-1)}, {0, 1}, {8e-308, 0}}}, RuleFinite, true, orb.Point{}},
		{"infinite", orb.LineString{{1, 1}, {1, math.Inf(-1)}}, RuleFinite, true, orb.Point{}},
		{"longitude too great", orb.Point{181, 1}, RuleRange, true, orb.Point{181, 1}},
		{"latitude too great", orb.MultiPoint{{1, 1}, {5, -90.5}}, RuleRange, true, orb.Point{5, -90.5}},
		{"open ring", orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}, RuleRingClosed, true, orb.Point{0, 1}},
		{"short ring", orb.Ring{{0, 0}, {1, 0}, {0, 0}}, RuleRingTooShort, true, orb.Point{0, 0}},
		{"short line", orb.LineString{{3, 4}}, RuleLineTooShort, true, orb.Point{3, 4}},
		{"polygon without rings", orb.Polygon{}, RuleEmpty, true, orb.Point{}},
		{"multipolygon without parts", orb.MultiPolygon{}, RuleEmpty, true, orb.Point{}},
		{"empty collection", orb.Collection{}, RuleEmpty, true, orb.Point{}},
		{"hole in a collection", orb.Collection{nil}, RuleEmpty, true, orb.Point{}},
		{"collections without end", deep, RuleNested, true, orb.Point{}},
		{"repeated corner", orb.Ring{{0, 0}, {1, 0}, {1, 0}, {1, 1}, {0, 0}}, RuleRepeated, false, orb.Point{1, 0}},
		{"line in one place", orb.LineString{{2, 2}, {2, 2}}, RuleNoExtent, false, orb.Point{2, 2}},
		{"ring without width", orb.Ring{{0, 0}, {1, 1}, {2, 2}, {0, 0}}, RuleNoExtent, false, orb.Point{0, 0}},
		{"bow-tie", orb.Polygon{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}}, RuleSelfIntersection, false, orb.Point{1, 1}},
		{"spike", orb.Ring{{0, 0}, {1, 0}, {3, 0}, {1, 0}, {1, 1}, {0, 0}}, RuleSelfIntersection, false, orb.Point{1, 0}},
		{"eight through a corner", orb.Ring{{0, 0}, {1, 1}, {2, 0}, {2, 2}, {1, 1}, {0, 2}, {0, 0}}, RuleSelfIntersection, false, orb.Point{1, 1}},
		{"hole outside", orb.Polygon{square(0, 0, 2), square(5, 5, 1)}, RuleHoleOutside, false, orb.Point{5, 5}},
		{"hole through the shell", orb.Polygon{square(0, 0, 2), square(1, 0.5, 1.5)}, RuleRingsCross, false, orb.Point{2, 0.5}},
		{"hole along the shell", orb.Polygon{square(0, 0, 2), square(0, 0.5, 1)}, RuleRingsCross, false, orb.Point{0, 1.5}},
		{"parts that cross", orb.MultiPolygon{{square(0, 0, 2)}, {square(1, 1, 2)}}, RulePartsOverlap, false, orb.Point{2, 1}},
		{"part within a part", orb.MultiPolygon{{square(0, 0, 4)}, {square(1, 1, 1)}}, RulePartsOverlap, false, orb.Point{1, 1}},
	} {
		faults := Check(c.g)
		i := slices.IndexFunc(faults, func(f Fault) bool { return f.Rule == c.rule })
		if i < 0 {
			t.Errorf("%s: no %s among %v", c.name, c.rule, faults)
			continue
		}
		if f := faults[i]; f.Fatal != c.fatal || f.Place != c.at || f.Message == "" {
			t.Errorf("%s: got %+v, want fatal %v at %v", c.name, f, c.fatal, c.at)
		}
	}
}

func TestSoundGeometriesHaveNoFaults(t *testing.T) {
	for name, g := range map[string]orb.Geometry{
		"not located":            nil,
		"point on the date line": orb.Point{-180, 90},
		"square":                 square(100, 50, 1),
		"hole":                   orb.Polygon{square(0, 0, 4), square(1, 1, 1)},
		"holes touch at a point": orb.Polygon{square(0, 0, 4), square(1, 1, 1), square(2, 2, 1)},
		"hole touches the shell": orb.Polygon{square(0, 0, 4), {{0, 2}, {1, 1}, {1, 3}, {0, 2}}},
		"part in a hole":         orb.MultiPolygon{{square(0, 0, 4), square(1, 1, 2)}, {square(1.5, 1.5, 1)}},
		"parts beside each other": orb.MultiPolygon{
			{square(0, 0, 1)}, {square(1, 0, 1)},
		},
		"line that crosses itself": orb.LineString{{0, 0}, {2, 2}, {2, 0}, {0, 2}},
		"slanted collinear corner": orb.Ring{{0, 0}, {0.1, 0.3}, {0.2, 0.6}, {1, 0}, {0, 0}},
	} {
		if faults := Check(g); len(faults) > 0 {
			t.Errorf("%s: %v", name, faults)
		}
	}
}

// The second method is the plainest one: every edge against every other.
func TestCrossingsAreFoundAsByComparingAllEdges(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	withFault := 0
	for range 300 {
		n := 5 + rnd.IntN(60)
		r := make(orb.Ring, n, n+1)
		for i := range r {
			angle := 2 * math.Pi * float64(i) / float64(n)
			radius := 1 + rnd.Float64()*0.2
			if rnd.IntN(40) == 0 {
				angle++
			}
			r[i] = orb.Point{radius * math.Cos(angle), radius * math.Sin(angle)}
		}
		r = append(r, r[0])
		edges := edgesOf(orb.MultiPolygon{{r}})
		want := false
		for i := range edges {
			for j := i + 1; j < len(edges); j++ {
				rule, _ := judge(edges[i], edges[j])
				want = want || rule != ""
			}
		}
		if got := len(Check(r)) > 0; got != want {
			t.Fatalf("%v: fault %v, want %v", r, got, want)
		}
		if want {
			withFault++
		}
	}
	if withFault < 30 || withFault > 270 {
		t.Errorf("%d of 300 rings had faults: the cases do not tell", withFault)
	}
}

func TestHostileRingsAreCheckedWithinBounds(t *testing.T) {
	// Every edge runs through the middle: each meets each.
	var star orb.Ring
	for i := range 20_000 {
		sin, cos := math.Sincos(math.Pi * float64(i) / 20_000)
		if i%2 == 1 {
			sin, cos = -sin, -cos
		}
		star = append(star, orb.Point{cos, sin})
	}
	star = append(star, star[0])
	faults := Check(star)
	if len(faults) == 0 || len(faults) > maxFaults+1 {
		t.Errorf("%d faults", len(faults))
	}
	// A fence of teeth, all within each other's bounds, none crossing.
	var comb orb.Ring
	for i := range 4_000 {
		x := float64(i) / 1000
		comb = append(comb, orb.Point{x, x}, orb.Point{x + 80, x - 80})
	}
	comb = append(comb, orb.Point{90, 90}, orb.Point{-1, 90}, comb[0])
	if faults := Check(comb); !slices.ContainsFunc(faults, func(f Fault) bool { return f.Rule == RuleNotChecked }) {
		t.Errorf("a tangle of 8,000 edges: %v, want %s", faults, RuleNotChecked)
	}
}

func TestOrientationIsExactNextToALine(t *testing.T) {
	a, b := orb.Point{12, 12}, orb.Point{24, 24}
	c := orb.Point{0.5, 0.5}
	if got := orientation(a, b, c); got != 0 {
		t.Errorf("on the line: %d", got)
	}
	c[1] = math.Nextafter(0.5, 1)
	if got := orientation(a, b, c); got != 1 {
		t.Errorf("a hair to the left: %d", got)
	}
	c[1] = math.Nextafter(0.5, 0)
	if got := orientation(a, b, c); got != -1 {
		t.Errorf("a hair to the right: %d", got)
	}
}

func BenchmarkCheckRing2000(b *testing.B) {
	var r orb.Ring
	for i := range 2000 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 2000)
		k := 1 + 0.1*math.Sin(float64(i))
		r = append(r, orb.Point{k * cos, k * sin})
	}
	r = append(r, r[0])
	for b.Loop() {
		Check(r)
	}
}
