package tiles

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// ground is a [source] that keeps what tiles show of a store in memory, packed, and follows
// the store's changes.
//
// It lies there in chunks: the features of one collection whose middle falls into one square.
// A state of it, a snapshot, never changes; the next one is made beside it, of new chunks
// where a change touched the ground and of the same chunks everywhere else. So a tile shows
// one revision, never a mixture, and drawing waits for nobody.
type ground struct {
	store   Store
	schemas []*groundSchema
	maxZoom int
	bytes   int // that a tile may have below the highest zoom
	large   int // features from which on a collection is read in halves

	now    atomic.Pointer[snapshot]
	loaded chan struct{} // closed when there is a snapshot
	once   sync.Once
}

var (
	_ source  = (*ground)(nil)
	_ early   = (*ground)(nil)
	_ reacher = (*ground)(nil)
)

func newGround(store Store, schemas []schema, maxZoom, bytes int) *ground {
	g := &ground{store: store, maxZoom: maxZoom, bytes: bytes, large: manyFeatures, loaded: make(chan struct{})}
	for _, s := range schemas {
		g.schemas = append(g.schemas, newGroundSchema(s))
	}
	return g
}

// snapshot is the ground at one revision.
type snapshot struct {
	revision int64
	layers   []*groundLayer
}

// groundLayer is one collection at one revision.
type groundLayer struct {
	schema *groundSchema
	chunks []*chunk // by square
	index  *geo.Index
	whose  []int32 // the chunk of each bound of the index
}

func newGroundLayer(s *groundSchema, chunks []*chunk) *groundLayer {
	l := &groundLayer{schema: s, chunks: chunks}
	var bounds []orb.Bound
	for i, c := range chunks {
		for _, turn := range [...]int32{0, -round, round} {
			b := c.union.turned(turn)
			if c.union.empty() || turn != 0 && (b.maxX < -round/4 || b.minX > round+round/4) {
				continue
			}
			bounds = append(bounds, orb.Bound{Min: orb.Point{float64(b.minX), float64(b.minY)}, Max: orb.Point{float64(b.maxX), float64(b.maxY)}})
			l.whose = append(l.whose, int32(i))
		}
	}
	l.index = geo.NewIndex(bounds)
	return l
}

// seen are the numbers of the chunks of which something may show in a tile, each once, in
// order.
func (l *groundLayer) seen(list []int, w gridBox) []int {
	list = l.index.Append(list[:0], orb.Bound{Min: orb.Point{float64(w.minX), float64(w.minY)}, Max: orb.Point{float64(w.maxX), float64(w.maxY)}})
	for i, n := range list {
		list[i] = int(l.whose[n])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// under are the chunks that count in a tile of the zooms of aggregates: those of the squares
// under it, and the wide ones.
func (l *groundLayer) under(at place, visit func(*chunk)) {
	s := 2 * (squareZoom - at.z)
	first := interleaved(uint32(at.x), uint32(at.y)) << s
	for _, c := range l.chunks[l.search(first):l.search(first+1<<s)] {
		visit(c)
	}
	if n := len(l.chunks); n > 0 && l.chunks[n-1].square == wideSquare {
		visit(l.chunks[n-1])
	}
}

// search is the number of the first chunk from a square on; of the wide ones it says that
// they are beyond.
func (l *groundLayer) search(square uint64) int {
	i, _ := slices.BinarySearchFunc(l.chunks, square, func(c *chunk, square uint64) int {
		if c.square < square {
			return -1
		}
		return 1
	})
	return i
}

// find is the chunk of a square, or nil.
func (l *groundLayer) find(square uint64) *chunk {
	if i := l.search(square); i < len(l.chunks) && l.chunks[i].square == square {
		return l.chunks[i]
	}
	return nil
}

// draw draws a tile of the last snapshot. Before the first one it reads what lies around a
// small tile, and waits for a larger one.
func (g *ground) draw(ctx context.Context, at place, pick picks) (drawing, error) {
	if g.now.Load() == nil && g.early(at) {
		return g.drawEarly(ctx, at, pick)
	}
	if err := g.wait(ctx); err != nil {
		return drawing{}, err
	}
	return g.now.Load().draw(at, g, pick), nil
}

// wait waits for the first snapshot.
func (g *ground) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-g.loaded:
		return nil
	}
}

// query is a read of a collection, as far as tiles show it.
func (g *ground) query(s *groundSchema) data.Query {
	return data.Query{Collection: s.collection.Name, Fields: s.names[1:]}
}
