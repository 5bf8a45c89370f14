package detect

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// How catching up finds what to compare again. A change names the bounds that it touched,
// each covering the whole of every feature that it wrote, where it was and where it is.
// So whatever changed in a collection lies within the touched bounds of that collection;
// everything that does is taken for stale, some of it needlessly. Then
//
//   - every pair with a stale member is compared again, its partners being no farther
//     away than the cap of the reach;
//   - of the overlaps that meet a touched bound, those go that have a stale party or one
//     that is no more, unless they were found again.
//
// An overlap reaches to both of its parties, so none that has to go lies elsewhere.

// maxTouches is how many touched bounds are worth looking up one by one; beyond, reading
// everything once is quicker.
const maxTouches = 300

// touch is a touched bound.
type touch struct{ bound orb.Bound }

// slack widens touched bounds by what the last digit of a degree may lose.
const slack = 1e-9

// touch notes what changes have touched and returns how many bounds that is.
func (r *run) touch(changes []data.Change) int {
	r.touched = map[string][]touch{}
	n := 0
	for _, c := range changes {
		for _, t := range c.Touched {
			if t.Bound.Min[1] > t.Bound.Max[1] || slices.Contains(r.touched[t.Collection], touch{t.Bound.Pad(slack)}) {
				continue
			}
			r.touched[t.Collection] = append(r.touched[t.Collection], touch{t.Bound.Pad(slack)})
			n++
		}
	}
	return n
}

// loadTouched fills the parties with what is stale and what lies within reach of it.
func (r *run) loadTouched(ctx context.Context) error {
	r.stale = map[string]bool{}
	known := map[string]bool{}
	for _, bound := range r.neighbourhood() {
		for _, collection := range compared {
			for f, err := range r.tx.Features(ctx, data.Query{Collection: collection, Bound: &bound}) {
				if err != nil {
					return err
				}
				if known[f.Ref()] {
					continue
				}
				known[f.Ref()] = true
				r.stale[f.Ref()] = r.isStale(f)
				r.parties.add(f)
			}
		}
	}
	return nil
}

// neighbourhood are the touched bounds of all collections, grown so far that every place is
// met to which anything there may matter.
func (r *run) neighbourhood() []orb.Bound {
	var bounds []orb.Bound
	for _, collection := range append([]string{data.Overlaps.Name}, compared...) {
		for _, t := range r.touched[collection] {
			bounds = append(bounds, geo.GrowBound(t.bound, r.opt.Reach.around()))
		}
	}
	return bounds
}

// isStale reports whether a feature may have changed: whether each part of it is covered
// by touched bounds of its collection. An overlap that others wrote or removed makes
// every party near it stale.
func (r *run) isStale(f data.Feature) bool {
	for _, part := range geo.SplitBound(geo.BoundOf(f.Geometry)) {
		if !covered(part, r.touched[f.Collection]) && !meetsAny(part, r.touched[data.Overlaps.Name]) {
			return false
		}
	}
	return true
}

// covered reports whether the touched bounds that meet b could together cover it.
func covered(b orb.Bound, touched []touch) bool {
	hull, met := orb.Bound{}, false
	for _, t := range touched {
		switch {
		case !t.bound.Intersects(b):
		case !met:
			hull, met = t.bound, true
		default:
			hull = hull.Union(t.bound)
		}
	}
	return met && hull.Contains(b.Min) && hull.Contains(b.Max)
}

func meetsAny(b orb.Bound, touched []touch) bool {
	return slices.ContainsFunc(touched, func(t touch) bool { return t.bound.Intersects(b) })
}

// oldOverlap is what is needed of an overlap that the store holds.
type oldOverlap struct{ id, pow, civilian string }

// oldOverlaps are the ids of those that this run decides about: all, or those that meet a
// touched bound and of which the pair is compared again or is none.
func (r *run) oldOverlaps(ctx context.Context) ([]string, error) {
	var ids []string
	if r.all {
		err := r.eachOverlap(ctx, nil, func(o oldOverlap) { ids = append(ids, o.id) })
		return ids, err
	}
	near, err := r.nearOverlaps(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range near {
		decides, err := r.decides(ctx, o)
		if err != nil {
			return nil, err
		}
		if decides {
			ids = append(ids, o.id)
		}
	}
	return ids, nil
}

// nearOverlaps are those that meet a touched bound.
func (r *run) nearOverlaps(ctx context.Context) ([]oldOverlap, error) {
	var near []oldOverlap
	seen := map[string]bool{}
	for _, collection := range append([]string{data.Overlaps.Name}, compared...) {
		for _, t := range r.touched[collection] {
			// A metre makes up for the nine decimals with which overlaps are drawn.
			bound := geo.GrowBound(t.bound, 1)
			err := r.eachOverlap(ctx, &bound, func(o oldOverlap) {
				if !seen[o.id] {
					seen[o.id] = true
					near = append(near, o)
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return near, nil
}

func (r *run) eachOverlap(ctx context.Context, bound *orb.Bound, visit func(oldOverlap)) error {
	for f, err := range r.tx.Features(ctx, data.Query{Collection: data.Overlaps.Name, Bound: bound}) {
		if err != nil {
			return err
		}
		visit(oldOverlap{f.ID, f.Text("pow"), f.Text("civilian")})
	}
	return nil
}

// decides reports whether this run compares the pair of an old overlap again, or the pair
// is none.
func (r *run) decides(ctx context.Context, o oldOverlap) (bool, error) {
	if r.stale[o.pow] || r.stale[o.civilian] || o.id != overlapID(o.pow, o.civilian) {
		return true, nil
	}
	gone, err := r.gone(ctx, o.pow)
	if err != nil || gone {
		return gone, err
	}
	return r.gone(ctx, o.civilian)
}

// gone reports whether the store has no such party, or no place for it.
func (r *run) gone(ctx context.Context, ref string) (bool, error) {
	collection, id, _ := strings.Cut(ref, "/")
	if !slices.Contains(compared, collection) {
		return true, nil
	}
	f, err := r.store.Feature(ctx, collection, id)
	if errors.Is(err, data.ErrNotFound) {
		return true, nil
	}
	return err == nil && f.Geometry == nil, err
}

// drop deletes the old overlaps that were not found again.
func (r *run) drop(ctx context.Context, old []string) error {
	for _, id := range old {
		if key, ours := keyOf(id); ours && r.found[key] {
			continue
		}
		if err := r.tx.Delete(ctx, data.Overlaps.Name, id); err != nil {
			return err
		}
		r.summary.Deleted++
	}
	return nil
}
