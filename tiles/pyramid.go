package tiles

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"strconv"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"

	"burialmap/data"
)

// Store is what tiles need of a data.Store.
type Store interface {
	Features(ctx context.Context, q data.Query) iter.Seq2[data.Feature, error]
	Extent(ctx context.Context, collection string) (data.Extent, error)
	Revision(ctx context.Context) (int64, error)
	Changes(ctx context.Context, after int64) ([]data.Change, error)
}

// Options say how a pyramid is drawn. Zero values stand for the defaults.
type Options struct {
	// MaxZoom is the highest zoom, 16 by default: a unit is then 15 cm at the equator.
	// Clients draw closer views from its tiles.
	MaxZoom int
	// MaxFeatures is the most features a layer of one tile holds, 10,000 by default.
	MaxFeatures int
	// CacheBytes bounds the compressed tiles that are kept, 64 MiB by default.
	CacheBytes int64
	// Attribution is shown on the map.
	Attribution string
}

// ErrOutside is the error for a tile that the pyramid does not have.
var ErrOutside = fmt.Errorf("tile outside the pyramid: %w", data.ErrNotFound)

// Tile is one tile. The zero value is an empty one.
type Tile struct {
	// Data is the tile, compressed with gzip; nil if it is empty. It must not be changed.
	Data []byte
	// ETag is a strong entity tag, with quotes, made from the content; "" if it is empty.
	ETag string
	// Merged counts the features that others stand for, Dropped those that are not shown.
	Merged, Dropped int
}

// Empty reports whether nothing lies here.
func (t Tile) Empty() bool { return len(t.Data) == 0 }

// Pyramid draws the tiles of a store and keeps them until a change touches them. It may
// be used from several goroutines.
type Pyramid struct {
	store   Store
	opt     Options
	schemas []schema
	cache   *cache
	flights singleflight.Group
	drawing *semaphore.Weighted
}

// New makes a pyramid over a store.
func New(store Store, opt Options) *Pyramid {
	opt.MaxZoom = orDefault(opt.MaxZoom, 16)
	opt.MaxFeatures = orDefault(opt.MaxFeatures, 10_000)
	opt.CacheBytes = orDefault(opt.CacheBytes, 64<<20)
	return &Pyramid{
		store: store, opt: opt, schemas: schemas(), cache: newCache(opt.CacheBytes),
		drawing: semaphore.NewWeighted(int64(runtime.GOMAXPROCS(0))),
	}
}

func orDefault[T int | int64](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}

// Tile is the tile in column x, counted from the west, and row y, counted from the north,
// of zoom z. It shows at least the change that was the last when it was asked for.
func (p *Pyramid) Tile(ctx context.Context, z, x, y int) (Tile, error) {
	if z < 0 || z > p.opt.MaxZoom || x < 0 || y < 0 || x >= 1<<z || y >= 1<<z {
		return Tile{}, ErrOutside
	}
	revision, err := p.cache.refresh(ctx, p.store)
	if err != nil {
		return Tile{}, fmt.Errorf("tile %d/%d/%d: %w", z, x, y, err)
	}
	at := place{z, x, y}
	if t, ok := p.cache.get(at); ok {
		return t, nil
	}
	return p.shared(ctx, at, revision)
}

// shared draws a tile once for all who wait for it. The drawing goes on when the first to
// ask goes away.
func (p *Pyramid) shared(ctx context.Context, at place, revision int64) (Tile, error) {
	key := at.String() + "@" + strconv.FormatInt(revision, 10)
	flight := p.flights.DoChan(key, func() (any, error) {
		if t, ok := p.cache.get(at); ok {
			return t, nil // an earlier drawing ended since the caller looked
		}
		t, err := p.drawNext(context.WithoutCancel(ctx), at)
		if err == nil {
			p.cache.put(at, t, revision)
		}
		return t, err
	})
	select {
	case <-ctx.Done():
		return Tile{}, ctx.Err()
	case r := <-flight:
		if r.Err != nil {
			return Tile{}, fmt.Errorf("tile %s: %w", at, r.Err)
		}
		return r.Val.(Tile), nil
	}
}

// drawNext draws a tile when a processor is free for it.
func (p *Pyramid) drawNext(ctx context.Context, at place) (t Tile, err error) {
	if err := p.drawing.Acquire(ctx, 1); err != nil {
		return Tile{}, err
	}
	defer p.drawing.Release(1)
	defer recovered(&err)
	return p.draw(ctx, at)
}

// draw reads the features around a tile and encodes them, layers side by side.
func (p *Pyramid) draw(ctx context.Context, at place) (Tile, error) {
	layers := make([]layer, len(p.schemas))
	group, ctx := errgroup.WithContext(ctx)
	for i, s := range p.schemas {
		group.Go(func() (err error) {
			defer recovered(&err)
			layers[i], err = p.drawLayer(ctx, s, at)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return Tile{}, err
	}
	var t Tile
	var raw []byte
	for _, l := range layers {
		raw = append(raw, l.raw...)
		t.Merged += l.merged
		t.Dropped += l.dropped
	}
	if len(raw) == 0 {
		return t, nil
	}
	var err error
	t.ETag = etag(raw)
	t.Data, err = compress(raw)
	return t, err
}

// layer is one layer of a tile, encoded; raw is empty if nothing lies there.
type layer struct {
	raw             []byte
	merged, dropped int
}

func (p *Pyramid) drawLayer(ctx context.Context, s schema, at place) (layer, error) {
	c := newCollector(s, at.z, at.x, at.y, p.opt.MaxZoom, p.opt.MaxFeatures)
	bound := c.grid.query(c.window)
	q := data.Query{Collection: s.collection.Name, Bound: &bound, Fields: s.fields}
	if at.z < p.opt.MaxZoom {
		q.Except = s.except
	}
	for f, err := range p.store.Features(ctx, q) {
		if err != nil {
			return layer{}, err
		}
		c.add(f)
	}
	items := c.items()
	l := layer{raw: appendLayer(nil, s, items), dropped: c.dropped}
	for _, it := range items {
		l.merged += it.merged
	}
	return l, nil
}

// recovered turns a mistake of ours into an error: it costs a tile, not the program.
// Here nobody else would recover from it.
func recovered(err *error) {
	if mistake := recover(); mistake != nil {
		*err = fmt.Errorf("panic: %v\n%s", mistake, debug.Stack())
	}
}
