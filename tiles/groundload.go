package tiles

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/paulmach/orb"
	"golang.org/x/sync/errgroup"

	"burialmap/data"
)

// load reads a collection as a whole: a large one, where readers wait for it, in two halves
// side by side.
func (g *ground) load(ctx context.Context, s *groundSchema) (*groundLayer, error) {
	middle, err := int64(0), error(nil)
	if g.atOnce() > 1 {
		middle, err = g.middle(ctx, s)
	}
	if err != nil {
		return nil, err
	}
	halves := make([]*reading, 2)
	group, within := errgroup.WithContext(ctx)
	for i := range halves {
		if i == 1 && middle == 0 {
			continue
		}
		group.Go(func() (err error) {
			defer recovered(&err)
			q, last := g.query(s), int64(math.MaxInt64)
			if i == 1 {
				q.After = middle
			} else if middle > 0 {
				last = middle
			}
			halves[i], err = g.readTo(within, s, q, last, func(footing, int64) bool { return true })
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	halves[0].join(halves[1])
	chunks, err := halves[0].pack(ctx)
	return newGroundLayer(s, chunks), err
}

// atOnce is how many processors may work on the ground. As soon as there is one to draw from
// it is a single one, so that requests are answered meanwhile.
func (g *ground) atOnce() int {
	if g.now.Load() != nil {
		return 1
	}
	return runtime.NumCPU()
}

// middle is the FID of the feature in the middle of a large collection, or 0.
func (g *ground) middle(ctx context.Context, s *groundSchema) (int64, error) {
	e, err := g.store.Extent(ctx, s.collection.Name)
	if err != nil || e.Count < g.large {
		return 0, err
	}
	q := data.Query{Collection: s.collection.Name, Fields: []string{}, Offset: e.Count / 2, Limit: 1}
	for f, err := range g.store.Features(ctx, q) {
		return f.FID, err
	}
	return 0, nil
}

// join takes in what another reading has read.
func (r *reading) join(o *reading) {
	if o == nil {
		return
	}
	for square, borders := range o.borders {
		r.borders[square] = append(r.borders[square], borders...)
	}
	for square, more := range o.batches {
		b := r.batches[square]
		if b == nil {
			r.batches[square] = more
			continue
		}
		for _, row := range more.rows {
			row.text += uint32(len(b.text))
			row.shape += uint32(len(b.shapes))
			b.rows = append(b.rows, row)
		}
		b.text, b.shapes = append(b.text, more.text...), append(b.shapes, more.shapes...)
		b.box = b.box.union(more.box)
	}
}

// reading is what was read of a collection: by square, and what reaches over the edge of one.
type reading struct {
	schema  *groundSchema
	atOnce  int // squares to pack side by side
	batches map[uint64]*batch
	borders map[uint64][]border // by each square that they reach into
}

// border is a feature near the edge of its square.
type border struct {
	footing
	geometry orb.Geometry
}

// read reads the features that a query selects and wanted wants; the others stay as what
// those may share edges with.
func (g *ground) read(ctx context.Context, s *groundSchema, q data.Query, wanted func(at footing, fid int64) bool) (*reading, error) {
	return g.readTo(ctx, s, q, math.MaxInt64, wanted)
}

// readTo is read as far as a FID.
func (g *ground) readTo(ctx context.Context, s *groundSchema, q data.Query, last int64, wanted func(at footing, fid int64) bool) (*reading, error) {
	r := &reading{s, g.atOnce(), map[uint64]*batch{}, map[uint64][]border{}}
	maker := chunkMaker{schema: s}
	for f, err := range g.store.Features(ctx, q) {
		if err != nil {
			return nil, fmt.Errorf("read %s for the tiles: %w", s.collection.Name, err)
		}
		if f.FID > last {
			break
		}
		at, ok := footingOf(f)
		if !ok {
			continue
		}
		if at.square != wideSquare && !at.inside() {
			r.addBorder(border{at, f.Geometry})
		}
		if !wanted(at, f.FID) {
			continue
		}
		b := r.batches[at.square]
		if b == nil {
			b = &batch{}
			r.batches[at.square] = b
		}
		if err := maker.add(b, f, at); err != nil {
			return nil, fmt.Errorf("pack for the tiles: %w", err)
		}
	}
	return r, nil
}

func (r *reading) addBorder(b border) {
	if b.geometry.Dimensions() == 0 {
		return
	}
	for _, square := range metSquares(b.box) {
		r.borders[square] = append(r.borders[square], b)
	}
}

// context is what the features of a square may share edges with in others.
func (r *reading) context(square uint64, b *batch) []orb.Geometry {
	var all []orb.Geometry
	if square == wideSquare || len(r.borders) == 0 {
		return nil
	}
	for _, in := range metSquares(b.box) {
		for _, other := range r.borders[in] {
			if other.square != square && near(other.box, b.box) {
				all = append(all, other.geometry)
			}
		}
	}
	return all
}

// pack makes the chunks side by side, in the order of their squares.
func (r *reading) pack(ctx context.Context) ([]*chunk, error) {
	squares := slices.Sorted(maps.Keys(r.batches))
	chunks := make([]*chunk, len(squares))
	all := make([]*batch, len(squares))
	for i, square := range squares {
		all[i] = r.batches[square]
	}
	clear(r.batches)
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range min(len(squares), r.atOnce) {
		group.Go(func() (err error) {
			defer recovered(&err)
			maker := chunkMaker{schema: r.schema}
			for i := int(next.Add(1)) - 1; i < len(squares) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if chunks[i], err = maker.pack(squares[i], all[i], r.context(squares[i], all[i])); err != nil {
					return err
				}
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
