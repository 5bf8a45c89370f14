package detect

import (
	"encoding/json"
	"fmt"
)

// Reason is one fact that drove a result. An overlap carries its reasons as a JSON array
// of these objects; the map says them in its languages by their code, and [Reason.Text]
// says them in English. Fields that a code does not use are absent.
type Reason struct {
	Code string `json:"code"`
	// Side is "pow" or "civilian": which of the two the reason speaks of. Absent if both.
	Side string `json:"side,omitempty"`
	// Ref is the feature that the reason comes from, as collection/id.
	Ref string `json:"ref,omitempty"`
	// Source is the id of the source of that fact, in the collection sources.
	Source string `json:"source,omitempty"`

	AreaM2           *float64 `json:"area_m2,omitempty"`
	PowFraction      *float64 `json:"pow_fraction,omitempty"`
	CivilianFraction *float64 `json:"civilian_fraction,omitempty"`
	DistanceM        *float64 `json:"distance_m,omitempty"`
	AccuracyM        *float64 `json:"accuracy_m,omitempty"`
	ReachM           *float64 `json:"reach_m,omitempty"`
	WantedM          *float64 `json:"wanted_m,omitempty"`
	WidthM           *float64 `json:"width_m,omitempty"`
	ToleranceM       *float64 `json:"tolerance_m,omitempty"`
	Probability      *float64 `json:"probability,omitempty"`
	Burials          int64    `json:"burials,omitempty"`
	Count            int64    `json:"count,omitempty"`
	Method           string   `json:"method,omitempty"`    // a location_method
	Operation        string   `json:"operation,omitempty"` // a datum operation, "EPSG:5044"
	Rule             string   `json:"rule,omitempty"`      // a rule of package geo
	PowPeriod        string   `json:"pow_period,omitempty"`
	CivilianPeriod   string   `json:"civilian_period,omitempty"`
}

// The codes, in the order in which reasons are listed. Each overlap has exactly one of
// the first group and exactly one of the time group.
const (
	// How the outlines lie.
	CodeSharesGround = "outlines_share_ground" // area_m2; pow_fraction, civilian_fraction
	CodePowWithin    = "pow_within_civilian"   // area_m2 if it has an outline
	CodeCivilWithin  = "civilian_within_pow"   // area_m2 if it has an outline
	CodeSameOutline  = "same_outline"          // area_m2 if it has an outline
	CodeCrosses      = "crosses_outline"       // a point or line lies partly within the other
	CodeTouch        = "outlines_touch"        //
	CodeApart        = "outlines_apart"        // distance_m

	// What the records say about belonging.
	CodeOwnCemetery = "own_cemetery"       // side, ref: the plot names this very cemetery
	CodeOwnSite     = "own_site"           // side, ref: the plot names this very site
	CodeSamePlace   = "same_cemetery"      // ref: both plots name this cemetery
	CodeMixed       = "recorded_mixed"     // side, ref
	CodeDisc        = "footprint_disc"     // side, ref, area_m2, burials: ground taken for a point
	CodeStrip       = "footprint_strip"    // side, ref, area_m2, width_m: ground taken for a line
	CodeFaulty      = "outline_faulty"     // side, ref, rule
	CodeSimplified  = "outline_simplified" // tolerance_m
	CodeNotDrawn    = "shape_not_drawn"    // the shared ground is measured but not drawn

	// How well the places are known.
	CodeAccuracy         = "accuracy_stated"        // side, ref, source, accuracy_m, method
	CodeAccuracySource   = "accuracy_of_source"     // side, ref, source, accuracy_m, method: the record states none
	CodeAccuracyUnknown  = "accuracy_unknown"       // side, ref, source, method: rule for not_assessed
	CodeShift            = "shared_shift"           // side, source, accuracy_m: of all that comes from the source
	CodeOperation        = "datum_operation"        // side, source, operation, accuracy_m
	CodeOperationUnknown = "datum_accuracy_unknown" // side, source, operation: rule for not_assessed
	CodeSameSource       = "same_source"            // source: what its features share cancels
	CodeSameOperation    = "same_operation"         // operation: its error cancels
	CodeRelative         = "relative_accuracy"      // accuracy_m: of the offset of one from the other
	CodeTooPoor          = "accuracy_too_poor"      // accuracy_m, probability: rule for not_assessed
	CodeReach            = "reach"                  // reach_m
	CodeReachCapped      = "reach_capped"           // reach_m, wanted_m
	CodeLeftOut          = "neighbours_left_out"    // count

	// Which was first.
	CodeCivilianLater   = "civilian_later"          // pow_period, civilian_period
	CodeContemporary    = "contemporary"            // pow_period, civilian_period
	CodeCivilianEarlier = "civilian_earlier"        // pow_period, civilian_period
	CodeTimeUnknown     = "time_unknown"            // those periods that are recorded
	CodeCaptivity       = "pow_period_of_captivity" // side, pow_period: taken for want of a record

	CodeFictional = "fictional" // side, ref: the feature is invented
)

// sentences are the English words for each code. Values in braces stand for parameters.
var sentences = map[string]string{
	CodeSharesGround:     "The outlines as recorded share {area_m2} m²: {pow_fraction} of the prisoners' ground, {civilian_fraction} of the civilian.",
	CodePowWithin:        "The prisoners' burial as recorded lies within the civilian one.",
	CodeCivilWithin:      "The civilian burial as recorded lies within the prisoners' one.",
	CodeSameOutline:      "Both are recorded with the same outline.",
	CodeCrosses:          "One as recorded lies partly within the other.",
	CodeTouch:            "The outlines as recorded touch; they share no ground.",
	CodeApart:            "The outlines as recorded lie {distance_m} m apart.",
	CodeOwnCemetery:      "The {side} plot is recorded as part of this very cemetery ({ref}).",
	CodeOwnSite:          "The {side} plot is recorded as part of this very burial site ({ref}).",
	CodeSamePlace:        "Both plots are recorded as part of the same cemetery ({ref}).",
	CodeMixed:            "{ref} is recorded as holding prisoners and civilians.",
	CodeDisc:             "{ref} is recorded as a point: a disc of {area_m2} m² is taken for its ground, for {burials} burials of usual size.",
	CodeStrip:            "{ref} is recorded as a line: a strip {width_m} m wide along it, {area_m2} m², is taken for its ground.",
	CodeFaulty:           "The outline of {ref} is faulty ({rule}); it is kept as recorded, and its area is counted by the even-odd rule.",
	CodeSimplified:       "An outline with very many corners was simplified by up to {tolerance_m} m before it was measured.",
	CodeNotDrawn:         "The shared ground could be measured but not drawn.",
	CodeAccuracy:         "The position of {ref} is recorded to {accuracy_m} m (95 %), method {method}.",
	CodeAccuracySource:   "The record of {ref} states no accuracy; that of its source ({source}) is taken, {accuracy_m} m (95 %), method {method}.",
	CodeAccuracyUnknown:  "Nobody has stated how accurate the position of {ref} is, method {method}; so it cannot be told how likely it is that they share ground.",
	CodeShift:            "All that comes from source {source} may be shifted together by {accuracy_m} m (95 %).",
	CodeOperation:        "The coordinates of source {source} came to WGS 84 by {operation}, which is right to {accuracy_m} m.",
	CodeOperationUnknown: "The coordinates of source {source} came to WGS 84 by {operation}; nobody has stated how accurate that is here, so it cannot be told how likely it is that they share ground.",
	CodeSameSource:       "Both come from the same source ({source}): an error that all its features share moves both alike and does not count.",
	CodeSameOperation:    "Both came to WGS 84 by the same operation ({operation}): its error moves both alike and does not count.",
	CodeRelative:         "All in all, where one lies relative to the other is known to {accuracy_m} m (95 %).",
	CodeTooPoor:          "The positions are known too poorly to tell: even if one were recorded right on top of the other ({accuracy_m} m, 95 %), the probability could be no more than {probability}.",
	CodeReach:            "Burials within {reach_m} m of each other were compared.",
	CodeReachCapped:      "Burials within {reach_m} m of each other were compared; the accuracy would ask for {wanted_m} m.",
	CodeLeftOut:          "{count} more civilian burials near it, farther away than those compared, were too many to compare.",
	CodeCivilianLater:    "The civilian burials ({civilian_period}) are later than the prisoners' ({pow_period}).",
	CodeContemporary:     "The civilian burials ({civilian_period}) and the prisoners' ({pow_period}) may be of the same time.",
	CodeCivilianEarlier:  "The civilian burials ({civilian_period}) are earlier than the prisoners' ({pow_period}).",
	CodeTimeUnknown:      "The recorded periods do not tell which burials were first.",
	CodeCaptivity:        "No period is recorded for the prisoners' burial; {pow_period}, the years of captivity, is taken.",
	CodeFictional:        "{ref} is invented, for demonstration or tests.",
}

// Codes are all codes, in the order in which reasons are listed.
var Codes = []string{
	CodeSharesGround, CodePowWithin, CodeCivilWithin, CodeSameOutline, CodeCrosses, CodeTouch, CodeApart,
	CodeOwnCemetery, CodeOwnSite, CodeSamePlace, CodeMixed, CodeDisc, CodeStrip, CodeFaulty, CodeSimplified, CodeNotDrawn,
	CodeAccuracy, CodeAccuracySource, CodeAccuracyUnknown, CodeShift, CodeOperation, CodeOperationUnknown,
	CodeSameSource, CodeSameOperation, CodeRelative, CodeTooPoor, CodeReach, CodeReachCapped, CodeLeftOut,
	CodeCivilianLater, CodeContemporary, CodeCivilianEarlier, CodeTimeUnknown, CodeCaptivity,
	CodeFictional,
}

// Text is the reason as an English sentence. A code that this program does not know, from
// a store that a later version has written, is said as it is.
func (r Reason) Text() string {
	sentence, ok := sentences[r.Code]
	if !ok {
		return r.Code
	}
	return fill(sentence, r.values())
}

// values are the parameters by name, as a reader of the JSON sees them.
func (r Reason) values() map[string]any {
	b, err := json.Marshal(r)
	if err != nil { // cannot happen: all numbers are finite
		panic(err)
	}
	var v map[string]any
	if err := json.Unmarshal(b, &v); err != nil {
		panic(err)
	}
	if r.Side == "pow" {
		v["side"] = "prisoners'"
	}
	return v
}

func fill(sentence string, values map[string]any) string {
	var out []byte
	for i := 0; i < len(sentence); i++ {
		if sentence[i] != '{' {
			out = append(out, sentence[i])
			continue
		}
		end := i + 1
		for sentence[end] != '}' {
			end++
		}
		out = append(out, say(sentence[i+1:end], values)...)
		i = end
	}
	return string(out)
}

// say writes a number with the decimals that make sense for it: fractions as percent.
func say(name string, values map[string]any) string {
	switch v := values[name].(type) {
	case string:
		return v
	case float64:
		switch name {
		case "pow_fraction", "civilian_fraction", "probability":
			return fmt.Sprintf("%.1f %%", v*100)
		case "burials", "count":
			return fmt.Sprintf("%.0f", v)
		case "reach_m", "wanted_m":
			return fmt.Sprintf("%.1f", v)
		}
		return fmt.Sprintf("%.2f", v)
	}
	return "unknown"
}
