package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// journey is a stored plan with the day and the state of the data for which something of it
// is asked.
type journey struct {
	plan     fieldplan.Plan
	today    time.Time
	revision int64 // of the data
	build    string
}

// journeyAsked is what the address and its parameters name.
func (s *server) journeyAsked(r *http.Request, p params) (j journey, err error) {
	// Read first: of data that changes meanwhile an older tag only costs another look.
	if j.revision, err = s.Store.Revision(r.Context()); err != nil {
		return j, err
	}
	if j.plan, err = s.planAsked(r, p); err != nil {
		return j, err
	}
	j.today, err = s.today(p, j.plan)
	j.build = s.build
	return j, err
}

// tag is the entity tag of what is computed of a journey: it is the same for the same plan,
// data and day.
func (j journey) tag(form string) string {
	return fmt.Sprintf(`W/"%d-%d-%s-%s-%s"`, j.plan.Revision, j.revision, j.today.Format("20060102"), form, j.build)
}

// timetable answers how a stored plan works out.
func (s *server) timetable(w http.ResponseWriter, r *http.Request) error {
	return s.computed(w, r, "timetable", func(world *fieldplan.World, j journey) any {
		return world.Timetable(j.plan, j.today)
	})
}

type planChangesDoc struct {
	Changes []fieldplan.Changed `json:"changes"`
}

// planChanges answers how the overlaps at the stops of a plan have changed since it was
// accepted.
func (s *server) planChanges(w http.ResponseWriter, r *http.Request) error {
	return s.computed(w, r, "changes", func(world *fieldplan.World, j journey) any {
		return planChangesDoc{append([]fieldplan.Changed{}, world.Changes(j.plan)...)}
	})
}

// computed answers with something that follows from a stored plan and the data.
func (s *server) computed(w http.ResponseWriter, r *http.Request, form string, compute func(*fieldplan.World, journey) any) error {
	p, err := readParams(r, "revision", "today")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	j, err := s.journeyAsked(r, p)
	if err != nil || unchanged(w, r, j.tag(form)) {
		return err
	}
	world, err := fieldplan.Load(ctx, s.Store, j.plan)
	if err != nil {
		return err
	}
	return writeJSON(w, compute(world, j))
}

// timetableOf answers how a plan works out that is not stored.
func (s *server) timetableOf(w http.ResponseWriter, r *http.Request) error {
	plan, today, world, err := s.unstored(r)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, world.Timetable(plan, today))
}

// unstored is the plan that a request sends, with the day and the data it is about.
func (s *server) unstored(r *http.Request) (plan fieldplan.Plan, today time.Time, world *fieldplan.World, err error) {
	p, err := readParams(r, "today")
	if err != nil {
		return plan, today, nil, err
	}
	if plan, err = readPlan(r); err != nil {
		return plan, today, nil, err
	}
	if today, err = s.today(p, plan); err != nil {
		return plan, today, nil, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	world, err = fieldplan.Load(ctx, s.Store, plan)
	return plan, today, world, err
}

// arrangedDoc is a new arrangement of a plan, and how it works out.
type arrangedDoc struct {
	Plan      fieldplan.Plan      `json:"plan"`
	Timetable fieldplan.Timetable `json:"timetable"`
}

// arrange answers with a new arrangement of a plan. Nothing is stored.
func (s *server) arrange(w http.ResponseWriter, r *http.Request) error {
	plan, today, world, err := s.unstored(r)
	if err != nil {
		return err
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(arrangeWait + arrangeTime + stallTime)) // a recorder has none
	leave, err := s.arranging(r.Context())
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(r.Context(), arrangeTime)
	defer cancel()
	arranged, timetable, err := world.ArrangeContext(ctx, plan, today)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, arrangedDoc{arranged, timetable})
}

// arranging waits for a place among the searches for an arrangement; what it returns gives
// it back.
func (s *server) arranging(ctx context.Context) (leave func(), err error) {
	wait, cancel := context.WithTimeout(ctx, arrangeWait)
	defer cancel()
	share := s.shares.arranging
	select {
	case share.places <- struct{}{}:
		return share.leave, nil
	case <-wait.Done():
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		s.Metrics.refuse(share.name)
		return nil, unavailable("Other plans are being arranged; try again in some seconds.")
	}
}

// weightNames are the parameters that say how much each part of a ranking counts.
var weightNames = []string{"overlap", "ground", "unrecovered", "accuracy", "age"}

// ranking answers with sites by what a visit would tell.
func (s *server) ranking(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, append(append([]string{"limit", "today"}, weightNames...), pickParams(data.Sites)...)...)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	sel, weights, today, err := s.rankingAsked(ctx, p)
	if err != nil {
		return err
	}
	revision, err := s.Store.Revision(ctx)
	if err != nil {
		return err
	}
	if unchanged(w, r, `W/"`+strconv.FormatInt(revision, 10)+"-"+today.Format("20060102")+"-ranking-"+s.build+`"`) {
		return nil
	}
	ranked, err := fieldplan.Rank(ctx, s.Store, sel.query, weights, today)
	if err != nil {
		return err
	}
	ranked.Sites = append([]fieldplan.Ranked{}, ranked.Sites[:min(len(ranked.Sites), sel.limit)]...)
	return writeJSON(w, ranked)
}

// rankingAsked is which sites are to be ranked, how and for which day. All that are picked
// are ranked, and the limit is to the answer.
func (s *server) rankingAsked(ctx context.Context, p params) (sel selection, weights fieldplan.Weights, today time.Time, err error) {
	sel = selection{collection: data.Sites, query: data.Query{Collection: data.Sites.Name}}
	for _, read := range []func(context.Context, params, *selection) error{s.readPlace, s.readCondition, readValues} {
		if err := read(ctx, p, &sel); err != nil {
			return sel, weights, today, err
		}
	}
	if sel.limit, err = p.limit(defaultLimit); err != nil {
		return sel, weights, today, err
	}
	if weights, err = p.weights(); err != nil {
		return sel, weights, today, err
	}
	today, err = s.today(p, fieldplan.Plan{})
	return sel, weights, today, err
}

// weights are those of a ranking: as they always are, but for those that are given.
func (p params) weights() (fieldplan.Weights, error) {
	weights := fieldplan.DefaultWeights
	sum := 0.0
	for i, to := range []*float64{&weights.Overlap, &weights.Ground, &weights.Unrecovered, &weights.Accuracy, &weights.Age} {
		if text, ok := p[weightNames[i]]; ok {
			v, err := data.ParseDecimal(text)
			if err != nil || v < 0 || v > maxWeight {
				return weights, badParameter(weightNames[i], fmt.Sprintf("Parameter %q is to be a number from 0 to %d.", weightNames[i], maxWeight))
			}
			*to = v
		}
		sum += *to
	}
	if sum <= 0 {
		return weights, badParameter(weightNames[0], "All weights are 0: at least one part of the ranking has to count.")
	}
	return weights, nil
}
