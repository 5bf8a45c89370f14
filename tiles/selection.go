package tiles

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// What an archive can hold: a tile of a low zoom shows all of it at once, so that it is
// drawn from memory. These keep it under 300 MB.
const (
	MaxSelected  = 200_000
	maxPositions = 4_000_000
)

// selection is a [Store] of the features of an export, in memory. It never changes.
type selection struct {
	layers    map[string]*selected
	count     int
	positions int
	unplaced  int // features that are not located
}

// selected are the features of one collection in ascending FID order.
type selected struct {
	features []data.Feature
	bounds   []orb.Bound
}

var _ Store = (*selection)(nil)

func newSelection() *selection { return &selection{layers: map[string]*selected{}} }

// gather takes the features of a collection, as far as tiles show them.
func (s *selection) gather(schema schema, features iter.Seq2[data.Feature, error]) error {
	l := &selected{}
	for f, err := range features {
		if err != nil {
			return err
		}
		if f.Geometry == nil {
			s.unplaced++
			continue
		}
		if err := s.charge(f.Geometry); err != nil {
			return err
		}
		l.add(f, schema)
	}
	slices.SortStableFunc(l.features, func(a, b data.Feature) int { return int(min(1, max(-1, a.FID-b.FID))) })
	l.place()
	s.layers[schema.collection.Name] = l
	return nil
}

// charge counts a feature, and refuses one too many.
func (s *selection) charge(g orb.Geometry) error {
	s.count++
	s.positions += geo.Positions(g)
	if s.count <= MaxSelected && s.positions <= maxPositions {
		return nil
	}
	return fmt.Errorf("%w: tiles of more than %d features or %d positions cannot be exported: choose fewer with a filter or a box, or take GeoPackage or FlatGeobuf",
		data.ErrInvalid, MaxSelected, maxPositions)
}

// add keeps of a feature what its layer shows. One that no store has numbered gets the
// next number.
func (l *selected) add(f data.Feature, s schema) {
	if f.FID == 0 {
		f.FID = int64(len(l.features) + 1)
	}
	properties := f.Properties
	f.Properties, f.Extra = map[string]any{}, nil
	for _, field := range slices.Concat(s.fields, s.looks, slices.Collect(maps.Keys(s.except))) {
		if v, ok := properties[field]; ok {
			f.Properties[field] = v
		}
	}
	l.features = append(l.features, f)
}

func (l *selected) place() {
	for _, f := range l.features {
		l.bounds = append(l.bounds, geo.BoundOf(f.Geometry))
	}
}

// Features are all of a collection: nothing else is asked of what never changes.
func (s *selection) Features(ctx context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		l := s.layers[q.Collection]
		if l == nil {
			return
		}
		for _, f := range l.features {
			if ctx.Err() != nil {
				yield(data.Feature{}, ctx.Err())
				return
			}
			if !yield(f, nil) {
				return
			}
		}
	}
}

// Extent is where the features of a collection lie.
func (s *selection) Extent(_ context.Context, collection string) (data.Extent, error) {
	l := s.layers[collection]
	if l == nil || len(l.features) == 0 {
		return data.Extent{}, nil
	}
	return data.Extent{Count: len(l.features), Located: len(l.features), Bound: geo.UnionBounds(l.bounds...)}, nil
}

// Revision and Changes say that nothing ever changes.
func (s *selection) Revision(context.Context) (int64, error) { return 1, nil }

// Changes are none.
func (s *selection) Changes(context.Context, int64) ([]data.Change, error) { return nil, nil }
