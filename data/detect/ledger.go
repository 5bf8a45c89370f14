package detect

import (
	"encoding/json"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// ledger remembers of every place that has been summed up where its members lay, so that a
// plot that is removed, moved or given to another place is missed by the place it left.
type ledger map[string]entry

// entry is what is remembered of a place.
type entry struct {
	// Bounds hold all members: west, south, east, north.
	Bounds [][4]float64 `json:"b,omitempty"`
	// Digest tells one summary from another. A place that is Nowhere, without a geometry or
	// without a record, is in no touched bound; comparing what its record says with what was
	// written is how an edit to it is noticed.
	Digest  string `json:"d,omitempty"`
	Nowhere bool   `json:"n,omitempty"`
}

// stateLedger is the key under which a store remembers it.
const stateLedger = "detect.places"

// readLedger reads what was remembered; false if it cannot be read.
func readLedger(text string) (ledger, bool) {
	var l ledger
	if json.Unmarshal([]byte(text), &l) != nil || l == nil {
		return nil, false
	}
	return l, true
}

func (l ledger) text() string {
	b, err := json.Marshal(l)
	if err != nil { // cannot happen: bounds are finite
		panic(err)
	}
	return string(b)
}

// remember notes where the members of a place lie and what its record, if there is one, now
// says.
func (l ledger) remember(ref string, members []*party, record *data.Feature) {
	e := entry{Digest: emptyDigest, Nowhere: record == nil || record.Geometry == nil}
	var places []orb.Geometry
	for _, p := range members {
		places = append(places, p.geometry)
	}
	if record != nil {
		e.Digest = digestOf(*record)
		places = append(places, record.Geometry)
	}
	if len(members) == 0 && e.Digest == emptyDigest {
		delete(l, ref)
		return
	}
	for _, b := range boundsOf(places) {
		e.Bounds = append(e.Bounds, [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]})
	}
	l[ref] = e
}

// boundsOf are bounds that hold all geometries; those within a hundredth of a degree of
// each other share one.
func boundsOf(list []orb.Geometry) []orb.Bound {
	const near = 0.01
	var merged []orb.Bound
	for _, g := range list {
		for _, b := range geo.SplitBound(geo.BoundOf(g)) {
			for i := 0; i < len(merged); {
				if merged[i].Pad(near).Intersects(b) {
					b = b.Union(merged[i])
					merged = append(merged[:i], merged[i+1:]...)
				} else {
					i++
				}
			}
			merged = append(merged, b)
		}
	}
	return merged
}

// touchedBy reports whether members lay where something has changed.
func (e entry) touchedBy(bounds []orb.Bound) bool {
	for _, b := range e.Bounds {
		here := orb.Bound{Min: orb.Point{b[0], b[1]}, Max: orb.Point{b[2], b[3]}}
		for _, t := range bounds {
			if geo.BoundsMeet(here, t) {
				return true
			}
		}
	}
	return false
}

// digestOf is the derived fields of a record as text.
func digestOf(f data.Feature) string {
	var values []any
	for _, field := range data.Sites.Fields {
		if field.Derived {
			values = append(values, f.Properties[field.Name])
		}
	}
	b, err := json.Marshal(values)
	if err != nil { // cannot happen: stored numbers are finite
		panic(err)
	}
	return string(b)
}

// emptyDigest is that of a record without a summary, and of a place without a record.
var emptyDigest = digestOf(data.Feature{})
