package tiles

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"burialmap/data"
)

// load reads a collection in one pass.
func (g *ground) load(ctx context.Context, s *groundSchema) (*groundLayer, error) {
	chunks, err := g.read(ctx, s, g.query(s), func(uint64, int64) bool { return true })
	if err != nil {
		return nil, err
	}
	return newGroundLayer(s, chunks), nil
}

// read makes chunks of the features that a query selects and wanted wants, by square and FID.
func (g *ground) read(ctx context.Context, s *groundSchema, q data.Query, wanted func(square uint64, fid int64) bool) ([]*chunk, error) {
	batches := map[uint64]*batch{}
	maker := chunkMaker{schema: s}
	for f, err := range g.store.Features(ctx, q) {
		if err != nil {
			return nil, fmt.Errorf("read %s for the tiles: %w", s.collection.Name, err)
		}
		square, order, ok := placed(f)
		if !ok || !wanted(square, f.FID) {
			continue
		}
		b := batches[square]
		if b == nil {
			b = &batch{}
			batches[square] = b
		}
		maker.add(b, f, order)
	}
	return packAll(ctx, s, batches)
}

// packAll makes the chunks side by side, in the order of their squares.
func packAll(ctx context.Context, s *groundSchema, batches map[uint64]*batch) ([]*chunk, error) {
	squares := slices.Sorted(maps.Keys(batches))
	chunks := make([]*chunk, len(squares))
	all := make([]*batch, len(squares))
	for i, square := range squares {
		all[i] = batches[square]
	}
	clear(batches)
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range min(len(squares), runtime.GOMAXPROCS(0)) {
		group.Go(func() (err error) {
			defer recovered(&err)
			maker := chunkMaker{schema: s}
			for i := int(next.Add(1)) - 1; i < len(squares) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				chunks[i] = maker.pack(squares[i], all[i])
				all[i] = nil // its memory is wanted
			}
			return ctx.Err()
		})
	}
	return chunks, group.Wait()
}

// with is the layer with some chunks replaced, or removed where they are nil.
func (l *groundLayer) with(changed map[uint64]*chunk) *groundLayer {
	chunks := make([]*chunk, 0, len(l.chunks)+len(changed))
	for _, c := range l.chunks {
		if _, replaced := changed[c.square]; !replaced {
			chunks = append(chunks, c)
		}
	}
	for _, c := range changed {
		if c != nil {
			chunks = append(chunks, c)
		}
	}
	slices.SortFunc(chunks, func(a, b *chunk) int { return cmp.Compare(a.square, b.square) })
	return newGroundLayer(l.schema, chunks)
}
