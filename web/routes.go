package web

import (
	"net/http"

	"github.com/gorilla/mux"
)

// routes is every address there is.
func (s *server) routes() http.Handler {
	r := mux.NewRouter().UseEncodedPath()
	r.NotFoundHandler = s.handle(s.notFound)

	s.importRoutes(r)

	api := r.PathPrefix("/api").Subrouter()
	api.Use(public, compressed())
	for path, h := range map[string]handler{
		"":                                     s.landing,
		"/":                                    s.landing,
		"/conformance":                         s.conformance,
		"/openapi.json":                        s.openAPI,
		"/docs":                                s.docs,
		"/changes":                             s.changes,
		"/exports":                             s.exports,
		"/search":                              s.search,
		"/export":                              s.exportMany,
		"/style.css":                           s.style,
		"/collections":                         s.collections,
		"/collections/{collection}":            s.collection,
		"/collections/{collection}/items":      s.items,
		"/collections/{collection}/items/{id}": s.item,
		"/collections/{collection}/items/{id}/history": s.history,
		"/sources/{id}/counts":                         s.sourceCounts,
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

// importRoutes are the addresses of the page for importing. They are for our own pages and
// for programs, not for pages of other hosts.
func (s *server) importRoutes(r *mux.Router) {
	say := func(method, path string, h handler) {
		r.Handle(path, own(s.handle(h))).Methods(method)
	}
	edit := func(method, path string, h handler) {
		r.Handle(path, own(s.editing(s.handle(h)))).Methods(method)
	}
	r.Handle("/api/import", s.handle(s.importing)).Methods(http.MethodGet, http.MethodHead)
	say(http.MethodPost, "/api/import", s.upload)
	say(http.MethodPost, "/api/import/{id}/look", s.look)
	r.Handle("/api/import/{id}/problems.csv", s.handle(s.findings)).Methods(http.MethodGet)
	r.Handle("/api/import/{id}/annotated", s.handle(s.annotated)).Methods(http.MethodGet)
	edit(http.MethodPost, "/api/import/{id}/load", s.load)
	say(http.MethodDelete, "/api/import/{id}", s.forget)
	edit(http.MethodPost, "/api/collections/positions/items/{id}/prefer", s.prefer)
	edit(http.MethodPut, "/api/import/profiles/{name}", s.saveProfile)
	edit(http.MethodDelete, "/api/import/profiles/{name}", s.dropProfile)
}
