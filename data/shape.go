package data

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// shape checks the record's geometry and hands it to the feature: as recorded, but for
// the cut at ±180° that stored outlines have. Faults that leave nothing to measure refuse
// the record; others are warnings and change nothing.
func (a *assembly) shape() {
	g := a.record.Geometry
	switch {
	case g == nil:
		return
	case !a.rules.Collection.Spatial:
		a.warn("", "geometry_unused", a.rules.Collection.Name+" have no geometry; it is left out", "keep places in one of the other collections")
		return
	case g.GeoJSONType() == "GeometryCollection":
		a.refuse("", "geometry_mixed", "the geometry is a collection of geometries", "give each geometry its own feature, or make one Multi geometry of a single kind")
		return
	}
	faults := geo.Check(g)
	if p, ok := swapped(g); ok && fatalRange(faults) {
		a.swapped(p, Refused)
		return
	}
	for _, f := range faults {
		a.fault(f)
	}
	if slices.ContainsFunc(faults, func(f geo.Fault) bool { return f.Fatal }) {
		return
	}
	a.suspect(g)
	a.feature.Geometry = geo.SplitAtAntimeridian(g)
}

func (a *assembly) fault(f geo.Fault) {
	p := Problem{Severity: Warning, Rule: f.Rule, Place: a.at(f.Place), Message: f.Message, Advice: "look at it in a GIS; it is kept as recorded"}
	if f.Rule == geo.RuleEmpty || f.Rule == geo.RuleFinite || f.Rule == geo.RuleNested {
		p.Place = "" // there is no place to point to
	}
	if f.Fatal {
		p.Severity, p.Advice = Refused, geometryAdvice[f.Rule]
	}
	a.report(p)
}

// geometryAdvice says what to do about the faults that refuse a record.
var geometryAdvice = map[string]string{
	geo.RuleFinite:       "write every coordinate as a decimal number of degrees",
	geo.RuleRange:        "give longitude, then latitude, in degrees of WGS 84; metres of a grid must be converted first",
	geo.RuleRingClosed:   "repeat the first position at the end of the ring; check that no corner is missing",
	geo.RuleRingTooShort: "an outline needs three corners and the first repeated; record a single place as a point",
	geo.RuleLineTooShort: "a line needs two positions; record a single place as a point",
	geo.RuleEmpty:        "leave the geometry out if the place is not known",
	geo.RuleNested:       "give each geometry its own feature",
}

// at joins a position to the record's place in the file.
func (a *assembly) at(p orb.Point) string {
	position := fmt.Sprintf("%v, %v", p[0], p[1])
	if a.record.Place == "" {
		return position
	}
	return a.record.Place + " at " + position
}

// suspect warns about positions that are possible but look like common mistakes.
func (a *assembly) suspect(g orb.Geometry) {
	if p, ok := g.(orb.Point); ok && p == (orb.Point{}) {
		a.report(Problem{Severity: Warning, Rule: "zero_position", Place: a.at(p), Message: "the position is 0, 0, in the Gulf of Guinea",
			Advice: "leave the position out if it is not known; it is kept as recorded"})
	}
	if p, ok := swapped(g); ok {
		a.swapped(p, Warning)
	}
	if p, ok := g.(orb.Point); ok && a.feature.Location.Text != "" {
		if problem, ok := SuspectQuotedMinutes(p, a.feature.Location.Text); ok {
			a.report(problem)
		}
	}
}

func (a *assembly) swapped(p orb.Point, severity Severity) {
	kept := "; it is kept as recorded"
	if severity == Refused {
		kept = ""
	}
	a.report(Problem{Severity: severity, Rule: "axes_swapped", Place: a.at(p),
		Message: fmt.Sprintf("longitude %v, latitude %v lies far from the camps; latitude %v, longitude %v would not", p[0], p[1], p[0], p[1]),
		Advice:  "longitude comes first: exchange the two columns or numbers if they are swapped" + kept})
}

func fatalRange(faults []geo.Fault) bool {
	return slices.ContainsFunc(faults, func(f geo.Fault) bool { return f.Rule == geo.RuleRange })
}

// swapped reports whether the geometry's first position lies outside the lands where
// camps were, and within them if its two numbers are exchanged.
func swapped(g orb.Geometry) (orb.Point, bool) {
	p, ok := geo.FirstPosition(g)
	return p, ok && !campLands(p, 35) && campLands(orb.Point{p[1], p[0]}, 42)
}

// campLands roughly bounds the former Soviet Union and Mongolia, 19°E to 169°W and from
// the given latitude to 82°N. Swapped positions are looked for from 42°N only: further
// south the mirror image of the region covers countries that have their own cemeteries.
func campLands(p orb.Point, south float64) bool {
	lon := p[0]
	if lon < -169 {
		lon += 360
	}
	return lon >= 19 && lon <= 191 && p[1] >= south && p[1] <= 82
}
