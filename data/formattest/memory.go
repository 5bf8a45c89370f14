package formattest

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"testing"

	"burialmap/data"
)

// Memory is a Store in memory, just enough for an import to be tested against.
type Memory struct {
	data.Store // the methods an import does not use
	features   map[string]data.Feature
	keys       map[string]string // collection, source and key → ref
	revision   int64
	serial     int64
}

// NewMemory is an empty store.
func NewMemory() *Memory {
	return &Memory{features: map[string]data.Feature{}, keys: map[string]string{}}
}

// Writes is the number of writes that made a difference.
func (m *Memory) Writes() int { return int(m.revision) }

// Len is the number of features of all collections.
func (m *Memory) Len() int { return len(m.features) }

// All are the features of a collection in the order in which they came.
func (m *Memory) All(collection string) []data.Feature {
	var list []data.Feature
	for _, f := range m.features {
		if f.Collection == collection {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b data.Feature) int { return cmp.Compare(a.FID, b.FID) })
	return list
}

func (m *Memory) Write(_ context.Context, author, what string, fn func(data.Tx) error) (data.Change, error) {
	copied := &Memory{features: maps.Clone(m.features), keys: maps.Clone(m.keys), revision: m.revision, serial: m.serial}
	tx := &memoryTx{Memory: copied, put: map[string]bool{}}
	tx.change = data.Change{Revision: m.revision + 1, Author: author, What: what}
	if err := fn(tx); err != nil {
		return data.Change{}, err
	}
	if tx.change.New+tx.change.Updated == 0 {
		return data.Change{}, nil
	}
	*m = *copied
	m.revision++
	return tx.change, nil
}

type memoryTx struct {
	data.Tx
	*Memory
	put    map[string]bool
	change data.Change
}

func (t *memoryTx) Feature(_ context.Context, collection, id string) (data.Feature, error) {
	f, ok := t.features[collection+"/"+id]
	if !ok {
		return f, data.ErrNotFound
	}
	return f, nil
}

func (t *memoryTx) Features(_ context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		for _, f := range t.All(q.Collection) {
			if equal(f, q.Equal) && !yield(f, nil) {
				return
			}
		}
	}
}

// equal reports whether the fields of f, written as text, have these values.
func equal(f data.Feature, want map[string]string) bool {
	for field, text := range want {
		v := f.Properties[field]
		if v == nil {
			v = f.Location.Value(field)
		}
		if data.ValueText(v) != text {
			return false
		}
	}
	return true
}

func (t *memoryTx) Put(_ context.Context, f data.Feature) (data.Outcome, error) {
	key := f.Collection + "\x00" + f.Location.Source + "\x00" + f.Location.SourceKey
	old, known := t.features[t.keys[key]]
	if f.Location.SourceKey == "" {
		old, known = t.features[f.Ref()]
	}
	if known && t.put[old.Ref()] {
		return data.Repeated, nil
	}
	outcome := data.New
	if known {
		f.ID, f.FID, f.Revision = old.ID, old.FID, old.Revision
		f.Properties = keepDerived(f, old)
		if outcome = data.Updated; reflect.DeepEqual(f, old) {
			outcome = data.Unchanged
		}
	} else {
		t.serial++
		f.FID = t.serial
		if _, taken := t.features[f.Ref()]; taken || f.ID == "" {
			outcome = renamed(taken)
			f.ID = fmt.Sprintf("random-%d", t.serial)
		}
	}
	if outcome != data.Unchanged {
		f.Revision = t.revision + 1
	}
	t.put[f.Ref()], t.keys[key], t.features[f.Ref()] = true, f.Ref(), f
	switch outcome {
	case data.New, data.Renamed:
		t.change.New++
	case data.Updated:
		t.change.Updated++
	}
	return outcome, nil
}

// keepDerived takes derived fields that f does not hold over from the feature it
// replaces.
func keepDerived(f, old data.Feature) map[string]any {
	properties := maps.Clone(f.Properties)
	c, _ := data.CollectionNamed(f.Collection)
	for _, field := range c.Fields {
		v, stored := old.Properties[field.Name]
		if _, held := f.Properties[field.Name]; field.Kept() && stored && !held {
			properties[field.Name] = v
		}
	}
	return properties
}

func renamed(taken bool) data.Outcome {
	if taken {
		return data.Renamed
	}
	return data.New
}

// Put stores a feature as the search for overlaps does.
func (m *Memory) Put(t *testing.T, f data.Feature) {
	t.Helper()
	_, err := m.Write(context.Background(), "detect", "a test", func(tx data.Tx) error {
		_, err := tx.Put(context.Background(), f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
