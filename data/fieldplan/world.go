package fieldplan

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"burialmap/data"
	"burialmap/geo"
)

// World is what the data say about the sites of a plan, at one revision.
type World struct {
	DataRevision int64
	Sites        map[string]*Site // by id; sites that the data do not have are missing
	// Restrictions are those that apply, or may, to any of the sites, by id.
	Restrictions map[string]data.Feature

	before  map[string]Overlap // those that the plan's Snapshot names, beside the ones of the sites
	written map[string]bool    // parties of pairs that were written since the plan was accepted
}

// Site is a burial site with what bears on a visit.
type Site struct {
	Feature data.Feature
	// Located says whether it has a position; Position is then its middle.
	Located  bool
	Position orb.Point
	// Accuracy is the 95 % radius around the position in metres; 0 is unknown.
	Accuracy float64
	// Restrictions are those that apply to it, or may, by id.
	Restrictions []Applying
	// Overlaps are its most probable ones, at most MaxOverlaps, those not assessed after the
	// assessed; Pairs is how many there are in all.
	Overlaps []Overlap
	Pairs    int
	// Visits are the observations made at it, the latest first.
	Visits []Visit
}

// Overlap is a pair of burials at a site, as far as plans need it.
type Overlap struct {
	ID          string
	Pow         string // collection/id
	Civilian    string
	Class       string
	Probability *float64 // nil: not assessed
	ExpectedM2  *float64
	Review      string
}

// Visit is an observation at a site, or at something of it.
type Visit struct {
	ID       string
	Of       string // collection/id
	Observed string // EDTF, or empty
	Outcome  string
	Observer string
}

// Name is the site's name for people, or its id.
func (s *Site) Name() string {
	return cmp.Or(s.Feature.Text("name_en"), s.Feature.Text("name"), s.Feature.ID)
}

// MaxOverlaps is how many overlaps of one site are kept.
const MaxOverlaps = 50

// revisioned is what most data.Reads also are.
type revisioned interface {
	Revision(ctx context.Context) (int64, error)
}

// loadTries is how often reading begins again when the data change meanwhile.
const loadTries = 3

// Load reads what the data say about the sites of a plan. What is read is of one revision:
// if the data change meanwhile, reading begins again; if they do so again and again the
// last reading counts, under the revision that it began with.
func Load(ctx context.Context, reads data.Reads, p Plan) (*World, error) {
	var w *World
	for range loadTries {
		before, err := revisionOf(ctx, reads)
		if err != nil {
			return nil, err
		}
		if w, err = load(ctx, reads, p); err != nil {
			return nil, fmt.Errorf("what the data say about the sites of plan %s: %w", p.ID, err)
		}
		w.DataRevision = before
		if after, err := revisionOf(ctx, reads); err != nil || after == before {
			return w, err
		}
	}
	return w, nil
}

// revisionOf is that of the data, 0 of readers that do not know it.
func revisionOf(ctx context.Context, reads data.Reads) (int64, error) {
	if r, ok := reads.(revisioned); ok {
		return r.Revision(ctx)
	}
	return 0, nil
}

func load(ctx context.Context, reads data.Reads, p Plan) (*World, error) {
	w := &World{Sites: map[string]*Site{}, Restrictions: map[string]data.Feature{}, before: map[string]Overlap{}, written: map[string]bool{}}
	steps := []func(context.Context, data.Reads, Plan) error{w.readSites, w.readRestrictions, w.readOverlaps, w.readBefore, w.readWritten}
	for _, step := range steps {
		if err := step(ctx, reads, p); err != nil {
			return nil, err
		}
	}
	return w, w.readVisits(ctx, reads)
}

// readSites reads the sites of the stops in batches.
func (w *World) readSites(ctx context.Context, reads data.Reads, p Plan) error {
	ids := make([]string, len(p.Stops))
	for i, s := range p.Stops {
		ids[i] = s.Site
	}
	return eachOf(ctx, reads, data.Query{Collection: data.Sites.Name}, ids, func(f data.Feature) {
		w.Sites[f.ID] = newSite(f)
	})
}

// batch is how many ids are asked for at once.
const batch = 500

// eachOf hands on the features with the ids that are there.
func eachOf(ctx context.Context, reads data.Reads, q data.Query, ids []string, take func(data.Feature)) error {
	for some := range slices.Chunk(ids, batch) {
		q.IDs = some
		for f, err := range reads.Features(ctx, q) {
			if err != nil {
				return err
			}
			take(f)
		}
	}
	return nil
}

func newSite(f data.Feature) *Site {
	s := &Site{Feature: f, Accuracy: float64(f.Location.Accuracy)}
	if f.Geometry != nil {
		s.Position, s.Located = middle(f.Geometry), true
	}
	return s
}

// middle is where one goes to find something: the point itself, or the centroid of an
// outline, measured in metres and across 180° where that is shorter.
func middle(g orb.Geometry) orb.Point {
	if p, ok := g.(orb.Point); ok {
		return p
	}
	centre := geo.BoundCenter(geo.BoundOf(g))
	plane := geo.NewPlane(centre)
	flat := orb.Clone(g)
	at, _ := planar.CentroidArea(plane.ProjectGeometry(flat))
	if at[0] != at[0] || at[1] != at[1] {
		return centre
	}
	return plane.Unproject(at)
}

// readOverlaps asks for those of each site by its index: the whole of them is not read.
func (w *World) readOverlaps(ctx context.Context, reads data.Reads, p Plan) error {
	for _, stop := range p.Stops {
		site := w.Sites[stop.Site]
		if site == nil || site.Feature.Text("overlap_class") == "" && site.Feature.Properties["overlap_pairs"] == nil {
			continue // nothing was compared
		}
		q := data.Query{Collection: data.Overlaps.Name, Equal: map[string]string{"site": stop.Site}, Fields: overlapFields}
		for f, err := range reads.Features(ctx, q) {
			if err != nil {
				return err
			}
			site.Pairs++
			site.Overlaps = append(site.Overlaps, overlapOf(f))
			if len(site.Overlaps) > 20*MaxOverlaps {
				site.Overlaps = mostProbable(site.Overlaps)
			}
		}
		site.Overlaps = slices.Clip(mostProbable(site.Overlaps))
	}
	return nil
}

var overlapFields = []string{"pow", "civilian", "class", "probability", "expected_area_m2", "review"}

func overlapOf(f data.Feature) Overlap {
	return Overlap{
		ID: f.ID, Pow: f.Text("pow"), Civilian: f.Text("civilian"), Class: f.Text("class"), Review: f.Text("review"),
		Probability: number(f, "probability"), ExpectedM2: number(f, "expected_area_m2"),
	}
}

// mostProbable sorts and cuts what is kept of a site.
func mostProbable(all []Overlap) []Overlap {
	slices.SortFunc(all, func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(orMinus(b.Probability), orMinus(a.Probability)), cmp.Compare(a.ID, b.ID))
	})
	return all[:min(len(all), MaxOverlaps)]
}

func orMinus(v *float64) float64 {
	if v == nil {
		return -1
	}
	return *v
}

// readBefore reads the pairs that the plan remembers and that are not among those kept.
func (w *World) readBefore(ctx context.Context, reads data.Reads, p Plan) error {
	if p.Before == nil {
		return nil
	}
	have := map[string]bool{}
	for _, s := range w.Sites {
		for _, o := range s.Overlaps {
			have[o.ID] = true
		}
	}
	var ids []string
	for id := range p.Before.Overlaps {
		if !have[id] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return eachOf(ctx, reads, data.Query{Collection: data.Overlaps.Name, Fields: overlapFields}, ids, func(f data.Feature) {
		w.before[f.ID] = overlapOf(f)
	})
}

// readWritten finds which parties of the pairs that have changed were written since the plan
// was accepted.
func (w *World) readWritten(ctx context.Context, reads data.Reads, p Plan) error {
	if p.Before == nil {
		return nil
	}
	var plots []string
	for ref := range w.changedParties(p.Before) {
		if id, is := strings.CutPrefix(ref, data.Plots.Name+"/"); is {
			plots = append(plots, id)
		} else if err := w.readPreferred(ctx, reads, ref, p.Before.DataRevision); err != nil {
			return err
		}
	}
	slices.Sort(plots)
	return eachOf(ctx, reads, data.Query{Collection: data.Plots.Name}, plots, func(f data.Feature) {
		if f.Revision > p.Before.DataRevision {
			w.written[f.Ref()] = true
		}
	})
}

// changedParties are those of pairs that have another probability than a plan remembers.
func (w *World) changedParties(before *Snapshot) map[string]bool {
	refs := map[string]bool{}
	note := func(o Overlap) {
		if was, ok := before.Overlaps[o.ID]; !ok || moved(&was, o.Probability) {
			refs[o.Pow], refs[o.Civilian] = true, true
		}
	}
	for _, s := range w.Sites {
		for _, o := range s.Overlaps {
			note(o)
		}
	}
	for _, o := range w.before {
		note(o)
	}
	return refs
}

// readPreferred finds whether a site or cemetery was moved to another of its positions. Its
// own revision tells nothing: the search for overlaps writes to it too.
func (w *World) readPreferred(ctx context.Context, reads data.Reads, ref string, since int64) error {
	q := data.Query{Collection: data.Positions.Name, Equal: map[string]string{"of": ref}}
	for f, err := range reads.Features(ctx, q) {
		if err != nil {
			return err
		}
		if is, _ := f.Properties["preferred"].(bool); is && f.Revision > since {
			w.written[ref] = true
		}
	}
	return nil
}

// readVisits reads what was observed at the sites and at their plots.
func (w *World) readVisits(ctx context.Context, reads data.Reads) error {
	visits, err := visitsBySite(ctx, reads, func(id string) bool { return w.Sites[id] != nil })
	for id, list := range visits {
		w.Sites[id].Visits = list
	}
	return err
}

// visitsBySite reads all observations once: teams write thousands, not millions.
func visitsBySite(ctx context.Context, reads data.Reads, wanted func(site string) bool) (map[string][]Visit, error) {
	bySite, byPlot := map[string][]Visit{}, map[string][]Visit{}
	for f, err := range reads.Features(ctx, data.Query{Collection: data.Observations.Name, Fields: []string{"of", "observed", "outcome", "observer"}}) {
		if err != nil {
			if errors.Is(err, data.ErrInvalid) {
				return nil, nil // a store of before there were observations
			}
			return nil, err
		}
		v := Visit{ID: f.ID, Of: f.Text("of"), Observed: f.Text("observed"), Outcome: f.Text("outcome"), Observer: f.Text("observer")}
		switch collection, id, _ := strings.Cut(v.Of, "/"); {
		case collection == data.Sites.Name && wanted(id):
			bySite[id] = append(bySite[id], v)
		case collection == data.Plots.Name:
			byPlot[id] = append(byPlot[id], v)
		}
	}
	plots := make([]string, 0, len(byPlot))
	for id := range byPlot {
		plots = append(plots, id)
	}
	slices.Sort(plots)
	err := eachOf(ctx, reads, data.Query{Collection: data.Plots.Name, Fields: []string{"site"}}, plots, func(f data.Feature) {
		if site := f.Text("site"); wanted(site) {
			bySite[site] = append(bySite[site], byPlot[f.ID]...)
		}
	})
	for _, list := range bySite {
		slices.SortFunc(list, func(a, b Visit) int {
			return cmp.Or(cmp.Compare(b.Observed, a.Observed), cmp.Compare(a.ID, b.ID))
		})
	}
	return bySite, err
}

// number is the value of a field that holds one, nil if it was not recorded.
func number(f data.Feature, field string) *float64 {
	switch v := f.Properties[field].(type) {
	case float64:
		return &v
	case int64:
		n := float64(v)
		return &n
	}
	return nil
}
