package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

func refused(findings []finding) bool {
	return slices.ContainsFunc(findings, func(f finding) bool { return f.Severity == data.Refused })
}

// readMeasurable is the geometry of a body, with what is wrong with it.
func (s *server) readMeasurable(ctx context.Context, tree members) (orb.Geometry, []finding, error) {
	kind, _ := tree.get("type")
	if f, ok := unmeasurable(kind); ok {
		return nil, []finding{f}, nil
	}
	if v, _ := tree.get("crs"); v != nil && !isCRS84(v) {
		return nil, []finding{refusal("crs", "the geometry names a coordinate reference system", "leave the member out: positions are longitude, then latitude, in degrees of WGS 84")}, nil
	}
	if s.geoJSON() == nil {
		return nil, nil, unavailable("This server reads no GeoJSON.")
	}
	record, err := s.readRecord(ctx, data.Cemeteries, members{{"type", "Feature"}, {"geometry", tree}, {"properties", nil}})
	if err != nil {
		return nil, nil, err
	}
	if record.Refused() {
		return nil, eachFinding(record.Problems), nil
	}
	if n := geo.Positions(record.Geometry); n > maxMeasured {
		return nil, []finding{refusal("too_large", fmt.Sprintf("the geometry has %d positions", n), fmt.Sprintf("send %d positions at most, or the geometry in parts", maxMeasured))}, nil
	}
	return record.Geometry, faultsOf(record.Geometry), nil
}

func refusal(rule, message, advice string) finding {
	return finding{Severity: data.Refused, Field: "geometry", Rule: rule, Message: message, Advice: advice}
}

func eachFinding(problems []data.Problem) []finding {
	var all []finding
	for _, p := range problems {
		all = append(all, finding{Severity: p.Severity, Field: "geometry", Rule: p.Rule, Place: p.Place, Message: p.Message, Advice: p.Advice})
	}
	return all
}

// unmeasurable refuses what has neither length nor area, and what is no geometry.
func unmeasurable(kind any) (finding, bool) {
	switch kind {
	case "LineString", "MultiLineString", "Polygon", "MultiPolygon":
		return finding{}, false
	case "Point", "MultiPoint":
		return refusal("no_length", "a point has neither length nor area", "send a LineString through two points to measure how far they are apart"), true
	case "Feature", "FeatureCollection":
		return refusal("geometry", fmt.Sprintf("a %s was sent", kind), "send its geometry alone"), true
	}
	return refusal("type", fmt.Sprintf("%.60s is not a type of geometry that can be measured", string(appendTree(nil, kind))), "send a LineString, MultiLineString, Polygon or MultiPolygon"), true
}

// faultsOf is what is wrong with a geometry by the rules of imports. What leaves open which
// ground it covers is refused here, where an import would keep it and say so. Crossings are
// looked for after the cut at ±180°, so that an outline across it is not taken for one around
// the globe.
func faultsOf(g orb.Geometry) []finding {
	if g == nil {
		return []finding{refusal(geo.RuleEmpty, "the geometry has no positions", "send at least two positions")}
	}
	faults := geo.Check(g)
	if !slices.ContainsFunc(faults, func(f geo.Fault) bool { return f.Fatal }) {
		if slices.ContainsFunc(coursesOf(g), func(c course) bool { return c.ring != nil && geo.AroundPole(c.positions) }) {
			return []finding{refusal("around_pole", "a ring goes around a pole", "send the ground in parts that do not")}
		}
		faults = geo.Check(geo.SplitAtAntimeridian(g))
	}
	var all []finding
	for _, f := range faults {
		all = append(all, faultFinding(f))
	}
	return all
}

func faultFinding(f geo.Fault) finding {
	found := finding{Severity: data.Refused, Field: "geometry", Rule: f.Rule, Place: placeText(f.Place), Message: f.Message}
	switch f.Rule {
	case geo.RuleFinite, geo.RuleEmpty, geo.RuleNested:
		found.Place = ""
	case geo.RuleRepeated, geo.RuleNoExtent:
		found.Severity = data.Warning
	case geo.RuleSelfIntersection, geo.RulePartsOverlap:
		found.Message, _, _ = strings.Cut(f.Message, ";") // what imports make of its area is not done here
	}
	found.Advice = measureAdvice[f.Rule]
	if found.Advice == "" {
		found.Advice = "correct the geometry"
	}
	return found
}

// measureAdvice says what to do about the faults of a geometry that is to be measured.
var measureAdvice = map[string]string{
	geo.RuleRange:            "give longitude, then latitude, in degrees of WGS 84; longitudes lie within ±180",
	geo.RuleRingClosed:       "repeat the first position at the end of the ring",
	geo.RuleRingTooShort:     "an outline needs three corners and the first repeated",
	geo.RuleLineTooShort:     "a line needs two positions",
	geo.RuleRepeated:         "nothing needs to be done: it counts once",
	geo.RuleNoExtent:         "check that no corner is missing",
	geo.RuleSelfIntersection: "move a corner so that the outline does not meet itself: it is not clear which ground is meant",
	geo.RuleRingsCross:       "move the rings apart: it is not clear which ground is meant",
	geo.RuleHoleOutside:      "leave the hole out, or put it within its outline",
	geo.RulePartsOverlap:     "measure the parts one by one, or move them apart: ground that both cover would count twice",
	geo.RuleNotChecked:       "simplify the outline",
}

func placeText(p orb.Point) string { return fmt.Sprintf("%v, %v", p[0], p[1]) }
