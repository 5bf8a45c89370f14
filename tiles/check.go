package tiles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Checked is what a look at kept tiles found.
type Checked struct {
	Tiles    int   // that were compared
	Revision int64 // of the last of them
	Wrong    []WrongTile
}

// WrongTile is a kept tile that is not what a fresh one is.
type WrongTile struct {
	Z, X, Y int
	Why     string
}

// Check compares every tile that is kept, in memory and on the shelf, with what a pyramid
// draws that has just been made and keeps nothing. Progress may be nil. Changes may come
// meanwhile: tiles are compared at the same revision.
func (p *Pyramid) Check(ctx context.Context, progress func(done, total int)) (Checked, error) {
	var c Checked
	opt := p.opt
	opt.Shelf, opt.Watch, opt.CacheBytes = "", 0, 1
	fresh := newPyramid(p.store, p.schemas, opt)
	defer func() { _ = fresh.Close() }() // it has no file
	if r := <-p.moves.DoChan("", p.step); r.Err != nil {
		return c, r.Err
	}
	all := p.keep.places()
	for i, at := range all {
		kept, drawn, err := p.both(ctx, fresh, at)
		if err != nil {
			return c, err
		}
		c.Tiles++
		c.Revision = kept.Revision
		if why := kept.differs(drawn); why != "" {
			c.Wrong = append(c.Wrong, WrongTile{at.z, at.x, at.y, why})
		}
		if progress != nil {
			progress(i+1, len(all))
		}
	}
	return c, nil
}

// attempts is how often two pyramids may miss each other's revision.
const attempts = 1000

// both is a tile as it is kept and as it is drawn, at one revision.
func (p *Pyramid) both(ctx context.Context, fresh *Pyramid, at place) (kept, drawn Tile, err error) {
	for range attempts {
		if kept, err = p.Tile(ctx, at.z, at.x, at.y); err != nil {
			return kept, drawn, err
		}
		if drawn, err = fresh.Tile(ctx, at.z, at.x, at.y); err != nil || kept.Revision == drawn.Revision {
			return kept, drawn, err
		}
		if err := errors.Join(p.Await(ctx, drawn.Revision), fresh.Await(ctx, kept.Revision)); err != nil {
			return kept, drawn, err
		}
	}
	return kept, drawn, fmt.Errorf("tile %s: the data change faster than tiles can be compared", at)
}

// places are those of all tiles that are kept, in the order of an archive.
func (k *keep) places() []place {
	all := map[place]struct{}{}
	k.mu.Lock()
	defer k.mu.Unlock()
	for v := range k.memory.tiles {
		if v.whole() {
			all[v.place] = struct{}{}
		}
	}
	if k.shelf != nil {
		k.shelf.mu.RLock()
		defer k.shelf.mu.RUnlock()
		for at := range k.shelf.index {
			all[at] = struct{}{}
		}
	}
	return slices.SortedFunc(maps.Keys(all), inArchiveOrder)
}

// differs says in what a kept tile is not what one is that was just drawn; "" if it is.
func (t Tile) differs(drawn Tile) string {
	if t.ETag != drawn.ETag {
		return fmt.Sprintf("it is %s, and drawn now %s", named(t.ETag), named(drawn.ETag))
	}
	if t.Merged != drawn.Merged || t.Dropped != drawn.Dropped {
		return fmt.Sprintf("it says %d merged, %d dropped; drawn now %d and %d", t.Merged, t.Dropped, drawn.Merged, drawn.Dropped)
	}
	want, err := drawn.Plain()
	if err != nil {
		return err.Error()
	}
	for _, c := range codings {
		if c != Gzip && (t.forms == nil || !t.forms.isKept(c)) {
			continue
		}
		b, err := t.Coded(c)
		if err == nil {
			b, err = decoded(b, c)
		}
		if err != nil || !bytes.Equal(b, want) {
			return fmt.Sprintf("in %s it holds something else: %v", c, err)
		}
	}
	return ""
}

func named(etag string) string {
	if etag == "" {
		return "empty"
	}
	return etag
}

// isKept reports whether a form is there, in memory or on the shelf.
func (f *forms) isKept(c Coding) bool {
	return f.has(c) || f.stored != nil && f.stored(c) != nil
}

// decoded is the opposite of recode.
func decoded(b []byte, c Coding) ([]byte, error) {
	switch {
	case len(b) == 0:
		return nil, nil
	case c == Gzip:
		return uncompress(b)
	case c == Brotli:
		return io.ReadAll(brotli.NewReader(bytes.NewReader(b)))
	}
	r, err := zstd.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
