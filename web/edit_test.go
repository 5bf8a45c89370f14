package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/web"
)

// editing serves a store that can be edited, as the program does it with --edit.
func editing(t testing.TB, store data.Store, change func(*web.Config)) http.Handler {
	t.Helper()
	return newHandler(t, store, func(c *web.Config) {
		editable(c)
		c.CatchUp = func(ctx context.Context) error {
			_, err := detect.CatchUp(ctx, store, detect.Options{})
			return err
		}
		c.PassOver = func(ctx context.Context, tx data.Tx) error { return detect.PassOver(ctx, store, tx) }
		if change != nil {
			change(c)
		}
	})
}

// program makes a request as a program on this machine does.
func program(h http.Handler, method, address, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, strings.NewReader(body))
	r.Host = "127.0.0.1:8080"
	switch method {
	case http.MethodPatch:
		r.Header.Set("Content-Type", "application/merge-patch+json")
	case http.MethodPost, http.MethodPut:
		r.Header.Set("Content-Type", "application/geo+json")
	}
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// feature is what an edit answers with.
type feature struct {
	ID         string
	Geometry   json.RawMessage
	Properties map[string]any
	Findings   []finding
}

type finding struct{ Severity, Field, Rule, Place, Message, Advice string }

func stored(t *testing.T, w *httptest.ResponseRecorder, status int) feature {
	t.Helper()
	var f feature
	if err := json.Unmarshal(w.Body.Bytes(), &f); err != nil || w.Code != status {
		t.Fatalf("%d %s, %v; want %d", w.Code, w.Body, err, status)
	}
	return f
}

// refused is what an answer says is wrong with a feature.
func refused(t *testing.T, w *httptest.ResponseRecorder) []finding {
	t.Helper()
	var p struct{ Findings []finding }
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusUnprocessableEntity || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Fatalf("%d %s, %v; want 422", w.Code, w.Body, err)
	}
	return p.Findings
}

func tagOf(t *testing.T, h http.Handler, address string) string {
	t.Helper()
	w := get(t, h, address)
	if w.Code != http.StatusOK || w.Header().Get("ETag") == "" {
		t.Fatalf("%s: %d %v", address, w.Code, w.Header())
	}
	return w.Header().Get("ETag")
}

const plotsItems = "/api/collections/plots/items"

const newGrave = `{"type":"Feature","geometry":{"type":"Point","coordinates":[131.5123,48.5987]},"properties":{"name":"Grave 7","kind":"grave","occupancy":"pow","burials":3,"fictional":true,"accuracy_m":2.5,"source":"plan","Ряд":"4"}}`

func TestAFeatureIsRecordedAndFoundWhereTheAnswerSays(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, nil)
	w := program(h, http.MethodPost, plotsItems, newGrave)
	f := stored(t, w, http.StatusCreated)
	location := w.Header().Get("Location")
	if location != base+plotsItems+"/"+f.ID || len(f.ID) < 8 || w.Header().Get("Burialmap-Revision") == "" || len(f.Findings) > 0 {
		t.Errorf("%v %+v", w.Header(), f)
	}
	extra, _ := f.Properties["extra"].(map[string]any)
	if f.Properties["burials"] != 3.0 || f.Properties["accuracy_m"] != 2.5 || f.Properties["source_key"] != nil || extra["Ряд"] != "4" {
		t.Errorf("%+v", f.Properties)
	}
	again := get(t, h, strings.TrimPrefix(location, base))
	if again.Body.String() != w.Body.String() || again.Header().Get("ETag") != w.Header().Get("ETag") {
		t.Errorf("it is read as\n%s%v, and was answered as\n%s%v", again.Body, again.Header(), w.Body, w.Header())
	}
	changes, err := store.Changes(t.Context(), 1)
	if err != nil || changes[0].Author != "edit" || changes[0].What != "created plots" || changes[0].New != 1 {
		t.Errorf("%+v, %v", changes, err)
	}
}

func TestAnIdThatIsWishedIsGivenUnlessItIsTaken(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	post := func(id string) *httptest.ResponseRecorder {
		return program(h, http.MethodPost, plotsItems, `{"type":"Feature","id":`+id+`,"geometry":null,"properties":{}}`)
	}
	for id, want := range map[string]string{`"могила-1"`: "могила-1", `17`: "17", `"a.b_c~d"`: "a.b_c~d"} {
		if f := stored(t, post(id), http.StatusCreated); f.ID != want {
			t.Errorf("%s became %s", id, f.ID)
		}
	}
	if w := post(`"row-1"`); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "taken") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for _, id := range []string{`"a/b"`, `"../../x"`, `"?"`, `{}`, `[1]`, `true`, `"` + strings.Repeat("a", 81) + `"`} {
		if f := refused(t, post(id)); f[0].Field != "id" || f[0].Rule != "id" {
			t.Errorf("%s: %+v", id, f)
		}
	}
}

func TestAFeatureBecomesWhatReplacesIt(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, nil)
	address := plotsItems + "/row-1"
	w := program(h, http.MethodPut, address, `{"type":"Feature","id":"row-1","geometry":{"type":"Point","coordinates":[131.5123,48.5987]},"properties":{"kind":"row","occupancy":"pow","fictional":true}}`,
		"If-Match", tagOf(t, h, address))
	f := stored(t, w, http.StatusOK)
	if f.Properties["burials"] != nil || f.Properties["source"] != nil || f.Properties["location_method"] != "unknown" || string(f.Geometry) != `{"type":"Point","coordinates":[131.5123,48.5987]}` {
		t.Errorf("%+v %s", f.Properties, f.Geometry)
	}
	if again := get(t, h, address); again.Body.String() != w.Body.String() || w.Header().Get("ETag") != again.Header().Get("ETag") || w.Header().Get("Content-Location") != base+address {
		t.Errorf("it is read as\n%s, and was answered as\n%s", again.Body, w.Body)
	}
	versions, err := store.History(t.Context(), "plots", "row-1")
	if err != nil || len(versions) != 2 || versions[0].Author != "edit" || versions[0].What != "replaced plots/row-1" {
		t.Errorf("%+v, %v", versions, err)
	}
}

func TestWhatWasReadCanBeSentBackAndChangesNothing(t *testing.T) {
	store := newStore(t, append(ground(),
		data.Feature{ID: "fine", Collection: "plots", Geometry: square(131.00000012345, 48.00000054321, 0.000123456789), Properties: map[string]any{"burials": int64(2), "name": `"a" <b>`},
			Location: data.Location{Accuracy: 1.0 / 3, Method: "gps", Text: "4 км", Parse: json.RawMessage(`{"a":1.50}`), Source: "plan", SourceKey: "k 1", Fictional: true}, Extra: map[string]string{"ряд": "4", "id": "x"}})...)
	h := editing(t, store, nil)
	before := map[string]data.Feature{}
	for _, ref := range []string{"plots/row-1", "plots/grave-3", "plots/fine", "cemeteries/old", "sites/camp 7/branch", "sites/lost", "sources/plan"} {
		collection, id, _ := strings.Cut(ref, "/")
		f, err := store.Feature(t.Context(), collection, id)
		if err != nil {
			t.Fatal(err)
		}
		before[ref] = f
		address := "/api/collections/" + collection + "/items/" + url.PathEscape(id)
		w := get(t, h, address)
		for method, body := range map[string]string{http.MethodPut: w.Body.String(), http.MethodPatch: `{}`} {
			again := program(h, method, address, body, "If-Match", w.Header().Get("ETag"))
			if again.Code != http.StatusOK || again.Body.String() != w.Body.String() || again.Header().Get("ETag") != w.Header().Get("ETag") {
				t.Errorf("%s %s: %d\n%s, was\n%s", method, ref, again.Code, again.Body, w.Body)
			}
		}
		now, err := store.Feature(t.Context(), collection, id)
		if err != nil || fmt.Sprint(now) != fmt.Sprint(f) {
			t.Errorf("%s:\n%+v, %v, was\n%+v", ref, now, err, f)
		}
	}
}

func TestAPatchChangesWhatItNames(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, nil)
	address := plotsItems + "/row-1"
	patch := func(body string) feature {
		t.Helper()
		return stored(t, program(h, http.MethodPatch, address, body, "If-Match", tagOf(t, h, address)), http.StatusOK)
	}
	was, err := store.Feature(t.Context(), "plots", "row-1")
	if err != nil {
		t.Fatal(err)
	}
	f := patch(`{"properties":{"name":"Ряд 1","burials":null,"note":"at the fence","depth":1.5}}`)
	if f.Properties["name"] != "Ряд 1" || f.Properties["burials"] != nil || f.Properties["occupancy"] != "pow" || fmt.Sprint(f.Properties["extra"]) != "map[depth:1.5 note:at the fence]" {
		t.Errorf("%+v", f.Properties)
	}
	if f := patch(`{"properties":{"note":"by the road","extra":{"depth":null}}}`); fmt.Sprint(f.Properties["extra"]) != "map[note:by the road]" {
		t.Errorf("%+v", f.Properties)
	}
	if f := patch(`{"properties":{"note":null}}`); f.Properties["extra"] != nil {
		t.Errorf("%+v", f.Properties)
	}
	if now, err := store.Feature(t.Context(), "plots", "row-1"); err != nil || fmt.Sprint(now.Geometry) != fmt.Sprint(was.Geometry) || now.FID != was.FID {
		t.Errorf("%+v, %v", now, err)
	}
	if f := patch(`{"geometry":{"type":"Point","coordinates":[131.2531,48.2577]}}`); string(f.Geometry) != `{"type":"Point","coordinates":[131.2531,48.2577]}` || f.Properties["source"] != "plan" {
		t.Errorf("%s %+v", f.Geometry, f.Properties)
	}
	if f := patch(`{"geometry":null}`); string(f.Geometry) != "null" {
		t.Errorf("%s", f.Geometry)
	}
}

func TestAFeatureIsDeleted(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, nil)
	address := "/api/collections/sites/items/" + url.PathEscape("camp 7/branch")
	w := program(h, http.MethodDelete, address, "", "If-Match", tagOf(t, h, address))
	if w.Code != http.StatusNoContent || w.Body.Len() > 0 || w.Header().Get("Burialmap-Revision") == "" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for _, method := range []string{http.MethodDelete, http.MethodPut, http.MethodPatch} {
		if w := program(h, method, address, `{"type":"Feature","geometry":null,"properties":{}}`, "If-Match", "*"); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d %s", method, w.Code, w.Body)
		}
	}
	if v, err := store.History(t.Context(), "sites", "camp 7/branch"); err != nil || v[0].Kind != data.VersionDeleted || v[0].What != "deleted sites/camp 7/branch" {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestASourceIsKeptWhileSomethingRestsOnIt(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	const sources = "/api/collections/sources/items"
	w := program(h, http.MethodPost, sources, `{"type":"Feature","geometry":null,"properties":{"title":"A second plan, drawn for this test","kind":"demonstration","fictional":true}}`)
	f := stored(t, w, http.StatusCreated)
	if f.ID != "A-second-plan-drawn-for-this-test" {
		t.Errorf("it is called %s", f.ID)
	}
	if w := program(h, http.MethodDelete, sources+"/"+f.ID, "", "If-Match", w.Header().Get("ETag")); w.Code != http.StatusNoContent {
		t.Errorf("one on which nothing rests: %d %s", w.Code, w.Body)
	}
	if w := program(h, http.MethodDelete, sources+"/plan", "", "If-Match", "*"); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "cemeteries/old") {
		t.Errorf("one on which much rests: %d %s", w.Code, w.Body)
	}
	if got := refused(t, program(h, http.MethodPost, sources, `{"type":"Feature","geometry":{"type":"Point","coordinates":[131,48]},"properties":{"title":"x"}}`)); got[0].Rule != "geometry_unused" {
		t.Errorf("a source with a place: %+v", got)
	}
	if got := refused(t, program(h, http.MethodPost, sources, `{"type":"Feature","geometry":null,"properties":{"kind":"plan"}}`)); got[0].Rule != "unnamed" {
		t.Errorf("a source without a name: %+v", got)
	}
}

func TestAnEditSaysWhichStateItIsAbout(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := plotsItems + "/row-1"
	old := tagOf(t, h, address)
	bodies := map[string]string{http.MethodPut: `{"type":"Feature","geometry":null,"properties":{}}`, http.MethodPatch: `{"properties":{"name":"x"}}`, http.MethodDelete: ""}
	for method, body := range bodies {
		if w := program(h, method, address, body); w.Code != http.StatusPreconditionRequired || !strings.Contains(w.Body.String(), "If-Match") {
			t.Errorf("%s: %d %s", method, w.Code, w.Body)
		}
	}
	if w := program(h, http.MethodPatch, plotsItems+"/grave-2", `{"properties":{"name":"another"}}`, "If-Match", "*"); w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if now := tagOf(t, h, address); now != old {
		t.Errorf("the edit of another feature has made the tag %s of %s", now, old)
	}
	gzipped := strings.TrimSuffix(old, `"`) + `-gzip"`
	if w := program(h, http.MethodPatch, address, `{"properties":{"name":"first"}}`, "If-Match", `"other", `+gzipped); w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for method, body := range bodies {
		if w := program(h, method, address, body, "If-Match", old); w.Code != http.StatusPreconditionFailed {
			t.Errorf("%s: %d %s", method, w.Code, w.Body)
		}
	}
	if w := get(t, h, address, "If-None-Match", old); w.Code != http.StatusOK {
		t.Errorf("the old tag still stands for it: %d", w.Code)
	}
}

func TestOfManyEditsOfOneStateExactlyOneWins(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, nil)
	address := plotsItems + "/row-1"
	tag := tagOf(t, h, address)
	const many = 12
	codes, names := make([]int, many), make([]string, many)
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() {
			w := program(h, http.MethodPut, address, fmt.Sprintf(`{"type":"Feature","geometry":null,"properties":{"name":"%d"}}`, i), "If-Match", tag)
			var f feature
			_ = json.Unmarshal(w.Body.Bytes(), &f)
			codes[i], names[i] = w.Code, fmt.Sprint(f.Properties["name"])
		})
	}
	all.Wait()
	won := ""
	for i, code := range codes {
		switch {
		case code == http.StatusOK && won == "":
			won = names[i]
		case code != http.StatusPreconditionFailed:
			t.Errorf("edit %d: status %d after %q has won", i, code, won)
		}
	}
	if f, err := store.Feature(t.Context(), "plots", "row-1"); err != nil || f.Text("name") != won {
		t.Errorf("%q is stored and %q has won, %v", f.Text("name"), won, err)
	}
}

func TestTheOverlapsOfAnEditAreThereWhenItIsAnswered(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, nil)
	if _, err := detect.Run(t.Context(), store, detect.Options{}); err != nil {
		t.Fatal(err)
	}
	between := func() int {
		t.Helper()
		return len(answer[items](t, get(t, h, "/api/collections/overlaps/items?pow=plots/row-1&civilian=plots/grave-2")).Features)
	}
	address := plotsItems + "/grave-2"
	far := program(h, http.MethodPatch, address, `{"geometry":{"coordinates":[[[140,50],[140.0001,50],[140.0001,50.0001],[140,50.0001],[140,50]]]}}`, "If-Match", tagOf(t, h, address))
	if far.Code != http.StatusOK || between() != 0 {
		t.Fatalf("%d %s: %d overlaps", far.Code, far.Body, between())
	}
	onto := program(h, http.MethodPatch, address, `{"geometry":{"coordinates":[[[131.0015,48.0015],[131.0016,48.0015],[131.0016,48.0016],[131.0015,48.0016],[131.0015,48.0015]]]}}`, "If-Match", far.Header().Get("ETag"))
	if onto.Code != http.StatusOK || between() != 1 {
		t.Fatalf("%d %s: %d overlaps", onto.Code, onto.Body, between())
	}
	o, err := store.Revision(t.Context())
	if err != nil || onto.Header().Get("Burialmap-Revision") != fmt.Sprint(o) {
		t.Errorf("revision %s, the store is at %d, %v", onto.Header().Get("Burialmap-Revision"), o, err)
	}
	if w := program(h, http.MethodDelete, address, "", "If-Match", onto.Header().Get("ETag")); w.Code != http.StatusNoContent || between() != 0 {
		t.Errorf("%d: %d overlaps of a grave that is no more", w.Code, between())
	}
}

func TestTheTagOfACemeteryIsThatOfItsNewSummary(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, nil)
	const address = "/api/collections/cemeteries/items/old"
	w := program(h, http.MethodPatch, address, `{"properties":{"use":"mixed"}}`, "If-Match", tagOf(t, h, address))
	stored(t, w, http.StatusOK)
	if now := get(t, h, address); now.Header().Get("ETag") != w.Header().Get("ETag") || now.Body.String() != w.Body.String() {
		t.Errorf("%v %s; answered as %v %s", now.Header(), now.Body, w.Header(), w.Body)
	}
	w = program(h, http.MethodPatch, address, `{"properties":{"use":"civilian"}}`, "If-Match", w.Header().Get("ETag"))
	stored(t, w, http.StatusOK)
}

// waiting is a pyramid that is asked to show a revision.
type waiting struct {
	web.Tiles
	asked []int64
}

func (w *waiting) Await(_ context.Context, revision int64) error {
	w.asked = append(w.asked, revision)
	return nil
}

func TestAnEditIsAnsweredWhenTheTilesShowIt(t *testing.T) {
	store := newStore(t, ground()...)
	var tiles *waiting
	h := editing(t, store, func(c *web.Config) {
		tiles = &waiting{Tiles: c.Tiles}
		c.Tiles = tiles
	})
	w := program(h, http.MethodPost, plotsItems, newGrave)
	if stored(t, w, http.StatusCreated); len(tiles.asked) != 1 || fmt.Sprint(tiles.asked[0]) != w.Header().Get("Burialmap-Revision") {
		t.Errorf("asked for %v, answered %s", tiles.asked, w.Header().Get("Burialmap-Revision"))
	}
}

func TestTilesShowAnEditWhenItIsAnswered(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	const tile = "/tiles/16/56709/22617.mvt" // 131.5123, 48.5987
	if w := get(t, h, tile); w.Code != http.StatusNoContent {
		t.Fatalf("there is something already: %d", w.Code)
	}
	w := program(h, http.MethodPost, plotsItems, newGrave)
	stored(t, w, http.StatusCreated)
	if w := get(t, h, tile); w.Code != http.StatusOK || w.Body.Len() == 0 {
		t.Errorf("%d", w.Code)
	}
	program(h, http.MethodDelete, strings.TrimPrefix(w.Header().Get("Location"), base), "", "If-Match", "*")
	if w := get(t, h, tile); w.Code != http.StatusNoContent {
		t.Errorf("what was deleted is still there: %d", w.Code)
	}
}

func TestTheTagOfAFeatureIsTheSameInEverySystem(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := plotsItems + "/row-1"
	tag := tagOf(t, h, address+"?crs=http://www.opengis.net/def/crs/EPSG/0/3857")
	if w := program(h, http.MethodPatch, address, `{"properties":{"name":"x"}}`, "If-Match", tag); w.Code != http.StatusOK {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestAnEditStandsWhenItsOverlapsAreLate(t *testing.T) {
	store := newStore(t, ground()...)
	h := editing(t, store, func(c *web.Config) {
		c.CatchUp = func(context.Context) error { return context.DeadlineExceeded }
	})
	f := stored(t, program(h, http.MethodPost, plotsItems, newGrave), http.StatusCreated)
	if len(f.Findings) != 1 || f.Findings[0].Rule != "late" {
		t.Errorf("%+v", f.Findings)
	}
	if _, err := store.Feature(t.Context(), "plots", f.ID); err != nil {
		t.Error(err)
	}
}
