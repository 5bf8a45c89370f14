package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3filter"
)

func TestAnswersAboutPlansKeepTheContract(t *testing.T) {
	for _, media := range []string{"text/html", "text/csv", "application/zip"} {
		openapi3filter.RegisterBodyDecoder(media, openapi3filter.FileBodyDecoder)
	}
	openapi3filter.RegisterBodyDecoder("application/problem+json", openapi3filter.JSONBodyDecoder)
	h := editing(t, newStore(t, ground()...), withPackages)
	router := contract(t, h)
	const plan = "/api/plans/july"
	named := strings.Replace(journey, "{", `{"id":"july",`, 1)
	const draft = `{"title":"A draft","base":{"name":"Station"},"from":"2026-07-01","to":"2026-07-02","zone":"UTC","start":"08:00","end":"19:00","stops":null}`
	page := []string{"Content-Type", "application/json", "X-Burialmap", "1"}
	table := []string{"Content-Type", "text/csv", "X-Burialmap", "1"}
	match := func(tag string) []string { return append([]string{"If-Match", tag}, page...) }
	for _, c := range []struct {
		method, address, body string
		header                []string
		code                  int
		right                 bool // as far as the contract tells
	}{
		{"GET", "/api/plans", "", nil, 200, true},
		{"POST", "/api/plans", named, page, 201, true},
		{"POST", "/api/plans", named, page, 409, true},
		{"POST", "/api/plans", draft, page, 201, true},
		{"POST", "/api/plans", `{"note":"without a title"}`, page, 422, false},
		{"POST", "/api/plans", strings.Replace(draft, "{", `{"colour":"red",`, 1), page, 422, false},
		{"POST", "/api/plans", `[]`, page, 400, false},
		{"GET", "/api/plans", "", nil, 200, true},
		{"GET", plan, "", nil, 200, true},
		{"GET", plan + "?revision=0", "", nil, 400, false},
		{"GET", "/api/plans/nothing", "", nil, 404, true},
		{"PUT", plan, journey, match(`"1"`), 200, true},
		{"PUT", plan, journey, page, 428, false},
		{"PUT", plan, journey, match(`"7"`), 412, true},
		{"GET", plan + "/revisions", "", nil, 200, true},
		{"GET", plan + "/timetable?today=2026-05-01", "", nil, 200, true},
		{"GET", plan + "/timetable?today=May", "", nil, 400, false},
		{"GET", plan + "/changes?revision=1", "", nil, 200, true},
		{"GET", plan + "/matrix.csv", "", nil, 200, true},
		{"GET", plan + "/package?languages=en,ja&today=2026-05-01&only=gpx,json", "", nil, 200, true},
		{"GET", plan + "/book?lang=ja&today=2026-05-01", "", nil, 200, true},
		{"GET", plan + "/book?lang=de", "", nil, 400, false},
		{"GET", plan + "/package?languages=de", "", nil, 400, false},
		{"GET", plan + "/book?lang=en,ja", "", nil, 400, false},
		{"GET", plan + "/package?only=gpx,gold", "", nil, 400, false},
		{"GET", "/api/plans/ranking?overlap=2&age=0.5&q=camp&limit=5&today=2026-05-01", "", nil, 200, true},
		{"GET", "/api/plans/ranking?overlap=-2", "", nil, 400, false},
		{"POST", "/api/plans/timetable?today=2026-05-01", journey, page, 200, true},
		{"POST", "/api/plans/timetable", journey, page[:2], 403, false},
		{"POST", "/api/plans/arrange?today=2026-05-01", journey, page, 200, true},
		{"POST", "/api/plans/arrange", draft, page, 200, true},
		{"POST", "/api/plans/matrix", "from,to,minutes\na,b,7\nb,a,x\n", table, 200, true},
		{"POST", "/api/plans/matrix", "colour\nred\n", table, 200, true},
		{"DELETE", plan, "", match("*"), 204, true},
		{"DELETE", plan, "", match("*"), 404, true},
	} {
		if allowed, code := keeps(t, router, h, c.method, c.address, c.body, c.header...); code != c.code || allowed != c.right {
			t.Errorf("%s %s %.80s: %d, want %d; the contract allows it: %v", c.method, c.address, c.body, code, c.code, allowed)
		}
	}
}

func TestTheContractSpeaksOfStoringPlansOnlyWhereTheyCanBeStored(t *testing.T) {
	for want, h := range map[bool]http.Handler{true: editing(t, newStore(t), nil), false: newHandler(t, newStore(t), nil)} {
		text := get(t, h, "/api/openapi.json").Body.String()
		if got := strings.Contains(text, "plans.create"); got != want || !strings.Contains(text, "plans.arrange") {
			t.Errorf("storing plans is in the contract: %v, want %v", got, want)
		}
	}
}
