package tiles

import (
	"context"
	"errors"
	"maps"
	"runtime/debug"
	"slices"
	"time"

	"burialmap/data"
)

// follow makes a snapshot of the store's last revision. Many queries are not one state of
// the store: where something was written meanwhile, what it touched is read again, until
// nothing was.
func (g *ground) follow(ctx context.Context) (moved, error) {
	before := g.now.Load()
	now, err := g.store.Revision(ctx)
	if err != nil || before != nil && before.revision == now {
		return moved{revision: now}, err
	}
	m := moved{revision: now, all: before == nil}
	next := before
	if before != nil {
		m, err = g.changes(ctx, before.revision, now)
	}
	if err == nil {
		next, err = g.step(ctx, next, &m)
	}
	for err == nil {
		if now, err = g.store.Revision(ctx); err != nil || now == m.revision {
			break
		}
		next, m, err = g.further(ctx, next, m, now)
	}
	if err != nil {
		return moved{}, err
	}
	g.put(next, &m, before)
	return m, nil
}

// changes is the step from one revision to another.
func (g *ground) changes(ctx context.Context, before, now int64) (moved, error) {
	changes, err := g.store.Changes(ctx, before)
	if err != nil {
		return moved{}, err
	}
	return since(before, now, changes), nil
}

// further goes on from a snapshot that was overtaken while it was made.
func (g *ground) further(ctx context.Context, s *snapshot, so moved, now int64) (*snapshot, moved, error) {
	m, err := g.changes(ctx, so.revision, now)
	if err != nil {
		return nil, moved{}, err
	}
	s, err = g.step(ctx, s, &m)
	m.all = m.all || so.all
	m.touched = append(so.touched, m.touched...)
	return s, m, err
}

// step reads what a move touched, on top of a snapshot: everything if nothing can be trusted.
func (g *ground) step(ctx context.Context, s *snapshot, m *moved) (*snapshot, error) {
	next := &snapshot{revision: m.revision, layers: make([]*groundLayer, len(g.schemas))}
	for i, schema := range g.schemas {
		var err error
		if s == nil || m.all {
			next.layers[i], err = g.load(ctx, schema)
		} else {
			next.layers[i], err = g.stepLayer(ctx, s.layers[i], m.touched)
		}
		if err != nil {
			return nil, err
		}
	}
	return next, nil
}

// put makes a snapshot the one that is drawn.
func (g *ground) put(s *snapshot, m *moved, before *snapshot) {
	if before == nil {
		m.all = true
	}
	if m.all {
		m.touched = nil
	} else {
		m.touched = slices.Concat(m.touched, before.around(m.touched), s.around(m.touched))
	}
	g.now.Store(s)
	g.once.Do(func() {
		close(g.loaded)
		if s.features() > manyFeatures {
			// Loading took several times what it leaves; whoever waited for it goes first.
			time.AfterFunc(memoryBack, debug.FreeOSMemory)
		}
	})
}

// memoryBack is when memory that loading has taken is given back.
const memoryBack = 5 * time.Second

// manyFeatures take long to load.
const manyFeatures = 100_000

func (s *snapshot) features() (n int) {
	for _, l := range s.layers {
		for _, c := range l.chunks {
			n += len(c.fids)
		}
	}
	return n
}

// mostSquares is up to how many squares are read one by one; beyond, reading the whole
// collection is hardly more.
const mostSquares = 1024

var errMany = errors.New("too much was touched to read it square by square")

// stepLayer reads the squares again that were touched.
func (g *ground) stepLayer(ctx context.Context, l *groundLayer, touched []data.Touch) (*groundLayer, error) {
	squares, wide, err := l.touchedSquares(touched)
	if err != nil {
		return g.load(ctx, l.schema)
	}
	if len(squares) == 0 && !wide {
		return l, nil
	}
	changed := map[uint64]*chunk{}
	for _, square := range squares {
		if changed[square], err = g.readSquare(ctx, l.schema, square); err != nil {
			return nil, err
		}
	}
	if wide {
		if changed[wideSquare], err = g.readWide(ctx, l, touched); err != nil {
			return nil, err
		}
	}
	return l.with(changed), nil
}

// touchedSquares are the squares in which the middle of a feature may lie or have lain that
// was touched, those of which a feature may share an edge with it, and whether one may be
// wide: a touch covers the whole of it, or of one of its sides of 180°.
func (l *groundLayer) touchedSquares(touched []data.Touch) (squares []uint64, wide bool, err error) {
	all := map[uint64]bool{}
	var list []int
	for _, t := range touched {
		if t.Collection != l.schema.collection.Name {
			continue
		}
		b, ok := boxOf(t.Bound)
		if !ok {
			continue
		}
		wide = wide || b.side() >= wideSize/2-1
		if b.squares() > mostSquares {
			return nil, false, errMany
		}
		for _, square := range metSquares(b) {
			all[square] = true
		}
		list = l.seen(list, b)
		for _, k := range list {
			all[l.chunks[k].square] = true
		}
		if len(all) > mostSquares {
			return nil, false, errMany
		}
	}
	delete(all, wideSquare)
	return slices.Sorted(maps.Keys(all)), wide, nil
}

// readSquare reads one square; nil if nothing lies there.
func (g *ground) readSquare(ctx context.Context, s *groundSchema, square uint64) (*chunk, error) {
	in := squareOf(placeOf(squareZoom, square))
	r, err := g.readIn(ctx, s, in, func(at footing, _ int64) bool { return at.square == square })
	if err != nil || r.batches[square] == nil {
		return nil, err
	}
	if b := r.batches[square]; !b.box.within(in) { // neighbours may lie farther out
		around, err := g.readIn(ctx, s, b.box, func(footing, int64) bool { return false })
		if err != nil {
			return nil, err
		}
		r.borders = around.borders
	}
	chunks, err := r.pack(ctx)
	if err != nil {
		return nil, err
	}
	return chunks[0], nil
}

func (g *ground) readIn(ctx context.Context, s *groundSchema, b gridBox, wanted func(footing, int64) bool) (*reading, error) {
	q := g.query(s)
	bound := b.degrees()
	q.Bound = &bound
	return g.read(ctx, s, q, wanted)
}

// readWide reads the wide features again: those there were and those that touched ground
// may hold now.
func (g *ground) readWide(ctx context.Context, l *groundLayer, touched []data.Touch) (*chunk, error) {
	fids, err := g.wideOf(ctx, l, touched)
	if err != nil || len(fids) == 0 {
		return nil, err
	}
	q := g.query(l.schema)
	q.FIDs = fids
	r, err := g.read(ctx, l.schema, q, func(at footing, fid int64) bool {
		_, found := slices.BinarySearch(fids, fid)
		return found && at.square == wideSquare
	})
	if err != nil {
		return nil, err
	}
	chunks, err := r.pack(ctx)
	if err != nil || len(chunks) == 0 {
		return nil, err
	}
	return chunks[0], nil
}

func (g *ground) wideOf(ctx context.Context, l *groundLayer, touched []data.Touch) ([]int64, error) {
	var fids []int64
	if c := l.find(wideSquare); c != nil {
		fids = append(fids, c.fids...)
	}
	for _, t := range touched {
		b, ok := boxOf(t.Bound)
		if t.Collection != l.schema.collection.Name || !ok || b.side() < wideSize/2-1 {
			continue
		}
		for f, err := range g.store.Features(ctx, data.Query{Collection: t.Collection, Bound: &t.Bound, Fields: []string{}}) {
			if err != nil {
				return nil, err
			}
			if at, ok := footingOf(f); ok && at.square == wideSquare {
				fids = append(fids, f.FID)
			}
		}
	}
	slices.Sort(fids)
	return slices.Compact(fids), nil
}

// reach implements reacher.
func (g *ground) reach(touched []data.Touch) []data.Touch {
	if s := g.now.Load(); s != nil {
		return append(slices.Clone(touched), s.around(touched)...)
	}
	return touched
}

// around is the ground of the features that touched ground meets, as far as it goes beyond:
// their outlines may be drawn otherwise where a neighbour has changed, because both are
// simplified alike where they share an edge.
func (s *snapshot) around(touched []data.Touch) []data.Touch {
	var more []data.Touch
	var list []int
	for _, l := range s.layers {
		name := l.schema.collection.Name
		for _, t := range touched {
			b, ok := boxOf(t.Bound)
			if t.Collection != name || !ok {
				continue
			}
			list = l.seen(list, b)
			for _, k := range list {
				if beyond := l.chunks[k].beyond(b); !beyond.empty() {
					more = appendTouches(more, name, beyond)
				}
			}
		}
	}
	return more
}

// beyond is what the features that meet a box cover, unless the box holds all of them.
func (c *chunk) beyond(b gridBox) gridBox {
	all := nowhere
	for k, block := range c.blocks {
		for i := k * blockSize; i < min(len(c.fids), (k+1)*blockSize) && near(block, b); i++ {
			if box := c.shapes.box(i); near(box, b) && !box.within(b) && c.shapes.area(i) > 0 {
				all = all.union(box)
			}
		}
	}
	return all
}

// near is gridBox.meets around the world.
func near(a, b gridBox) bool {
	return a.meets(b) || a.turned(round).meets(b) || a.turned(-round).meets(b)
}

func appendTouches(list []data.Touch, collection string, b gridBox) []data.Touch {
	bound := b.degrees()
	if bound.Min[0] <= bound.Max[0] {
		return append(list, data.Touch{Collection: collection, Bound: bound})
	}
	west, east := bound, bound
	west.Max[0], east.Min[0] = 180, -180
	return append(list, data.Touch{Collection: collection, Bound: west}, data.Touch{Collection: collection, Bound: east})
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
