package geopackage_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/geopackage"
)

// grid are n invented plots, put in one write.
func grid(t *testing.T, s data.Store, n, burials int) {
	t.Helper()
	_, err := s.Write(t.Context(), "test", "a test", func(tx data.Tx) error {
		for i := range n {
			f := plot(i)
			f.Properties["burials"] = int64(burials)
			if _, err := tx.Put(t.Context(), f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestKeysWithinABoundAreThoseOfTheFeatures(t *testing.T) {
	defer geopackage.KeepPlacesAtOnce()()
	s := newStore(t)
	const n = 5000 // an R-tree of three levels
	grid(t, s, n, 1)
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 4 {
		for range 30 {
			x, y := 131+float64(r.IntN(500))*0.000032, 48+float64(r.IntN(10))*0.000044
			b := orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + float64(r.IntN(20))*0.000016, y + float64(r.IntN(8))*0.000022}}
			q := data.Query{Collection: "plots", Bound: &b}
			var want []data.Key
			for _, f := range listed(t, s, q) {
				want = append(want, data.Key{FID: f.FID, Revision: f.Revision})
			}
			if got := keys(t, s, q); !slices.Equal(got, want) {
				t.Fatalf("%v has the keys %v, want %v", b, got, want)
			}
			count, err := s.Count(t.Context(), q)
			if err != nil || count != len(want) {
				t.Fatalf("%v counts %d, %v, want %d", b, count, err, len(want))
			}
			q.After, q.Offset, q.Limit = int64(r.IntN(n)), r.IntN(3), 1+r.IntN(9)
			if got, want := keys(t, s, q), listed(t, s, q); len(got) != len(want) || len(got) > 0 && got[0].FID != want[0].FID {
				t.Fatalf("a page has %d keys, want %d", len(got), len(want))
			}
		}
		grid(t, s, 100*round, 2+round)
	}
}

func TestKeysWithinABoundAreOfOneState(t *testing.T) {
	defer geopackage.KeepPlacesAtOnce()()
	s := newStore(t)
	const n, writes = 300, 8
	grid(t, s, n, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range writes {
			grid(t, s, n, 2+i)
		}
	})
	for range 3 {
		wg.Go(func() {
			for seen := int64(0); seen <= writes; {
				revisions := map[int64]int{}
				for _, k := range keys(t, s, data.Query{Collection: "plots", Bound: &orb.Bound{Min: orb.Point{130, 47}, Max: orb.Point{132, 49}}}) {
					revisions[k.Revision]++
					if k.Revision < seen {
						t.Errorf("revision %d comes after %d", k.Revision, seen)
					}
					seen = k.Revision
				}
				if fmt.Sprint(revisions) != fmt.Sprintf("map[%d:%d]", seen, n) {
					t.Errorf("in one answer there are %v", revisions)
					return
				}
			}
		})
	}
	wg.Wait()
}
