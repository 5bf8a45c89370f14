package sample_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/peterstace/simplefeatures/geom"
)

// The tests of this file look at the demonstration cemetery with another library than
// the program uses: they ask whether the ground shows what it is there to show.

// outline is a plot in metres from the corner of the ground.
type outline struct {
	id       string
	shape    geom.Geometry
	accuracy float64
	shift    float64 // of the source
	source   string
}

func outlines(t *testing.T, occupancy string) []outline {
	t.Helper()
	all := records(t)
	shifts := map[string]float64{}
	for _, r := range all {
		if r.collection == "sources" {
			shifts[r.text("id")], _ = r.values["shift_accuracy_m"].(float64)
		}
	}
	var found []outline
	for _, r := range all {
		if r.collection != "plots" || r.text("occupancy") != occupancy || string(r.geometry) == "null" {
			continue
		}
		shape, err := geom.UnmarshalGeoJSON(r.geometry, geom.NoValidate{})
		if err != nil {
			t.Fatal(err)
		}
		accuracy, _ := r.values["accuracy_m"].(float64)
		found = append(found, outline{r.text("id"), shape.TransformXY(metres), accuracy, shifts[r.text("source")], r.text("source")})
	}
	return found
}

func metres(p geom.XY) geom.XY {
	const degree = 111321.0 // metres, near enough for a picture of 200 m
	return geom.XY{X: (p.X - 132.2143) * degree * math.Cos(55.0871*math.Pi/180), Y: (p.Y - 55.0871) * degree}
}

// relation names how two outlines lie as data.Relations does.
func relation(t *testing.T, a, b geom.Geometry) string {
	t.Helper()
	for _, named := range []struct {
		name string
		is   func(a, b geom.Geometry) (bool, error)
	}{
		{"disjoint", geom.Disjoint}, {"touches", geom.Touches}, {"equals", geom.Equals},
		{"within", geom.Within}, {"contains", geom.Contains},
	} {
		is, err := named.is(a, b)
		if err != nil {
			t.Fatal(err)
		}
		if is {
			return named.name
		}
	}
	return "overlaps"
}

func TestDemonstrationShowsEachRelation(t *testing.T) {
	pow, civilian := byID(outlines(t, "pow")), byID(outlines(t, "civilian"))
	for _, pair := range []struct{ pow, civilian, relation string }{
		{"demo-A-2", "demo-L-1", "overlaps"},
		{"demo-A-4", "demo-L-3", "within"},
		{"demo-A-6", "demo-L-4", "disjoint"},
		{"demo-A-10", "demo-S-1", "touches"},
		{"demo-A-12", "demo-S-2", "touches"},
		{"demo-B-6", "demo-S-3", "equals"},
		{"demo-G-1", "demo-L-20", "contains"},
		{"demo-X-3", "demo-X-4", "overlaps"},
	} {
		a, b := pow[pair.pow], civilian[pair.civilian]
		if got := relation(t, a.shape, b.shape); got != pair.relation {
			t.Errorf("%s %s %s, want %s", pair.pow, got, pair.civilian, pair.relation)
		}
	}
	near, _ := geom.Distance(pow["demo-A-6"].shape, civilian["demo-L-4"].shape)
	if near <= 0 || near > 1 {
		t.Errorf("demo-A-6 and demo-L-4 are %v m apart, want less than a metre", near)
	}
}

func TestBowTieIsKeptAsRecorded(t *testing.T) {
	if err := byID(outlines(t, "pow"))["demo-X-1"].shape.Validate(); err == nil {
		t.Error("demo-X-1 is a valid polygon and should cross itself")
	}
	for _, occupancy := range []string{"pow", "civilian", "mixed", "unknown"} {
		for _, o := range outlines(t, occupancy) {
			if err := o.shape.Validate(); err != nil && o.id != "demo-X-1" {
				t.Errorf("%s: %v", o.id, err)
			}
		}
	}
}

func TestVillageCemeteryLeavesAHoleForPrisoners(t *testing.T) {
	for _, r := range records(t) {
		if r.text("id") != "demo-village-cemetery" {
			continue
		}
		village, err := geom.UnmarshalGeoJSON(r.geometry)
		if err != nil {
			t.Fatal(err)
		}
		village = village.TransformXY(metres)
		pow := byID(outlines(t, "pow"))
		for id, want := range map[string]string{"demo-H-1": "disjoint", "demo-H-3": "disjoint", "demo-G-2": "overlaps", "demo-X-10": "overlaps"} {
			if got := relation(t, pow[id].shape, village); got != want {
				t.Errorf("%s %s the village cemetery, want %s", id, got, want)
			}
		}
		return
	}
	t.Error("no village cemetery")
}

// TestDemonstrationShowsEachClass draws shifts of both outlines, as their accuracies and
// the shifts of their sources allow, and counts how often the two share ground. Only
// pairs well inside a class count, so that no better method will put them elsewhere.
func TestDemonstrationShowsEachClass(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	classes := map[string]int{}
	civilians := outlines(t, "civilian")
	for _, a := range outlines(t, "pow") {
		for _, b := range civilians {
			if distance, _ := geom.Distance(a.shape, b.shape); distance > 15 || a.shape.Validate() != nil || a.shape.Dimension() < 2 {
				continue
			}
			if a.accuracy == 0 || b.accuracy == 0 {
				classes["not assessed"]++
				continue
			}
			classes[wellInside(share(rng, a, b, 400))]++
		}
	}
	t.Log(classes)
	for _, class := range []string{"certain", "probable", "possible", "unlikely", "not assessed"} {
		if classes[class] < 2 {
			t.Errorf("%d pairs are %s, want at least 2", classes[class], class)
		}
	}
}

func wellInside(p float64) string {
	switch {
	case p > 0.98:
		return "certain"
	case p > 0.58 && p < 0.88:
		return "probable"
	case p > 0.1 && p < 0.42:
		return "possible"
	case p < 0.02:
		return "unlikely"
	}
	return "near a threshold"
}

// share is the part of n draws in which the two outlines share ground.
func share(rng *rand.Rand, a, b outline, n int) float64 {
	const radius95PerSigma = 2.4477
	variance := a.accuracy*a.accuracy + b.accuracy*b.accuracy
	if a.source != b.source {
		variance += a.shift*a.shift + b.shift*b.shift
	}
	sigma := math.Sqrt(variance) / radius95PerSigma
	hits := 0
	for range n {
		dx, dy := sigma*rng.NormFloat64(), sigma*rng.NormFloat64()
		moved := a.shape.TransformXY(func(p geom.XY) geom.XY { return geom.XY{X: p.X + dx, Y: p.Y + dy} })
		if geom.Intersects(moved, b.shape) {
			hits++
		}
	}
	return float64(hits) / float64(n)
}

func byID(all []outline) map[string]outline {
	m := map[string]outline{}
	for _, o := range all {
		m[o.id] = o
	}
	return m
}
