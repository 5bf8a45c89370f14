package tiles

import (
	"context"
	"iter"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"burialmap/data"
)

// live is a [source] that reads the store anew for every tile. It shows at least the state
// that follow has moved to.
type live struct {
	store       Store
	schemas     []schema
	maxZoom     int
	maxFeatures int
	revision    atomic.Int64
	begun       bool
}

var _ source = (*live)(nil)

func (l *live) follow(ctx context.Context) (moved, error) {
	now, err := l.store.Revision(ctx)
	if err != nil {
		return moved{}, err
	}
	m := moved{revision: now, all: !l.begun}
	if l.begun && now != l.revision.Load() {
		changes, err := l.store.Changes(ctx, l.revision.Load())
		if err != nil {
			return moved{}, err
		}
		m = since(l.revision.Load(), now, changes)
	}
	l.begun = true
	l.revision.Store(m.revision)
	return m, nil
}

// since is the step from one revision to another by the changes between them. Where the
// history has a gap, or goes back because the store is another one, nothing can be
// trusted.
func since(before, now int64, changes []data.Change) moved {
	m := moved{revision: before}
	for _, change := range changes {
		if change.Revision != m.revision+1 {
			break
		}
		m.revision++
		m.touched = append(m.touched, change.Touched...)
	}
	if m.revision < now || m.revision > now && len(changes) == 0 {
		return moved{revision: now, all: true}
	}
	return m
}

// draw reads the features around a tile and encodes them, layers side by side.
func (l *live) draw(ctx context.Context, at place, pick picks) (drawing, error) {
	d := drawing{revision: l.revision.Load()}
	layers := make([]layer, len(l.schemas))
	group, ctx := errgroup.WithContext(ctx)
	for i, s := range l.schemas {
		group.Go(func() (err error) {
			defer recovered(&err)
			layers[i], err = l.drawLayer(ctx, s, at, pick)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return drawing{}, err
	}
	for i, one := range layers {
		d.merged += one.merged
		d.dropped += one.dropped
		if len(one.raw) == 0 {
			continue
		}
		from := len(d.raw)
		d.raw = append(d.raw, one.raw...)
		d.layers = append(d.layers, span{l.schemas[i].collection.Name, from, len(d.raw), one.merged, one.dropped})
	}
	return d, nil
}

// layer is one layer of a tile, encoded; raw is empty if nothing lies there.
type layer struct {
	raw             []byte
	merged, dropped int
}

func (l *live) drawLayer(ctx context.Context, s schema, at place, pick picks) (layer, error) {
	c := newCollector(s, at.z, at.x, at.y, l.maxZoom, l.maxFeatures)
	bound := c.grid.query(c.window)
	q := data.Query{Collection: s.collection.Name, Bound: &bound, Fields: s.fields}
	if at.z < l.maxZoom {
		q.Except = s.except
	}
	fids, some := pick[s.collection.Name]
	for f, err := range l.store.Features(ctx, q) {
		if err != nil {
			return layer{}, err
		}
		if some {
			if _, picked := slices.BinarySearch(fids, f.FID); !picked {
				continue
			}
		}
		c.add(f)
	}
	items := c.items()
	one := layer{raw: appendLayer(nil, s, items), dropped: c.dropped}
	for _, it := range items {
		one.merged += it.merged
	}
	return one, nil
}

// places looks from the top down: a tile below one without features has none either, for
// the buffer of the upper one holds that of the lower.
func (l *live) places(ctx context.Context, lo, hi int) iter.Seq2[place, error] {
	return func(yield func(place, error) bool) {
		level := []place{{0, 0, 0}}
		for z := 0; z <= hi && len(level) > 0; z++ {
			some, err := l.occupied(ctx, level)
			if err != nil {
				yield(place{}, err)
				return
			}
			for _, at := range some {
				if z >= lo && !yield(at, nil) {
					return
				}
			}
			level = below(some)
		}
	}
}

func (l *live) occupied(ctx context.Context, level []place) ([]place, error) {
	var some []place
	for _, at := range level {
		ok, err := l.holds(ctx, at)
		if err != nil {
			return nil, err
		}
		if ok {
			some = append(some, at)
		}
	}
	slices.SortFunc(some, inArchiveOrder)
	return some, nil
}

// holds reports whether any feature may lie in a tile.
func (l *live) holds(ctx context.Context, at place) (bool, error) {
	bound := gridAt(at.z).query(window(at.x, at.y))
	for _, s := range l.schemas {
		for _, err := range l.store.Features(ctx, data.Query{Collection: s.collection.Name, Bound: &bound, Limit: 1, Fields: []string{}}) {
			return err == nil, err
		}
	}
	return false, nil
}
