package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3filter"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/web"
)

const overlapItems = "/api/collections/overlaps/items"

// judged sends a judgement of an overlap.
func judged(t *testing.T, h http.Handler, id, body string, header ...string) (int, string) {
	t.Helper()
	w := program(h, http.MethodPost, overlapItems+"/"+id+"/review", body, append([]string{"Content-Type", "application/json"}, header...)...)
	return w.Code, w.Body.String()
}

func TestAnOverlapIsJudgedAndStaysAsItWasComputed(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, nil)
	code, answer := judged(t, h, "o", `{"decision":"rejected","reason":"The plan is of another ground.","revision":1}`)
	var f feature
	if err := json.Unmarshal([]byte(answer), &f); err != nil || code != http.StatusOK {
		t.Fatalf("%d %s, %v", code, answer, err)
	}
	p := f.Properties
	if p["review"] != "rejected" || p["review_reason"] != "The plan is of another ground." || p["reviewer"] != "local" || p["reviewed_class"] != "not_assessed" || p["reviewed_probability"] != nil || p["class"] != "not_assessed" {
		t.Errorf("%+v", p)
	}
	if text, _ := p["reviewed"].(string); len(text) != len("2026-11-29T12:00:00Z") {
		t.Errorf("judged at %v", p["reviewed"])
	}
	changes, err := store.Changes(t.Context(), 1)
	if err != nil || len(changes) == 0 || changes[0].Author != "edit" || changes[0].What != "judged overlaps/o: rejected" {
		t.Errorf("%+v, %v", changes, err)
	}
	history := get(t, h, overlapItems+"/o/history").Body.String()
	if !strings.Contains(history, `"field":"review","old":null,"new":"rejected"`) {
		t.Errorf("history says %s", history)
	}
}

func TestAJudgementIsOfTheStateThatWasSeen(t *testing.T) {
	h := editing(t, newStore(t, ground()...), func(c *web.Config) { c.CatchUp = nil }) // which would find that o is none
	tag := tagOf(t, h, overlapItems+"/o")
	for _, c := range []struct {
		body   string
		header []string
		code   int
	}{
		{`{"decision":"accepted"}`, nil, 428},
		{`{"decision":"accepted","revision":7}`, nil, 412},
		{`{"decision":"accepted"}`, []string{"If-Match", `"old"`}, 412},
		{`{"decision":"accepted"}`, []string{"If-Match", tag}, 200},
		{`{"decision":"accepted"}`, []string{"If-Match", tag}, 412},
		{`{"decision":"accepted","revision":1}`, nil, 412},
		{`{"decision":"","revision":2}`, nil, 200},
		{`{"decision":"postponed","reason":"later"}`, []string{"If-Match", "*"}, 200},
	} {
		if code, answer := judged(t, h, "o", c.body, c.header...); code != c.code {
			t.Errorf("%s %q: %d %s, want %d", c.body, c.header, code, answer, c.code)
		}
	}
}

func TestAJudgementThatCannotBeRecordedIsToldWhy(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	long := strings.Repeat("墓", data.LongestReason+1)
	for body, rule := range map[string]string{
		`{"decision":"rejected","revision":1}`:                          "reason_needed",
		`{"decision":"postponed","reason":" \n","revision":1}`:          "reason_needed",
		`{"decision":"yes","revision":1}`:                               "vocabulary",
		`{"reason":"x","revision":1}`:                                   "text",
		`{"decision":"","reason":"x","revision":1}`:                     "reason_of_nothing",
		`{"decision":"accepted","reason":7,"revision":1}`:               "text",
		`{"decision":"accepted","reason":"` + long + `","revision":1}`:  "too_long",
		`{"decision":"accepted","revision":"1"}`:                        "number",
		`{"decision":"accepted","revision":1,"reviewer":"the Emperor"}`: "unknown_member",
	} {
		code, answer := judged(t, h, "o", body)
		var p struct{ Findings []finding }
		if err := json.Unmarshal([]byte(answer), &p); err != nil || code != http.StatusUnprocessableEntity || len(p.Findings) != 1 || p.Findings[0].Rule != rule {
			t.Errorf("%.80s: %d %s", body, code, answer)
		}
	}
	if code, _ := judged(t, h, "nothing", `{"decision":"accepted","revision":1}`); code != http.StatusNotFound {
		t.Errorf("an overlap that is none: %d", code)
	}
	if code, _ := judged(t, h, "o", `[]`); code != http.StatusBadRequest {
		t.Errorf("a list: %d", code)
	}
}

func TestWhoMayNotEditMayNotJudge(t *testing.T) {
	body := `{"decision":"accepted","revision":1}`
	if code, _ := judged(t, newHandler(t, newStore(t, ground()...), nil), "o", body); code != http.StatusForbidden {
		t.Errorf("without --edit: %d", code)
	}
	h := editing(t, newStore(t, ground()...), nil)
	for _, header := range [][]string{{"X-Forwarded-For", "203.0.113.7"}, {"Origin", "https://elsewhere.example"}, {"Sec-Fetch-Site", "same-origin"}} {
		if code, answer := judged(t, h, "o", body, header...); code != http.StatusForbidden {
			t.Errorf("%q: %d %s", header, code, answer)
		}
	}
	var log logged
	h, token := tokens(t, &log)
	if code, _ := judged(t, h, "o", body); code != http.StatusUnauthorized {
		t.Errorf("without a token: %d", code)
	}
	if code, answer := judged(t, h, "o", body, "Authorization", "Bearer "+token); code != http.StatusOK || !strings.Contains(answer, `"reviewer":"anna"`) {
		t.Errorf("with a token: %d %s", code, answer)
	}
}

func TestASearchForOverlapsKeepsWhatWasJudged(t *testing.T) {
	store := newStore(t, ground()[:3]...)
	search := func() {
		t.Helper()
		if _, err := detect.Run(context.Background(), store, detect.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	search()
	h := editing(t, store, nil)
	read := func(query string) (items struct {
		Features []struct {
			ID         string
			Properties map[string]any
		}
	}) {
		t.Helper()
		if err := json.Unmarshal(get(t, h, overlapItems+"?"+query).Body.Bytes(), &items); err != nil {
			t.Fatal(err)
		}
		return items
	}
	open := read("filter=review%20IS%20NULL&sortby=-probability").Features
	if len(open) != 1 {
		t.Fatalf("%d are open", len(open))
	}
	id := open[0].ID
	revision, _ := open[0].Properties["revision"].(float64)
	if code, answer := judged(t, h, id, fmt.Sprintf(`{"decision":"rejected","reason":"x","revision":%.0f}`, revision)); code != http.StatusOK {
		t.Fatalf("%d %s", code, answer)
	}
	search()
	moved := program(h, http.MethodPatch, plotsItems+"/row-1", `{"properties":{"accuracy_m":900}}`, "If-Match", "*")
	if moved.Code != http.StatusOK {
		t.Fatalf("%d %s", moved.Code, moved.Body)
	}
	now := read("review=rejected").Features
	if len(now) != 1 || now[0].ID != id || now[0].Properties["reviewed_class"] != open[0].Properties["class"] || now[0].Properties["class"] == open[0].Properties["class"] {
		t.Errorf("was %v, is %v", open, now)
	}
	for _, place := range []string{`{"type":"Point","coordinates":[140,50]}`, string(mustJSON(t, square(131.001, 48.001, 0.001)))} {
		if w := program(h, http.MethodPatch, plotsItems+"/row-1", `{"geometry":`+place+`}`, "If-Match", "*"); w.Code != http.StatusOK {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	if now := read("review=rejected").Features; len(now) != 1 || now[0].ID != id {
		t.Errorf("when it is found again it is %v", now)
	}
}

func mustJSON(t *testing.T, p any) []byte {
	t.Helper()
	b, err := json.Marshal(map[string]any{"type": "Polygon", "coordinates": p})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestJudgementsKeepTheContract(t *testing.T) {
	for _, media := range []string{"application/geo+json", "application/problem+json"} {
		openapi3filter.RegisterBodyDecoder(media, openapi3filter.JSONBodyDecoder)
	}
	h := editing(t, newStore(t, ground()...), nil)
	router := contract(t, h)
	for _, c := range []struct {
		address, body string
		code          int
		right         bool
	}{
		{"/o/review", `{"decision":"accepted","revision":7}`, 412, true},
		{"/o/review", `{"decision":"rejected","revision":1}`, 422, true},
		{"/o/review", `{"decision":"yes","revision":1}`, 422, false},
		{"/o/review", `{"decision":"accepted"}`, 428, true},
		{"/nothing/review", `{"decision":"accepted","revision":7}`, 404, true},
		{"/o/review", `{"decision":"accepted","revision":1}`, 200, true},
	} {
		if allowed, code := keeps(t, router, h, "POST", overlapItems+c.address, c.body, "Content-Type", "application/json"); code != c.code || allowed != c.right {
			t.Errorf("%s %s: %d, want %d; the contract allows it: %v", c.address, c.body, code, c.code, allowed)
		}
	}
}
