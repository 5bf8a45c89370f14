package sample_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"burialmap/data"
	"burialmap/data/sample"
)

type loadFeature struct {
	ID         string
	Type       string
	Geometry   struct{ Coordinates [][]orb.Point }
	Properties map[string]any
}

func generated(t *testing.T, spec sample.Spec) []loadFeature {
	t.Helper()
	var b bytes.Buffer
	if err := sample.Generate(&b, spec); err != nil {
		t.Fatal(err)
	}
	var all []loadFeature
	for line := range strings.Lines(b.String()) {
		var f loadFeature
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		all = append(all, f)
	}
	return all
}

func TestGenerateKeepsToItsNumbers(t *testing.T) {
	for _, c := range []struct {
		spec            sample.Spec
		pow, cemeteries int
	}{
		{sample.Spec{Plots: 1000, Cemeteries: 7, Seed: 1}, 500, 7},
		{sample.Spec{Plots: 1101, Prisoners: 100, Cemeteries: 10, Seed: 1}, 100, 10},
		{sample.Spec{Plots: 3, Cemeteries: 5, Seed: 1}, 1, 2}, // three grounds stay empty
		{sample.Spec{Plots: 0, Cemeteries: 1}, 0, 0},
	} {
		pow, cemeteries, ids := 0, map[any]bool{}, map[string]bool{}
		for _, f := range generated(t, c.spec) {
			if f.Properties["occupancy"] == "pow" {
				pow++
			}
			cemeteries[f.Properties["cemetery"]] = true
			ids[f.ID] = true
		}
		if pow != c.pow || len(ids) != c.spec.Plots || len(cemeteries) != c.cemeteries {
			t.Errorf("%+v: %d ids, %d of them prisoners’, in %d cemeteries; want %d, %d, %d",
				c.spec, len(ids), pow, len(cemeteries), c.spec.Plots, c.pow, c.cemeteries)
		}
	}
}

func TestGenerateRefusesWhatCannotBe(t *testing.T) {
	for _, spec := range []sample.Spec{{Plots: -1, Cemeteries: 1}, {Plots: 1}, {Plots: 1, Prisoners: 2, Cemeteries: 1}, {Plots: 1, Prisoners: -1, Cemeteries: 1}} {
		if err := sample.Generate(io.Discard, spec); err == nil {
			t.Errorf("%+v was accepted", spec)
		}
	}
}

func TestGeneratedPlotsAreGravesOfTheRegion(t *testing.T) {
	for _, f := range generated(t, sample.Spec{Plots: 2000, Cemeteries: 40, Seed: 3}) {
		if f.Properties["fictional"] != true {
			t.Fatalf("%s is not marked as invented", f.ID)
		}
		if _, err := data.ParsePeriod(f.Properties["period"].(string)); err != nil {
			t.Errorf("%s: %v", f.ID, err)
		}
		if a := f.Properties["accuracy_m"].(float64); a <= 0 || a > 60 {
			t.Errorf("%s: accuracy %v m", f.ID, a)
		}
		for name := range f.Properties {
			if _, ok := data.Plots.Field(name); !ok {
				t.Errorf("%s: %q is no field of plots", f.ID, name)
			}
		}
		ring := orb.Ring(f.Geometry.Coordinates[0])
		if !ring.Closed() || len(ring) != 5 || ring.Orientation() != orb.CCW {
			t.Fatalf("%s: ring %v", f.ID, ring)
		}
		if c := ring[0]; c[0] < 111 || c[0] > 149 || c[1] < 49 || c[1] > 65 {
			t.Errorf("%s lies at %v", f.ID, c)
		}
		if area := squareMetres(ring); area < 1.8 || area > 13 {
			t.Errorf("%s has %v m²", f.ID, area)
		}
	}
}

// squareMetres is good to a percent.
func squareMetres(ring orb.Ring) float64 {
	const degree = 111321.0
	return math.Abs(planar.Area(ring)) * degree * degree * math.Cos(ring[0][1]*math.Pi/180)
}

func TestGeneratedSidesShareGround(t *testing.T) {
	var pow, civilian []orb.Bound
	for _, f := range generated(t, sample.Spec{Plots: 1000, Cemeteries: 2, Seed: 5}) {
		b := orb.Ring(f.Geometry.Coordinates[0]).Bound()
		if f.Properties["occupancy"] == "pow" {
			pow = append(pow, b)
		} else {
			civilian = append(civilian, b)
		}
	}
	met := 0
	for _, p := range pow {
		if slices.ContainsFunc(civilian, p.Intersects) {
			met++
		}
	}
	if met < len(pow)/2 {
		t.Errorf("only %d of %d prisoners’ plots meet a civilian one", met, len(pow))
	}
}

func TestGenerateIsTheSameForTheSameSeed(t *testing.T) {
	lines := func(seed uint64) string {
		var b strings.Builder
		if err := sample.Generate(&b, sample.Spec{Plots: 500, Cemeteries: 3, Seed: seed}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := lines(1)
	if lines(1) != first {
		t.Error("the same seed made different plots")
	}
	if lines(2) == first {
		t.Error("different seeds made the same plots")
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestGenerateHandsOnErrorsOfTheWriter(t *testing.T) {
	for _, plots := range []int{1, 10000} {
		if err := sample.Generate(fullDisk{}, sample.Spec{Plots: plots, Cemeteries: 1}); !errors.Is(err, errFull) {
			t.Errorf("%d plots: got error %v, want %v", plots, err, errFull)
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	const plots = 100_000
	for b.Loop() {
		if err := sample.Generate(io.Discard, sample.Spec{Plots: plots, Cemeteries: 200, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(plots*float64(b.N)/b.Elapsed().Seconds(), "plots/s")
}
