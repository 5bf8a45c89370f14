package tiles

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// keep holds tiles that were drawn, all of them true of one revision: in memory those that
// were asked for last, on the shelf every one.
type keep struct {
	maxZoom int
	shelf   *shelf // nil for none

	mu       sync.Mutex
	early    map[view]drawnEarly // only before there is a revision
	revision int64               // that every tile kept shows; -1 before there is one
	changed  chan struct{}
	memory   *memory
}

// drawnEarly is a tile that was drawn before anything could be kept.
type drawnEarly struct {
	tile Tile
	tag  contentTag
}

// maxEarly bounds how many of them there are.
const maxEarly = 4_096

func newKeep(maxZoom int, budget int64) *keep {
	return &keep{maxZoom: maxZoom, early: map[view]drawnEarly{}, revision: -1, changed: make(chan struct{}), memory: newMemory(budget)}
}

// at is the revision that tiles show, and a channel that is closed when it is another one.
func (k *keep) at() (int64, <-chan struct{}) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.revision, k.changed
}

// get is a tile that is kept, and otherwise the revision at which it was not. As long as
// nothing is kept it is one that was drawn early, if the store has not moved on since.
func (k *keep) get(v view, now int64) (Tile, int64, bool) {
	for {
		k.mu.Lock()
		revision := k.revision
		t, ok := k.memory.get(v)
		first, drawn := k.early[v]
		k.mu.Unlock()
		if revision < 0 {
			return first.tile, revision, drawn && first.tile.Revision == now
		}
		t.Revision = revision
		if ok || !v.whole() {
			return t, revision, ok
		}
		if t, ok = k.shelf.get(v.place); !ok {
			return Tile{}, revision, false
		}
		t.Revision = revision
		if t, ok = k.remember(v, t, nil); ok {
			return t, revision, true
		}
	}
}

// put keeps a tile that was just drawn. One of a revision that has passed is not kept: a
// change may have touched it.
func (k *keep) put(v view, t Tile, tag contentTag) Tile {
	k.mu.Lock()
	if k.revision < 0 && len(k.early) < maxEarly {
		k.early[v] = drawnEarly{t, tag}
	}
	k.mu.Unlock()
	t, _ = k.remember(v, t, k.shelve(v, tag))
	return t
}

// shelve puts a tile that was drawn onto the shelf.
func (k *keep) shelve(v view, tag contentTag) func(Tile) {
	return func(t Tile) {
		if v.whole() && !t.Empty() {
			k.shelf.put(v.place, t, tag)
		}
	}
}

// remember puts a tile into memory and where else it goes, if it is of the revision that
// is kept.
func (k *keep) remember(v view, t Tile, also func(Tile)) (Tile, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.rememberNow(v, t, also)
}

func (k *keep) rememberNow(v view, t Tile, also func(Tile)) (Tile, bool) {
	if t.Revision != k.revision {
		return t, false
	}
	if first, ok := k.memory.get(v); ok { // somebody was faster
		first.Revision = t.Revision
		return first, true
	}
	if !t.Empty() {
		t.forms = k.formsOf(v, t)
	}
	k.memory.put(v, t)
	if also != nil {
		also(t)
	}
	return t, true
}

// formsOf are the further codings of a tile, kept with it.
func (k *keep) formsOf(v view, t Tile) *forms {
	f := &forms{}
	f.kept = func(c Coding, b []byte) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.memory.grow(v, f, len(b))
		if v.whole() {
			k.shelf.putForm(v.place, t.ETag, c, b)
		}
	}
	if v.whole() {
		f.stored = func(c Coding) []byte { return k.shelf.form(v.place, t.ETag, c) }
	}
	return f
}

// move drops what a step of the source touched, and returns the tiles that were there. What
// is kept shows the new revision from the same moment on.
func (k *keep) move(m moved, stamp stamp) []place {
	touched := newTouching(m.touched)
	k.mu.Lock()
	defer k.mu.Unlock()
	var gone []place
	switch {
	case m.all:
		k.memory.clear()
		k.shelf.clear()
	case !touched.none():
		gone = k.drop(touched)
	}
	k.shelf.moved(m.revision, stamp)
	k.revision = m.revision
	for v, e := range k.early {
		k.rememberNow(v, e.tile, k.shelve(v, e.tag))
	}
	k.early = nil
	close(k.changed)
	k.changed = make(chan struct{})
	return gone
}

// drop drops every tile that was touched, and returns those that were not empty.
func (k *keep) drop(touched *touching) []place {
	few := touched.list(k.maxZoom, k.memory.recent.Len()+k.shelf.count())
	meets := touched.meets
	if few != nil {
		meets = func(at place) bool {
			_, ok := few[at]
			return ok && touched.meets(at)
		}
	}
	gone := map[place]struct{}{}
	for v, e := range k.memory.tiles {
		if !meets(v.place) {
			continue
		}
		if v.whole() && !e.Value.(*held).tile.Empty() {
			gone[v.place] = struct{}{}
		}
		k.memory.drop(v)
	}
	for _, at := range k.shelf.drop(meets, few) {
		gone[at] = struct{}{}
	}
	return slices.Collect(maps.Keys(gone))
}

// await returns when tiles show at least a revision.
func (k *keep) await(ctx context.Context, revision int64) error {
	for {
		now, changed := k.at()
		if now >= revision {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

// stamp is a fingerprint of the change that led to a revision.
type stamp [16]byte

// stampAt tells one history from another that has come as far, by the change with which it
// came there: when that was made, by whom and where.
func stampAt(ctx context.Context, store Store, revision int64) (stamp, error) {
	if revision == 0 {
		return stamp{}, nil
	}
	changes, err := store.Changes(ctx, revision-1)
	if err != nil {
		return stamp{}, err
	}
	if len(changes) == 0 || changes[0].Revision != revision {
		return stamp{}, fmt.Errorf("the history has no revision %d", revision)
	}
	said, err := json.Marshal(changes[0])
	if err != nil {
		return stamp{}, err
	}
	sum := sha256.Sum256(said)
	return stamp(sum[:16]), nil
}
