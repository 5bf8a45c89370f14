package geopackage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/geopackage"
)

const benchPlots = 200_000

// BenchmarkPut200k imports 200,000 new plots in one write.
func BenchmarkPut200k(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s := newStore(b)
		b.StartTimer()
		putPlots(b, s, benchPlots)
	}
	b.ReportMetric(float64(b.N)*benchPlots/b.Elapsed().Seconds(), "plots/s")
}

// BenchmarkPut200kUnchanged imports the same plots once more.
func BenchmarkPut200kUnchanged(b *testing.B) {
	s := newStore(b)
	putPlots(b, s, benchPlots)
	for b.Loop() {
		putPlots(b, s, benchPlots)
	}
	b.ReportMetric(float64(b.N)*benchPlots/b.Elapsed().Seconds(), "plots/s")
}

// BenchmarkPut200kUpdated writes 200,000 plots anew, each time with another number of
// burials: every one leaves a version.
func BenchmarkPut200kUpdated(b *testing.B) {
	s := newStore(b)
	putPlots(b, s, benchPlots)
	ctx, burials := b.Context(), int64(1)
	for b.Loop() {
		burials++
		_, err := s.Write(ctx, "import", "benchmark", func(tx data.Tx) error {
			for i := range benchPlots {
				f := plot(i)
				f.Properties["burials"] = burials
				if _, err := tx.Put(ctx, f); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*benchPlots/b.Elapsed().Seconds(), "plots/s")
}

func putPlots(b *testing.B, s data.Store, n int) {
	ctx := context.Background()
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

// BenchmarkRead asks a store of 200,000 plots.
func BenchmarkRead(b *testing.B) {
	s := newStore(b)
	putPlots(b, s, benchPlots)
	ctx := b.Context()
	id := ""
	for f := range s.Features(ctx, data.Query{Collection: "plots", After: benchPlots / 2, Limit: 1}) {
		id = f.ID
	}
	r := rand.New(rand.NewPCG(11, 12))
	hundred := func() *orb.Bound { // 10 by 10 plots
		x, y := 131+float64(r.IntN(480))*0.000032, 48+float64(r.IntN(380))*0.000044
		return &orb.Bound{Min: orb.Point{x + 1e-5, y + 1e-5}, Max: orb.Point{x + 0.000315, y + 0.000435}}
	}
	world := &orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	for _, c := range []struct {
		name string
		read func() (int, error)
		want int
	}{
		{"ById", func() (int, error) { _, err := s.Feature(ctx, "plots", id); return 1, err }, 1},
		{"Bound100", func() (int, error) { return list(ctx, s, data.Query{Collection: "plots", Bound: hundred()}) }, 100},
		{"KeysBound100", func() (int, error) { return listKeys(ctx, s, data.Query{Collection: "plots", Bound: hundred()}) }, 100},
		{"FIDs100", func() (int, error) { return list(ctx, s, data.Query{Collection: "plots", FIDs: fids(r)}) }, 100},
		{"KeysFIDs100", func() (int, error) { return listKeys(ctx, s, data.Query{Collection: "plots", FIDs: fids(r)}) }, 100},
		{"CountBound100", func() (int, error) { return s.Count(ctx, data.Query{Collection: "plots", Bound: hundred()}) }, 100},
		{"WorldFirst100", func() (int, error) { return list(ctx, s, data.Query{Collection: "plots", Bound: world, Limit: 100}) }, 100},
		{"CountWorld", func() (int, error) { return s.Count(ctx, data.Query{Collection: "plots", Bound: world}) }, benchPlots},
		{"CountAll", func() (int, error) { return s.Count(ctx, data.Query{Collection: "plots"}) }, benchPlots},
		{"PageOf100", func() (int, error) { return list(ctx, s, data.Query{Collection: "plots", After: 100_000, Limit: 100}) }, 100},
		{"Sources", func() (int, error) {
			v, err := s.Values(ctx, data.Query{Collection: "plots"}, "source")
			return len(v), err
		}, 1},
		{"FilterBySQL", func() (int, error) {
			return list(ctx, s, data.Query{Collection: "plots", Filter: data.Like{Of: data.Property("name"), Pattern: data.TextValue("Plot 4711")}})
		}, 1},
		{"FilterByPeriod", func() (int, error) {
			day := data.InstantValue{Time: time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC), Day: true}
			return list(ctx, s, data.Query{Collection: "plots", Filter: data.Temporal{Op: "T_AFTER", Left: data.Property("period"), Right: day}})
		}, 0},
		{"FilterByDistance", func() (int, error) {
			near := data.Distance{Left: data.Property("geometry"), Right: data.GeometryValue{Geometry: orb.Point{131.0001, 48.0001}}}
			return list(ctx, s, data.Query{Collection: "plots", Filter: data.Comparison{Op: data.Less, Left: near, Right: data.NumberValue(5)}})
		}, 11},
		{"SortedFirst100", func() (int, error) {
			return list(ctx, s, data.Query{Collection: "plots", Limit: 100, Sort: []data.Order{{Field: "name", Descending: true}}})
		}, 100},
		{"CountByFilterAgain", func() (int, error) {
			return s.Count(ctx, data.Query{Collection: "plots", Filter: data.Like{Of: data.CaseI{Of: data.Property("name")}, Pattern: data.TextValue("plot 47_1")}})
		}, 10},
		{"Words", func() (int, error) { return list(ctx, s, data.Query{Collection: "plots", Words: "plot 4711"}) }, 1},
		{"All", func() (int, error) { return list(ctx, s, data.Query{Collection: "plots"}) }, benchPlots},
		{"Revision", func() (int, error) { n, err := s.Revision(ctx); return int(n), err }, 1},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if n, err := c.read(); n != c.want || err != nil {
					b.Fatal(n, err)
				}
			}
		})
	}
}

// fids are a hundred in order.
func fids(r *rand.Rand) []int64 {
	list := make([]int64, 100)
	first := int64(1 + r.IntN(benchPlots-10_000))
	for i := range list {
		list[i] = first + int64(i)*100
	}
	return list
}

func listKeys(ctx context.Context, s *geopackage.Store, q data.Query) (n int, err error) {
	for _, e := range s.Keys(ctx, q) {
		if e != nil {
			return n, e
		}
		n++
	}
	return n, nil
}

func list(ctx context.Context, s *geopackage.Store, q data.Query) (n int, err error) {
	for _, e := range s.Features(ctx, q) {
		if e != nil {
			return n, e
		}
		n++
	}
	return n, nil
}

// plot is the i-th of many invented plots, 1.2 m × 2.4 m, in rows of 500.
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
