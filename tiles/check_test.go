package tiles

import (
	"context"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// grave is a store with one plot in it.
type grave struct{ changes []data.Change }

func newGrave() *grave {
	where := orb.Point{131, 48}
	return &grave{[]data.Change{{Revision: 1, Time: time.Unix(1, 0).UTC(), Touched: []data.Touch{{Collection: "plots", Bound: where.Bound()}}}}}
}

func (s *grave) Features(_ context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		where := orb.Point{131, 48}
		if q.Collection == "plots" && (q.Bound == nil || q.Bound.Intersects(where.Bound())) {
			yield(data.Feature{ID: "p", FID: 1, Collection: "plots", Geometry: where}, nil)
		}
	}
}

func (s *grave) Extent(context.Context, string) (data.Extent, error) { return data.Extent{}, nil }

func (s *grave) Revision(context.Context) (int64, error) { return int64(len(s.changes)), nil }

func (s *grave) Changes(_ context.Context, after int64) ([]data.Change, error) {
	return s.changes[min(after, int64(len(s.changes))):], nil
}

func TestTheCheckerFindsATileThatIsStale(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tiles")
	p := New(newGrave(), Options{Shelf: path, CacheBytes: 1})
	ctx := context.Background()
	for z := range 10 {
		if _, err := p.Tile(ctx, z, 0, 0); err != nil {
			t.Fatal(err)
		}
	}
	good, err := p.Tile(ctx, 0, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := good.Coded(Zstd); err != nil {
		t.Fatal(err)
	}
	if c, err := p.Check(ctx, nil); err != nil || c.Tiles == 0 || len(c.Wrong) != 0 || c.Revision != 1 {
		t.Errorf("before: %+v, %v", c, err)
	}
	stale, tag, err := packedTile(drawing{raw: []byte("a tile of yesterday"), revision: 1}, compress)
	if err != nil {
		t.Fatal(err)
	}
	p.keep.shelf.put(place{5, 27, 11}, stale, tag)
	c, err := p.Check(ctx, func(int, int) {})
	if err != nil || len(c.Wrong) != 1 || c.Wrong[0].X != 27 || c.Wrong[0].Why == "" {
		t.Errorf("after: %+v, %v", c, err)
	}
	p.keep.shelf.putForm(place{5, 27, 11}, stale.ETag, Brotli, []byte("no brotli"))
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	again := New(newGrave(), Options{Shelf: path, ReadShelf: true})
	defer again.Close()
	if c, err := again.Check(ctx, nil); err != nil || len(c.Wrong) != 1 {
		t.Errorf("after a restart: %+v, %v", c, err)
	}
}

func TestTheCheckerFindsACodingThatHoldsSomethingElse(t *testing.T) {
	p := New(newGrave(), Options{Shelf: filepath.Join(t.TempDir(), "tiles"), CacheBytes: 1})
	defer p.Close()
	ctx := context.Background()
	good, err := p.Tile(ctx, 0, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	p.keep.shelf.putForm(place{0, 0, 0}, good.ETag, Brotli, []byte("no brotli"))
	if c, err := p.Check(ctx, nil); err != nil || len(c.Wrong) != 1 {
		t.Errorf("%+v, %v", c, err)
	}
}
