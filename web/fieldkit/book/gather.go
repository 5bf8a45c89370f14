package book

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/geo"
)

// What is read at most around one stop. A sheet shows no more, and 500 stops must not fill
// the memory.
const (
	mostPlots        = 1200
	mostCemeteries   = 60
	mostObservations = 40
	mostPositions    = 26
	mostOverlaps     = 40 // with their geometry and reasons
	mostHistory      = 8
	// reach is how far from the middle of a map ground is drawn, in metres: half of the
	// diagonal of the coarsest map.
	reach = 530.0
)

// Gather reads the ground around each stop of a plan. What applies to the sites comes from
// the world, which has been read already. If reads remembers the past ([data.Past]), the
// histories of the sites are in it.
func Gather(ctx context.Context, reads data.Reads, world *fieldplan.World, plan fieldplan.Plan, today time.Time) (map[string]Ground, error) {
	r := &reader{ctx: ctx, reads: reads, world: world, plan: plan, sources: map[string]data.Feature{}}
	r.past, _ = reads.(data.Past)
	ranked, err := r.rank(today)
	if err != nil {
		return nil, fmt.Errorf("ranking the sites of the book: %w", err)
	}
	all := make(map[string]Ground, len(plan.Stops))
	for _, stop := range plan.Stops {
		g, err := r.ground(stop.Site)
		if err != nil {
			return nil, fmt.Errorf("reading the ground around %s: %w", stop.Site, err)
		}
		g.Ranked = ranked[stop.Site]
		all[stop.Site] = g
	}
	return all, nil
}

// reader reads ground by ground. Sources are shared: each is read once.
type reader struct {
	ctx     context.Context //nolint:containedctx // it lives for one call of Gather
	reads   data.Reads
	past    data.Past
	world   *fieldplan.World
	plan    fieldplan.Plan
	sources map[string]data.Feature // also those that are not there, with no ID
}

func (r *reader) rank(today time.Time) (map[string]*fieldplan.Ranked, error) {
	ids := make([]string, 0, len(r.plan.Stops))
	for _, s := range r.plan.Stops {
		ids = append(ids, s.Site)
	}
	byID := map[string]*fieldplan.Ranked{}
	if len(ids) == 0 {
		return byID, nil
	}
	ranking, err := fieldplan.Rank(r.ctx, r.reads, data.Query{Collection: data.Sites.Name, IDs: ids}, r.plan.Weights, today)
	for i := range ranking.Sites {
		byID[ranking.Sites[i].Site] = &ranking.Sites[i]
	}
	return byID, err
}

func (r *reader) ground(id string) (Ground, error) {
	g := Ground{Named: map[string]data.Feature{}, Sources: map[string]data.Feature{}}
	site := r.world.Sites[id]
	if site == nil {
		return g, nil
	}
	g.Site = site.Feature
	g.Restrictions = r.restrictions(site)
	for _, step := range []func(*Ground) error{r.around, r.overlaps, r.positions, r.observations, r.history, r.named, r.sourcesOf} {
		if err := step(&g); err != nil {
			return g, err
		}
	}
	return g, nil
}

// restrictions are those that the world says apply, with the paper that is held for each.
func (r *reader) restrictions(site *fieldplan.Site) []Restriction {
	var list []Restriction
	for _, a := range site.Restrictions {
		f, ok := r.world.Restrictions[a.ID]
		if !ok {
			continue
		}
		list = append(list, Restriction{Feature: f, May: a.May, Everywhere: a.By == "all", Paper: r.paper(a.ID, site.Feature.ID)})
	}
	return list
}

// paper is the one that the plan notes for a restriction, one for the very site before one
// for all.
func (r *reader) paper(restriction, site string) *fieldplan.Paper {
	var found *fieldplan.Paper
	for i, p := range r.plan.Papers {
		if p.Restriction == restriction && (p.Site == site || p.Site == "" && found == nil) {
			found = &r.plan.Papers[i]
		}
	}
	return found
}

func (r *reader) read(q data.Query) ([]data.Feature, error) {
	var list []data.Feature
	for f, err := range r.reads.Features(r.ctx, q) {
		if err != nil {
			return list, err
		}
		list = append(list, f)
	}
	return list, nil
}

// optional reads a collection that older stores do not have.
func (r *reader) optional(q data.Query) ([]data.Feature, error) {
	list, err := r.read(q)
	if errors.Is(err, data.ErrInvalid) {
		return nil, nil
	}
	return list, err
}

// around reads the site's own plots, and what lies around them or it.
func (r *reader) around(g *Ground) error {
	own, err := r.read(data.Query{Collection: data.Plots.Name, Equal: map[string]string{"site": g.Site.ID}, Limit: mostPlots})
	if err != nil {
		return err
	}
	g.Plots = own
	bound, ok := reachOf(*g)
	if !ok {
		return nil
	}
	near := data.Query{Collection: data.Plots.Name, Bound: &bound, Limit: mostPlots}
	plots, err := r.read(near)
	if err != nil {
		return err
	}
	for _, p := range plots {
		if p.Text("site") != g.Site.ID && len(g.Plots) < mostPlots {
			g.Plots = append(g.Plots, p)
		}
	}
	if len(plots) == mostPlots {
		near.Limit = 0
		n, err := r.reads.Count(r.ctx, near)
		if err != nil {
			return err
		}
		g.MorePlots = max(0, n-len(g.Plots))
	}
	g.Cemeteries, err = r.read(data.Query{Collection: data.Cemeteries.Name, Bound: &bound, Limit: mostCemeteries})
	return err
}

// reachOf is the ground that the map of a site may show.
func reachOf(g Ground) (orb.Bound, bool) {
	m, ok := mapOf(g)
	if !ok {
		return orb.Bound{}, false
	}
	c := m.plane.Center()
	return geo.GrowBound(orb.Bound{Min: c, Max: c}, reach), true
}

// overlaps reads those of the site that the world holds as the likeliest.
func (r *reader) overlaps(g *Ground) error {
	site := r.world.Sites[g.Site.ID]
	ids := make([]string, 0, mostOverlaps)
	for _, o := range site.Overlaps[:min(len(site.Overlaps), mostOverlaps)] {
		ids = append(ids, o.ID)
	}
	if len(ids) == 0 {
		return nil
	}
	var err error
	g.Overlaps, err = r.read(data.Query{Collection: data.Overlaps.Name, IDs: ids})
	sortOverlaps(g.Overlaps)
	g.MoreOverlaps = max(0, site.Pairs-len(g.Overlaps))
	return err
}

func (r *reader) positions(g *Ground) (err error) {
	g.Positions, err = r.read(data.Query{Collection: data.Positions.Name, Equal: map[string]string{"of": g.Site.Ref()}, Limit: mostPositions})
	return err
}

// observations reads what was seen of the site and of its plots, the latest first.
func (r *reader) observations(g *Ground) error {
	var ids []string
	for _, v := range r.world.Sites[g.Site.ID].Visits {
		if len(ids) < mostObservations {
			ids = append(ids, v.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	list, err := r.optional(data.Query{Collection: data.Observations.Name, IDs: ids})
	slices.SortStableFunc(list, func(a, b data.Feature) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	g.Observations = list
	return err
}

func (r *reader) history(g *Ground) error {
	if r.past == nil {
		return nil
	}
	versions, err := r.past.History(r.ctx, data.Sites.Name, g.Site.ID)
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	g.History = versions[:min(len(versions), mostHistory)]
	return err
}

// named reads what overlaps and observations speak of and the ground does not hold yet.
func (r *reader) named(g *Ground) error {
	wanted := map[string][]string{}
	add := func(ref string) {
		collection, id, ok := strings.Cut(ref, "/")
		if _, have := g.feature(ref); ok && !have && !slices.Contains(wanted[collection], id) {
			wanted[collection] = append(wanted[collection], id)
		}
	}
	for _, o := range g.Overlaps {
		add(o.Text("pow"))
		add(o.Text("civilian"))
		for _, x := range reasonsOf(o) {
			add(x.Ref)
		}
	}
	for _, o := range g.Observations {
		add(o.Text("of"))
	}
	for _, collection := range []string{data.Plots.Name, data.Cemeteries.Name, data.Sites.Name} {
		if len(wanted[collection]) == 0 {
			continue
		}
		list, err := r.read(data.Query{Collection: collection, IDs: wanted[collection]})
		if err != nil {
			return err
		}
		for _, f := range list {
			g.Named[f.Ref()] = f
		}
	}
	return nil
}

// sourcesOf reads the sources that anything on the sheet names.
func (r *reader) sourcesOf(g *Ground) error {
	ids := sourceOrder(*g)
	for _, o := range g.Overlaps[:min(len(g.Overlaps), mostPairs)] {
		for _, x := range reasonsOf(o) {
			ids = append(ids, x.Source)
		}
	}
	for _, v := range g.History {
		ids = append(ids, v.Source)
	}
	for _, o := range g.Observations {
		ids = append(ids, o.Location.Source)
	}
	for _, id := range ids {
		if id == "" {
			continue
		}
		f, err := r.source(id)
		if err != nil {
			return err
		}
		if f.ID != "" {
			g.Sources[id] = f
		}
	}
	return nil
}

func (r *reader) source(id string) (data.Feature, error) {
	if f, ok := r.sources[id]; ok {
		return f, nil
	}
	f, err := r.reads.Feature(r.ctx, data.Sources.Name, id)
	if errors.Is(err, data.ErrNotFound) {
		f, err = data.Feature{}, nil
	}
	r.sources[id] = f
	return f, err
}
