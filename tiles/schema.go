package tiles

import (
	"maps"

	"burialmap/data"
)

// schema says what of a collection goes into its layer. Tiles carry what the map draws
// and what a person sees at a glance; everything else is one request away by id.
type schema struct {
	collection data.Collection
	// fields are the properties, beside id, in the order they are written.
	fields []string
	// looks are those of them that decide how a feature is drawn: dust is drawn together
	// only where they are equal.
	looks []string
	// except are features that only the tiles of the highest zoom show.
	except map[string]string
	// coarse are fields that are shown at low zooms as well, where from is not 0.
	coarse []string
	// from is the lowest zoom of the layer.
	from int
	// named is the zoom from which on its names are in the layer of labels; 0 is every one.
	named int
	// counted says how the features are counted in the layer of aggregates.
	counted counted
	// importance says of a feature whether others are left out of a full tile before it: the
	// place of a field's value in this list of lists, or the end of it.
	importance importance
}

// counted says how the features of a collection are counted: all of them, under its name,
// and those with each of these values of a field, under its name, an underscore and the
// value. What has no value that is listed counts as one with the last of them.
type counted struct {
	all    bool // false for a collection that is not counted
	field  string
	values []string
	sum    string // a field of which the sum is given, under its own name
}

// importance is the order in which features stay when a tile is full. All collections share
// the one scale: rank, then rank+1 and so on by the value of a field.
type importance struct {
	rank  uint8
	field string
	order [][]string
}

var (
	names    = []string{"name", "name_en", "name_ru", "name_ja"}
	location = []string{"accuracy_m", "location_method", "fictional"}
	// summary is what the overlaps of a site or cemetery come to.
	summary = []string{"overlap_class", "overlap_probability", "overlap_pairs"}
)

// groundFrom is the zoom from which on plots and overlaps are drawn. Below, a cemetery is a
// few pixels wide, and numbers say more than the ground itself: see aggregates.go.
const groundFrom = 10

var drawn = map[string]schema{
	data.Cemeteries.Name: {
		fields: concat(names, []string{"use", "period"}, summary, location),
		looks:  []string{"use", "overlap_class", "fictional"},
		// An outline of a cemetery is ground as well, but there are few of them.
		importance: importance{rank: 1},
		counted:    counted{all: true},
	},
	data.Plots.Name: {
		fields: concat([]string{"name", "kind", "occupancy", "burials", "period"}, location),
		looks:  []string{"occupancy", "fictional"},
		from:   groundFrom, named: 15,
		counted:    counted{all: true, field: "occupancy", values: data.PlotOccupancies},
		importance: importance{rank: 8, field: "occupancy", order: [][]string{{"pow", "mixed"}, {"unknown"}, {"civilian"}}},
	},
	data.Overlaps.Name: {
		fields: concat([]string{"pow", "civilian", "class", "probability", "area_probability", "relation", "area_m2", "distance_m",
			"expected_area_m2", "time_relation"}, location),
		looks: []string{"class", "relation", "fictional"},
		// The shortest way between two burials that share no ground is no ground, and there
		// are more of those than burials: only close up can they be told apart.
		coarse:     []string{"pow", "civilian", "probability"},
		except:     map[string]string{"relation": "disjoint"},
		from:       groundFrom,
		counted:    counted{all: true, field: "class", values: data.Classes, sum: "expected_area_m2"},
		importance: importance{rank: 2, field: "class", order: [][]string{{"certain"}, {"probable"}, {"possible"}, {"unlikely"}, {"not_assessed"}}},
	},
	data.Positions.Name: {
		fields:     concat([]string{"of", "preferred", "recorded", "source"}, location),
		looks:      []string{"preferred", "fictional"},
		importance: importance{rank: 13},
	},
	data.Restrictions.Name: {
		fields: concat(names, []string{"kind", "effect", "concerns", "opens", "closes", "in_force"}, location),
		looks:  []string{"kind", "effect", "fictional"},
		// They are few and large, and what they forbid is to be seen.
		importance: importance{rank: 1},
	},
	data.Observations.Name: {
		fields:     concat([]string{"of", "takes_position", "observed", "outcome", "marker"}, location),
		looks:      []string{"outcome", "takes_position", "fictional"},
		importance: importance{rank: 12},
	},
	data.Sites.Name: {
		fields:  concat(names, []string{"region", "status", "burials", "recovered", "period"}, summary, location),
		looks:   []string{"status", "overlap_class", "fictional"},
		counted: counted{all: true},
	},
}

// schemas are those of all collections that have a place, in drawing order. A collection
// nobody has described here shows where its features are, and their ids.
func schemas() []schema {
	var all []schema
	for _, c := range data.Collections {
		if !c.Spatial {
			continue
		}
		s, known := drawn[c.Name]
		if !known {
			s = schema{fields: location, looks: []string{"fictional"}, importance: importance{rank: 14}}
		}
		s.collection = c
		all = append(all, s)
	}
	return all
}

// value is what a feature holds in a field, or nil.
func value(f data.Feature, field string) any {
	if v := f.Location.Value(field); v != nil {
		return v
	}
	return f.Properties[field]
}

func concat(parts ...[]string) []string {
	var all []string
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// vectorLayers describe all layers of a pyramid, in the order in which tiles have them.
func vectorLayers(all []schema, maxZoom int) []VectorLayer {
	var layers []VectorLayer
	for _, s := range all {
		layers = append(layers, s.layer(maxZoom))
	}
	return append(layers, labelsLayer(all, maxZoom), aggregatesLayer(all, maxZoom), aboutLayer(maxZoom))
}

// layer describes the layer of a collection.
func (s schema) layer(maxZoom int) VectorLayer {
	fields := map[string]string{
		"id":     "Id of the feature in the collection.",
		"merged": "Number of further features this one stands for, because they are too small to tell apart at this zoom.",
	}
	for _, name := range s.fields {
		if f, ok := s.collection.Field(name); ok {
			fields[name] = f.About
		}
		if name == periodField {
			maps.Copy(fields, aboutYears)
		}
	}
	return VectorLayer{ID: s.collection.Name, Description: s.collection.About, MinZoom: min(s.from, maxZoom), MaxZoom: maxZoom, Fields: fields}
}
