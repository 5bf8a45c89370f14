package web

import (
	"context"
	"slices"

	"burialmap/data"
)

// Pages in the plainest form are put together from features that have been encoded before:
// the store is asked for keys alone, and for those features that are new or have changed.

// rereads is how often a page is read anew because somebody wrote meanwhile.
const rereads = 4

// keptPage is a page, put together from what is kept.
func (s *server) keptPage(ctx context.Context, sel selection) ([][]byte, page, error) {
	for range rereads {
		keys, p, err := s.keys(ctx, sel)
		if err != nil {
			return nil, p, err
		}
		bodies := make([][]byte, len(keys))
		whole := true
		if s.kept.get(sel.collection.Name, keys, bodies) > 0 {
			if whole, err = s.fill(ctx, sel, keys, bodies); err != nil {
				return nil, p, err
			}
		}
		if whole && p.next != "" && len(sel.query.Sort) > 0 {
			p.next, whole, err = s.sortedKey(ctx, sel, keys[len(keys)-1])
		}
		if whole || err != nil {
			return bodies, p, err
		}
	}
	return s.freshPage(ctx, sel)
}

// keys are those of the features of a page.
func (s *server) keys(ctx context.Context, sel selection) ([]data.Key, page, error) {
	q := sel.query
	q.Limit = sel.limit + 1
	var keys []data.Key
	for k, err := range s.Store.Keys(ctx, q) {
		if err != nil {
			return nil, page{}, err
		}
		keys = append(keys, k)
	}
	p := page{returned: min(len(keys), sel.limit)}
	if len(keys) > sel.limit {
		keys = keys[:sel.limit]
		p.next = pageKey(nil, data.Feature{FID: keys[sel.limit-1].FID})
	}
	return keys, p, nil
}

// fill reads the features that are missing, and keeps them. It is false if one of them is
// not any more what its key says.
func (s *server) fill(ctx context.Context, sel selection, keys []data.Key, bodies [][]byte) (bool, error) {
	at := map[int64]int{}
	var fids []int64
	for i, k := range keys {
		if bodies[i] == nil {
			at[k.FID] = i
			fids = append(fids, k.FID)
		}
	}
	slices.Sort(fids)
	read := 0
	for f, err := range s.Store.Features(ctx, data.Query{Collection: sel.collection.Name, FIDs: fids}) {
		if err != nil {
			return false, err
		}
		i, asked := at[f.FID]
		if !asked || f.Revision != keys[i].Revision {
			return false, nil
		}
		bodies[i] = f.AppendGeoJSON(nil)
		s.kept.put(sel.collection.Name, keys[i], bodies[i])
		read++
	}
	return read == len(fids), nil
}

// sortedKey is the key of the page after a feature, in the order asked for. It is false if
// the feature is not any more what its key says.
func (s *server) sortedKey(ctx context.Context, sel selection, k data.Key) (string, bool, error) {
	q := data.Query{Collection: sel.collection.Name, FIDs: []int64{k.FID}}
	for f, err := range s.Store.Features(ctx, q) {
		if err != nil || f.Revision != k.Revision {
			return "", false, err
		}
		return pageKey(sel.query.Sort, f), true, nil
	}
	return "", false, nil
}
