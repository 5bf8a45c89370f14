package web_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// keeps checks a request and its answer against the contract. It returns whether the
// contract allows the request.
func keeps(t *testing.T, router routers.Router, h http.Handler, method, address, body string, header ...string) (allowed bool, code int) {
	t.Helper()
	r := httptest.NewRequest(method, base+address, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", map[string]string{http.MethodPatch: "application/merge-patch+json"}[method])
		if method != http.MethodPatch {
			r.Header.Set("Content-Type", "application/geo+json")
		}
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	route, path, err := router.FindRoute(r)
	if err != nil {
		t.Fatalf("%s %s is not in the contract: %v", method, address, err)
	}
	options := &openapi3filter.Options{IncludeResponseStatus: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: path, Route: route, Options: options}
	allowed = openapi3filter.ValidateRequest(r.Context(), in) == nil
	w := program(h, method, address, body, header...)
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())), Options: options}
	if err := openapi3filter.ValidateResponse(r.Context(), out); err != nil {
		t.Errorf("%s %s: the answer %d breaks the contract: %v\n%s", method, address, w.Code, err, w.Body)
	}
	return allowed, w.Code
}

func TestEditsKeepTheContract(t *testing.T) {
	for _, media := range []string{"application/geo+json", "application/merge-patch+json", "application/problem+json"} {
		openapi3filter.RegisterBodyDecoder(media, openapi3filter.JSONBodyDecoder)
	}
	h := editing(t, newStore(t, ground()...), nil)
	router := contract(t, h)
	for _, c := range []struct {
		method, address, body string
		header                []string
		code                  int
		right                 bool // as far as the contract tells
	}{
		{"POST", plotsItems, newGrave, nil, 201, true},
		{"POST", plotsItems, `{"type":"Feature","id":9,"geometry":null,"properties":null}`, nil, 201, true},
		{"POST", plotsItems, `{"type":"Feature","id":"row-1","geometry":null}`, nil, 409, true},
		{"POST", plotsItems, `{"type":"Feature","geometry":null,"properties":{"burials":-1}}`, nil, 422, true},
		{"POST", plotsItems, `{"type":"Feature","properties":{}}`, nil, 422, false},
		{"POST", plotsItems, `[]`, nil, 400, false},
		{"POST", "/api/collections/sources/items", `{"type":"Feature","geometry":null,"properties":{"title":"Drawn for this test"}}`, nil, 201, true},
		{"PUT", plotsItems + "/row-1", newGrave, []string{"If-Match", "*"}, 200, true},
		{"PUT", plotsItems + "/row-1", newGrave, nil, 428, false},
		{"PUT", plotsItems + "/row-1", newGrave, []string{"If-Match", `"old"`}, 412, true},
		{"PATCH", plotsItems + "/grave-2", `{"geometry":{"type":"Point","coordinates":[131.5,48.5]}}`, []string{"If-Match", "*"}, 200, true}, // with a finding
		{"PATCH", plotsItems + "/nothing", `{}`, []string{"If-Match", "*"}, 404, true},
		{"PATCH", plotsItems + "/grave-2", `{"properties":{"kind":"hole"}}`, []string{"If-Match", "*"}, 422, true},
		{"DELETE", plotsItems + "/grave-2", "", []string{"If-Match", "*"}, 204, true},
		{"DELETE", plotsItems + "/row-1", "", []string{"If-Match", "*", "X-Forwarded-For", "203.0.113.7"}, 403, true},
	} {
		if allowed, code := keeps(t, router, h, c.method, c.address, c.body, c.header...); code != c.code || allowed != c.right {
			t.Errorf("%s %s %s: %d, want %d; the contract allows it: %v", c.method, c.address, c.body, code, c.code, allowed)
		}
	}
}

func TestTheContractAsksForTokensWhereTheServerDoes(t *testing.T) {
	var log logged
	h, token := tokens(t, &log)
	router := contract(t, h)
	if _, code := keeps(t, router, h, "POST", plotsItems, newGrave); code != http.StatusUnauthorized {
		t.Errorf("without a token: %d", code)
	}
	if _, code := keeps(t, router, h, "POST", plotsItems, newGrave, "Authorization", "Bearer "+token); code != http.StatusCreated {
		t.Errorf("with a token: %d", code)
	}
	plain := get(t, newHandler(t, newStore(t), nil), "/api/openapi.json").Body.String()
	if strings.Contains(plain, "plots.create") || strings.Contains(plain, "securitySchemes") {
		t.Error("the contract of a server that cannot be edited speaks of editing")
	}
	for want, handler := range map[bool]http.Handler{true: h, false: newHandler(t, newStore(t), nil)} {
		if got := strings.Contains(get(t, handler, "/api/conformance").Body.String(), "ogcapi-features-4/1.0/conf/optimistic-locking-etags"); got != want {
			t.Errorf("the classes of Part 4 are claimed: %v, want %v", got, want)
		}
	}
}

// FuzzEdit sends any body: it must be answered in words or be stored, and what is stored
// can be sent back as it is read.
func FuzzEdit(f *testing.F) {
	f.Add("POST", newGrave)
	f.Add("PUT", `{"type":"Feature","id":"row-1","geometry":{"type":"Polygon","coordinates":[[[131,48],[131.1,48],[131.1,48.1],[131,48]]]},"properties":{"extra":{"a":1},"b":[null,{"c":1e400}],"period":"1945/1948"},"links":[]}`)
	f.Add("PATCH", `{"geometry":null,"properties":{"name":null,"extra":null,"\ud800":"x","id":7,"revision":9}}`)
	f.Add("PATCH", `{"properties":{"extra":"{\"a\":\"b\"}","overlap_pairs":1,"location_parse":{"a":1.0}}}`)
	f.Add("PUT", `{"type":"Feature","geometry":{"type":"Point","coordinates":[-180,90,7]},"properties":{"lon":1,"geometry":"POINT(1 2)","":"x"},"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}}`)
	store := newStore(f, ground()...)
	h := editing(f, store, nil)
	f.Fuzz(func(t *testing.T, method, body string) {
		address := plotsItems + "/row-1"
		if method == http.MethodPost {
			address = plotsItems
		} else if method != http.MethodPatch {
			method = http.MethodPut
		}
		w := program(h, method, address, body, "If-Match", "*")
		switch w.Code {
		case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusConflict:
			if w.Header().Get("Content-Type") != "application/problem+json" {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		case http.StatusOK, http.StatusCreated:
			at := strings.TrimPrefix(w.Header().Get("Content-Location"), base)
			again := program(h, http.MethodPut, at, w.Body.String(), "If-Match", w.Header().Get("ETag"))
			if again.Code != http.StatusOK || again.Header().Get("ETag") != w.Header().Get("ETag") {
				t.Fatalf("%s becomes\n%s, and sent back\n%d %s", body, w.Body, again.Code, again.Body)
			}
			if method == http.MethodPost {
				program(h, http.MethodDelete, at, "", "If-Match", "*")
			}
		default:
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	})
}
