package detect

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// trial is a store as it would be after some writes. They stay in memory, and whoever
// reads the store itself meets none of them. It knows as much of queries as [data.Prefer]
// and the search for overlaps ask: by bounds, by equal fields, in ascending FID.
type trial struct {
	data.Store

	revision int64
	changes  []data.Change
	state    map[string]string
	written  map[string]data.Feature  // by ref; a zero one was deleted
	before   map[string]*data.Feature // by ref, what was there when it began to be watched; nil for nothing
	fid      int64                    // of the newest feature; negative, for the store gives others
	touched  []data.Touch             // by the write that runs
}

func newTrial(ctx context.Context, store data.Store) (*trial, error) {
	revision, err := store.Revision(ctx)
	return &trial{Store: store, revision: revision, state: map[string]string{}, written: map[string]data.Feature{}}, err
}

// watch has everything remembered that becomes different from now on.
func (t *trial) watch() { t.before = map[string]*data.Feature{} }

func (t *trial) Revision(context.Context) (int64, error) { return t.revision, nil }

func (t *trial) State(ctx context.Context, key string) (string, error) {
	if v, ok := t.state[key]; ok {
		return v, nil
	}
	return t.Store.State(ctx, key)
}

func (t *trial) Changes(ctx context.Context, after int64) ([]data.Change, error) {
	list, err := t.Store.Changes(ctx, after)
	for _, c := range t.changes {
		if c.Revision > after {
			list = append(list, c)
		}
	}
	return list, err
}

// Write is a Change if anything was put, different or not: nobody counts them.
func (t *trial) Write(_ context.Context, author, what string, fn func(data.Tx) error) (data.Change, error) {
	t.touched = nil
	if err := fn(trialTx{t}); err != nil {
		return data.Change{}, err
	}
	if len(t.touched) == 0 {
		return data.Change{}, nil
	}
	t.revision++
	c := data.Change{Revision: t.revision, Author: author, What: what, Touched: t.touched}
	t.changes = append(t.changes, c)
	return c, nil
}

func (t *trial) Feature(ctx context.Context, collection, id string) (data.Feature, error) {
	f, ok := t.written[collection+"/"+id]
	switch {
	case !ok:
		return t.Store.Feature(ctx, collection, id)
	case f.ID == "":
		return f, fmt.Errorf("%s/%s: %w", collection, id, data.ErrNotFound)
	}
	return f, nil
}

// Features streams the store's with what was written in their places.
func (t *trial) Features(ctx context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		ours := t.selected(q)
		for f, err := range t.Store.Features(ctx, q) {
			if err != nil {
				yield(f, err)
				return
			}
			for len(ours) > 0 && ours[0].FID < f.FID {
				if !yield(ours[0], nil) {
					return
				}
				ours = ours[1:]
			}
			if _, replaced := t.written[f.Ref()]; !replaced && !yield(f, nil) {
				return
			}
		}
		for _, f := range ours {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// selected is what was written and a query selects, those of the store in its order and
// then the new ones in theirs.
func (t *trial) selected(q data.Query) []data.Feature {
	var list []data.Feature
	for _, f := range t.written {
		if f.Collection == q.Collection && f.ID != "" && meets(f, q) {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b data.Feature) int { return cmp.Compare(a.FID, b.FID) })
	return list
}

func meets(f data.Feature, q data.Query) bool {
	for field, text := range q.Equal {
		v := f.Properties[field]
		if v == nil {
			v = f.Location.Value(field)
		}
		if data.ValueText(v) != text {
			return false
		}
	}
	return q.Bound == nil || f.Geometry != nil && geo.BoundsMeet(geo.BoundOf(f.Geometry), *q.Bound)
}

// trialTx is a write to a trial.
type trialTx struct{ *trial }

func (t trialTx) Revision() int64 { return t.revision + 1 }

func (t trialTx) SetState(_ context.Context, key, value string) error {
	t.state[key] = value
	return nil
}

// Put finds a feature by its id alone: what is put here was read before, or has no id.
func (t trialTx) Put(ctx context.Context, f data.Feature) (data.Outcome, error) {
	if f.ID == "" {
		t.fid++
		f.ID = fmt.Sprintf("trial-%d", t.fid)
	}
	old, known, err := t.find(ctx, f.Collection, f.ID)
	if err != nil {
		return 0, err
	}
	if !known {
		t.fid++
		f.FID = unseen + t.fid
		t.keep(f, nil)
		return data.New, nil
	}
	f.FID, f.Revision, f.Updated = old.FID, old.Revision, old.Updated
	f.Properties = withKept(f, old)
	if orb.Equal(f.Geometry, old.Geometry) && bytes.Equal(f.AppendGeoJSON(nil), old.AppendGeoJSON(nil)) {
		return data.Unchanged, nil
	}
	t.keep(f, &old)
	return data.Updated, nil
}

// unseen is above every FID of a store, so that what is new comes last.
const unseen = 1 << 62

func (t trialTx) Replace(ctx context.Context, f data.Feature) (data.Outcome, error) {
	if _, err := t.Feature(ctx, f.Collection, f.ID); err != nil {
		return 0, err
	}
	return t.Put(ctx, f)
}

func (t trialTx) Delete(ctx context.Context, collection, id string) error {
	old, err := t.Feature(ctx, collection, id)
	if err == nil {
		t.keep(data.Feature{Collection: collection, ID: id}, &old)
		t.written[collection+"/"+id] = data.Feature{}
	}
	return err
}

func (t trialTx) find(ctx context.Context, collection, id string) (data.Feature, bool, error) {
	f, err := t.Feature(ctx, collection, id)
	if notFound(err) {
		return f, false, nil
	}
	return f, err == nil, err
}

// keep remembers a feature as it is now, and where it was.
func (t trialTx) keep(f data.Feature, old *data.Feature) {
	ref := f.Ref()
	if _, watched := t.before[ref]; !watched && t.before != nil {
		t.before[ref] = old
	}
	t.written[ref] = f
	for _, state := range []*data.Feature{&f, old} {
		if state == nil || state.Geometry == nil {
			continue
		}
		for _, part := range geo.SplitBound(geo.BoundOf(state.Geometry)) {
			t.touched = append(t.touched, data.Touch{Collection: f.Collection, Bound: part})
		}
	}
}

// withKept are the properties of a feature with those of the old one that no writer loses,
// and without those that it holds as nil.
func withKept(f, old data.Feature) map[string]any {
	properties := maps.Clone(f.Properties)
	if properties == nil {
		properties = map[string]any{}
	}
	c, _ := data.CollectionNamed(f.Collection)
	for _, field := range c.Fields {
		v, stored := old.Properties[field.Name]
		if _, held := f.Properties[field.Name]; field.Kept() && stored && !held {
			properties[field.Name] = v
		}
		if properties[field.Name] == nil {
			delete(properties, field.Name)
		}
	}
	return properties
}
