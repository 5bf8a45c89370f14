package tiles

import (
	"container/list"
	"fmt"
)

// place is where a tile lies in the pyramid.
type place struct{ z, x, y int }

func (p place) String() string { return fmt.Sprintf("%d/%d/%d", p.z, p.x, p.y) }

// view is a tile in the form in which it is asked for: whole, one layer of it, or some of
// its features.
type view struct {
	place
	layer  string // "" for all
	filter string // "" for none
}

// whole reports whether a view is the tile itself, which alone goes on the shelf.
func (v view) whole() bool { return v.layer == "" && v.filter == "" }

// memory keeps the tiles that were asked for last. It is guarded by its [keep].
type memory struct {
	budget int64 // bytes
	used   int64
	tiles  map[view]*list.Element
	recent *list.List // of *held, the one asked for last in front
}

type held struct {
	of   view
	tile Tile
	cost int64
}

// overhead is about what keeping a tile costs beside its bytes.
const overhead = 400

func newMemory(budget int64) *memory {
	return &memory{budget: budget, tiles: map[view]*list.Element{}, recent: list.New()}
}

func (m *memory) get(v view) (Tile, bool) {
	e, ok := m.tiles[v]
	if !ok {
		return Tile{}, false
	}
	m.recent.MoveToFront(e)
	return e.Value.(*held).tile, true
}

func (m *memory) put(v view, t Tile) {
	m.drop(v)
	h := &held{v, t, int64(len(t.Data)+len(v.filter)) + overhead}
	m.tiles[v] = m.recent.PushFront(h)
	m.used += h.cost
	m.shrink()
}

// grow counts a further coding of a tile, if the tile is still there.
func (m *memory) grow(v view, of *forms, bytes int) {
	if e, ok := m.tiles[v]; ok && e.Value.(*held).tile.forms == of {
		e.Value.(*held).cost += int64(bytes)
		m.used += int64(bytes)
		m.shrink()
	}
}

func (m *memory) shrink() {
	for m.used > m.budget && m.recent.Len() > 0 {
		m.drop(m.recent.Back().Value.(*held).of)
	}
}

func (m *memory) drop(v view) {
	if e, ok := m.tiles[v]; ok {
		m.used -= m.recent.Remove(e).(*held).cost
		delete(m.tiles, v)
	}
}

func (m *memory) clear() {
	m.tiles, m.recent, m.used = map[view]*list.Element{}, list.New(), 0
}
