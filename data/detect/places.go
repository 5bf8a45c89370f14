package detect

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"burialmap/data"
	"burialmap/geo/overlap"
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
	joints, err := r.jointsOf(ctx, g, refs)
	if err != nil {
		return err
	}
	for i, ref := range refs {
		t, err := r.tallyOf(ctx, ref)
		if err != nil {
			return err
		}
		if err := r.writeSum(ctx, ref, derived(t, joints[i]), g); err != nil {
			return err
		}
	}
	return r.tx.SetState(ctx, stateLedger, r.ledger.text())
}

// jointsOf answers for every place, on all processors; nil where nothing can be told.
func (r *run) jointsOf(ctx context.Context, g *ground, refs []string) ([]*overlap.Joint, error) {
	joints := make([]*overlap.Joint, len(refs))
	done := make(chan struct{}, len(refs))
	work, workCtx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	go func() { // Go waits for a free processor
		for i, ref := range refs {
			work.Go(func() (err error) {
				defer func() { done <- struct{}{} }()
				joints[i], err = g.together(workCtx, ref)
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
	return joints, work.Wait()
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
