package data

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// proposed is the position that an observation states for the feature; false if it states
// none, with a doubt if it means to.
func proposed(observation, of Feature, r *Proposal) (Feature, bool) {
	takes, said := observation.Properties["takes_position"].(bool)
	if !takes {
		_, point := observation.Geometry.(orb.Point)
		r.Unsaid = !said && point && hasPositions(of)
		return Feature{}, false
	}
	if of.ID == "" {
		if observation.Text("of") == "" {
			r.doubt("of", "observation_of_missing", "the observation says that it has the position of a feature, but not of which", "name it as collection/id in the field of; the observation is kept")
		}
		return Feature{}, false
	}
	if !hasPositions(of) {
		r.doubt("of", "observation_of_kind", fmt.Sprintf("%s is none of the sites, cemeteries and plots of which positions are proposed", of.Ref()), "name a site, cemetery or plot; the observation is kept")
		return Feature{}, false
	}
	if observation.Geometry == nil {
		r.doubt("takes_position", "observation_no_position", "the observation says that it has the position of "+of.Ref()+", but it has none", "give its longitude and latitude; the observation is kept")
		return Feature{}, false
	}
	geometry, how, ok := liesAt(observation.Geometry, of.Geometry)
	if !ok {
		r.doubt("takes_position", "observation_shape", fmt.Sprintf("a %s says where somebody went, and not where %s lies", observation.Geometry.GeoJSONType(), of.Ref()), "observe a point or an outline; the observation is kept, and no position is proposed")
		return Feature{}, false
	}
	return positionFrom(observation, of, geometry, how), true
}

func hasPositions(f Feature) bool {
	return f.ID != "" && slices.Contains([]string{Sites.Name, Cemeteries.Name, Plots.Name}, f.Collection)
}

// positionFrom is a position as an observation states it.
func positionFrom(observation, of Feature, geometry orb.Geometry, how string) Feature {
	l := observation.Location
	position := Feature{
		ID: observation.ID, Collection: Positions.Name, Geometry: geometry,
		Properties: map[string]any{"of": of.Ref(), "note": "From " + observation.Ref() + how + "."},
		Location:   Location{Accuracy: l.Accuracy, Method: l.Method, Text: l.Text, Source: l.Source, SourceKey: observation.Ref(), Fictional: l.Fictional},
	}
	if observed := observation.Text("observed"); observed != "" {
		position.Properties["recorded"] = observed
	}
	return position
}

// liesAt is where a feature lies by an observed geometry. A point is the middle of a
// feature that has an outline, which is moved there as it is: nobody has drawn another. An
// outline that was observed stands for itself. A line is where somebody went.
func liesAt(observed, of orb.Geometry) (g orb.Geometry, how string, ok bool) {
	switch at := observed.(type) {
	case orb.Polygon, orb.MultiPolygon:
		return observed, "", true
	case orb.Point:
		if _, point := of.(orb.Point); of == nil || point {
			return at, "", true
		}
		return geo.MovedTo(of, at), ": the outline as recorded, moved so that its middle lies at the observed point", true
	}
	return nil, "", false
}
