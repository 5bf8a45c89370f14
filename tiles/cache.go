package tiles

import (
	"container/list"
	"context"
	"fmt"
	"sync"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// place is where a tile lies in the pyramid.
type place struct{ z, x, y int }

func (p place) String() string { return fmt.Sprintf("%d/%d/%d", p.z, p.x, p.y) }

// cache keeps compressed tiles, the ones asked for last, and knows up to which revision
// they are true.
type cache struct {
	refreshing sync.Mutex // held by the one that reads the history

	mu       sync.Mutex
	revision int64 // every tile kept shows at least this
	budget   int64 // bytes
	used     int64
	tiles    map[place]*list.Element
	recent   *list.List // of kept, the one asked for last in front
}

type kept struct {
	at   place
	tile Tile
}

// overhead is about what keeping a tile costs beside its bytes.
const overhead = 256

func (k kept) cost() int64 { return int64(len(k.tile.Data)) + overhead }

func newCache(budget int64) *cache {
	return &cache{budget: budget, tiles: map[place]*list.Element{}, recent: list.New()}
}

func (c *cache) get(at place) (Tile, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.tiles[at]
	if !ok {
		return Tile{}, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(kept).tile, true
}

// put keeps a tile that was read when the store was at a revision. If the cache has moved
// on since, a change may have been missed, and the tile is not kept.
func (c *cache) put(at place, t Tile, revision int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if revision != c.revision {
		return
	}
	if e, ok := c.tiles[at]; ok {
		c.drop(e)
	}
	k := kept{at, t}
	c.tiles[at] = c.recent.PushFront(k)
	c.used += k.cost()
	for c.used > c.budget && c.recent.Len() > 0 {
		c.drop(c.recent.Back())
	}
}

func (c *cache) drop(e *list.Element) {
	k := c.recent.Remove(e).(kept)
	delete(c.tiles, k.at)
	c.used -= k.cost()
}

// refresh has the source follow the store if it has changed, and drops the tiles that the
// changes touched. It returns a revision up to which the cache is true.
func (c *cache) refresh(ctx context.Context, store Store, from source) (int64, error) {
	now, err := store.Revision(ctx)
	if err != nil || now == c.at() {
		return now, err
	}
	c.refreshing.Lock()
	defer c.refreshing.Unlock()
	if now, err = store.Revision(ctx); err != nil || now == c.at() {
		return now, err
	}
	m, err := from.follow(ctx)
	if err != nil {
		return 0, err
	}
	c.apply(m)
	return m.revision, nil
}

// apply drops what a step of the source touched.
func (c *cache) apply(m moved) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if m.all {
		c.clear()
	}
	c.invalidate(m.touched)
	c.revision = m.revision
}

func (c *cache) at() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.revision
}

func (c *cache) clear() {
	c.tiles, c.recent, c.used = map[place]*list.Element{}, list.New(), 0
}

// invalidate drops every tile whose window meets a touched bound.
func (c *cache) invalidate(touched []data.Touch) {
	for e := c.recent.Front(); e != nil; {
		next := e.Next()
		if meetsAny(e.Value.(kept).at, touched) {
			c.drop(e)
		}
		e = next
	}
}

func meetsAny(at place, touched []data.Touch) bool {
	g := gridAt(at.z)
	seen := g.query(window(at.x, at.y))
	for _, t := range touched {
		if meets(seen, t.Bound) {
			return true
		}
	}
	return false
}

// meets reports whether two bounds in degrees share a point; the first may cross 180°.
func meets(a, b orb.Bound) bool {
	if a.Min[1] > b.Max[1] || b.Min[1] > a.Max[1] {
		return false
	}
	if a.Min[0] <= a.Max[0] {
		return a.Min[0] <= b.Max[0] && b.Min[0] <= a.Max[0]
	}
	return b.Max[0] >= a.Min[0] || b.Min[0] <= a.Max[0]
}
