package geopackage_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/geopackage"
)

// checkIndex asks SQLite whether the R-tree is sound and holds exactly the boxes of the
// features.
func checkIndex(t *testing.T, path string, want int) {
	t.Helper()
	db := another(t, path)
	defer db.Close()
	var sound string
	if err := db.QueryRow("SELECT rtreecheck('rtree_plots_geom')").Scan(&sound); err != nil || sound != "ok" {
		t.Fatalf("rtreecheck: %s, %v", sound, err)
	}
	var entries, held int
	err := db.QueryRow("SELECT count(*), count(p.fid) FROM rtree_plots_geom r LEFT JOIN plots p ON p.fid=r.id"+
		" AND r.minx BETWEEN ST_MinX(geom)-1e-4 AND ST_MinX(geom) AND r.maxx BETWEEN ST_MaxX(geom) AND ST_MaxX(geom)+1e-4"+
		" AND r.miny BETWEEN ST_MinY(geom)-1e-4 AND ST_MinY(geom) AND r.maxy BETWEEN ST_MaxY(geom) AND ST_MaxY(geom)+1e-4").Scan(&entries, &held)
	if err != nil || entries != want || held != want {
		t.Fatalf("%d entries, %d of them right, want %d, %v", entries, held, want, err)
	}
}

func TestThePackedIndexIsSoundWhateverIsDoneToIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index.gpkg")
	s, err := geopackage.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	many := func(from, to int) (list []data.Feature) {
		for i := from; i < to; i++ {
			list = append(list, plot(i))
		}
		return list
	}
	put(t, s, many(0, 10)...) // one by one
	checkIndex(t, path, 10)
	put(t, s, many(10, 2500)...) // packed, together with the first ten
	checkIndex(t, path, 2500)
	put(t, s, many(2500, 2600)...) // into the packed one
	checkIndex(t, path, 2600)
	put(t, s, many(2600, 6000)...) // packed anew
	checkIndex(t, path, 6000)
	ctx := context.Background()
	_, err = s.Write(ctx, "test", "mixed", func(tx data.Tx) error {
		for i := 5000; i < 9000; i++ { // unchanged, moved, lost and new ones
			f := plot(i)
			switch i % 3 {
			case 1:
				f.Geometry = plot(i + 100_000).Geometry
			case 2:
				f.Geometry = nil
			}
			if _, err := tx.Put(ctx, f); err != nil {
				return err
			}
		}
		for f, err := range tx.Features(ctx, data.Query{Collection: "plots", After: 5900}) {
			if err == nil && f.FID%2 == 0 {
				err = tx.Delete(ctx, "plots", f.ID)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Extent(ctx, "plots")
	if err != nil {
		t.Fatal(err)
	}
	checkIndex(t, path, e.Located)
	validate(t, path)
}

func TestAPackedIndexFindsWhatASearchOfEverythingFinds(t *testing.T) {
	s := newStore(t)
	r := rand.New(rand.NewPCG(13, 14))
	var all []data.Feature
	for i := range 3000 {
		f := plot(i)
		x, y := 130+r.Float64()*10, 45+r.Float64()*10
		f.Geometry = orb.LineString{{x, y}, {x + r.Float64()*r.Float64(), y + 0.01}}
		all = append(all, f)
	}
	put(t, s, all...)
	for range 80 {
		x, y, side := 130+r.Float64()*10, 45+r.Float64()*10, r.Float64()*3
		b := orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + side, y + side}}
		want := 0
		for _, f := range all {
			if f.Geometry.Bound().Intersects(b) {
				want++
			}
		}
		for _, limit := range []int{0, 50} { // both ways to find the rows
			n, err := list(context.Background(), s, data.Query{Collection: "plots", Bound: &b, Limit: limit})
			if limit > 0 {
				want = min(want, limit)
			}
			if n != want || err != nil {
				t.Fatalf("%v with limit %d: %d, want %d, %v", b, limit, n, want, err)
			}
		}
	}
}
