package geopackage_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/geopackage"
)

func newStore(t testing.TB) *geopackage.Store {
	t.Helper()
	s, err := geopackage.Create(filepath.Join(t.TempDir(), "test.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// plot is the i-th of many invented plots, 1.2 m × 2.4 m, in rows.
func plot(i int) data.Feature {
	const w, h = 0.000016, 0.000022
	x, y := 131+float64(i%500)*2*w, 48+float64(i/500)*2*h
	return data.Feature{
		Collection: "plots",
		Geometry:   orb.Polygon{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}},
		Location:   data.Location{Accuracy: 5, Method: "plan", Source: "plan-1", SourceKey: fmt.Sprint("key-", i), Fictional: true},
		Properties: map[string]any{"name": fmt.Sprint("Plot ", i), "kind": "grave", "occupancy": "pow", "burials": int64(1), "period": "1945/1947"},
	}
}

func BenchmarkPut200k(b *testing.B) {
	ctx := context.Background()
	const n = 200_000
	for b.Loop() {
		b.StopTimer()
		s := newStore(b)
		b.StartTimer()
		_, err := s.Write(ctx, "import", "benchmark", func(tx data.Tx) error {
			for i := range n {
				if _, err := tx.Put(ctx, plot(i)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*n/b.Elapsed().Seconds(), "plots/s")
}

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	c, err := s.Write(ctx, "import", "x", func(tx data.Tx) error {
		for i := range 1000 {
			o, err := tx.Put(ctx, plot(i))
			if err != nil || o != data.New {
				return fmt.Errorf("%v %v", o, err)
			}
		}
		return nil
	})
	t.Log(c.Revision, c.New, len(c.Touched), err)
	b := orb.Bound{Min: orb.Point{131, 48}, Max: orb.Point{131.0001, 48.0001}}
	n, err := s.Count(ctx, data.Query{Collection: "plots", Bound: &b})
	t.Log(n, err)
	m := 0
	for f, err := range s.Features(ctx, data.Query{Collection: "plots", Bound: &b}) {
		if err != nil {
			t.Fatal(err)
		}
		if m == 0 {
			t.Logf("%+v", f)
		}
		m++
	}
	t.Log(m)
	e, err := s.Extent(ctx, "plots")
	t.Log(e, err)
	t.Log(s.Revision(ctx))
	t.Log(s.Changes(ctx, 0))
	c, err = s.Write(ctx, "import", "x", func(tx data.Tx) error {
		for i := range 1000 {
			o, err := tx.Put(ctx, plot(i))
			if err != nil || o != data.Unchanged {
				return fmt.Errorf("%v %v", o, err)
			}
		}
		return nil
	})
	t.Log(c, err)
}
