package web

import (
	"net/http"
	"slices"
	"strings"
)

// methods is what may be done at an address: a handler for each method. HEAD goes with GET,
// and OPTIONS says what there is.
type methods map[string]http.Handler

// methodOrder is the order in which methods are listed.
var methodOrder = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

// reading is what most addresses are for, and nothing else.
func reading(h http.Handler) methods { return methods{http.MethodGet: sized(bodyBytes, h)} }

// sized limits the body of a request.
func sized(limit int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

func (m methods) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if h, ok := m[method]; ok {
		h.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Allow", m.allowed())
	if method == http.MethodOptions {
		preflight(w)
		return
	}
	detail := "Only reading is possible here."
	if _, ok := m[http.MethodGet]; !ok || len(m) > 1 {
		detail = "This address takes " + m.allowed() + "."
	}
	writeProblem(w, &problem{Status: http.StatusMethodNotAllowed, Detail: detail})
}

// allowed lists the methods, as the header Allow does.
func (m methods) allowed() string {
	list := slices.DeleteFunc(slices.Clone(methodOrder), func(method string) bool {
		if method == http.MethodHead {
			method = http.MethodGet
		}
		_, ok := m[method]
		return !ok && method != http.MethodOptions
	})
	return strings.Join(list, ", ")
}
