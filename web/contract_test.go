package web_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"burialmap/data/format/geojson"
	"burialmap/data/gazetteer"
	"burialmap/web"
)

// contract loads the OpenAPI document of a server and checks it by its own rules.
func contract(t *testing.T, h http.Handler) routers.Router {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(get(t, h, "/api/openapi.json").Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatalf("the OpenAPI document is not valid: %v", err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return router
}

func TestAnswersKeepTheContract(t *testing.T) {
	for _, media := range []string{"text/html", "application/vnd.mapbox-vector-tile", "application/problem+json"} {
		decoder := openapi3filter.FileBodyDecoder
		if strings.HasSuffix(media, "json") {
			decoder = openapi3filter.JSONBodyDecoder
		}
		openapi3filter.RegisterBodyDecoder(media, decoder)
	}
	openapi3filter.RegisterBodyDecoder("application/zip", openapi3filter.FileBodyDecoder)
	openapi3filter.RegisterBodyDecoder("application/geo+json", openapi3filter.JSONBodyDecoder)
	openapi3filter.RegisterBodyDecoder("application/vnd.mapbox.tile+json", openapi3filter.JSONBodyDecoder)
	openapi3filter.RegisterBodyDecoder("application/vnd.oai.openapi+json", openapi3filter.JSONBodyDecoder)
	h := newHandler(t, newStore(t, ground()...), func(c *web.Config) {
		c.Formats.Writers = append(c.Formats.Writers, geojson.Writer{})
		c.Places = gazetteer.Default()
	})
	router := contract(t, h)
	for _, address := range []string{
		"/api/", "/api/?f=html", "/api/conformance", "/api/conformance?f=html", "/api/openapi.json", "/api/docs",
		"/api/collections", "/api/collections?f=html", "/api/collections/plots", "/api/collections/sites?f=html",
		"/api/collections/plots/items", "/api/collections/plots/items?limit=1", "/api/collections/plots/items?f=html",
		"/api/collections/plots/items?f=list", "/api/collections/plots/items?bbox=170,50,-170,70&occupancy=unknown",
		"/api/collections/sites/items?datetime=1946-01-01T00:00:00Z/..", "/api/collections/cemeteries/items",
		"/api/collections/overlaps/items?class=not_assessed", "/api/collections/sources/items",
		"/api/collections/plots/items/row-1", "/api/collections/sites/items/lost", "/api/collections/plots/items/row-1?f=html",
		"/api/collections/plots/items/nothing", "/api/changes", "/api/changes?limit=1&f=html",
		"/api/collections/plots/items?ids=row-1,nothing", "/api/collections/plots/items?q=row&package=zip&f=list", "/api/collections/plots/items/row-1/history", "/api/search?q=row&limit=5",
		"/api/exports", "/api/sources/nothing/counts",
		"/api/coordinates?lon=135.0717&lat=48.4825", "/api/coordinates?lon=-170.5&lat=84.5&accuracy_m=250&f=json", "/api/coordinates?lon=0&lat=0&notation=mgrs",
		"/api/coordinates?q=48.7,135.1", "/api/coordinates?q=5372000+23505280", "/api/coordinates?q=Khurmuli", "/api/coordinates?q=geo:1,2%3Bu%3D3",
		"/api/collections/plots/schema", "/api/collections/sites/queryables", "/api/collections/overlaps/sortables?f=json",
		"/api/collections/plots/items?sortby=-occupancy,id&limit=1", "/api/collections/plots/items?offset=1&limit=1", "/api/collections/plots/items?startindex=1",
		"/api/collections/plots/items?properties=kind,burials", "/api/collections/plots/items/row-1?crs=http://www.opengis.net/def/crs/EPSG/0/4326",
		"/api/collections/plots/items?bbox=48,131,49,132&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326&crs=http://www.opengis.net/def/crs/EPSG/0/3857",
		"/api/collections/plots/items?f=html&lang=ru", "/api/?lang=ja&f=html", "/api/export?f=list&collections=plots,sites",
		"/api/collections/plots/items?filter=occupancy%3D'pow'", "/api/collections/plots/items?filter=occupancy%3D",
		"/api/tileMatrixSets", "/api/tileMatrixSets/WebMercatorQuad?f=json", "/api/tiles", "/api/tiles/WebMercatorQuad", "/api/tiles/WebMercatorQuad?f=tilejson",
		"/api/tiles/WebMercatorQuad/0/0/0?f=mvt", "/api/tiles/WebMercatorQuad/3/7/0?datetime=1946-01-01/..", "/api/tiles/WebMercatorQuad/30/0/0",
		"/api/collections/plots/tiles", "/api/collections/sites/tiles/WebMercatorQuad", "/api/collections/plots/tiles/WebMercatorQuad/0/0/0?filter=occupancy%3D'pow'",
		"/api/collections/plots/facets", "/api/collections/overlaps/facets?fields=class,probability,located&bbox=131,48,132,49&class=certain",
		"/tiles.json?filter-plots=occupancy%3D'pow'&q-sites=camp", "/tiles/14/14154/5695.mvt?filter-plots=occupancy%3D'pow'", "/tiles.json?filter-plots=x%3D1",
		"/api/export?f=list&collections=plots,sites&filter-plots=kind%3D'row'", "/tiles.json", "/tiles/0/0/0.mvt", "/tiles/3/0/7.mvt", "/healthz", "/readyz",
		"/basemap.json", "/basemap/own.pmtiles",
	} {
		r := httptest.NewRequest(http.MethodGet, base+address, nil)
		route, path, err := router.FindRoute(r)
		if err != nil {
			t.Errorf("%s is not in the contract: %v", address, err)
			continue
		}
		in := &openapi3filter.RequestValidationInput{Request: r, PathParams: path, Route: route}
		if err := openapi3filter.ValidateRequest(r.Context(), in); err != nil {
			t.Errorf("%s: the request breaks the contract: %v", address, err)
		}
		w := get(t, h, address)
		out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: w.Code, Header: w.Header(),
			Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())), Options: &openapi3filter.Options{IncludeResponseStatus: true}}
		if err := openapi3filter.ValidateResponse(r.Context(), out); err != nil {
			t.Errorf("%s: the answer breaks the contract: %v", address, err)
		}
	}
}

func TestTheContractRefusesWhatTheServerRefuses(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	router := contract(t, h)
	for _, address := range []string{
		"/api/?f=xml", "/api/collections/plots/items?limit=0", "/api/collections/plots/items?limit=x",
		"/api/collections/plots/items?bbox=1,2,3", "/api/collections/plots/items?bbox=1,2,3,x",
		"/api/collections/plots/items?occupancy=prisoners", "/api/collections/plots/items?offset=-1",
		"/api/collections/plots/items?sortby=colour", "/api/collections/plots/items?sortby=-", "/api/collections/plots/items?properties=colour",
		"/api/collections/plots/facets?fields=name", "/api/collections/plots/items?filter-lang=sql", "/api/collections/plots/items?lang=de", "/api/export?f=list&collections=stones",
		"/api/coordinates?lon=181&lat=0", "/api/coordinates?lon=0&lat=x", "/api/coordinates?lon=0&lat=0&notation=gps", "/api/coordinates?lon=0&lat=0&accuracy_m=-1",
	} {
		r := httptest.NewRequest(http.MethodGet, base+address, nil)
		route, path, err := router.FindRoute(r)
		if err != nil {
			t.Fatal(err)
		}
		in := &openapi3filter.RequestValidationInput{Request: r, PathParams: path, Route: route}
		if openapi3filter.ValidateRequest(r.Context(), in) == nil {
			t.Errorf("%s: the contract allows it", address)
		}
		if w := get(t, h, address); w.Code != http.StatusBadRequest {
			t.Errorf("%s: the server answers %d", address, w.Code)
		}
	}
}
