package fieldkit

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// frameMetres is how far around a site its ground is carried: what a team sees of a burial
// ground from its middle.
const frameMetres = 600

// ground is which features lie around the sites. They are numbered here and read again for
// each file, so that memory does not grow with what they hold.
type ground struct {
	fids map[string][]int64 // by collection, ascending
	used map[string]bool    // ids of the sources that they name
}

// groundCollections are carried, in the order in which they are drawn.
var groundCollections = []data.Collection{data.Cemeteries, data.Plots, data.Overlaps, data.Restrictions, data.Sites}

// around finds what lies in the frames of the stops, and what is said of their sites.
func around(ctx context.Context, k Kit, a *agenda) (*ground, error) {
	g := &ground{fids: map[string][]int64{}, used: map[string]bool{}}
	for _, c := range groundCollections {
		if _, ok := data.CollectionNamed(c.Name); !ok {
			continue
		}
		for _, q := range queriesOf(c, k, a) {
			if err := g.gather(ctx, k.Store, q); err != nil {
				return nil, err
			}
		}
		slices.Sort(g.fids[c.Name])
		g.fids[c.Name] = slices.Compact(g.fids[c.Name])
	}
	for _, c := range groundCollections {
		for f, err := range g.of(ctx, k.Store, c) {
			if err != nil {
				return nil, err
			}
			g.used[f.Location.Source] = true
		}
	}
	return g, nil
}

// queriesOf select of a collection what belongs to the stops.
func queriesOf(c data.Collection, k Kit, a *agenda) []data.Query {
	var list []data.Query
	if c.Name == data.Restrictions.Name {
		ids := slices.Sorted(maps.Keys(k.World.Restrictions))
		return []data.Query{{Collection: c.Name, IDs: append([]string{}, ids...)}}
	}
	for _, s := range a.calls {
		if s.located {
			frame := s.frame()
			list = append(list, data.Query{Collection: c.Name, Bound: &frame})
		}
		switch c.Name {
		case data.Plots.Name, data.Overlaps.Name:
			list = append(list, data.Query{Collection: c.Name, Equal: map[string]string{"site": s.Site}})
		case data.Sites.Name:
			list = append(list, data.Query{Collection: c.Name, IDs: []string{s.Site}})
		}
	}
	return list
}

// frame is the ground around a stop.
func (c *call) frame() orb.Bound { return geo.GrowBound(orb.Bound{Min: c.at, Max: c.at}, frameMetres) }

func (g *ground) gather(ctx context.Context, store data.Reads, q data.Query) error {
	for k, err := range store.Keys(ctx, q) {
		if err != nil {
			return err
		}
		g.fids[q.Collection] = append(g.fids[q.Collection], k.FID)
	}
	return nil
}

// readTogether is how many features are asked for at once.
const readTogether = 2000

// of streams the features of a collection.
func (g *ground) of(ctx context.Context, store data.Reads, c data.Collection) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		for fids := range slices.Chunk(g.fids[c.Name], readTogether) {
			for f, err := range store.Features(ctx, data.Query{Collection: c.Name, FIDs: fids}) {
				if !yield(f, err) || err != nil {
					return
				}
			}
		}
	}
}

// sources are those that the ground names.
func (g *ground) sources(ctx context.Context, store data.Reads) ([]data.Feature, error) {
	var list []data.Feature
	for f, err := range store.Features(ctx, data.Query{Collection: data.Sources.Name}) {
		if err != nil {
			return nil, err
		}
		if g.used[f.ID] {
			list = append(list, f)
		}
	}
	return list, nil
}
