package web

import (
	"net/http"

	"github.com/gorilla/mux"
)

// routes is every address there is, with what may be done there: reading, unless it says
// more.
func (s *server) routes() http.Handler {
	r := mux.NewRouter().UseEncodedPath()
	r.NotFoundHandler = reading(s.handle(s.notFound))
	r.Use(named)

	// The addresses asked for most come first: routes are tried in this order.
	r.Handle("/tiles/{z}/{x}/{y}.mvt", public(reading(s.handle(s.tile))))
	packed := compressed()
	r.Handle("/api/collections/{collection}/items/{id}", public(packed(s.editable(s.item, map[string]handler{
		http.MethodPut: s.replace, http.MethodPatch: s.update, http.MethodDelete: s.remove}))))
	r.Handle("/api/collections/{collection}/items", public(packed(s.editable(s.items, map[string]handler{http.MethodPost: s.create}))))

	s.takingRoutes(r)
	s.reviewRoutes(r)
	s.planRoutes(r)
	s.tileRoutes(r)

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
		"/coordinates":                         s.coordinates,
		"/export":                              s.exportMany,
		"/style.css":                           s.style,
		"/collections":                         s.collections,
		"/collections/{collection}":            s.collection,
		"/collections/{collection}/schema":     s.schema(returnables),
		"/collections/{collection}/queryables": s.schema(queryables),
		"/collections/{collection}/sortables":  s.schema(sorting),
		"/collections/{collection}/facets":     s.facets,
		"/collections/{collection}/items/{id}/history": s.history,
		"/sources/{id}/counts":                         s.sourceCounts,
	} {
		api.Handle(path, reading(s.handle(h)))
	}
	api.NotFoundHandler = public(reading(s.handle(s.notFound)))

	r.Handle("/tiles.json", public(compressed()(reading(s.handle(s.tileJSON)))))
	r.Handle("/basemap.json", public(reading(s.handle(s.basemapAbout))))
	r.Handle("/basemap/own.pmtiles", public(reading(s.handle(s.basemapArchive))))
	r.PathPrefix("/tiles/").Handler(public(reading(s.handle(s.notFound))))

	r.Handle("/healthz", reading(s.handle(s.healthy)))
	r.Handle("/readyz", reading(s.handle(s.ready)))
	if s.ShowMetrics && s.Metrics != nil {
		r.Handle("/metrics", reading(s.Metrics))
	}

	r.PathPrefix("/").Handler(reading(s.app))
	return r
}

// takingRoutes are the addresses that take more than a question: those of the page for
// importing, and what is measured. They are for our own pages and for programs, not for
// pages of other hosts.
func (s *server) takingRoutes(r *mux.Router) {
	get := func(h handler) http.Handler { return sized(bodyBytes, s.handle(h)) }
	say := func(h handler) http.Handler { return own(sized(bodyBytes, s.handle(h))) }
	edit := func(h handler) http.Handler { return own(s.editing(sized(bodyBytes, s.handle(h)))) }
	for _, route := range []struct {
		path string
		methods
	}{
		{"/api/import", methods{http.MethodGet: get(s.importing), http.MethodPost: own(sized(uploadBytes, s.handle(s.upload)))}},
		{"/api/import/profiles/{name}", methods{http.MethodPut: edit(s.saveProfile), http.MethodDelete: edit(s.dropProfile)}},
		{"/api/import/{id}", methods{http.MethodDelete: say(s.forget)}},
		{"/api/import/{id}/look", methods{http.MethodPost: say(s.look)}},
		{"/api/import/{id}/problems.csv", methods{http.MethodGet: get(s.findings)}},
		{"/api/import/{id}/annotated", methods{http.MethodGet: get(s.annotated)}},
		{"/api/import/{id}/load", methods{http.MethodPost: edit(s.load)}},
		{"/api/measure", methods{http.MethodPost: say(s.measure)}},
		{"/api/collections/positions/items/{id}/prefer", methods{http.MethodPost: edit(s.prefer)}},
		{"/api/collections/positions/items/{id}/what-if", methods{http.MethodPost: edit(s.whatIf)}},
	} {
		r.Handle(route.path, route.methods)
	}
}
