package detect

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"golang.org/x/sync/errgroup"

	"burialmap/data"
	"burialmap/geo"
)

// sumUp writes on every place that may have changed what its overlaps come to.
func (r *run) sumUp(ctx context.Context) error {
	refs, err := r.stalePlaces(ctx)
	if err != nil {
		return err
	}
	g, err := r.groundOf(ctx, refs)
	if err != nil {
		return err
	}
	sums := make([]map[string]any, len(refs))
	tallies := make([]tally, len(refs))
	for i, ref := range refs {
		if tallies[i], err = r.tallyOf(ctx, ref); err != nil {
			return err
		}
	}
	done := make(chan struct{}, len(refs))
	work, workCtx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	go func() {
		for i, ref := range refs {
			work.Go(func() error {
				defer func() { done <- struct{}{} }()
				j, assessed, err := g.together(workCtx, ref)
				sums[i] = derived(tallies[i], j, assessed)
				return err
			})
		}
	}()
	for i := range refs {
		<-done
		if r.opt.Progress != nil && ctx.Err() == nil {
			r.opt.Progress(StagePlaces, i+1, len(refs))
		}
	}
	if err := work.Wait(); err != nil {
		return err
	}
	for i, ref := range refs {
		if err := r.writeSum(ctx, ref, sums[i], g); err != nil {
			return err
		}
	}
	return r.tx.SetState(ctx, stateLedger, r.ledger.text())
}

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

// tallyOf counts the overlaps of a place.
func (r *run) tallyOf(ctx context.Context, ref string) (tally, error) {
	if r.all {
		if t := r.tallies[ref]; t != nil {
			return *t, nil
		}
		return tally{}, nil
	}
	collection, id, _ := strings.Cut(ref, "/")
	fields := []string{"site"}
	if collection == data.Cemeteries.Name {
		fields = []string{"pow_cemetery", "civilian_cemetery"}
	}
	var t tally
	counted := map[string]bool{}
	for _, field := range fields {
		for f, err := range r.tx.Features(ctx, data.Query{Collection: data.Overlaps.Name, Equal: map[string]string{field: id}}) {
			if err != nil {
				return t, err
			}
			if !counted[f.ID] {
				counted[f.ID] = true
				t.count(f.Text("class"))
			}
		}
	}
	return t, nil
}

// tally counts an overlap for the places it belongs to.
func (r *run) tally(f data.Feature) {
	refs := map[string]bool{}
	for field, collection := range map[string]string{"site": data.Sites.Name, "pow_cemetery": data.Cemeteries.Name, "civilian_cemetery": data.Cemeteries.Name} {
		if id := f.Text(field); id != "" {
			refs[collection+"/"+id] = true
		}
	}
	for ref := range refs {
		if r.tallies[ref] == nil {
			r.tallies[ref] = &tally{}
		}
		r.tallies[ref].count(f.Text("class"))
	}
}

// writeSum puts what a place comes to on its record, if it has one.
func (r *run) writeSum(ctx context.Context, ref string, values map[string]any, g *ground) error {
	collection, id, _ := strings.Cut(ref, "/")
	members := slices.Concat(g.byPlace[0][ref], g.byPlace[1][ref])
	f, err := r.store.Feature(ctx, collection, id)
	if errors.Is(err, data.ErrNotFound) {
		r.ledger.remember(ref, members, nil)
		return nil
	}
	if err != nil {
		return err
	}
	before := digestOf(f)
	f.Properties = maps.Clone(f.Properties)
	if f.Properties == nil {
		f.Properties = map[string]any{}
	}
	maps.Copy(f.Properties, values)
	r.ledger.remember(ref, members, &f)
	if digestOf(f) == before {
		return nil
	}
	if _, err := r.tx.Put(ctx, f); err != nil {
		return fmt.Errorf("%s: %w", ref, err)
	}
	r.summary.Places++
	return nil
}
