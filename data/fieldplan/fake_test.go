package fieldplan_test

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"burialmap/data"
)

var summer = time.Date(2027, 6, 1, 3, 0, 0, 0, time.UTC)

// shelf keeps documents in memory.
type shelf struct{ all map[string][]data.Document }

func newShelf() *shelf { return &shelf{map[string][]data.Document{}} }

func (s *shelf) Document(_ context.Context, kind, id string, revision int64) (data.Document, error) {
	past := s.all[kind+"/"+id]
	if revision == 0 {
		revision = int64(len(past))
		if revision > 0 && past[revision-1].Deleted {
			revision = 0
		}
	}
	if revision < 1 || revision > int64(len(past)) {
		return data.Document{}, fmt.Errorf("%s: %w", id, data.ErrNotFound)
	}
	return past[revision-1], nil
}

func (s *shelf) Documents(_ context.Context, kind string) ([]data.Document, error) {
	var list []data.Document
	for _, past := range s.all {
		if d := past[len(past)-1]; d.Kind == kind && !d.Deleted {
			d.Body = nil
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(a, b data.Document) int { return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}

func (s *shelf) DocumentRevisions(_ context.Context, kind, id string) ([]data.Document, error) {
	past := slices.Clone(s.all[kind+"/"+id])
	if len(past) == 0 {
		return nil, data.ErrNotFound
	}
	slices.Reverse(past)
	return past, nil
}

func (s *shelf) PutDocument(_ context.Context, d data.Document) (data.Document, error) {
	key := d.Kind + "/" + d.ID
	past := s.all[key]
	if d.Revision != int64(len(past)) {
		return d, fmt.Errorf("%s: %w", d.ID, data.ErrConflict)
	}
	if n := len(past); n > 0 && !d.Deleted && string(past[n-1].Body) == string(d.Body) && past[n-1].Title == d.Title {
		return past[n-1], nil
	}
	d.Revision++
	d.Time = summer
	s.all[key] = append(past, d)
	return d, nil
}

// features answers the queries that fieldplan asks, from memory.
type features struct {
	data.Reads

	all      []data.Feature
	revision int64
	asked    int
	busy     bool // every reading finds another revision
}

func (f *features) Revision(context.Context) (int64, error) {
	if f.busy {
		f.revision++
	}
	return f.revision, nil
}

func (f *features) Features(_ context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	f.asked++
	return func(yield func(data.Feature, error) bool) {
		for _, x := range f.all {
			if x.Collection != q.Collection || q.IDs != nil && !slices.Contains(q.IDs, x.ID) {
				continue
			}
			if site, ok := q.Equal["site"]; ok && x.Text("site") != site {
				continue
			}
			if !yield(x, nil) {
				return
			}
		}
	}
}
