package fieldplan

import (
	"cmp"
	"maps"
	"slices"
)

// Changed is what became different at a stop since the plan was accepted: of the site as a
// whole, or of one pair if Overlap is named.
type Changed struct {
	Site     string `json:"site"`
	Overlap  string `json:"overlap,omitempty"` // id; empty for the site as a whole
	Pow      string `json:"pow,omitempty"`     // of the pair, collection/id, if it is still there
	Civilian string `json:"civilian,omitempty"`
	// Written are those of the two that were written since the plan was accepted, or moved to
	// another position: what the change follows from.
	Written []string `json:"written,omitempty"`
	// Kind is one of ChangedKinds.
	Kind string `json:"kind"`
	// Before and After are probabilities; nil is not assessed, or not there.
	Before      *float64 `json:"before"`
	After       *float64 `json:"after"`
	ClassBefore string   `json:"class_before,omitempty"` // of pairs only ClassAfter is known
	ClassAfter  string   `json:"class_after,omitempty"`
	GroundM2    *float64 `json:"expected_area_m2,omitempty"` // now
	GroundWasM2 *float64 `json:"expected_area_before_m2,omitempty"`
}

// ChangedKinds is the vocabulary of Changed.Kind: changed, gone – the pair is no longer
// recorded, or the site no longer there – and new.
var ChangedKinds = []string{"changed", "gone", "new"}

// Snapshot is what the overlaps at the stops come to now.
func (w *World) Snapshot(p Plan) *Snapshot {
	s := &Snapshot{DataRevision: w.DataRevision, Sites: map[string]Expected{}, Overlaps: map[string]float64{}, Of: map[string]string{}}
	for _, stop := range p.Stops {
		site := w.Sites[stop.Site]
		if site == nil {
			continue
		}
		s.Sites[stop.Site] = expectedOf(site)
		for _, o := range site.Overlaps {
			if o.Probability != nil {
				s.Overlaps[o.ID], s.Of[o.ID] = *o.Probability, stop.Site
			}
		}
	}
	return s
}

func expectedOf(s *Site) Expected {
	return Expected{Class: s.Feature.Text("overlap_class"), Probability: number(s.Feature, "overlap_probability"), AreaM2: number(s.Feature, "shared_area_expected_m2")}
}

// least is how far a probability must move to be a change that people see.
const least = 0.005

// Changes compare what the plan remembers with what the data say now, by site in the order
// of the stops, the site as a whole first and then its pairs, those that moved most first.
// A plan that was never accepted has none.
func (w *World) Changes(p Plan) []Changed {
	all := []Changed{}
	if p.Before == nil {
		return all
	}
	for _, stop := range p.Stops {
		before, was := p.Before.Sites[stop.Site]
		site := w.Sites[stop.Site]
		if c, ok := siteChange(stop.Site, before, was, site); ok {
			all = append(all, c)
		}
		if site != nil && was {
			all = append(all, w.pairChanges(p.Before, stop.Site, site)...)
		}
	}
	return append(all, w.gone(p.Before)...)
}

func siteChange(id string, before Expected, was bool, site *Site) (Changed, bool) {
	c := Changed{Site: id, Kind: "changed", Before: before.Probability, ClassBefore: before.Class, GroundWasM2: before.AreaM2}
	switch {
	case !was && site == nil:
		return c, false
	case site == nil:
		c.Kind = "gone"
		return c, true
	case !was:
		c.Kind = "new" // to the plan
	}
	now := expectedOf(site)
	c.After, c.ClassAfter, c.GroundM2 = now.Probability, now.Class, now.AreaM2
	return c, c.Kind == "new" || c.ClassBefore != c.ClassAfter || moved(c.Before, c.After)
}

func moved(a, b *float64) bool {
	if a == nil || b == nil {
		return (a == nil) != (b == nil)
	}
	return max(*a, *b)-min(*a, *b) >= least
}

// pairChanges are those of the pairs that the site has now.
func (w *World) pairChanges(before *Snapshot, id string, site *Site) []Changed {
	var all []Changed
	add := func(o Overlap) {
		c := Changed{Site: id, Overlap: o.ID, Pow: o.Pow, Civilian: o.Civilian, Kind: "changed", After: o.Probability, ClassAfter: o.Class, GroundM2: o.ExpectedM2}
		was, ok := before.Overlaps[o.ID]
		if ok {
			c.Before = &was
		}
		switch {
		case !ok && o.Probability == nil:
			return // not assessed now; whether it was there before nobody remembers
		case !ok:
			c.Kind = "new"
		case !moved(c.Before, c.After):
			return
		}
		c.Written = w.writtenOf(o)
		all = append(all, c)
	}
	for _, o := range site.Overlaps {
		add(o)
	}
	slices.SortStableFunc(all, func(a, b Changed) int {
		return cmp.Or(cmp.Compare(step(b), step(a)), cmp.Compare(a.Overlap, b.Overlap))
	})
	return all
}

func step(c Changed) float64 {
	a, b := 0.0, 0.0
	if c.Before != nil {
		a = *c.Before
	}
	if c.After != nil {
		b = *c.After
	}
	return max(a, b) - min(a, b)
}

// gone are the pairs that the plan remembers and no site of it has among its most probable
// any more.
func (w *World) gone(before *Snapshot) []Changed {
	have := map[string]bool{}
	for _, s := range w.Sites {
		for _, o := range s.Overlaps {
			have[o.ID] = true
		}
	}
	var all []Changed
	for _, id := range slices.Sorted(maps.Keys(before.Overlaps)) {
		if have[id] {
			continue
		}
		was := before.Overlaps[id]
		c := Changed{Site: before.Of[id], Overlap: id, Kind: "gone", Before: &was}
		if o, still := w.before[id]; still {
			c.Kind, c.Pow, c.Civilian, c.After, c.ClassAfter, c.GroundM2 = "changed", o.Pow, o.Civilian, o.Probability, o.Class, o.ExpectedM2
			c.Written = w.writtenOf(o)
		}
		if c.Kind == "gone" || moved(c.Before, c.After) {
			all = append(all, c)
		}
	}
	return all
}

// writtenOf are the parties of a pair that were written since the plan was accepted.
func (w *World) writtenOf(o Overlap) []string {
	var refs []string
	for _, ref := range []string{o.Pow, o.Civilian} {
		if w.written[ref] {
			refs = append(refs, ref)
		}
	}
	return refs
}
