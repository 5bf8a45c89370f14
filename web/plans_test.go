package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// journey is an invented plan: one car, two days, two sites of which one is not located.
const journey = `{"title":"Camp 7 in July","fictional":true,"languages":["en","ja"],
 "team":[{"name":"Anna","vehicle":"a"}],"vehicles":[{"id":"a","name":"UAZ","speed_kmh":30}],
 "base":{"id":"base","name":"Station","position":[131.0,48.0]},
 "from":"2026-07-01","to":"2026-07-02","zone":"Asia/Vladivostok","start":"08:00","end":"19:00",
 "stops":[{"site":"camp 7/branch","task":"survey","minutes":120,"priority":7,"must":true},{"site":"lost","task":"visit","minutes":60}],
 "days":[{"date":"2026-07-01","vehicle":"a","stops":[{"site":"camp 7/branch","locked":true}]}]}`

// asked sends a plan as our own page does.
func asked(h http.Handler, method, address, body string, header ...string) *httptest.ResponseRecorder {
	return send(h, method, address, body, append([]string{"Content-Type", "application/json"}, header...)...)
}

// planned decodes an answer that is a plan.
func planned(t *testing.T, w *httptest.ResponseRecorder, status int) fieldplan.Plan {
	t.Helper()
	var p fieldplan.Plan
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != status {
		t.Fatalf("%d %s, %v; want %d", w.Code, w.Body, err, status)
	}
	return p
}

// storedPlan stores an invented plan and returns its address.
func storedPlan(t *testing.T, h http.Handler, body string) string {
	t.Helper()
	w := asked(h, http.MethodPost, "/api/plans", body)
	planned(t, w, http.StatusCreated)
	return strings.TrimPrefix(w.Header().Get("Location"), base)
}

// detail is what a problem says, of the status that is wanted.
func detail(t *testing.T, w *httptest.ResponseRecorder, status int) string {
	t.Helper()
	var p struct{ Detail string }
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != status || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Fatalf("%d %s, %v; want %d", w.Code, w.Body, err, status)
	}
	return p.Detail
}

type revisionList struct {
	Revisions []struct {
		Revision      int64
		Author, Title string
		Deleted       bool
	}
}

func TestAPlanIsStoredAndFoundWhereTheAnswerSays(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	w := asked(h, http.MethodPost, "/api/plans", journey)
	p := planned(t, w, http.StatusCreated)
	location := w.Header().Get("Location")
	if p.ID == "" || p.Revision != 1 || location != base+"/api/plans/"+p.ID || w.Header().Get("ETag") != `"1"` || p.Before == nil {
		t.Errorf("%v %+v", w.Header(), p)
	}
	again := get(t, h, strings.TrimPrefix(location, base))
	if again.Body.String() != w.Body.String() || again.Header().Get("ETag") != `"1"` {
		t.Errorf("%v\n%s, was\n%s", again.Header(), again.Body, w.Body)
	}
	list := answer[struct {
		Plans []struct {
			ID, Title, Author string
			Revision          int64
		}
	}](t, get(t, h, "/api/plans"))
	if len(list.Plans) != 1 || list.Plans[0].ID != p.ID || list.Plans[0].Title != "Camp 7 in July" || list.Plans[0].Author != "local" {
		t.Errorf("%+v", list)
	}
}

func TestAPlanThatIsReadCanBeSentBackAndChangesNothing(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := storedPlan(t, h, journey)
	read := get(t, h, address)
	w := asked(h, http.MethodPut, address, read.Body.String(), "If-Match", read.Header().Get("ETag"))
	if planned(t, w, http.StatusOK).Revision != 1 || w.Body.String() != read.Body.String() {
		t.Errorf("%s, was\n%s", w.Body, read.Body)
	}
}

func TestEachRevisionOfAPlanStays(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := storedPlan(t, h, journey)
	w := asked(h, http.MethodPut, address, strings.Replace(journey, "in July", "in August", 1), "If-Match", `"1"`)
	if p := planned(t, w, http.StatusOK); p.Revision != 2 || p.Title != "Camp 7 in August" || w.Header().Get("ETag") != `"2"` {
		t.Errorf("%+v", p)
	}
	if p := planned(t, get(t, h, address+"?revision=1"), http.StatusOK); p.Title != "Camp 7 in July" || p.Revision != 1 {
		t.Errorf("%+v", p)
	}
	if w := asked(h, http.MethodDelete, address, "", "If-Match", `"2"`); w.Code != http.StatusNoContent {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for _, at := range []string{address, address + "?revision=3", address + "?revision=9", address + "/timetable"} {
		if text := detail(t, get(t, h, at), http.StatusNotFound); !strings.Contains(text, "revisions") {
			t.Errorf("%s: %s", at, text)
		}
	}
	if p := planned(t, get(t, h, address+"?revision=2"), http.StatusOK); p.Title != "Camp 7 in August" {
		t.Errorf("%+v", p)
	}
	all := answer[revisionList](t, get(t, h, address+"/revisions"))
	if len(all.Revisions) != 3 || all.Revisions[0].Revision != 3 || !all.Revisions[0].Deleted || all.Revisions[2].Title != "Camp 7 in July" {
		t.Errorf("%+v", all)
	}
	if list := get(t, h, "/api/plans").Body.String(); list != `{"plans":[]}`+"\n" {
		t.Error(list)
	}
}

func TestADeletedPlanComesBackOnlyToWhoeverSaysSo(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := storedPlan(t, h, journey)
	asked(h, http.MethodDelete, address, "", "If-Match", "*")
	for tag, status := range map[string]int{"*": http.StatusNotFound, `"1"`: http.StatusPreconditionFailed} {
		if w := asked(h, http.MethodPut, address, journey, "If-Match", tag); w.Code != status {
			t.Errorf("%s: %d %s", tag, w.Code, w.Body)
		}
	}
	if w := asked(h, http.MethodDelete, address, "", "If-Match", `"2"`); w.Code != http.StatusNotFound {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if p := planned(t, asked(h, http.MethodPut, address, journey, "If-Match", `"2"`), http.StatusOK); p.Revision != 3 {
		t.Errorf("%+v", p)
	}
	if w := get(t, h, address); w.Code != http.StatusOK {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestAPlanIsNotOverwrittenUnawares(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := storedPlan(t, h, journey)
	if text := detail(t, asked(h, http.MethodPut, address, journey), http.StatusPreconditionRequired); !strings.Contains(text, "If-Match") {
		t.Error(text)
	}
	if text := detail(t, asked(h, http.MethodDelete, address, "", "If-Match", `"7"`), http.StatusPreconditionFailed); !strings.Contains(text, "no longer") {
		t.Error(text)
	}
	var wg sync.WaitGroup
	codes := make(chan int, 8)
	for i := range cap(codes) {
		wg.Go(func() {
			body := strings.Replace(journey, "in July", "by editor "+string(rune('A'+i)), 1)
			codes <- asked(h, http.MethodPut, address, body, "If-Match", `"1"`).Code
		})
	}
	wg.Wait()
	close(codes)
	seen := map[int]int{}
	for code := range codes {
		seen[code]++
	}
	if seen[http.StatusOK] != 1 || seen[http.StatusPreconditionFailed] != 7 {
		t.Errorf("answers to eight editors at once: %v", seen)
	}
	if all := answer[revisionList](t, get(t, h, address+"/revisions")); len(all.Revisions) != 2 {
		t.Errorf("%+v", all)
	}
}

func TestAPlanWithATakenIdIsRefused(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	named := strings.Replace(journey, "{", `{"id":"лето-1",`, 1)
	if p := planned(t, asked(h, http.MethodPost, "/api/plans", named), http.StatusCreated); p.ID != "лето-1" {
		t.Errorf("%+v", p)
	}
	if text := detail(t, asked(h, http.MethodPost, "/api/plans", named), http.StatusConflict); !strings.Contains(text, "taken") {
		t.Error(text)
	}
	for _, id := range []string{"ranking", "matrix", "a/b", "../x"} {
		w := asked(h, http.MethodPost, "/api/plans", strings.Replace(journey, "{", `{"id":"`+id+`",`, 1))
		if f := refused(t, w); f[0].Field != "id" || f[0].Advice == "" {
			t.Errorf("%s: %+v", id, f)
		}
	}
	w := asked(h, http.MethodPut, "/api/plans/"+"%D0%BB%D0%B5%D1%82%D0%BE-1", strings.Replace(journey, "{", `{"id":"other",`, 1), "If-Match", "*")
	if f := refused(t, w); f[0].Field != "id" {
		t.Errorf("%+v", f)
	}
}

func TestWhatIsWrongWithAPlanIsNamed(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	for _, address := range []string{"/api/plans", "/api/plans/timetable", "/api/plans/arrange"} {
		for body, want := range map[string]struct {
			status int
			says   string
		}{
			``:                             {400, "JSON"},
			`[]`:                           {400, "object"},
			`{"title":`:                    {400, "breaks off"},
			`{"title":"x","title":"y"}`:    {400, "twice"},
			"{\"title\":\"\xff\"}":         {400, "UTF-8"},
			`{"title":"x"} {}`:             {400, "more"},
			strings.Repeat(`{"a":`, 100):   {400, "deep"},
			`{"title":"x","colour":"red"}`: {422, "colour"},
			`{"title":7}`:                  {422, "title"},
			strings.Replace(journey, `"survey"`, `"gardening"`, 1):                                                                  {422, "gardening"},
			strings.Replace(journey, `"2026-07-01"`, `"2026-13-01"`, 1):                                                             {422, "2026-13-01"},
			strings.Replace(journey, `[131.0,48.0]`, `[131.0,98.0]`, 1):                                                             {422, "position"},
			strings.Replace(journey, `Asia/Vladivostok`, `Mars/Utopia`, 1):                                                          {422, "zone"},
			strings.Replace(journey, `[{"site"`, `[`+strings.Repeat(`{"site":"x","task":"visit","minutes":1},`, 1000)+`{"site"`, 1): {422, "1002 stops"},
			`{"title":"` + strings.Repeat("x", 1<<20) + `"}`:                                                                        {413, "larger"},
		} {
			w := asked(h, http.MethodPost, address, body)
			if w.Code != want.status || !strings.Contains(w.Body.String(), want.says) {
				t.Errorf("%s %.80s: %d %.300s; want %d and %q", address, body, w.Code, w.Body, want.status, want.says)
			}
		}
		if w := send(h, http.MethodPost, address, journey, "Content-Type", "text/plain"); w.Code != http.StatusUnsupportedMediaType {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if w := asked(h, http.MethodPost, address+"?colour=red", journey); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "colour") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
}

func TestPlansAreReadByAllAndStoredByThoseWhoMayEdit(t *testing.T) {
	store := newStore(t, ground()...)
	address := storedPlan(t, editing(t, store, nil), journey)
	closed := newHandler(t, store, nil)
	if w := get(t, closed, address); w.Code != http.StatusOK || w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%d %v: plans name people, and pages of other hosts are not to read them", w.Code, w.Header())
	}
	for _, w := range []*httptest.ResponseRecorder{
		asked(closed, http.MethodPost, "/api/plans", journey), asked(closed, http.MethodPut, address, journey, "If-Match", "*"), asked(closed, http.MethodDelete, address, "", "If-Match", "*"),
		asked(editing(t, store, nil), http.MethodPost, "/api/plans", journey, "Origin", "https://elsewhere.example"),
		asked(editing(t, store, nil), http.MethodDelete, address, "", "If-Match", "*", "X-Forwarded-For", "203.0.113.7"),
	} {
		detail(t, w, http.StatusForbidden)
	}
	if w := asked(closed, http.MethodPost, "/api/plans/timetable", journey); w.Code != http.StatusOK {
		t.Errorf("computing stores nothing and is for all: %d %s", w.Code, w.Body)
	}
	if w := program(closed, http.MethodPost, "/api/plans/timetable", journey, "Content-Type", "application/json"); w.Code != http.StatusForbidden {
		t.Errorf("without the header of our own pages: %d %s", w.Code, w.Body)
	}
}

func TestARevisionIsByWhoHasTheToken(t *testing.T) {
	var log logged
	h, token := tokens(t, &log)
	if w := asked(h, http.MethodPost, "/api/plans", journey); w.Code != http.StatusUnauthorized {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	w := asked(h, http.MethodPost, "/api/plans", journey, "Authorization", "Bearer "+token)
	planned(t, w, http.StatusCreated)
	all := answer[revisionList](t, get(t, h, strings.TrimPrefix(w.Header().Get("Location"), base)+"/revisions"))
	if len(all.Revisions) != 1 || all.Revisions[0].Author != "anna" {
		t.Errorf("%+v", all)
	}
}

func TestAnAnswerAboutAPlanIsNotSentTwice(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, nil)
	address := storedPlan(t, h, journey)
	of := []string{"/api/plans", address, address + "/revisions", address + "/timetable", address + "/changes", "/api/plans/ranking"}
	tags := map[string]string{}
	for _, at := range of {
		tags[at] = tagOf(t, h, at)
		if w := get(t, h, at, "If-None-Match", tags[at]); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s: %d %s", at, w.Code, w.Body)
		}
	}
	if tagOf(t, h, address+"/timetable?today=2026-06-01") == tags[address+"/timetable"] {
		t.Error("another day has the same tag")
	}
	program(h, http.MethodPost, plotsItems, newGrave)
	for _, at := range of[3:] {
		if tagOf(t, h, at) == tags[at] {
			t.Errorf("%s: other data have the same tag", at)
		}
	}
}

func TestATodayThatIsNoDayIsRefused(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := storedPlan(t, h, journey)
	for _, day := range []string{"", "tomorrow", "2026-02-30", "2026-7-1", "20260701", "2026-07-01T00:00:00Z"} {
		for _, w := range []*httptest.ResponseRecorder{
			get(t, h, address+"/timetable?today="+day), get(t, h, "/api/plans/ranking?today="+day), asked(h, http.MethodPost, "/api/plans/arrange?today="+day, journey),
		} {
			if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `"parameter":"today"`) {
				t.Errorf("%q: %d %s", day, w.Code, w.Body)
			}
		}
	}
}

func TestARankingRefusesWeightsThatSayNothing(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	for _, query := range []string{"overlap=-1", "age=x", "ground=NaN", "accuracy=1001", "overlap=0&ground=0&unrecovered=0&accuracy=0&age=0", "colour=1", "limit=0", "filter=x%3D1", "bbox=1,2"} {
		if w := get(t, h, "/api/plans/ranking?"+query); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
}

func TestATimetableAndARankingAreAsReviewed(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	w := asked(h, http.MethodPost, "/api/plans", strings.Replace(journey, "{", `{"id":"july",`, 1))
	planned(t, w, http.StatusCreated)
	for name, at := range map[string]string{
		"plan.json": "/api/plans/july", "plan-timetable.json": "/api/plans/july/timetable?today=2026-05-01",
		"plan-ranking.json": "/api/plans/ranking?today=2026-05-01&overlap=2&age=0",
	} {
		golden(t, name, get(t, h, at).Body.Bytes())
	}
}

// manySites are invented sites within a day's drive of each other, and a plan of them all.
func manySites(n int) ([]data.Feature, string) {
	features := make([]data.Feature, n)
	stops := make([]string, n)
	for i := range n {
		id := fmt.Sprintf("site-%03d", i)
		features[i] = data.Feature{ID: id, Collection: "sites", Geometry: orb.Point{131 + float64(i%25)*0.02, 48 + float64(i/25)*0.02},
			Location: data.Location{Accuracy: 30, Method: "gps", Fictional: true}, Properties: map[string]any{"name": id, "status": "recoverable"}}
		stops[i] = fmt.Sprintf(`{"site":%q,"task":"visit","minutes":%d,"priority":%d}`, id, 30+i%60, 1+i%9)
	}
	head, _, _ := strings.Cut(journey, `"stops"`)
	plan := head + `"stops":[` + strings.Join(stops, ",") + `]}`
	return features, strings.Replace(plan, `"to":"2026-07-02"`, `"to":"2026-07-10"`, 1)
}

func TestWhatDoesNotFitIsLeftOutForAReason(t *testing.T) {
	features, plan := manySites(100)
	h := newHandler(t, newStore(t, features...), nil)
	doc := answer[struct {
		Plan      fieldplan.Plan
		Timetable fieldplan.Timetable
	}](t, asked(h, http.MethodPost, "/api/plans/arrange?today=2026-05-01", plan))
	totals := doc.Timetable.Totals
	if totals.Visited == 0 || totals.Visited+len(doc.Timetable.LeftOut) != 100 || len(doc.Plan.Days) == 0 {
		t.Errorf("%+v, %d left out", totals, len(doc.Timetable.LeftOut))
	}
	for _, left := range doc.Timetable.LeftOut {
		if len(left.Reasons) == 0 {
			t.Errorf("%s is left out for no reason", left.Site)
		}
	}
}

func TestWhoeverNoLongerWaitsForAnArrangementIsNotAnswered(t *testing.T) {
	features, plan := manySites(100)
	h := newHandler(t, newStore(t, features...), nil)
	ctx, cancel := context.WithCancel(t.Context())
	r := httptest.NewRequest(http.MethodPost, "/api/plans/arrange", strings.NewReader(plan)).WithContext(ctx)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Burialmap", "1")
	cancel()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	detail(t, w, http.StatusServiceUnavailable)
}
