package fieldplan

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// Applying is a restriction that applies to a site, or may.
type Applying struct {
	ID string // in World.Restrictions
	// By is what makes it apply: "site", "region", "area" or "all".
	By string
	// May says that the site is recorded outside its area but may lie within, given how well
	// both are known.
	May bool
	// Surely says that it applies however far off the recorded positions may be. A site
	// recorded within an area, and not surely there, is planned for as within.
	Surely bool
	// DistanceM is how far the recorded position lies outside the area, in metres.
	DistanceM float64
}

// The values of Applying.By.
const (
	BySite   = "site"
	ByRegion = "region"
	ByArea   = "area"
	ByAll    = "all"
)

// unknownReach is how far off, in metres, a position may be of which nobody said how far:
// an assumption, about a settlement with its surroundings.
const unknownReach = 10e3

// readRestrictions reads all of them once and keeps those that apply.
func (w *World) readRestrictions(ctx context.Context, reads data.Reads, _ Plan) error {
	ids := slices.Sorted(maps.Keys(w.Sites))
	for f, err := range reads.Features(ctx, data.Query{Collection: data.Restrictions.Name}) {
		if err != nil {
			if errors.Is(err, data.ErrInvalid) {
				return nil // a store of before there were restrictions
			}
			return err
		}
		r := newRestriction(f)
		for _, id := range ids {
			if a, ok := r.appliesTo(w.Sites[id]); ok {
				w.Sites[id].Restrictions = append(w.Sites[id].Restrictions, a)
				w.Restrictions[f.ID] = f
			}
		}
	}
	for _, s := range w.Sites {
		slices.SortFunc(s.Restrictions, func(a, b Applying) int { return cmp.Compare(a.ID, b.ID) })
	}
	return nil
}

// restriction is one with its area made ready.
type restriction struct {
	id, site, region string
	area             orb.Geometry
	bound            orb.Bound
	accuracy         float64
	inside, edge     *geo.Outline // made when first asked for
}

func newRestriction(f data.Feature) *restriction {
	r := &restriction{id: f.ID, site: f.Text("site"), region: f.Text("region"), area: f.Geometry, accuracy: float64(f.Location.Accuracy)}
	if r.area != nil {
		r.bound = geo.BoundOf(r.area)
	}
	return r
}

// appliesTo takes the closest of what the restriction names: the site, its region, then
// where it lies.
func (r *restriction) appliesTo(s *Site) (Applying, bool) {
	switch {
	case r.site != "" && r.site == s.Feature.ID:
		return Applying{ID: r.id, By: BySite, Surely: true}, true
	case r.region != "" && r.region == s.Feature.Text("region"):
		return Applying{ID: r.id, By: ByRegion, Surely: true}, true
	case r.area != nil && r.site == "" && r.region == "":
		return r.covers(s)
	case r.area == nil && r.site == "" && r.region == "":
		return Applying{ID: r.id, By: ByAll, Surely: true}, true
	}
	return Applying{}, false
}

// covers holds the recorded ground of a site against the area: how far apart they are, and
// whether what is not known of either bridges that.
func (r *restriction) covers(s *Site) (Applying, bool) {
	if !s.Located {
		return Applying{}, false
	}
	reach := s.Accuracy
	if reach == 0 {
		reach = unknownReach
	}
	off := math.Hypot(reach, r.accuracy)
	ground := s.Feature.Geometry
	if !geo.BoundsMeet(geo.GrowBound(geo.BoundOf(ground), off), r.bound) {
		return Applying{}, false
	}
	if r.inside == nil {
		r.inside, r.edge = geo.NewOutline(r.area), geo.NewOutline(edges(r.area))
	}
	site := geo.NewOutline(ground)
	switch d := r.inside.Distance(site); {
	case d > off:
		return Applying{}, false
	case d > 0:
		return Applying{ID: r.id, By: ByArea, May: true, DistanceM: d}, true
	}
	return Applying{ID: r.id, By: ByArea, Surely: r.edge.Distance(site) > off}, true
}

// edges are the rings of an area as lines; other geometries have no inside.
func edges(g orb.Geometry) orb.Geometry {
	var lines orb.MultiLineString
	switch g := g.(type) {
	case orb.Polygon:
		for _, ring := range g {
			lines = append(lines, orb.LineString(ring))
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			for _, ring := range polygon {
				lines = append(lines, orb.LineString(ring))
			}
		}
	default:
		return g
	}
	return lines
}
