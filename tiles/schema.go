package tiles

import (
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
}

var (
	names    = []string{"name", "name_en", "name_ru", "name_ja"}
	location = []string{"accuracy_m", "location_method", "fictional"}
	// summary is what the overlaps of a site or cemetery come to.
	summary = []string{"overlap_class", "overlap_probability", "overlap_pairs"}
)

var drawn = map[string]schema{
	data.Cemeteries.Name: {
		fields: concat(names, []string{"use", "period"}, summary, location),
		looks:  []string{"use", "overlap_class", "fictional"},
	},
	data.Plots.Name: {
		fields: concat([]string{"name", "kind", "occupancy", "burials", "period"}, location),
		looks:  []string{"occupancy", "fictional"},
	},
	data.Overlaps.Name: {
		fields: concat([]string{"pow", "civilian", "class", "probability", "area_probability", "relation", "area_m2", "distance_m",
			"expected_area_m2", "time_relation"}, location),
		looks: []string{"class", "relation", "fictional"},
		// The shortest way between two burials that share no ground is no ground, and there
		// are more of those than burials: only close up can they be told apart.
		except: map[string]string{"relation": "disjoint"},
	},
	data.Positions.Name: {
		fields: concat([]string{"of", "preferred", "recorded", "source"}, location),
		looks:  []string{"preferred", "fictional"},
	},
	data.Sites.Name: {
		fields: concat(names, []string{"region", "status", "burials", "recovered", "period"}, summary, location),
		looks:  []string{"status", "overlap_class", "fictional"},
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
			s = schema{fields: location, looks: []string{"fictional"}}
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
