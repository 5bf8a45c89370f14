package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// Plans of visits are documents beside the data: writing one changes no feature and no
// tile. Whoever may read the data may read them, but not pages of other hosts, for plans
// name people. What follows from a plan – timetable, ranking, package – is computed when it
// is asked for and stored nowhere; plantimetable.go and planfiles.go do so.

// planRoutes are the addresses of plans.
func (s *server) planRoutes(r *mux.Router) {
	packed := compressed()
	get := func(h handler) http.Handler { return packed(sized(bodyBytes, s.handle(h))) }
	say := func(h handler) http.Handler { return packed(own(sized(bodyBytes, s.handle(h)))) }
	edit := func(h handler) http.Handler {
		return packed(s.editing(s.fromHere(sized(bodyBytes, s.handle(h)))))
	}
	for _, route := range []struct {
		path string
		methods
	}{
		{"/api/plans", methods{http.MethodGet: get(s.plans), http.MethodPost: edit(s.createPlan)}},
		{"/api/plans/ranking", methods{http.MethodGet: get(s.ranking)}},
		{"/api/plans/timetable", methods{http.MethodPost: say(s.timetableOf)}},
		{"/api/plans/arrange", methods{http.MethodPost: say(s.arrange)}},
		{"/api/plans/matrix", methods{http.MethodPost: say(s.readMatrix)}},
		{"/api/plans/{id}", methods{http.MethodGet: get(s.plan), http.MethodPut: edit(s.replacePlan), http.MethodDelete: edit(s.removePlan)}},
		{"/api/plans/{id}/revisions", methods{http.MethodGet: get(s.planRevisions)}},
		{"/api/plans/{id}/timetable", methods{http.MethodGet: get(s.timetable)}},
		{"/api/plans/{id}/changes", methods{http.MethodGet: get(s.planChanges)}},
		{"/api/plans/{id}/matrix.csv", methods{http.MethodGet: get(s.matrixCSV)}},
		{"/api/plans/{id}/package", methods{http.MethodGet: sized(bodyBytes, s.handle(s.planPackage))}},
		{"/api/plans/{id}/book", methods{http.MethodGet: get(s.planBook)}},
	} {
		r.Handle(route.path, route.methods)
	}
}

// notPlans are what stands in addresses where ids of plans do.
var notPlans = []string{"ranking", "timetable", "arrange", "matrix"}

type plansDoc struct {
	Plans []data.Document `json:"plans"`
}

type revisionsDoc struct {
	Revisions []data.Document `json:"revisions"` // the newest first
}

// plans lists the plans that there are.
func (s *server) plans(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	all, err := fieldplan.List(r.Context(), s.Store)
	if err != nil {
		return err
	}
	return answerTagged(w, r, plansDoc{append([]data.Document{}, all...)})
}

// planRevisions lists the revisions of a plan, also of one that was deleted.
func (s *server) planRevisions(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	id, err := pathVar(r, "id")
	if err != nil {
		return err
	}
	all, err := s.Store.DocumentRevisions(r.Context(), fieldplan.Kind, id)
	if err != nil {
		return noPlan(err)
	}
	return answerTagged(w, r, revisionsDoc{all})
}

// answerTagged answers with JSON, unless the client has the same already.
func answerTagged(w http.ResponseWriter, r *http.Request, v any) error {
	body := append(appendJSON(nil, v), '\n')
	if unchanged(w, r, contentTag(body)) {
		return nil
	}
	w.Header().Set("Content-Type", asJSON.media)
	_, _ = w.Write(body) // the client is gone: nobody is left to tell
	return nil
}

// plan answers with a plan, as it is or as it was at a revision.
func (s *server) plan(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "revision")
	if err != nil {
		return err
	}
	plan, err := s.planAsked(r, p)
	if err != nil || unchanged(w, r, planTag(plan.Revision)) {
		return err
	}
	return writeJSON(w, plan)
}

// planTag is the entity tag of a plan at a revision: no other ever has the same number.
func planTag(revision int64) string { return `"` + strconv.FormatInt(revision, 10) + `"` }

// planAsked is the plan that the address names, at the revision that the parameter names.
func (s *server) planAsked(r *http.Request, p params) (fieldplan.Plan, error) {
	id, err := pathVar(r, "id")
	if err != nil {
		return fieldplan.Plan{}, err
	}
	revision, err := p.number("revision", 0, 1, 1<<62)
	if err != nil {
		return fieldplan.Plan{}, err
	}
	plan, err := fieldplan.Get(r.Context(), s.Store, id, revision)
	return plan, noPlan(err)
}

func noPlan(err error) error {
	if errors.Is(err, data.ErrNotFound) {
		return missing("There is no such plan; /api/plans lists those there are, and /api/plans/{id}/revisions also knows one that was deleted.")
	}
	return err
}

// createPlan stores a new plan.
func (s *server) createPlan(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	plan, err := readPlan(r)
	if err != nil {
		return err
	}
	if slices.Contains(notPlans, plan.ID) {
		return badPlan(against("id", "id", fmt.Sprintf("the id %q means something else in an address", plan.ID), "take another, or leave it out"))
	}
	plan.Revision = 0
	saved, err := s.savePlan(r, plan)
	if errors.Is(err, data.ErrConflict) {
		return &problem{Status: http.StatusConflict, Detail: fmt.Sprintf("The id %q is taken, or was by a plan that has been deleted. Leave it out to get another, or send the plan by PUT to its own address.", plan.ID)}
	}
	if err != nil {
		return err
	}
	w.Header().Set("Location", s.base(r)+"/api/plans/"+url.PathEscape(saved.ID))
	return answerPlan(w, http.StatusCreated, saved)
}

// replacePlan stores a plan as the revision after the one that If-Match names; if that one
// deleted the plan, it is there again.
func (s *server) replacePlan(w http.ResponseWriter, r *http.Request) error {
	id, revision, err := s.planAimed(r)
	if err != nil {
		return err
	}
	plan, err := readPlan(r)
	if err != nil {
		return err
	}
	if plan.ID != "" && plan.ID != id {
		return badPlan(against("id", "id", "the id is not that of the address", "leave it out; a plan keeps its id for as long as it lives"))
	}
	plan.ID, plan.Revision = id, revision
	saved, err := s.savePlan(r, plan)
	if err != nil {
		return planMoved(err)
	}
	return answerPlan(w, http.StatusOK, saved)
}

// removePlan deletes a plan; its revisions stay.
func (s *server) removePlan(w http.ResponseWriter, r *http.Request) error {
	id, revision, err := s.planAimed(r)
	if err != nil {
		return err
	}
	if err := fieldplan.Delete(r.Context(), s.Store, id, revision, planAuthor(r)); err != nil {
		return noPlan(planMoved(err))
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// planAimed is which plan an edit is about, and its newest revision, which has to be the
// one that If-Match names.
func (s *server) planAimed(r *http.Request) (id string, revision int64, err error) {
	if _, err := readParams(r); err != nil {
		return "", 0, err
	}
	if strings.TrimSpace(r.Header.Get("If-Match")) == "" {
		return "", 0, &problem{Status: http.StatusPreconditionRequired, Detail: "Say which revision of the plan you mean: send its ETag in the header If-Match, or * to overwrite whatever is there."}
	}
	if id, err = pathVar(r, "id"); err != nil {
		return "", 0, err
	}
	all, err := s.Store.DocumentRevisions(r.Context(), fieldplan.Kind, id)
	if err != nil {
		return "", 0, noPlan(err)
	}
	newest, asked := all[0], strings.Join(r.Header.Values("If-Match"), ",")
	if newest.Deleted && (r.Method == http.MethodDelete || strings.TrimSpace(asked) == "*") {
		return "", 0, noPlan(data.ErrNotFound)
	}
	if !matches(asked, planTag(newest.Revision)) {
		return "", 0, planMoved(data.ErrConflict)
	}
	return id, newest.Revision, nil
}

// planMoved says that somebody else was first; any other error stays.
func planMoved(err error) error {
	if errors.Is(err, data.ErrConflict) {
		return &problem{Status: http.StatusPreconditionFailed, Detail: "The plan is no longer at the revision that If-Match names: somebody has stored another. Read it again and see whether yours still holds."}
	}
	return err
}

// planAuthor is who stores a revision.
func planAuthor(r *http.Request) string {
	if name := author(r.Context()); name != anonymous {
		return name
	}
	return localReviewer
}

// savePlan stores a plan. One that does not say what the overlaps at its stops came to
// before is given what they come to now: from then on it can be seen what has changed.
func (s *server) savePlan(r *http.Request, plan fieldplan.Plan) (fieldplan.Plan, error) {
	if plan.Before == nil {
		world, err := fieldplan.Load(r.Context(), s.Store, plan)
		if err != nil {
			return plan, err
		}
		plan.Before = world.Snapshot(plan)
	}
	saved, err := fieldplan.Save(r.Context(), s.Store, plan, planAuthor(r))
	if invalid := (*fieldplan.InvalidError)(nil); errors.As(err, &invalid) {
		return saved, badPlan(planFindings(invalid.Problems)...)
	}
	return saved, err
}

func answerPlan(w http.ResponseWriter, status int, plan fieldplan.Plan) error {
	w.Header().Set("ETag", planTag(plan.Revision))
	return answerJSON(w, status, plan)
}
