package book

import (
	"encoding/json"

	"burialmap/data"
)

// reason is one fact that drove a comparison, as the search for overlaps records it.
type reason struct {
	Code             string   `json:"code"`
	Side             string   `json:"side"`
	Ref              string   `json:"ref"`
	Source           string   `json:"source"`
	AreaM2           *float64 `json:"area_m2"`
	PowFraction      *float64 `json:"pow_fraction"`
	CivilianFraction *float64 `json:"civilian_fraction"`
	DistanceM        *float64 `json:"distance_m"`
	AccuracyM        *float64 `json:"accuracy_m"`
	ReachM           *float64 `json:"reach_m"`
	WantedM          *float64 `json:"wanted_m"`
	WidthM           *float64 `json:"width_m"`
	ToleranceM       *float64 `json:"tolerance_m"`
	Probability      *float64 `json:"probability"`
	Burials          int64    `json:"burials"`
	Count            int64    `json:"count"`
	Method           string   `json:"method"`
	Operation        string   `json:"operation"`
	PowPeriod        string   `json:"pow_period"`
	CivilianPeriod   string   `json:"civilian_period"`
}

// reasons are those of an overlap as sentences, worded as the map words them. A code that
// is newer than the words is shown as it is.
func (b *writer) reasons(overlap data.Feature, g Ground) []string {
	var sentences []string
	for _, r := range reasonsOf(overlap) {
		if r.Code == "fictional" && b.Plan.Fictional || r.Code == "reach" {
			continue // every page says the one; how far was searched does not help on the ground
		}
		sentences = append(sentences, b.reason(r, overlap, g))
	}
	return sentences
}

func (b *writer) reason(r reason, overlap data.Feature, g Ground) string {
	measure := func(say func(float64) string, v *float64) string {
		if v == nil {
			return "?"
		}
		return say(*v)
	}
	period := func(edtf string) string {
		if edtf == "" {
			return "?"
		}
		return b.w.period(edtf)
	}
	v := values{
		"n": max(1, r.Burials, r.Count), "name": "", "source": "?", "operation": r.Operation, "plot": "",
		"method": b.w.term("method", orUnknown(r.Method)), "area": measure(b.w.area, r.AreaM2),
		"pow_share": measure(b.w.share, r.PowFraction), "civilian_share": measure(b.w.share, r.CivilianFraction),
		"distance": measure(b.w.length, r.DistanceM), "accuracy": measure(b.w.length, r.AccuracyM),
		"reach": measure(b.w.length, r.ReachM), "wanted": measure(b.w.length, r.WantedM),
		"width": measure(b.w.length, r.WidthM), "tolerance": measure(b.w.length, r.ToleranceM),
		"probability": measure(b.w.probability, r.Probability),
		"pow_period":  period(r.PowPeriod), "civilian_period": period(r.CivilianPeriod),
	}
	if r.Ref != "" {
		v["name"] = b.refName(r.Ref, g)
	}
	if r.Source != "" {
		v["source"] = b.sourceName(r.Source, g)
	}
	if r.Side != "" {
		v["plot"] = b.refName(overlap.Text(r.Side), g)
	}
	return b.w.say("reason."+r.Code, v)
}

func orUnknown(method string) string {
	if method == "" {
		return data.MethodUnknown
	}
	return method
}

// refName is what a feature is called that is named by collection/id.
func (b *writer) refName(ref string, g Ground) string {
	if f, ok := g.feature(ref); ok {
		return b.name(f)
	}
	return ref
}

func (b *writer) sourceName(id string, g Ground) string {
	if f, ok := g.Sources[id]; ok {
		return b.name(f)
	}
	return id
}

// reasonsOf are those of an overlap; what cannot be read is none.
func reasonsOf(overlap data.Feature) []reason {
	raw, ok := overlap.Properties["reasons"].(json.RawMessage)
	if !ok {
		return nil
	}
	var all []reason
	if json.Unmarshal(raw, &all) != nil {
		return nil
	}
	return all
}
