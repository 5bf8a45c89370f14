package crs

import (
	"fmt"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Operation is a way from one datum to WGS 84, as somebody published it: a similarity of
// geocentric coordinates. The zero value is "not known", which converts nothing.
type Operation struct {
	Code string // "EPSG:5044"; "none" where nothing is to be done; empty if from a definition
	Name string // as EPSG calls it
	From string // the geographic system it starts from, "EPSG:4284"; empty: whatever defined it

	// Accuracy is what the publisher states for points in the area of use, in metres. EPSG
	// does not say with which probability: who combines it with others had better take it as
	// a standard deviation. Unknown if nobody has stated it.
	Accuracy geo.Accuracy
	// Outside is our own estimate for one place next to the area of use, see Note; unknown
	// for most operations, as accuracy is everywhere else outside it.
	Outside geo.Accuracy
	// Area is the box around the area of use in longitude and latitude, west > east across
	// 180°. AreaName is what EPSG calls it; empty if there is no limit. The box of Russia holds
	// Mongolia and much of Kazakhstan too, of which the publisher says nothing.
	Area     orb.Bound
	AreaName string
	// Note says where the numbers come from or why they are doubtful.
	Note string

	shift  helmert
	except area // what lies in the box, but far from the area of use
	nearby area // where Outside holds
}

// Known reports whether the operation can convert anything.
func (o Operation) Known() bool { return o.Name != "" }

// Identity reports whether the operation leaves coordinates as they are. Then nothing is
// lost either: its accuracy 0 does not mean "unknown", it adds nothing to that of a position.
func (o Operation) Identity() bool { return o.Code == none.Code }

// Covers reports whether a point in WGS 84 lies in the area of use.
func (o Operation) Covers(p orb.Point) bool {
	return o.AreaName == "" ||
		geo.BoundContains(o.Area, p) && (o.except.name == "" || !geo.BoundContains(o.except.bound(), p))
}

// AccuracyAt is the accuracy for a point given by its longitude and latitude in WGS 84.
// Where that is not what the publisher states, a finding says why.
func (o Operation) AccuracyAt(p orb.Point) (geo.Accuracy, []Finding) {
	switch {
	case o.Identity():
		return geo.UnknownAccuracy, nil
	case !o.Known():
		return geo.UnknownAccuracy, []Finding{{RuleNoOperation, "no datum operation is known", adviceOperation}}
	case !o.Covers(p):
		return o.outside(p)
	case !o.Accuracy.Known():
		return geo.UnknownAccuracy, []Finding{{
			RuleAccuracyUnknown,
			fmt.Sprintf("nobody has stated how accurate the datum operation %s is", o.label()),
			"compare some places with a map in WGS 84, or give the system by its EPSG code",
		}}
	}
	return o.Accuracy, nil
}

// outside is the accuracy outside the area of use.
func (o Operation) outside(p orb.Point) (geo.Accuracy, []Finding) {
	f := Finding{Rule: RuleOutsideArea, Message: fmt.Sprintf(
		"%s lies outside the area of use of the datum operation %s (%s)", place(p), o.label(), o.AreaName)}
	if o.Outside.Known() && geo.BoundContains(o.nearby.bound(), p) {
		f.Message += fmt.Sprintf("; %g m is assumed there: %s", float64(o.Outside), o.Note)
		f.Advice = "compare some places with a map in WGS 84 and record what you find as the shift accuracy of the source"
		return o.Outside, []Finding{f}
	}
	f.Advice = "the accuracy here is unknown: compare some places with a map in WGS 84"
	for _, other := range operationsFrom(o.From) {
		if other.Covers(p) && other.Accuracy.Known() {
			f.Advice = fmt.Sprintf("take %s (%s, %g m), which is meant for this place", other.Code, other.Name, float64(other.Accuracy))
			break
		}
	}
	return geo.UnknownAccuracy, []Finding{f}
}

func (o Operation) label() string {
	if o.Code == "" {
		return o.Name
	}
	return o.Code
}
