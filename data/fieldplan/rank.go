package fieldplan

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"burialmap/data"
)

// Rank sorts the sites that a query selects by what a visit would tell, the most first;
// where scores are equal, by id. Its Sort, After, Offset and Limit choose which sites are
// ranked, not which are listed. Weights that are all 0 are the default ones; a negative one,
// or one that is no number, is a data.ErrInvalid.
func Rank(ctx context.Context, reads data.Reads, q data.Query, w Weights, today time.Time) (Ranking, error) {
	if w == (Weights{}) {
		w = DefaultWeights
	}
	for _, m := range w.members() {
		if !(m.weight >= 0 && m.weight <= maxWeight) {
			return Ranking{}, fmt.Errorf("%w: a weight of %v for %s; weights are 0 to %d", data.ErrInvalid, m.weight, m.name, maxWeight)
		}
	}
	r := Ranking{Weights: w, Today: today.Format(dayLayout), Sites: []Ranked{}}
	var err error
	if r.DataRevision, err = revisionOf(ctx, reads); err != nil {
		return r, err
	}
	q.Collection, q.Fields = data.Sites.Name, rankFields
	visits, err := visitsBySite(ctx, reads, func(string) bool { return true })
	if err != nil {
		return r, err
	}
	for f, err := range reads.Features(ctx, q) {
		if err != nil {
			return r, err
		}
		r.Sites = append(r.Sites, rankSite(f, visits[f.ID], w, civil(today)))
	}
	slices.SortFunc(r.Sites, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Site, b.Site))
	})
	return r, nil
}

var rankFields = []string{
	"status", "burials", "recovered", "overlap_class", "overlap_pairs", "overlap_probability", "shared_area_expected_m2",
	"accuracy_m", "location_method",
}

func rankSite(f data.Feature, visits []Visit, w Weights, today time.Time) Ranked {
	r := Ranked{Site: f.ID, Located: f.Geometry != nil}
	values := []value{overlapValue(f), groundValue(f), unrecoveredValue(f), accuracyValue(f), ageValue(f, visits, today)}
	if f.Text("status") == "memorial" {
		values = withoutGraves(f, values)
	}
	sum := w.sum()
	for i, m := range w.members() {
		p := Part{Name: m.name, Weight: m.weight, Value: values[i].value, Known: values[i].known, Facts: values[i].facts}
		p.Points = m.weight / sum * p.Value
		r.Score += p.Points
		r.Parts = append(r.Parts, p)
	}
	return r
}

// withoutGraves are the values of a place that is recorded as a memorial where nobody lies:
// nothing about burials can be learned there, however little is recorded.
func withoutGraves(f data.Feature, values []value) []value {
	for i := range values {
		values[i].value, values[i].known = 0, true
		if !slices.ContainsFunc(values[i].facts, func(fact Fact) bool { return fact.Name == "status" }) {
			values[i].facts = append(values[i].facts, factOf(f, "status"))
		}
	}
	return values
}

// value is what one consideration says of a site, from 0 to 1.
type value struct {
	value float64
	known bool
	facts []Fact
}

func factOf(f data.Feature, field string) Fact {
	v := f.Properties[field]
	if field == "accuracy_m" && f.Location.Accuracy.Known() {
		v = float64(f.Location.Accuracy)
	}
	return Fact{Name: field, Value: v, Ref: f.Ref()}
}

// overlapValue is how undecided and how likely it is that prisoners' and civilian burials
// share ground: with p the probability that any do,
//
//	4p(1−p) is how undecided, p how likely; their mean over its greatest, 25/32, is
//	0.64 p (5 − 4p)
//
// It is 0 at p = 0, 1 at p = 0.625 and 0.64 at p = 1: what is settled is worth seeing less,
// and certainly shared ground more than certainly separate. Where the probability is not
// assessed, or nothing was compared, it is the mean of that over all p, 0.747: not knowing is
// a reason to go.
func overlapValue(f data.Feature) value {
	facts := []Fact{factOf(f, "overlap_class"), factOf(f, "overlap_probability"), factOf(f, "overlap_pairs")}
	p := number(f, "overlap_probability")
	if p == nil {
		return value{0.64 * (5.0/2 - 4.0/3), false, facts}
	}
	return value{0.64 * *p * (5 - 4**p), true, facts}
}

// halfGround is the expected shared ground in m² that is worth half: that of some twenty
// single graves.
const halfGround = 50

// groundValue grows with the ground A in m² that both are expected to share, A / (A + 50);
// half where that is not assessed.
func groundValue(f data.Feature) value {
	facts := []Fact{factOf(f, "shared_area_expected_m2")}
	a := number(f, "shared_area_expected_m2")
	if a == nil {
		return value{0.5, false, facts}
	}
	return value{*a / (*a + halfGround), true, facts}
}

// mostBurials are as many as count fully.
const mostBurials = 1000

// unrecoveredValue grows with the number N of burials that are not recovered,
// ln(1 + N) / ln(1 + 1000), at most 1: a tenth as many count two thirds, for each may be
// somebody's. Where the recovered are not recorded, all burials count, and it is said to be a
// guess; where neither is, it is half. A site recorded as wholly recovered counts 0.
func unrecoveredValue(f data.Feature) value {
	facts := []Fact{factOf(f, "burials"), factOf(f, "recovered"), factOf(f, "status")}
	burials, recovered := number(f, "burials"), number(f, "recovered")
	switch {
	case burials != nil && recovered != nil:
		return value{logShare(*burials - *recovered), true, facts}
	case f.Text("status") == "recovered":
		return value{0, true, facts}
	case burials != nil:
		return value{logShare(*burials), false, facts}
	}
	return value{0.5, false, facts}
}

func logShare(n float64) float64 {
	return min(1, math.Log1p(max(0, n))/math.Log1p(mostBurials))
}

// What a position can gain: a fix by GPS is taken to be right to 5 m (95 %, a hand-held
// receiver under trees), and 5 km is as poor as counts.
const (
	fixAccuracy   = 5
	worstAccuracy = 5000
)

// accuracyValue is what a fix by GPS would improve, with r the 95 % radius in metres:
// ln(r/5) / ln(5000/5), from 0 to 1. A site that is not located, or nobody knows how well,
// counts 1: there everything can be gained, and nothing tells how much.
func accuracyValue(f data.Feature) value {
	facts := []Fact{factOf(f, "accuracy_m"), {Name: "location_method", Value: orNil(f.Location.Method), Ref: f.Ref()}}
	r := float64(f.Location.Accuracy)
	if f.Geometry == nil || r <= 0 {
		return value{1, false, facts}
	}
	return value{min(1, max(0, math.Log(r/fixAccuracy)/math.Log(worstAccuracy/fixAccuracy))), true, facts}
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// ageYears is after how many years 63 % of what was seen is taken to have changed.
const ageYears = 10

// ageValue grows with the years t since somebody was there, 1 − exp(−t/10); half where no
// visit is recorded. A visit that did not reach the place is none; one whose day is not
// known tells no age.
func ageValue(f data.Feature, visits []Visit, today time.Time) value {
	for _, v := range visits {
		if v.Outcome == "not_reached" {
			continue
		}
		ref := data.Observations.Name + "/" + v.ID
		facts := []Fact{{Name: "observed", Value: orNil(v.Observed), Ref: ref}}
		period, err := data.ParsePeriod(v.Observed)
		if err != nil {
			continue
		}
		last, ok := period.Latest()
		if !ok {
			continue
		}
		years := max(0, today.Sub(last).Hours()/24/365.25)
		return value{1 - math.Exp(-years/ageYears), true, facts}
	}
	return value{0.5, false, []Fact{{Name: "observed", Value: nil, Ref: f.Ref()}}}
}
