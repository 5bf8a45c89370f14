package tiles

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

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
	// MaxZoom is the highest zoom, 16 by default and at most: a unit is then 15 cm at the
	// equator. Clients draw closer views from its tiles.
	MaxZoom int
	// TileBytes is how large a tile may be below the highest zoom, before it is compressed to
	// about a third of that; 280,000 by default. At the highest zoom it is four times as much.
	TileBytes int
	// CacheBytes bounds the compressed tiles that are kept in memory, 64 MiB by default.
	CacheBytes int64
	// Shelf is the file in which all tiles that were drawn are kept, "" for none.
	Shelf string
	// ReadShelf leaves that file as it is.
	ReadShelf bool
	// Patience is how long a request waits for a change to be taken in before it is answered
	// from the state before, 50 ms by default.
	Patience time.Duration
	// Watch is how often the store is asked for changes when nobody asks for tiles; 0 for
	// never.
	Watch time.Duration
	// Attribution is shown on the map.
	Attribution string
	Log         *slog.Logger // nil for none
}

// ErrOutside is the error for a tile that the pyramid does not have.
var ErrOutside = fmt.Errorf("tile outside the pyramid: %w", data.ErrNotFound)

// Pyramid draws the tiles of a store and keeps them until a change touches them. It may
// be used from several goroutines.
type Pyramid struct {
	store   Store
	opt     Options
	schemas []schema
	source  source
	keep    *keep
	chosen  *choices
	counts  counts

	flights singleflight.Group // drawings under way
	moves   singleflight.Group // the step to another revision
	begun   atomic.Bool        // whether the source has followed
	moving  atomic.Int64       // since when the step is under way, in ns; 0 for none
	drawing *semaphore.Weighted
	asked   atomic.Int64 // tiles that are drawn because somebody waits for them

	stop    context.CancelFunc
	refill  chan []place
	waiting atomic.Int64 // lists that are to be drawn again
	behind  sync.WaitGroup
}

// New makes a pyramid over a store. It is to be closed.
func New(store Store, opt Options) *Pyramid { return newPyramid(store, schemas(), opt) }

func newPyramid(store Store, schemas []schema, opt Options) *Pyramid {
	opt.MaxZoom = min(orDefault(opt.MaxZoom, fineZoom), fineZoom)
	opt.TileBytes = orDefault(opt.TileBytes, tileBytes)
	opt.CacheBytes = orDefault(opt.CacheBytes, 64<<20)
	opt.Patience = orDefault(opt.Patience, 50*time.Millisecond)
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	p := &Pyramid{
		store: store, opt: opt, schemas: schemas, keep: newKeep(opt.MaxZoom, opt.CacheBytes), chosen: newChoices(),
		source:  newGround(store, schemas, opt.MaxZoom, opt.TileBytes),
		drawing: semaphore.NewWeighted(int64(runtime.NumCPU())), refill: make(chan []place, 1),
	}
	if opt.Shelf != "" {
		p.takeShelf()
	}
	p.work()
	return p
}

func orDefault[T int | int64 | time.Duration](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}

// Close ends the work in the background and the writing to the shelf.
func (p *Pyramid) Close() error {
	p.stop()
	p.behind.Wait()
	return p.keep.shelf.close()
}

// Tile is the tile in column x, counted from the west, and row y, counted from the north,
// of zoom z. It shows the change that was the last when it was asked for; while a large
// one is being taken in, it may show the state before.
func (p *Pyramid) Tile(ctx context.Context, z, x, y int) (Tile, error) {
	return p.view(ctx, view{place: place{z, x, y}}, nil)
}

// view is a tile as it is asked for; pick finds its features when it has to be drawn.
func (p *Pyramid) view(ctx context.Context, v view, pick func(context.Context) (picks, error)) (Tile, error) {
	if !v.inside(p.opt.MaxZoom) {
		return Tile{}, ErrOutside
	}
	now, err := p.follow(ctx, v.place)
	if err != nil {
		return Tile{}, fmt.Errorf("tile %s: %w", v.place, err)
	}
	t, shown, ok := p.keep.get(v, now)
	if ok {
		p.counts.hits.Add(1)
		return t, nil
	}
	p.counts.misses.Add(1)
	return p.shared(ctx, v, shown, now, pick)
}

// inside reports whether there is such a tile.
func (p place) inside(maxZoom int) bool {
	return p.z >= 0 && p.z <= maxZoom && p.x >= 0 && p.y >= 0 && p.x < 1<<p.z && p.y < 1<<p.z
}

// shared draws a tile once for all who wait for it. The drawing goes on when the first to
// ask goes away.
func (p *Pyramid) shared(ctx context.Context, v view, shown, now int64, pick func(context.Context) (picks, error)) (Tile, error) {
	if shown < 0 { // what is drawn now is what will be shown first
		shown = now
	}
	key := v.String() + "@" + strconv.FormatInt(shown, 10) + " " + v.layer + " " + v.filter
	flight := p.flights.DoChan(key, func() (_ any, err error) {
		defer recovered(&err)
		if t, _, ok := p.keep.get(v, now); ok {
			return t, nil // an earlier drawing ended since the caller looked
		}
		p.asked.Add(1)
		defer p.asked.Add(-1)
		return p.draw(context.WithoutCancel(ctx), v, pick)
	})
	select {
	case <-ctx.Done():
		return Tile{}, ctx.Err()
	case r := <-flight:
		if r.Err != nil {
			return Tile{}, fmt.Errorf("tile %s: %w", v.place, r.Err)
		}
		return r.Val.(Tile), nil
	}
}

// draw draws a tile and keeps it. If the source has moved on before what is kept has, the
// tile waits for that: whoever has it is to see no older one afterwards.
func (p *Pyramid) draw(ctx context.Context, v view, pick func(context.Context) (picks, error)) (Tile, error) {
	if err := p.begin(ctx, v.place); err != nil {
		return Tile{}, err
	}
	var some picks
	if pick != nil {
		var err error
		if some, err = pick(ctx); err != nil {
			return Tile{}, err
		}
	}
	t, tag, err := p.drawNext(ctx, v, some, compress)
	if err != nil {
		return Tile{}, err
	}
	if shown, _ := p.keep.at(); shown >= 0 {
		if err := p.keep.await(ctx, t.Revision); err != nil {
			return Tile{}, err
		}
	}
	return p.keep.put(v, t, tag), nil
}

// drawNext draws a tile when a processor is free for it, and packs it.
func (p *Pyramid) drawNext(ctx context.Context, v view, some picks, pack compressor) (t Tile, tag contentTag, err error) {
	if err := p.drawing.Acquire(ctx, 1); err != nil {
		return Tile{}, tag, err
	}
	defer p.drawing.Release(1)
	defer recovered(&err)
	defer p.counts.drew(time.Now())
	d, err := p.source.draw(ctx, v.place, some)
	if err != nil {
		return Tile{}, tag, err
	}
	return packedTile(d.only(v.layer), pack)
}

type compressor func(raw []byte) ([]byte, error)

// packedTile compresses a drawing.
func packedTile(d drawing, pack compressor) (t Tile, tag contentTag, err error) {
	t = Tile{Revision: d.revision, Merged: d.merged, Dropped: d.dropped}
	if len(d.raw) == 0 {
		return t, tag, nil
	}
	tag = tagOf(d.raw)
	t.ETag = tag.String()
	t.Data, err = pack(d.raw)
	return t, tag, err
}

// only is one layer of a drawing; "" is all of it.
func (d drawing) only(layer string) drawing {
	if layer == "" {
		return d
	}
	one := drawing{revision: d.revision}
	for _, s := range d.layers {
		if s.name == layer {
			one.raw = d.raw[s.start:s.end]
			one.merged, one.dropped = s.merged, s.dropped
		}
	}
	return one
}

// recovered turns a mistake of ours into an error: it costs a tile, not the program.
// Here nobody else would recover from it.
func recovered(err *error) {
	if mistake := recover(); mistake != nil {
		*err = fmt.Errorf("panic: %v\n%s", mistake, debug.Stack())
	}
}
