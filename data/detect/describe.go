package detect

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/overlap"
)

// finding is a measured pair of parties.
type finding struct {
	pow, civilian *party
	overlap.Pair
	reach, wanted float64
}

// overlapID names the pair: sixteen letters and digits of a hash of both refs, the same
// in every run.
func overlapID(powRef, civilianRef string) string {
	sum := sha256.Sum256([]byte(powRef + "\n" + civilianRef))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// pairKey is the id of an overlap in a form of which a million fit into memory.
type pairKey [16]byte

// keyOf is the key of an id; false if no overlapID has that length.
func keyOf(id string) (key pairKey, ok bool) {
	copy(key[:], id)
	return key, len(id) == len(key)
}

// feature writes the finding down as an overlap.
func (f finding) feature() data.Feature {
	geometry, drawn := f.draw()
	timeRelation, time := timeOf(f.pow, f.civilian)
	reasons := f.reasons(drawn, time)
	properties := map[string]any{
		"pow":            f.pow.ref(),
		"civilian":       f.civilian.ref(),
		"class":          classOf(f.Likely),
		"relation":       string(f.Relation),
		"distance_m":     rounded(f.DistanceM),
		"time_relation":  timeRelation,
		"reasons":        json.RawMessage(appendReasons(make([]byte, 0, 96*len(reasons)), reasons)),
		"method_version": MethodVersion,
	}
	if f.AreaAM2 > 0 && f.AreaBM2 > 0 {
		properties["area_m2"] = rounded(f.SharedM2)
		properties["pow_fraction"] = rounded(f.SharedM2 / f.AreaAM2)
		properties["civilian_fraction"] = rounded(f.SharedM2 / f.AreaBM2)
	}
	f.addPlaces(properties)
	f.addLikelihood(properties)
	return data.Feature{
		ID:         overlapID(f.pow.ref(), f.civilian.ref()),
		Collection: data.Overlaps.Name,
		Geometry:   geometry,
		Location:   f.location(),
		Properties: properties,
	}
}

// addPlaces says which site and cemeteries the pair belongs to.
func (f finding) addPlaces(properties map[string]any) {
	for name, id := range map[string]string{
		"site":              f.pow.placeIn(data.Sites.Name),
		"pow_cemetery":      f.pow.placeIn(data.Cemeteries.Name),
		"civilian_cemetery": f.civilian.placeIn(data.Cemeteries.Name),
	} {
		if id != "" {
			properties[name] = id
		}
	}
}

// addLikelihood adds the figures that follow from the accuracy, if they say anything.
func (f finding) addLikelihood(properties map[string]any) {
	l := f.Likely
	if !l.Assessed || tooPoor(l) {
		return
	}
	properties["probability"] = rounded(l.Probability.Value)
	properties["area_probability"] = rounded(l.OfArea.Value)
	properties["expected_area_m2"] = rounded(l.ExpectedM2.Value)
	if l.AreaAM2 > 0 {
		properties["expected_fraction"] = rounded(l.ExpectedM2.Value / l.AreaAM2)
	}
}

// rounded keeps six decimals, a micrometre: what lies below is rounding, and differs from
// one kind of processor to the next.
func rounded(v float64) float64 { return math.Round(v*1e6) / 1e6 }

// location combines what is known of both: an overlap is no surer than the worse method,
// and its accuracy is that of the two positions relative to each other, if both are known.
func (f finding) location() data.Location {
	a, b := f.pow.location, f.civilian.location
	l := data.Location{
		Method:    worseMethod(a.Method, b.Method),
		Fictional: a.Fictional || b.Fictional,
	}
	if between := geo.Between(f.pow.error, f.civilian.error); between.Known() {
		l.Accuracy = geo.Accuracy(rounded(float64(between)))
	}
	return l
}

// worseMethod is the one later in data.Methods; one that is not listed is unknown.
func worseMethod(a, b string) string {
	i, j := slices.Index(data.Methods, a), slices.Index(data.Methods, b)
	if i < 0 || j < 0 {
		return data.MethodUnknown
	}
	return data.Methods[max(i, j)]
}

// draw is the shared ground, or the shortest line between the two, in degrees. It reports
// whether shared ground could be drawn. Where one lies within the other its own outline
// is taken, as recorded.
func (f finding) draw() (orb.Geometry, bool) {
	if f.SharedM2 > 0 {
		switch f.Relation {
		case overlap.Within, overlap.Equals:
			return f.pow.geometry, true
		case overlap.Contains:
			return f.civilian.geometry, true
		}
	}
	plane := geo.PlaneFor(f.pow.geometry)
	d, err := f.Draw(plane.ProjectGeometry(f.pow.geometry), plane.ProjectGeometry(f.civilian.geometry))
	return geo.SplitAtAntimeridian(roundDegrees(plane.UnprojectGeometry(d.Geometry))), err == nil
}

// roundDegrees keeps nine decimals, a tenth of a millimetre. A ring that this leaves
// without width is still drawn: as what it is.
func roundDegrees(g orb.Geometry) orb.Geometry { return orb.Round(g, 1e9) }
