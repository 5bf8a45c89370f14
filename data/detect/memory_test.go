package detect

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// memory is the plainest data.Store, for these tests. A write works on a copy.
type memory struct {
	data.Store // the methods that a search for overlaps does not use

	mu       sync.Mutex // of state and changes
	writing  sync.Mutex
	state    memoryState
	changes  []data.Change
	coarse   bool // touched bounds are joined, as a store may
	writeErr error
}

type memoryState struct {
	features map[string]data.Feature // by ref
	keys     map[string]string
	lastFID  int64
}

func newMemory() *memory {
	return &memory{state: memoryState{features: map[string]data.Feature{}, keys: map[string]string{}}}
}

func (s memoryState) clone() memoryState {
	s.features, s.keys = maps.Clone(s.features), maps.Clone(s.keys)
	return s
}

func (s memoryState) stream(q data.Query) iter.Seq2[data.Feature, error] {
	var list []data.Feature
	for _, f := range s.features {
		located := f.Geometry != nil
		if f.Collection == q.Collection && equal(f, q.Equal) && (q.Bound == nil || located && geo.BoundsMeet(geo.BoundOf(f.Geometry), *q.Bound)) {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b data.Feature) int { return cmp.Compare(a.FID, b.FID) })
	return func(yield func(data.Feature, error) bool) {
		for _, f := range list {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// equal is Query.Equal.
func equal(f data.Feature, want map[string]string) bool {
	for field, text := range want {
		v, recorded := f.Properties[field]
		if !recorded {
			v = f.Location.Value(field)
		}
		if v == nil || data.ValueText(v) != text {
			return false
		}
	}
	return true
}

func (m *memory) now() memoryState {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state
}

func (m *memory) Feature(_ context.Context, collection, id string) (data.Feature, error) {
	return m.now().feature(collection, id)
}

func (s memoryState) feature(collection, id string) (data.Feature, error) {
	f, ok := s.features[collection+"/"+id]
	if !ok {
		return f, fmt.Errorf("%s/%s: %w", collection, id, data.ErrNotFound)
	}
	return f, nil
}

func (m *memory) Features(_ context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return m.now().stream(q)
}

func (m *memory) Count(_ context.Context, q data.Query) (int, error) {
	n := 0
	for range m.now().stream(q) {
		n++
	}
	return n, nil
}

func (m *memory) Extent(context.Context, string) (data.Extent, error) { return data.Extent{}, nil }

func (m *memory) Revision(context.Context) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return int64(len(m.changes)), nil
}

func (m *memory) Changes(_ context.Context, after int64) ([]data.Change, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.changes[min(after, int64(len(m.changes))):]), nil
}

func (m *memory) State(_ context.Context, key string) (string, error) { return m.now().keys[key], nil }
func (m *memory) Close() error                                        { return nil }

func (m *memory) Write(ctx context.Context, author, what string, fn func(data.Tx) error) (data.Change, error) {
	m.writing.Lock()
	defer m.writing.Unlock()
	tx := &memoryTx{memoryState: m.now().clone(), revision: int64(len(m.changes)) + 1, put: map[string]bool{}}
	tx.change = data.Change{Author: author, What: what}
	if err := fn(tx); err != nil {
		return data.Change{}, err
	}
	if m.writeErr != nil {
		return data.Change{}, m.writeErr
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state = tx.memoryState
	c := tx.change
	if c.New+c.Updated+c.Deleted == 0 {
		return data.Change{}, nil
	}
	if c.Revision = tx.revision; m.coarse {
		c.Touched = joined(c.Touched)
	}
	m.changes = append(m.changes, c)
	return c, nil
}

// joined makes one bound of every two that follow each other in a collection.
func joined(list []data.Touch) []data.Touch {
	var out []data.Touch
	for _, t := range list {
		if n := len(out) - 1; n >= 0 && n%2 == 0 && out[n].Collection == t.Collection {
			out[n].Bound = out[n].Bound.Union(t.Bound)
			continue
		}
		out = append(out, t)
	}
	return out
}

type memoryTx struct {
	memoryState
	revision int64
	change   data.Change
	put      map[string]bool
}

func (t *memoryTx) touch(f data.Feature) {
	if f.Geometry == nil {
		return
	}
	for _, part := range geo.SplitBound(geo.BoundOf(f.Geometry)) {
		t.change.Touched = append(t.change.Touched, data.Touch{Collection: f.Collection, Bound: part})
	}
}

func (t *memoryTx) Put(_ context.Context, f data.Feature) (data.Outcome, error) {
	ref := f.Ref()
	if t.put[ref] {
		return data.Repeated, nil
	}
	t.put[ref] = true
	old, known := t.features[ref]
	f.Properties = keepDerived(f, old.Properties)
	if known && bare(old) == bare(f) && reflect.DeepEqual(old.Geometry, f.Geometry) {
		return data.Unchanged, nil
	}
	f.Revision = t.revision
	t.touch(f)
	if f.FID = old.FID; !known {
		t.lastFID++
		f.FID = t.lastFID
		t.change.New++
	} else {
		t.touch(old)
		t.change.Updated++
	}
	t.features[ref] = f
	if known {
		return data.Updated, nil
	}
	return data.New, nil
}

// keepDerived takes derived and judged fields that f does not hold over from what is stored, and
// leaves out those that it holds as nil.
func keepDerived(f data.Feature, stored map[string]any) map[string]any {
	properties := maps.Clone(f.Properties)
	c, _ := data.CollectionNamed(f.Collection)
	for _, field := range c.Fields {
		if !field.Kept() {
			continue
		}
		v, held := f.Properties[field.Name]
		if !held {
			v = stored[field.Name]
		}
		if v == nil {
			delete(properties, field.Name)
			continue
		}
		if properties == nil {
			properties = map[string]any{}
		}
		properties[field.Name] = v
	}
	return properties
}

// bare is a feature as text, without what the store gave it.
func bare(f data.Feature) string {
	f.FID, f.Revision = 0, 0
	return string(f.AppendGeoJSON(nil)) + fmt.Sprint(f.Geometry)
}

func (t *memoryTx) Replace(ctx context.Context, f data.Feature) (data.Outcome, error) {
	if _, ok := t.features[f.Ref()]; !ok {
		return 0, fmt.Errorf("%s: %w", f.Ref(), data.ErrNotFound)
	}
	return t.Put(ctx, f)
}

func (t *memoryTx) Delete(_ context.Context, collection, id string) error {
	f, ok := t.features[collection+"/"+id]
	if !ok {
		return fmt.Errorf("%s/%s: %w", collection, id, data.ErrNotFound)
	}
	delete(t.features, f.Ref())
	t.touch(f)
	t.change.Deleted++
	return nil
}

func (t *memoryTx) Feature(_ context.Context, collection, id string) (data.Feature, error) {
	return t.feature(collection, id)
}

func (t *memoryTx) Features(_ context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return t.stream(q)
}

func (t *memoryTx) Revision() int64 { return t.revision }

func (t *memoryTx) SetState(_ context.Context, key, value string) error {
	t.keys[key] = value
	return nil
}

// put writes features as somebody else.
func (m *memory) put(features ...data.Feature) {
	_, err := m.Write(context.Background(), "somebody", "an edit", func(tx data.Tx) error {
		for _, f := range features {
			if _, err := tx.Put(context.Background(), f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
}

func (m *memory) remove(collection, id string) {
	_, err := m.Write(context.Background(), "somebody", "an edit", func(tx data.Tx) error {
		return tx.Delete(context.Background(), collection, id)
	})
	if err != nil {
		panic(err)
	}
}

// overlaps are all overlaps by id.
func (m *memory) overlaps() map[string]data.Feature {
	all := map[string]data.Feature{}
	for f := range m.now().stream(data.Query{Collection: "overlaps"}) {
		all[f.ID] = f
	}
	return all
}

// feature is an invented feature with its outline in metres about a place.
func feature(collection, id string, outline orb.Geometry, at orb.Point, properties map[string]any) data.Feature {
	f := data.Feature{Collection: collection, ID: id, Properties: properties}
	f.Location = data.Location{Method: "survey", Accuracy: 0.5, Source: "survey", Fictional: true}
	if outline != nil {
		f.Geometry = geo.SplitAtAntimeridian(geo.NewPlane(at).UnprojectGeometry(outline))
	}
	return f
}
