package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"burialmap/data"
)

// A review is what a person decides about an overlap. The collection is computed and
// cannot be edited, but this can be said of it; see [data.Judge].

// reviewer is who judges where there are no tokens: somebody at this machine.
const localReviewer = "local"

// reviewRoutes are the addresses at which overlaps are judged, for whoever may edit.
func (s *server) reviewRoutes(r *mux.Router) {
	judge := public(s.editing(s.fromHere(sized(bodyBytes, s.handle(s.judge)))))
	r.Handle("/api/collections/overlaps/items/{id}/review", methods{http.MethodPost: judge})
}

// judge records a judgement of an overlap in the state that the request names.
func (s *server) judge(w http.ResponseWriter, r *http.Request) error {
	id, err := pathVar(r, "id")
	if err != nil {
		return err
	}
	if _, err := readParams(r); err != nil {
		return err
	}
	tree, err := body(r, asJSON.media)
	if err != nil {
		return err
	}
	seen, err := seenRevision(r, tree)
	if err != nil {
		return err
	}
	j, err := judgement(r.Context(), tree)
	if err != nil {
		return err
	}
	verb, what := "judged", data.Overlaps.Name+"/"+id+": "+j.Decision
	if j.Decision == "" {
		verb, what = "took back the judgement of", data.Overlaps.Name+"/"+id
	}
	done, err := s.write(r, verb, what, func(ctx context.Context, tx data.Tx) (*edited, error) {
		stored, err := s.asSeen(ctx, tx, r, id, seen)
		if err != nil {
			return nil, err
		}
		outcome, err := data.Judge(ctx, tx, id, j)
		if err == nil && outcome == data.Updated && s.PassOver != nil {
			err = s.PassOver(ctx, tx)
		}
		return &edited{collection: data.Overlaps, feature: stored}, err
	})
	if err != nil {
		return err
	}
	return s.answerEdit(w, r, http.StatusOK, done)
}

// seenRevision is the revision of the overlap that the body says was judged, 0 if the
// header If-Match says it instead. One of the two is needed.
func seenRevision(r *http.Request, tree members) (int64, error) {
	if strings.TrimSpace(r.Header.Get("If-Match")) != "" {
		return 0, nil
	}
	value, ok := tree.get("revision")
	if !ok || value == nil {
		return 0, &problem{Status: http.StatusPreconditionRequired, Detail: "Say which state of the overlap was judged: send its revision in the body, or its ETag in the header If-Match."}
	}
	number, _ := value.(json.Number)
	revision, err := strconv.ParseInt(number.String(), 10, 64)
	if err != nil || revision < 1 {
		return 0, unjudged("revision", "number", "the revision is no whole number from 1", "send the revision of the overlap as it was read")
	}
	return revision, nil
}

// judgement reads the body of a request; who judges is who makes the request.
func judgement(ctx context.Context, tree members) (data.Judgement, error) {
	j := data.Judgement{Reviewer: author(ctx), Time: time.Now()}
	if j.Reviewer == anonymous {
		j.Reviewer = localReviewer
	}
	for name, into := range map[string]*string{"decision": &j.Decision, "reason": &j.Reason} {
		value, said := tree.get(name)
		text, isText := value.(string)
		if !isText && (said && value != nil || name == "decision") {
			return j, unjudged(name, "text", "the "+name+" is no text", "write it between quotation marks; a decision is one of "+strings.Join(data.Reviews, ", ")+` or ""`)
		}
		*into = text
	}
	for _, m := range tree {
		if m.name != "decision" && m.name != "reason" && m.name != "revision" {
			return j, unjudged(m.name, "unknown_member", "a judgement has no such member", "send decision, reason and revision")
		}
	}
	if wrong := j.Check(); len(wrong) > 0 {
		return j, unjudged(wrong[0].Field, wrong[0].Rule, wrong[0].Message, wrong[0].Advice)
	}
	return j, nil
}

func unjudged(field, rule, message, advice string) *problem {
	return &problem{Status: http.StatusUnprocessableEntity, Detail: "The judgement cannot be recorded: " + message + "; " + advice + ".",
		Findings: []finding{{Severity: data.Refused, Field: field, Rule: rule, Message: message, Advice: advice}}}
}

// asSeen is the overlap if it is still in the state that was judged.
func (s *server) asSeen(ctx context.Context, tx data.Tx, r *http.Request, id string, revision int64) (data.Feature, error) {
	if revision == 0 {
		return s.unmoved(ctx, tx, r, target{data.Overlaps, id})
	}
	stored, err := tx.Feature(ctx, data.Overlaps.Name, id)
	if err == nil && stored.Revision != revision {
		err = &problem{Status: http.StatusPreconditionFailed, Detail: "The overlap is no longer in the state that was judged: it was computed anew, or somebody else has judged it. Read it again and see whether the judgement still holds."}
	}
	return stored, err
}
