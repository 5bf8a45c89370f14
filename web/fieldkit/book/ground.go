package book

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/geo"
)

// Ground is what is recorded at one stop and around it: what its sheet shows.
type Ground struct {
	// Site is the stop itself; its ID is empty if there is no such site.
	Site data.Feature
	// Plots, Cemeteries and Observations are those within reach of the sheet's map, and the
	// site's own plots.
	Plots, Cemeteries, Observations []data.Feature
	// Overlaps are those of the site, the likeliest first, what is not assessed last.
	Overlaps []data.Feature
	// Positions are where sources say that the site lies.
	Positions []data.Feature
	// Restrictions are those that apply to the site.
	Restrictions []Restriction
	// Named are other features that overlaps and reasons name, by collection/id.
	Named map[string]data.Feature
	// Sources are those that any of the above names, by id.
	Sources map[string]data.Feature
	// History is what happened to the site's record, the newest first.
	History []data.Version
	// Ranked is what a visit would tell; nil leaves it out.
	Ranked *fieldplan.Ranked
	// MorePlots and MoreOverlaps count those that were too many to be read.
	MorePlots, MoreOverlaps int
}

// Restriction is one that applies to a site, or may.
type Restriction struct {
	Feature data.Feature
	// Everywhere says that it applies to every site: it has a sheet of its own.
	Everywhere bool
	// May says that the site may lie within the bounds of the restriction, as far as its
	// position is known.
	May bool
	// Paper is the permit or consent that the plan holds for it, nil if none is noted.
	Paper *fieldplan.Paper
}

// center is the middle of what is recorded as the site's place, false if it is not located.
func (g Ground) center() (orb.Point, bool) { return middleOf(g.Site.Geometry) }

func middleOf(geometry orb.Geometry) (orb.Point, bool) {
	if geometry == nil || geo.Positions(geometry) == 0 {
		return orb.Point{}, false
	}
	if p, ok := geometry.(orb.Point); ok {
		return p, true
	}
	return geo.BoundCenter(geo.BoundOf(geometry)), true
}

// own are the plots that name the site.
func (g Ground) own() []data.Feature {
	var own []data.Feature
	for _, p := range g.Plots {
		if g.Site.ID != "" && p.Text("site") == g.Site.ID {
			own = append(own, p)
		}
	}
	return own
}

// feature is one that is named by collection/id, false if the ground does not hold it.
func (g Ground) feature(ref string) (data.Feature, bool) {
	if f, ok := g.Named[ref]; ok {
		return f, true
	}
	if g.Site.Ref() == ref && g.Site.ID != "" {
		return g.Site, true
	}
	for _, all := range [][]data.Feature{g.Plots, g.Cemeteries} {
		if i := slices.IndexFunc(all, func(f data.Feature) bool { return f.Ref() == ref }); i >= 0 {
			return all[i], true
		}
	}
	return data.Feature{}, false
}

// number is the value of a numeric field, false if it was not recorded.
func number(f data.Feature, field string) (float64, bool) {
	switch v := f.Properties[field].(type) {
	case float64:
		return v, true
	case int64:
		return float64(v), true
	case int:
		return float64(v), true
	}
	return 0, false
}

// sortOverlaps puts the likeliest first and what is not assessed last.
func sortOverlaps(overlaps []data.Feature) {
	slices.SortStableFunc(overlaps, func(a, b data.Feature) int {
		return cmp.Or(cmp.Compare(likelihood(b), likelihood(a)), cmp.Compare(a.ID, b.ID))
	})
}

func likelihood(f data.Feature) float64 {
	if p, ok := number(f, "probability"); ok {
		return p
	}
	return -1
}
