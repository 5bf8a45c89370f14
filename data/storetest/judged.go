package storetest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"burialmap/data"
)

// judged fields belong to people: what is computed anew leaves them as they are.
var judged = []test{
	{"AComputationKeepsThem", func(t *testing.T, s *fixture) {
		s.put(pair("certain", 0.97))
		s.judge("o", data.Judgement{Decision: data.ReviewRejected, Reason: " The plan is of another ground. ", Reviewer: "anna", Time: noon})
		want := map[string]any{
			"class": "certain", "probability": 0.97, "review": "rejected", "review_reason": "The plan is of another ground.", "reviewer": "anna",
			"reviewed": "2026-11-29T12:00:00Z", "reviewed_class": "certain", "reviewed_probability": 0.97,
		}
		s.holds(want)
		if got, _ := s.put(pair("certain", 0.97)); got[0] != data.Unchanged {
			t.Errorf("the same computed anew is %v", got[0])
		}
		s.put(pair("possible", 0.08))
		want["class"], want["probability"] = "possible", 0.08
		s.holds(want)
		bare := pair("not_assessed", 0)
		delete(bare.Properties, "probability")
		s.put(bare)
		want["class"] = "not_assessed"
		delete(want, "probability")
		s.holds(want)
	}},
	{"HistoryShowsEachJudgementAndNothingElse", func(t *testing.T, s *fixture) {
		s.put(pair("certain", 0.97))
		s.judge("o", data.Judgement{Decision: data.ReviewPostponed, Reason: "The plan is being copied.", Reviewer: "anna", Time: noon})
		s.put(pair("possible", 0.08))
		s.judge("o", data.Judgement{Decision: data.ReviewAccepted, Reviewer: "local", Time: noon})
		s.judge("o", data.Judgement{})
		got := s.history("overlaps", "o")
		if len(got) != 4 || got[0].Revision != 5 || got[1].Revision != 4 || got[2].Revision != 2 || got[3].Revision != 1 || got[3].Kind != data.VersionNew {
			t.Fatalf("got %+v", got)
		}
		want := []data.FieldChange{
			{Field: "review", Old: "postponed", New: "accepted"}, {Field: "review_reason", Old: "The plan is being copied."},
			{Field: "reviewer", Old: "anna", New: "local"}, {Field: "reviewed_class", Old: "certain", New: "possible"},
			{Field: "reviewed_probability", Old: 0.97, New: 0.08},
		}
		if !reflect.DeepEqual(got[1].Fields, want) || got[1].Kind != data.VersionUpdated {
			t.Errorf("the second judgement is %+v", got[1])
		}
		s.holds(map[string]any{"class": "possible", "probability": 0.08})
	}},
	{"WhatIsFoundAgainHasThemBack", func(t *testing.T, s *fixture) {
		s.put(pair("certain", 0.97))
		s.judge("o", data.Judgement{Decision: data.ReviewAccepted, Reviewer: "anna", Time: noon})
		before := s.get("overlaps", "o").Properties
		for range 2 {
			s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "overlaps", "o") })
			if got := s.history("overlaps", "o"); got[0].Kind != data.VersionDeleted {
				t.Errorf("got %+v", got[0])
			}
			s.put(pair("certain", 0.97))
			s.holds(before)
		}
	}},
	{"WhatWasTakenBackDoesNotComeAgain", func(t *testing.T, s *fixture) {
		s.put(pair("certain", 0.97))
		s.judge("o", data.Judgement{Decision: data.ReviewAccepted, Reviewer: "anna", Time: noon})
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "overlaps", "o") })
		s.put(pair("certain", 0.97))
		s.judge("o", data.Judgement{})
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "overlaps", "o") })
		s.put(pair("certain", 0.97))
		s.holds(map[string]any{"class": "certain", "probability": 0.97})
	}},
	{"WhatNobodyJudgedLeavesNothing", func(t *testing.T, s *fixture) {
		other := pair("certain", 0.97)
		other.ID = "other"
		s.put(pair("certain", 0.97), other)
		s.judge("other", data.Judgement{Decision: data.ReviewAccepted, Reviewer: "anna", Time: noon})
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "overlaps", "o") })
		if list, err := s.History(s.ctx, "overlaps", "o"); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("%+v, %v", list, err)
		}
	}},
	{"OfNoOverlapThereIsNone", func(t *testing.T, s *fixture) {
		_, err := s.Write(s.ctx, "", "", func(tx data.Tx) error { return onlyError(data.Judge(s.ctx, tx, "o", data.Judgement{})) })
		if !errors.Is(err, data.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	}},
}

var noon = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

func pair(class string, probability float64) data.Feature {
	return data.Feature{ID: "o", Collection: "overlaps", Properties: map[string]any{"class": class, "probability": probability}}
}

func (f *fixture) judge(id string, j data.Judgement) {
	f.t.Helper()
	f.write(func(tx data.Tx) error { return onlyError(data.Judge(context.Background(), tx, id, j)) })
}

func (f *fixture) holds(want map[string]any) {
	f.t.Helper()
	if got := f.get("overlaps", "o").Properties; !reflect.DeepEqual(got, want) {
		f.t.Errorf("it holds\n%v, want\n%v", got, want)
	}
}

func onlyError(_ data.Outcome, err error) error { return err }
