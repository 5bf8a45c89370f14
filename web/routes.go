package web

import (
	"net/http"

	"github.com/gorilla/mux"
)

// routes is every address there is.
func (s *server) routes() http.Handler {
	r := mux.NewRouter().UseEncodedPath()
	r.NotFoundHandler = s.handle(s.notFound)

	api := r.PathPrefix("/api").Subrouter()
	api.Use(public, compressed())
	for path, h := range map[string]handler{
		"":                                     s.landing,
		"/":                                    s.landing,
		"/conformance":                         s.conformance,
		"/openapi.json":                        s.openAPI,
		"/docs":                                s.docs,
		"/changes":                             s.changes,
		"/style.css":                           s.style,
		"/collections":                         s.collections,
		"/collections/{collection}":            s.collection,
		"/collections/{collection}/items":      s.items,
		"/collections/{collection}/items/{id}": s.item,
	} {
		api.Handle(path, s.handle(h))
	}
	api.NotFoundHandler = public(s.handle(s.notFound))

	r.Handle("/tiles.json", public(compressed()(s.handle(s.tileJSON))))
	r.Handle("/tiles/{z}/{x}/{y}.mvt", public(s.handle(s.tile)))
	r.PathPrefix("/tiles/").Handler(public(s.handle(s.notFound)))

	r.Handle("/healthz", s.handle(s.healthy))
	r.Handle("/readyz", s.handle(s.ready))

	r.PathPrefix("/").Handler(s.app)
	return r
}
