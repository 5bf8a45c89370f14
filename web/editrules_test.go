package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/web"
)

func TestEveryCollectionTakesTheMethodsItSays(t *testing.T) {
	features := append(ground(), data.Feature{ID: "p", Collection: "positions", Geometry: orb.Point{131.0012, 48.0013}, Properties: map[string]any{"of": "plots/row-1"}, Location: data.Location{Method: "unknown", Fictional: true}},
		data.Feature{ID: "r", Collection: "restrictions", Geometry: square(131, 48, 0.5), Properties: map[string]any{"kind": "season", "effect": "forbids", "opens": "06-01", "closes": "09-30"}, Location: data.Location{Method: "unknown", Fictional: true}},
		data.Feature{ID: "seen", Collection: "observations", Geometry: orb.Point{131.0012, 48.0013}, Properties: map[string]any{"of": "plots/row-1", "outcome": "seen"}, Location: data.Location{Method: "unknown", Fictional: true}})
	ids := map[string]string{"cemeteries": "old", "plots": "row-1", "overlaps": "o", "positions": "p", "restrictions": "r", "observations": "seen", "sites": "lost", "sources": "plan"}
	const reads = "GET, HEAD, OPTIONS"
	for _, c := range data.Collections {
		items, item := "/api/collections/"+c.Name+"/items", "/api/collections/"+c.Name+"/items/"+ids[c.Name]
		for edit, h := range map[bool]http.Handler{true: editing(t, newStore(t, features...), nil), false: newHandler(t, newStore(t, features...), formats)} {
			want := map[string]string{items: "GET, HEAD, POST, OPTIONS", item: "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"}
			if c.Derived || !edit {
				want = map[string]string{items: reads, item: reads}
			}
			for address, allow := range want {
				if w := program(h, http.MethodOptions, address, ""); w.Code != http.StatusNoContent || w.Header().Get("Allow") != allow {
					t.Errorf("OPTIONS %s with editing %v: %d %q", address, edit, w.Code, w.Header().Get("Allow"))
				}
			}
			status := map[string]int{"GET": 200, "HEAD": 200, "POST": 405, "PUT": 200, "PATCH": 200, "DELETE": 204, "TRACE": 405}
			for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE"} {
				code := status[method]
				switch {
				case !edit && code != 200 || !edit && method != "GET" && method != "HEAD":
					code = 405
				case c.Derived && (method == "PUT" || method == "PATCH" || method == "DELETE"):
					code = 403
				case c.Name == "sources" && method == "DELETE":
					code = 409 // others come from it
				}
				body := map[string]string{"PUT": `{"type":"Feature","geometry":null,"properties":{"title":"Drawn for this test"}}`, "PATCH": `{"properties":{}}`}[method]
				if w := program(h, method, item, body, "If-Match", "*"); w.Code != code {
					t.Errorf("%s %s with editing %v: %d %s", method, item, edit, w.Code, w.Body)
				}
			}
			for _, method := range []string{"PUT", "PATCH", "DELETE"} {
				if w := program(h, method, items, `{}`, "If-Match", "*"); w.Code != http.StatusMethodNotAllowed {
					t.Errorf("%s %s: %d", method, items, w.Code)
				}
			}
			code := 201
			switch {
			case !edit:
				code = 405
			case c.Derived:
				code = 403
			}
			if w := program(h, http.MethodPost, items, `{"type":"Feature","id":"new","geometry":null,"properties":{}}`); w.Code != code {
				t.Errorf("POST %s with editing %v: %d %s", items, edit, w.Code, w.Body)
			}
		}
	}
}

func TestAComputedCollectionSaysWhyItCannotBeEdited(t *testing.T) {
	w := program(editing(t, newStore(t, ground()...), nil), http.MethodPost, "/api/collections/overlaps/items", `{}`)
	if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "computed") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestWhatCannotBeStoredIsRefusedInWords(t *testing.T) {
	store := newStore(t, append(ground(), data.Feature{ID: "keyed", Collection: "plots", Properties: map[string]any{}, Location: data.Location{Method: "unknown", Source: "plan", SourceKey: "k"}})...)
	h := editing(t, store, nil)
	with := func(properties string) string {
		return `{"type":"Feature","geometry":null,"properties":{` + properties + `}}`
	}
	at := func(geometry string) string { return `{"type":"Feature","geometry":` + geometry + `,"properties":{}}` }
	for body, want := range map[string]string{
		`{"geometry":null,"properties":{}}`:                                                           "type/type",
		`{"type":"FeatureCollection","features":[],"geometry":null}`:                                  "type/type",
		`{"type":"Feature","properties":{}}`:                                                          "geometry/geometry_member",
		`{"type":"Feature","geometry":null,"properties":[]}`:                                          "properties/properties",
		`{"type":"Feature","geometry":null,"crs":{"type":"name","properties":{"name":"EPSG:28425"}}}`: "crs/crs",
		with(`"occupancy":"soldiers"`):                                                                "occupancy/occupancy_value",
		with(`"burials":-1`):                                                                          "burials/burials_value",
		with(`"burials":1.5`):                                                                         "burials/burials_value",
		with(`"burials":"many"`):                                                                      "burials/burials_value",
		with(`"burials":1e400`):                                                                       "burials/burials_value",
		with(`"period":"long ago"`):                                                                   "period/period_value",
		with(`"accuracy_m":-3`):                                                                       "accuracy_m/accuracy_positive",
		with(`"accuracy_m":"good"`):                                                                   "accuracy_m/accuracy_m_value",
		with(`"location_method":"guess"`):                                                             "location_method/location_method_value",
		with(`"fictional":"perhaps"`):                                                                 "fictional/fictional_value",
		with(`"name":"a\u0007b"`):                                                                     "name/control_character",
		with(`"extra":[1]`):                                                                           "extra/extra_value",
		with(`"extra":"words"`):                                                                       "extra/extra_value",
		with(`"source":"nobody"`):                                                                     "source/unknown_source",
		with(`"source":"plan","source_key":"k"`):                                                      "source_key/duplicate_key",
		at(`{"type":"Circle","coordinates":[131,48]}`):                                                "geometry/type",
		at(`{"type":"Point","coordinates":[131]}`):                                                    "geometry/position_too_short",
		at(`{"type":"Point","coordinates":[500,48]}`):                                                 "geometry/range",
		at(`{"type":"Polygon","coordinates":[[[131,48],[131.1,48],[131.1,48.1],[131,48.1]]]}`): "geometry/ring_closed",
		at(`{"type":"GeometryCollection","geometries":[]}`):                                    "geometry/geometry_mixed",
	} {
		w := program(h, http.MethodPost, plotsItems, body)
		if w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
			continue
		}
		got := refused(t, w)
		found := slices.ContainsFunc(got, func(f finding) bool {
			return f.Field+"/"+f.Rule == want && f.Severity == "refused" && f.Message != "" && f.Advice != "" && !strings.Contains(f.Advice, "kept")
		})
		if !found {
			t.Errorf("%s: %+v, want %s", body, got, want)
		}
	}
	if n, err := store.Count(t.Context(), data.Query{Collection: "plots"}); err != nil || n != 4 {
		t.Errorf("%d plots, %v", n, err)
	}
}

func TestComputedFieldsCanBeSentBackButNotChanged(t *testing.T) {
	h := editing(t, newStore(t, ground()...), func(c *web.Config) { c.CatchUp = nil })
	const address = "/api/collections/cemeteries/items/old"
	for body, right := range map[string]bool{
		`{"properties":{"overlap_pairs":1}}`: true, `{"properties":{"overlap_pairs":1.0,"name":"Old ground"}}`: true, `{"properties":{"overlap_probability":null}}`: true,
		`{"properties":{"overlap_pairs":2}}`: false, `{"properties":{"overlap_pairs":null}}`: false, `{"properties":{"overlap_class":"certain"}}`: false, `{"properties":{"overlap_probability":0.5}}`: false,
	} {
		w := program(h, http.MethodPatch, address, body, "If-Match", "*")
		if right {
			if f := stored(t, w, http.StatusOK); f.Properties["overlap_pairs"] != 1.0 || f.Properties["overlap_class"] != "not_assessed" {
				t.Errorf("%s: %+v", body, f.Properties)
			}
			continue
		}
		if got := refused(t, w); got[0].Rule != "computed" {
			t.Errorf("%s: %+v", body, got)
		}
	}
	put := program(h, http.MethodPut, address, `{"type":"Feature","geometry":null,"properties":{"use":"civilian"}}`, "If-Match", "*")
	if f := stored(t, put, http.StatusOK); f.Properties["overlap_pairs"] != 1.0 {
		t.Errorf("what is computed is lost: %+v", f.Properties)
	}
	if got := refused(t, program(h, http.MethodPost, "/api/collections/cemeteries/items", `{"type":"Feature","geometry":null,"properties":{"overlap_pairs":1}}`)); got[0].Rule != "computed" {
		t.Errorf("%+v", got)
	}
}

func TestTheIdOfAFeatureStays(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	for body, right := range map[string]bool{
		`{"id":"row-1"}`: true, `{"properties":{"id":"row-1"}}`: true, `{"id":null}`: true, `{"properties":{"id":null}}`: true,
		`{"id":"row-2"}`: false, `{"properties":{"id":"row-2"}}`: false, `{"id":["row-1"]}`: false,
	} {
		w := program(h, http.MethodPatch, plotsItems+"/row-1", body, "If-Match", "*")
		if right {
			stored(t, w, http.StatusOK)
		} else if got := refused(t, w); got[0].Rule != "id" {
			t.Errorf("%s: %+v", body, got)
		}
	}
}

func TestTheKeyOfAFeatureCanBeCorrected(t *testing.T) {
	keyed := func(id, key string) data.Feature {
		return data.Feature{ID: id, Collection: "plots", Geometry: orb.Point{131.0012, 48.0013}, Properties: map[string]any{"name": id}, Location: data.Location{Method: "unknown", Source: "plan", SourceKey: key, Fictional: true}}
	}
	store := newStore(t, append(ground(), keyed("a", "1"), keyed("b", "2"))...)
	h := editing(t, store, nil)
	f := stored(t, program(h, http.MethodPatch, plotsItems+"/a", `{"properties":{"source_key":"3"}}`, "If-Match", "*"), http.StatusOK)
	if f.ID != "a" || f.Properties["source_key"] != "3" {
		t.Errorf("%+v", f)
	}
	if got := refused(t, program(h, http.MethodPatch, plotsItems+"/a", `{"properties":{"source_key":"2"}}`, "If-Match", "*")); got[0].Rule != "duplicate_key" || !strings.Contains(got[0].Message, "plots/b") {
		t.Errorf("%+v", got)
	}
	if b, err := store.Feature(t.Context(), "plots", "b"); err != nil || b.Text("name") != "b" {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestAPositionThatSomebodyChoseStands(t *testing.T) {
	here := data.Location{Accuracy: 5, Method: "plan", Source: "plan", SourceKey: "s", Fictional: true}
	store := newStore(t, append(ground(),
		data.Feature{ID: "camp", Collection: "sites", Geometry: orb.Point{131.0012, 48.0013}, Properties: map[string]any{}, Location: here},
		data.Feature{ID: "gps", Collection: "positions", Geometry: orb.Point{131.0112, 48.0113}, Properties: map[string]any{"of": "sites/camp"}, Location: data.Location{Accuracy: 2, Method: "gps", Fictional: true}})...)
	if _, err := data.Prefer(t.Context(), store, "gps", "map"); err != nil {
		t.Fatal(err)
	}
	h := editing(t, store, nil)
	const address = "/api/collections/sites/items/camp"
	f := stored(t, program(h, http.MethodPatch, address, `{"geometry":{"coordinates":[131.0512,48.0513]}}`, "If-Match", "*"), http.StatusOK)
	if string(f.Geometry) != `{"type":"Point","coordinates":[131.0112,48.0113]}` || len(f.Findings) != 1 || f.Findings[0].Rule != "preferred_position" {
		t.Errorf("%s %+v", f.Geometry, f.Findings)
	}
	if got := refused(t, program(h, http.MethodPatch, address, `{"geometry":{"coordinates":[131.0512,48.0513]},"properties":{"source_key":"t"}}`, "If-Match", "*")); got[0].Rule != "preferred_position" {
		t.Errorf("%+v", got)
	}
	stored(t, program(h, http.MethodPatch, address, `{"properties":{"source_key":"t","name":"Invented"}}`, "If-Match", "*"), http.StatusOK)
	moved := stored(t, program(h, http.MethodPatch, "/api/collections/positions/items/gps", `{"geometry":{"coordinates":[131.0212,48.0213]}}`, "If-Match", "*"), http.StatusOK)
	site, err := store.Feature(t.Context(), "sites", "camp")
	if err != nil || site.Geometry != orb.Geometry(orb.Point{131.0212, 48.0213}) || len(moved.Findings) > 0 {
		t.Errorf("the site stands at %v, %v; %+v", site.Geometry, err, moved.Findings)
	}
}

func TestBodiesThatCannotBeReadAreAnsweredInWords(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	const right = `{"type":"Feature","geometry":null,"properties":{}}`
	long := `{"type":"Feature","geometry":null,"properties":{"name":"` + strings.Repeat("a", 1<<20) + `"}}`
	many := `{"a0":1` + func() string {
		var b strings.Builder
		for i := range 5000 {
			fmt.Fprintf(&b, `,"b%d":1`, i)
		}
		return b.String()
	}() + `}`
	for _, c := range []struct {
		name, method, body string
		header             []string
		status             int
		detail             string
	}{
		{"nothing", "POST", "", nil, 400, "no body"},
		{"words", "POST", "name=x", nil, 400, "malformed"},
		{"a list", "POST", "[]", nil, 400, "object"},
		{"null", "POST", "null", nil, 400, "object"},
		{"two features", "POST", right + right, nil, 400, "more after"},
		{"one that breaks off", "POST", right[:30], nil, 400, "breaks off"},
		{"a member twice", "POST", `{"type":"Feature","type":"Feature","geometry":null}`, nil, 400, "twice"},
		{"not UTF-8", "POST", "{\"a\":\"\xd5\"}", nil, 400, "UTF-8"},
		{"depth", "POST", strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100), nil, 400, "deep"},
		{"many members", "POST", many, nil, 400, "members"},
		{"a megabyte", "POST", long, nil, 413, "1024 kB"},
		{"a form", "POST", right, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "application/geo+json"},
		{"text", "POST", right, []string{"Content-Type", "text/plain"}, 415, "application/geo+json"},
		{"no type", "POST", right, []string{"Content-Type", ""}, 415, "application/geo+json"},
		{"another charset", "POST", right, []string{"Content-Type", "application/geo+json; charset=windows-1251"}, 415, "UTF-8"},
		{"packed", "POST", right, []string{"Content-Encoding", "gzip"}, 415, "not compressed"},
		{"JSON Patch", "PATCH", `[]`, []string{"Content-Type", "application/json-patch+json"}, 415, "merge-patch"},
		{"GeoJSON as a patch", "PATCH", right, []string{"Content-Type", "application/geo+json"}, 415, "merge-patch"},
		{"a patch that is no object", "PATCH", `null`, nil, 400, "object"},
		{"other coordinates", "POST", right, []string{"Content-Crs", "<http://www.opengis.net/def/crs/EPSG/0/28425>"}, 400, "Content-Crs"},
	} {
		address := plotsItems
		if c.method == "PATCH" {
			address += "/row-1"
		}
		w := program(h, c.method, address, c.body, append([]string{"If-Match", "*"}, c.header...)...)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.detail) || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s", c.name, w.Code, w.Body)
		}
	}
	if w := program(h, http.MethodPost, plotsItems+"?f=json", right); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `"parameter":"f"`) {
		t.Errorf("a parameter: %d %s", w.Code, w.Body)
	}
	if w := program(h, http.MethodPost, plotsItems, right, "Content-Type", "application/json; charset=UTF-8", "Content-Crs", "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"); w.Code != http.StatusCreated {
		t.Errorf("as JSON: %d %s", w.Code, w.Body)
	}
}

func TestPagesOfOthersCannotEdit(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	for name, c := range map[string]struct {
		header []string
		status int
	}{
		"a program":                 {nil, 201},
		"our page":                  {[]string{"Origin", "http://127.0.0.1:8080", "Sec-Fetch-Site", "same-origin", "X-Burialmap", "1"}, 201},
		"our page without header":   {[]string{"Origin", "http://127.0.0.1:8080", "Sec-Fetch-Site", "same-origin"}, 403},
		"another page":              {[]string{"Origin", "https://else.example", "Sec-Fetch-Site", "cross-site", "X-Burialmap", "1"}, 403},
		"an older browser":          {[]string{"Origin", "https://else.example", "X-Burialmap", "1"}, 403},
		"a page of no host":         {[]string{"Origin", "null", "X-Burialmap", "1"}, 403},
		"a name that leads here":    {[]string{"Host", "rebound.example:8080"}, 403},
		"through a proxy":           {[]string{"X-Forwarded-For", "203.0.113.7"}, 403},
		"through a proxy, RFC 7239": {[]string{"Forwarded", "for=203.0.113.7"}, 403},
	} {
		if w := program(h, http.MethodPost, plotsItems, newGrave, c.header...); w.Code != c.status {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	w := program(h, http.MethodOptions, plotsItems, "", "Origin", "https://else.example", "Access-Control-Request-Method", "POST")
	if w.Header().Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS" || strings.Contains(w.Header().Get("Access-Control-Allow-Headers"), "If-Match") {
		t.Errorf("another page may ask to edit: %v", w.Header())
	}
}

func TestEditingNeedsAReaderOfGeoJSON(t *testing.T) {
	store := newStore(t)
	if _, err := web.New(web.Config{Store: store, Tiles: &waiting{}, Formats: format.Registry{}, Edit: true}); err == nil {
		t.Error("no error")
	}
}

// tokens serves a store that those may edit who have a token, and says that of "anna".
func tokens(t *testing.T, log *logged) (http.Handler, string) {
	t.Helper()
	token, line, err := web.NewToken("anna")
	if err != nil {
		t.Fatal(err)
	}
	editors, err := web.ReadEditors(strings.NewReader("# who may edit\n" + line + "\n\nボリス " + strings.Repeat("x", 32) + "\n" + strings.Repeat("y", 40)))
	if err != nil {
		t.Fatal(err)
	}
	return editing(t, newStore(t, ground()...), func(c *web.Config) {
		c.Editors, c.Log = editors, log.logger()
	}), token
}

func TestWhoHasATokenMayEditFromAnywhere(t *testing.T) {
	var log logged
	h, token := tokens(t, &log)
	post := func(header ...string) *httptest.ResponseRecorder {
		return program(h, http.MethodPost, plotsItems, newGrave, append([]string{"Host", "graves.example"}, header...)...)
	}
	for _, header := range [][]string{nil, {"X-Burialmap", "1"}, {"Authorization", ""}, {"Authorization", "Bearer"}, {"Authorization", "Bearer x"}, {"Authorization", "Basic " + token}, {"Authorization", token},
		{"Authorization", "Bearer " + token + "x"}, {"Authorization", "Bearer " + strings.ToLower(token)}} {
		w := post(header...)
		if w.Code != http.StatusUnauthorized || !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), `Bearer realm="burialmap"`) || strings.Contains(w.Body.String(), token) {
			t.Errorf("%v: %d %v", header, w.Code, w.Header())
		}
	}
	for author, header := range map[string][]string{
		"anna": {"Authorization", "Bearer " + token, "Origin", "https://else.example", "Sec-Fetch-Site", "cross-site", "X-Forwarded-For", "203.0.113.7"},
		"ボリス":  {"Authorization", "bearer " + strings.Repeat("x", 32)},
		"edit": {"Authorization", "Bearer " + strings.Repeat("y", 40)},
	} {
		stored(t, post(header...), http.StatusCreated)
		if w := get(t, h, "/api/changes"); !strings.Contains(w.Body.String(), `"author":"`+author+`"`) {
			t.Errorf("%s is not in the history: %s", author, w.Body)
		}
	}
	if w := program(h, http.MethodPost, plotsItems+"?access_token="+token, newGrave); w.Code != http.StatusUnauthorized {
		t.Errorf("a token in the address: %d", w.Code)
	}
	for _, address := range []string{"/api/import/X/load", "/api/collections/positions/items/x/prefer", "/api/collections/positions/items/x/what-if"} {
		if w := send(h, http.MethodPost, address, "{}"); w.Code != http.StatusUnauthorized {
			t.Errorf("%s without a token: %d", address, w.Code)
		}
	}
	if !strings.Contains(get(t, h, "/api/import").Body.String(), `"edit":false`) {
		t.Error("the page for importing offers what it has no token for")
	}
}

func TestTokensAreNotInTheLog(t *testing.T) {
	var log logged
	h, token := tokens(t, &log)
	for _, header := range []string{"Bearer " + token, "Bearer " + token + "x", "Basic " + token} {
		program(h, http.MethodPost, plotsItems, newGrave, "Authorization", header)
	}
	program(h, http.MethodGet, plotsItems+"?access_token="+token, "")
	if text := log.lines.String(); text == "" || strings.Contains(text, token) {
		t.Errorf("the log: %s", text)
	}
}

func TestPagesOfOthersMayAskToEditOnlyWhereTokensKeepOutStrangers(t *testing.T) {
	var log logged
	h, _ := tokens(t, &log)
	for address, methods := range map[string]string{plotsItems: "GET, HEAD, POST, OPTIONS", plotsItems + "/row-1": "GET, HEAD, PUT, PATCH, DELETE, OPTIONS",
		"/api/collections/overlaps/items": "GET, HEAD, OPTIONS", "/api/import": "GET, HEAD, OPTIONS", "/api/collections/plots": "GET, HEAD, OPTIONS"} {
		w := program(h, http.MethodOptions, address, "", "Origin", "https://else.example", "Access-Control-Request-Method", "PUT")
		header := w.Header()
		asks := strings.Contains(header.Get("Access-Control-Allow-Headers"), "Authorization") && strings.Contains(header.Get("Access-Control-Allow-Headers"), "If-Match")
		if header.Get("Access-Control-Allow-Methods") != methods || asks != (methods != "GET, HEAD, OPTIONS") || header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: %v", address, header)
		}
	}
}

func TestListsOfEditorsAreReadStrictly(t *testing.T) {
	hash := "sha256:" + strings.Repeat("0a", 32)
	for text, want := range map[string]string{
		"":                                   "no line",
		"# nobody":                           "no line",
		"anna tooshort":                      "line 1: the token has 8 characters",
		"\nanna " + hash[:20]:                "line 2: after sha256:",
		"anna " + hash + " x":                "3 words",
		"import " + hash:                     "the program's own",
		"Detect " + hash:                     "the program's own",
		"an/na " + hash:                      "is to be made of",
		strings.Repeat("a", 65) + " " + hash: "is to be made of",
		"anna " + hash + "\nboris " + hash:   "line 2: the token stands in an earlier line",
		"anna " + strings.Repeat("x", 5000):  "too long",
	} {
		_, err := web.ReadEditors(strings.NewReader(text))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "tooshort") {
			t.Errorf("%.40q: %v", text, err)
		}
	}
	for _, name := range []string{"", "a b", "external", "a\nb", "анна:"} {
		if _, _, err := web.NewToken(name); err == nil {
			t.Errorf("%q gets a token", name)
		}
	}
	one, _, err := web.NewToken("анна@example")
	two, _, _ := web.NewToken("анна@example")
	if err != nil || one == two || len(one) < 50 {
		t.Errorf("%q %q %v", one, two, err)
	}
}
