package tiles

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"strconv"

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
	source  source
	cache   *cache
	flights singleflight.Group
	drawing *semaphore.Weighted
}

// New makes a pyramid over a store.
func New(store Store, opt Options) *Pyramid {
	return newPyramid(store, schemas(), opt)
}

func newPyramid(store Store, schemas []schema, opt Options) *Pyramid {
	opt.MaxZoom = orDefault(opt.MaxZoom, 16)
	opt.MaxFeatures = orDefault(opt.MaxFeatures, 10_000)
	opt.CacheBytes = orDefault(opt.CacheBytes, 64<<20)
	return &Pyramid{
		store: store, opt: opt, schemas: schemas, cache: newCache(opt.CacheBytes),
		source:  &live{store: store, schemas: schemas, maxZoom: opt.MaxZoom, maxFeatures: opt.MaxFeatures},
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
	revision, err := p.cache.refresh(ctx, p.store, p.source)
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

// draw draws a tile and compresses it.
func (p *Pyramid) draw(ctx context.Context, at place) (Tile, error) {
	d, err := p.source.draw(ctx, at, nil)
	if err != nil {
		return Tile{}, err
	}
	t := Tile{Merged: d.merged, Dropped: d.dropped}
	if len(d.raw) == 0 {
		return t, nil
	}
	t.ETag = etag(d.raw)
	t.Data, err = compress(d.raw)
	return t, err
}

// recovered turns a mistake of ours into an error: it costs a tile, not the program.
// Here nobody else would recover from it.
func recovered(err *error) {
	if mistake := recover(); mistake != nil {
		*err = fmt.Errorf("panic: %v\n%s", mistake, debug.Stack())
	}
}
