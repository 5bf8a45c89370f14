package tiles

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"

	"burialmap/data"
)

// Ask is a tile of less than everything.
type Ask struct {
	Z, X, Y int
	// Layer is the only layer wanted, "" for all.
	Layer string
	// Filters say by collection which features are wanted; a collection that is not named is
	// shown whole.
	Filters map[string]data.Filter
	// Key tells filters apart: those with the same key are the same. It is needed if there
	// are any.
	Key string
}

// TileOf is a tile of less than everything. Such tiles are kept in memory alone.
func (p *Pyramid) TileOf(ctx context.Context, a Ask) (Tile, error) {
	v := view{place: place{a.Z, a.X, a.Y}, layer: a.Layer}
	if len(a.Filters) == 0 {
		return p.view(ctx, v, nil)
	}
	v.filter = a.Key
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
	some     picks
	size     int
}

// What is remembered of filters: at 8 bytes a feature, 32 MB.
const (
	maxChoices = 32
	maxChosen  = 4_000_000
)

func newChoices() *choices { return &choices{} }

func (c *choices) get(key string, revision int64) (picks, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, one := range c.list {
		if one.key == key && one.revision == revision {
			c.list = slices.Insert(slices.Delete(c.list, i, i+1), 0, one)
			return one.some, true
		}
	}
	return nil, false
}

func (c *choices) put(key string, revision int64, some picks) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := choice{key: key, revision: revision, some: some}
	for _, fids := range some {
		now.size += len(fids)
	}
	c.list = slices.DeleteFunc(c.list, func(old choice) bool { return old.key == key })
	c.list = slices.Insert(c.list, 0, now)
	total := 0
	for i, one := range c.list {
		if total += one.size; i > 0 && (i >= maxChoices || total > maxChosen) {
			c.list = c.list[:i]
			return
		}
	}
}

// choose finds the features that the filters keep, all of them once for all tiles.
func (p *Pyramid) choose(ctx context.Context, a Ask) (picks, error) {
	revision, _ := p.keep.at()
	if some, ok := p.chosen.get(a.Key, revision); ok {
		return some, nil
	}
	some, err, _ := p.flights.Do(fmt.Sprintf("keys@%d %s", revision, a.Key), func() (_ any, err error) {
		defer recovered(&err)
		some, err := p.keys(ctx, a.Filters)
		if err != nil {
			return nil, err
		}
		// Of a state that has not come between, the choice is worth keeping.
		if now, err := p.store.Revision(ctx); err == nil && now == revision {
			p.chosen.put(a.Key, revision, some)
		}
		return some, nil
	})
	if err != nil {
		return nil, err
	}
	return some.(picks), nil
}

func (p *Pyramid) keys(ctx context.Context, filters map[string]data.Filter) (picks, error) {
	store, ok := p.store.(chooser)
	if !ok {
		return nil, fmt.Errorf("%w: these tiles cannot be filtered", data.ErrInvalid)
	}
	some := picks{}
	for collection, filter := range filters {
		fids := []int64{}
		for key, err := range store.Keys(ctx, data.Query{Collection: collection, Filter: filter}) {
			if err != nil {
				return nil, err
			}
			fids = append(fids, key.FID)
		}
		some[collection] = fids
	}
	return some, nil
}
