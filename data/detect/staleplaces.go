package detect

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// stalePlaces are the refs of the places to be summed up again, in order.
func (r *run) stalePlaces(ctx context.Context) ([]string, error) {
	stale := map[string]bool{}
	for _, list := range [2][]*party{r.parties.pow, r.parties.civilian} {
		for _, p := range list {
			for _, ref := range p.places() {
				stale[ref] = true
			}
		}
	}
	if r.all {
		for _, ref := range r.known {
			stale[ref] = true
		}
		return slices.Sorted(maps.Keys(stale)), nil
	}
	around := r.around()
	for ref, e := range r.ledger {
		if e.touchedBy(around) {
			stale[ref] = true
			continue
		}
		changed, err := r.unlike(ctx, ref, e)
		if err != nil {
			return nil, err
		}
		if changed {
			stale[ref] = true
		}
	}
	return slices.Sorted(maps.Keys(stale)), nil
}

// unlike reports whether the record of a place that lies nowhere does not say what was
// written on it.
func (r *run) unlike(ctx context.Context, ref string, e entry) (bool, error) {
	if !e.Nowhere {
		return false, nil
	}
	collection, id, _ := strings.Cut(ref, "/")
	f, err := r.store.Feature(ctx, collection, id)
	if errors.Is(err, data.ErrNotFound) {
		return e.Digest != emptyDigest, nil
	}
	return err == nil && digestOf(f) != e.Digest, err
}

// around are the touched bounds, grown by how far places look.
func (r *run) around() []orb.Bound {
	var bounds []orb.Bound
	for _, list := range r.touched {
		for _, t := range list {
			bounds = append(bounds, geo.GrowBound(t.bound, r.opt.Reach.around()))
		}
	}
	return bounds
}

// groundOf is all parties that the places are summed up from: those that have been read,
// or, if only what changed was, their members and what lies around them.
func (r *run) groundOf(ctx context.Context, refs []string) (*ground, error) {
	if r.all {
		return newGround(&r.parties, r.opt.Reach), nil
	}
	l := loader{run: r, ctx: ctx, known: map[string]bool{}}
	l.parties.book, l.parties.leftOut = r.parties.book, map[leftOut]int{}
	for _, ref := range refs {
		if err := l.loadPlace(ref); err != nil {
			return nil, err
		}
	}
	if err := l.loadPlots(); err != nil {
		return nil, err
	}
	return newGround(&l.parties, r.opt.Reach), nil
}

// loader reads parties from the store, each once.
type loader struct {
	*run
	ctx     context.Context
	known   map[string]bool
	parties parties
}

func (l *loader) load(q data.Query) error {
	for f, err := range l.tx.Features(l.ctx, q) {
		if err != nil {
			return err
		}
		if !l.known[f.Ref()] {
			l.known[f.Ref()] = true
			l.parties.add(f)
		}
	}
	return nil
}

// loadPlace reads the members of a place and what lies around them.
func (l *loader) loadPlace(ref string) error {
	collection, id, _ := strings.Cut(ref, "/")
	field := map[string]string{data.Sites.Name: "site", data.Cemeteries.Name: "cemetery"}[collection]
	if err := l.load(data.Query{Collection: data.Plots.Name, Equal: map[string]string{field: id}}); err != nil {
		return err
	}
	switch f, err := l.store.Feature(l.ctx, collection, id); {
	case errors.Is(err, data.ErrNotFound):
	case err != nil:
		return err
	case !l.known[f.Ref()]:
		l.known[f.Ref()] = true
		l.parties.add(f)
	}
	var places []orb.Geometry
	for _, p := range membersOf(&l.parties, ref) {
		places = append(places, p.geometry)
	}
	for _, b := range boundsOf(places) {
		bound := geo.GrowBound(b, l.opt.Reach.around())
		for _, collection := range compared {
			if err := l.load(data.Query{Collection: collection, Bound: &bound}); err != nil {
				return err
			}
		}
	}
	return nil
}

// loadPlots reads the plots of every outline that was read: how it counts depends on whether
// it has any.
func (l *loader) loadPlots() error {
	for ref := range maps.Clone(l.known) {
		collection, id, _ := strings.Cut(ref, "/")
		field := map[string]string{data.Sites.Name: "site", data.Cemeteries.Name: "cemetery"}[collection]
		if field == "" {
			continue
		}
		if err := l.load(data.Query{Collection: data.Plots.Name, Equal: map[string]string{field: id}}); err != nil {
			return err
		}
	}
	return nil
}

// membersOf are the parties of both sides that belong to a place.
func membersOf(ps *parties, ref string) []*party {
	var list []*party
	for s, side := range [2][]*party{ps.pow, ps.civilian} {
		for _, p := range side {
			if p.belongs(ref, sideOf[s]) {
				list = append(list, p)
			}
		}
	}
	return list
}
