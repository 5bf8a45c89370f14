package tiles

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"burialmap/data"
)

// Ask is a tile of less than everything.
type Ask struct {
	Z, X, Y int
	// Layer is the only layer wanted, "" for all.
	Layer string
	// Wanted says by collection which features are wanted; a collection that is not named is
	// shown whole.
	Wanted map[string]Wanted
}

// Wanted picks features of a collection.
type Wanted struct {
	Query data.Query
	// Key tells queries apart: those of one collection with the same key are the same.
	Key string
}

// key tells what is wanted of all collections apart.
func (a Ask) key() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(a.Wanted)) {
		b.WriteString(name + ": " + a.Wanted[name].Key + "\n")
	}
	return b.String()
}

// TileOf is a tile of less than everything. Such tiles are kept in memory alone.
func (p *Pyramid) TileOf(ctx context.Context, a Ask) (Tile, error) {
	v := view{place: place{a.Z, a.X, a.Y}, layer: a.Layer}
	if len(a.Wanted) == 0 {
		return p.view(ctx, v, nil)
	}
	v.filter = a.key()
	return p.view(ctx, v, func(ctx context.Context) (picks, error) { return p.choose(ctx, a) })
}

// chooser is a store that finds out which features a filter keeps.
type chooser interface {
	Keys(ctx context.Context, q data.Query) iter.Seq2[data.Key, error]
}

// choices are what filters kept, those that were asked for last.
type choices struct {
	mu   sync.Mutex
	list []choice // the last one asked for first
}

type choice struct {
	key      string
	revision int64
	fids     []int64
}

// What is remembered of filters: at 8 bytes a feature, 32 MB.
const (
	maxChoices = 64
	maxChosen  = 4_000_000
)

func newChoices() *choices { return &choices{} }

func (c *choices) get(key string, revision int64) ([]int64, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, one := range c.list {
		if one.key == key && one.revision == revision {
			c.list = slices.Insert(slices.Delete(c.list, i, i+1), 0, one)
			return one.fids, true
		}
	}
	return nil, false
}

func (c *choices) put(key string, revision int64, fids []int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = slices.DeleteFunc(c.list, func(old choice) bool { return old.key == key })
	c.list = slices.Insert(c.list, 0, choice{key, revision, fids})
	total := 0
	for i, one := range c.list {
		if total += len(one.fids); i > 0 && (i >= maxChoices || total > maxChosen) {
			c.list = slices.Delete(c.list, i, len(c.list))
			return
		}
	}
}

// choose finds the features that are wanted, of each collection once for all tiles.
func (p *Pyramid) choose(ctx context.Context, a Ask) (picks, error) {
	some := picks{}
	for collection, wanted := range a.Wanted {
		fids, err := p.chooseOf(ctx, collection, wanted)
		if err != nil {
			return nil, err
		}
		some[collection] = fids
	}
	return some, nil
}

func (p *Pyramid) chooseOf(ctx context.Context, collection string, wanted Wanted) ([]int64, error) {
	revision, _ := p.keep.at()
	key := collection + ": " + wanted.Key
	if fids, ok := p.chosen.get(key, revision); ok {
		return fids, nil
	}
	fids, err, _ := p.flights.Do(fmt.Sprintf("keys@%d %s", revision, key), func() (_ any, err error) {
		defer recovered(&err)
		fids, err := p.keys(ctx, wanted.Query)
		if err != nil {
			return nil, err
		}
		// Of a state that has not come between, the choice is worth keeping.
		if now, err := p.store.Revision(ctx); err == nil && now == revision {
			p.chosen.put(key, revision, fids)
		}
		return fids, nil
	})
	if err != nil {
		return nil, err
	}
	return fids.([]int64), nil
}

func (p *Pyramid) keys(ctx context.Context, q data.Query) ([]int64, error) {
	store, ok := p.store.(chooser)
	if !ok {
		return nil, fmt.Errorf("%w: these tiles cannot be filtered", data.ErrInvalid)
	}
	fids := []int64{}
	for key, err := range store.Keys(ctx, q) {
		if err != nil {
			return nil, err
		}
		fids = append(fids, key.FID)
	}
	return fids, nil
}
