package tiles_test

import (
	"context"
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/tiles"
)

// memory is a store in memory: features in the order of their FIDs.
type memory struct {
	mu       sync.Mutex
	features map[string][]data.Feature
	changes  []data.Change
	reads    atomic.Int64  // calls of Features
	gate     chan struct{} // if set, Features waits for it
}

var _ tiles.Store = (*memory)(nil)

func newMemory(features ...data.Feature) *memory {
	m := &memory{features: map[string][]data.Feature{}}
	m.put(features...)
	return m
}

// put stores features as one change.
func (m *memory) put(features ...data.Feature) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change := data.Change{Revision: int64(len(m.changes) + 1), Author: "test"}
	for _, f := range features {
		list := slices.Clone(m.features[f.Collection])
		i := slices.IndexFunc(list, func(g data.Feature) bool { return g.ID == f.ID })
		if i < 0 {
			i = len(list)
			list = append(list, data.Feature{})
		}
		for _, g := range []orb.Geometry{list[i].Geometry, f.Geometry} {
			if g != nil {
				change.Touched = append(change.Touched, data.Touch{Collection: f.Collection, Bound: g.Bound()})
			}
		}
		f.FID = int64(i + 1)
		list[i] = f
		m.features[f.Collection] = list
	}
	m.changes = append(m.changes, change)
}

func (m *memory) list(collection string) []data.Feature {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.features[collection]
}

func (m *memory) Features(_ context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		m.reads.Add(1)
		if m.gate != nil {
			<-m.gate
		}
		for _, f := range m.list(q.Collection) {
			if selects(q, f) && !yield(f, nil) {
				return
			}
		}
	}
}

// selects says what a query asks for, as far as tiles ask: bounds and texts.
func selects(q data.Query, f data.Feature) bool {
	for field, want := range q.Equal {
		if f.Text(field) != want {
			return false
		}
	}
	for field, value := range q.Except {
		if f.Text(field) == value {
			return false
		}
	}
	return q.Bound == nil || f.Geometry != nil && reaches(*q.Bound, f.Geometry.Bound())
}

// reaches says what Query.Bound asks for, by the definition.
func reaches(q, b orb.Bound) bool {
	if q.Min[0] > q.Max[0] {
		west, east := q, q
		west.Max[0], east.Min[0] = 180, -180
		return reaches(west, b) || reaches(east, b)
	}
	return q.Intersects(b)
}

func (m *memory) Extent(_ context.Context, collection string) (data.Extent, error) {
	var e data.Extent
	for _, f := range m.list(collection) {
		e.Count++
		if f.Geometry == nil {
			continue
		}
		e.Located++
		if e.Located == 1 {
			e.Bound = f.Geometry.Bound()
		}
		e.Bound = e.Bound.Union(f.Geometry.Bound())
	}
	return e, nil
}

func (m *memory) Revision(context.Context) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return int64(len(m.changes)), nil
}

func (m *memory) Changes(_ context.Context, after int64) ([]data.Change, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if after > int64(len(m.changes)) {
		return nil, nil
	}
	return slices.Clone(m.changes[after:]), nil
}
