package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/csv"
	"burialmap/data/format/geojson"
	"burialmap/web"
)

// list is a list of two invented sites, with a header in Russian.
const list = "Название;Широта;Долгота;Примечание\nВыдуманное место;48,5;135,1;у дороги\nЕщё одно;x;y;\n"

func formats(c *web.Config) {
	c.Formats = format.Registry{Readers: []format.Reader{geojson.Reader{}, csv.Reader{}}, Writers: []format.Writer{geojson.Writer{}, csv.Writer{}}}
}

func editable(c *web.Config) {
	formats(c)
	c.Edit = true
}

// send makes a request that is more than reading, as our own pages do.
func send(h http.Handler, method, address, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, strings.NewReader(body))
	r.Host = "127.0.0.1:8080"
	r.Header.Set("X-Burialmap", "1")
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

type look struct {
	ID      string
	Columns []struct{ Name, Field, How string }
	Report  format.Report
	Rules   []format.RuleCount
	Preview struct{ Features []json.RawMessage }
}

func dropped(t *testing.T, h http.Handler, name, body string) look {
	t.Helper()
	w := send(h, http.MethodPost, "/api/import?name="+url.QueryEscape(name), body)
	if w.Code != http.StatusCreated {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return looked(t, w)
}

func looked(t *testing.T, w *httptest.ResponseRecorder) look {
	t.Helper()
	var l look
	if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	return l
}

func TestAFileIsLookedAtAndNothingIsWritten(t *testing.T) {
	store := newStore(t)
	h := newHandler(t, store, formats)
	l := dropped(t, h, `C:\lists\места.csv`, list)
	if l.Report.File != "места.csv" || l.Report.New != 2 || !l.Report.DryRun || len(l.Preview.Features) != 1 {
		t.Errorf("%+v", l.Report)
	}
	w := send(h, http.MethodPost, "/api/import/"+l.ID+"/look", `{"collection":"sites","map":{"setting":"Примечание"}}`)
	again := looked(t, w)
	said := false
	for _, c := range again.Columns {
		said = said || c.Name == "Примечание" && c.Field == "setting" && c.How == "said"
	}
	if w.Code != http.StatusOK || !said {
		t.Errorf("%d: %+v", w.Code, again.Columns)
	}
	if revision, err := store.Revision(t.Context()); revision != 0 || err != nil {
		t.Errorf("revision %d, %v", revision, err)
	}
}

func TestFindingsComeBackAsATableAndBesideTheRows(t *testing.T) {
	h := newHandler(t, newStore(t), formats)
	l := dropped(t, h, "list.csv", list)
	w := get(t, h, "/api/import/"+l.ID+"/problems.csv?say="+url.QueryEscape(`{"collection":"sites"}`))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "position_words") || !strings.Contains(w.Header().Get("Content-Disposition"), "list.csv.findings.csv") {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
}

func TestAFileIsLoadedOnlyWhereEditingIsOn(t *testing.T) {
	store := newStore(t)
	reading, h := newHandler(t, store, formats), newHandler(t, store, editable)
	l := dropped(t, reading, "list.csv", list)
	if w := send(reading, http.MethodPost, "/api/import/"+l.ID+"/load", `{"collection":"sites"}`); w.Code != http.StatusForbidden {
		t.Errorf("without editing: %d %s", w.Code, w.Body)
	}
	l = dropped(t, h, "list.csv", list)
	w := send(h, http.MethodPost, "/api/import/"+l.ID+"/load", `{"collection":"sites"}`)
	var report format.Report
	if err := json.Unmarshal(w.Body.Bytes(), &report); err != nil || report.New != 2 || report.Change.Revision != 1 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	w = send(h, http.MethodPost, "/api/import/"+l.ID+"/load", `{"collection":"sites"}`)
	if err := json.Unmarshal(w.Body.Bytes(), &report); err != nil || report.Unchanged != 2 {
		t.Errorf("a second time: %d %s", w.Code, w.Body)
	}
}

func TestOtherPagesCannotSendFiles(t *testing.T) {
	h := newHandler(t, newStore(t), editable)
	for name, header := range map[string][]string{
		"without the header": {"X-Burialmap", ""},
		"of another host":    {"Origin", "https://elsewhere.example"},
		"of no host":         {"Origin", "null"},
		"of another site":    {"Sec-Fetch-Site", "cross-site"},
	} {
		if w := send(h, http.MethodPost, "/api/import?name=a.csv", list, header...); w.Code != http.StatusForbidden {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	l := dropped(t, h, "list.csv", list)
	for host, status := range map[string]int{"rebound.example:8080": 403, "localhost:8080": 200, "[::1]:8080": 200, "graves.example": 200} {
		if w := send(h, http.MethodPost, "/api/import/"+l.ID+"/load", `{"collection":"sites"}`, "Host", host); w.Code != status {
			t.Errorf("loading under %s: %d", host, w.Code)
		}
	}
	if w := send(h, http.MethodOptions, "/api/import", ""); strings.Contains(w.Header().Get("Access-Control-Allow-Headers"), "X-Burialmap") {
		t.Error("another page may ask to send the header")
	}
	if w := send(h, http.MethodPost, "/api/collections/sites", "{}"); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("another address takes a body: %d", w.Code)
	}
}

func TestAFileThatCannotBeUsedIsAnsweredInWords(t *testing.T) {
	h := newHandler(t, newStore(t), formats)
	for name, c := range map[string]struct {
		body   string
		status int
		detail string
	}{
		"nothing":          {"", 422, "empty"},
		"no known format":  {"\x00\x01\x02", 422, "known formats"},
		"truncated":        {`{"type":"FeatureCollection","features":[{"type":"Feature"`, 422, "truncated"},
		"another encoding": {"name,lat\n\xff\xfe\xff\xff\x81\x8d,1\n", 422, "known formats"},
	} {
		w := send(h, http.MethodPost, "/api/import?name=a.bin", c.body)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.detail) || strings.Contains(w.Body.String(), "/tmp") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	l := dropped(t, h, "list.csv", list)
	for say, status := range map[string]int{
		`{"crs":"EPSG:1"}`:                       422,
		`{"collection":"overlaps"}`:              422,
		`{"collection":"sites","x":1}`:           400,
		`{"collection":"sites","map":{"x":"y"}}`: 422,
		`{"accuracy_m":-1}`:                      422,
		`nonsense`:                               400,
	} {
		if w := send(h, http.MethodPost, "/api/import/"+l.ID+"/look", say); w.Code != status {
			t.Errorf("%s: %d %s", say, w.Code, w.Body)
		}
	}
	if w := send(h, http.MethodPost, "/api/import/NOTHING/look", "{}"); w.Code != 404 {
		t.Errorf("a file that is not kept: %d", w.Code)
	}
}

func TestOnlySoManyFilesAreKeptAndNotForLong(t *testing.T) {
	now := noon
	h := newHandler(t, newStore(t), func(c *web.Config) {
		formats(c)
		c.Now = func() time.Time { return now }
	})
	again := func(l look) int {
		return send(h, http.MethodPost, "/api/import/"+l.ID+"/look", `{"collection":"sites"}`).Code
	}
	var kept []look
	for range 9 { // one more than are kept
		now = now.Add(time.Second)
		kept = append(kept, dropped(t, h, "list.csv", list))
	}
	if again(kept[0]) != http.StatusNotFound || again(kept[1]) != http.StatusOK {
		t.Error("the file that was looked at longest ago does not make room for the last")
	}
	if w := send(h, http.MethodDelete, "/api/import/"+kept[1].ID, ""); w.Code != http.StatusNoContent || again(kept[1]) != http.StatusNotFound {
		t.Errorf("forgetting one: %d", w.Code)
	}
	now = now.Add(31 * time.Minute)
	if again(kept[8]) != http.StatusNotFound {
		t.Error("a file is kept for longer than half an hour")
	}
}

func TestWhatIsSaidAboutFilesIsKeptByName(t *testing.T) {
	h := newHandler(t, newStore(t), editable)
	address := "/api/import/profiles/" + url.PathEscape("архив / 1947")
	if w := send(h, http.MethodPut, address, `{"collection":"sites","crs":"EPSG:28425","map":{"name":"Место"}}`); w.Code != http.StatusNoContent {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	var doc struct {
		Profiles []struct {
			Name string
			CRS  string
			Map  map[string]string
		}
	}
	if err := json.Unmarshal(get(t, h, "/api/import").Body.Bytes(), &doc); err != nil || len(doc.Profiles) != 1 || doc.Profiles[0].Name != "архив / 1947" || doc.Profiles[0].Map["name"] != "Место" {
		t.Errorf("%+v, %v", doc, err)
	}
	for range 2 {
		w := send(h, http.MethodDelete, address, "")
		if w.Code != http.StatusNoContent && w.Code != http.StatusNotFound {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	if w := send(newHandler(t, newStore(t), formats), http.MethodPut, address, `{}`); w.Code != http.StatusForbidden {
		t.Errorf("without editing: %d", w.Code)
	}
}

func TestSeveralCollectionsAreExportedUnderOneCondition(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), nil)
	within := url.QueryEscape("S_INTERSECTS(geometry, POLYGON((131.0005 48.0005, 131.0019 48.0005, 131.0019 48.0019, 131.0005 48.0019, 131.0005 48.0005)))")
	zipped := get(t, h, "/api/export?f=list&collections=sites,plots&filter="+within).Body.Bytes()
	archive, err := zip.NewReader(bytes.NewReader(zipped), int64(len(zipped)))
	if err != nil {
		t.Fatal(err)
	}
	body := ""
	for _, name := range []string{"sites.txt", "plots.txt"} {
		text, err := fs.ReadFile(archive, name)
		if err != nil {
			t.Fatal(err)
		}
		body += string(text)
	}
	for id, inside := range map[string]bool{"row-1": true, "camp 7/branch": true, "grave-2": false, "grave-3": false, "lost": false} {
		if strings.Contains(body, id) != inside {
			t.Errorf("%s lies inside: %v\n%s", id, inside, body)
		}
	}
	if w := get(t, h, "/api/export?f=list&collections=sites,plots&filter=occupancy%3D'pow'"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `"parameter":"filter"`) {
		t.Errorf("a condition that one of the collections does not know: %d %s", w.Code, w.Body)
	}
}

func TestSeveralCollectionsAreExportedTogether(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), formats)
	w := get(t, h, "/api/export?f=csv&collections=sites,plots")
	archive, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil {
		t.Fatalf("%d %v", w.Code, err)
	}
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "sites.csv plots.csv README.txt about.json" {
		t.Errorf("%s", got)
	}
	for address, parameter := range map[string]string{
		"/api/export?f=nothing&collections=sites":         "f",
		"/api/export?f=csv&collections=sites,nothing":     "collections",
		"/api/export?f=csv&collections=sites&package=tar": "package",
		"/api/export?f=csv&collections=sites&x=1":         "x",
	} {
		w := get(t, h, address)
		if w.Code != 400 || !strings.Contains(w.Body.String(), `"parameter":"`+parameter+`"`) {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
	}
}

func TestAnExportSaysOfWhenItIsAndWhomToCite(t *testing.T) {
	h := newHandler(t, newStore(t, ground()...), formats)
	w := get(t, h, "/api/collections/plots/items?f=csv&package=zip&bbox=131,48,132,49")
	archive, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil {
		t.Fatalf("%d %v", w.Code, err)
	}
	file, err := archive.Open("about.json")
	if err != nil {
		t.Fatal(err)
	}
	var about struct {
		Revision int64
		Filter   string
		Date     time.Time
	}
	if err := json.NewDecoder(file).Decode(&about); err != nil || about.Revision != 1 || about.Filter != "bbox=131,48,132,49" || !about.Date.Equal(noon) {
		t.Errorf("%+v, %v", about, err)
	}
}

func TestTheHistoryOfAFeatureSaysWhatBecameDifferent(t *testing.T) {
	store := newStore(t, data.Feature{ID: "a", Collection: "sites", Properties: map[string]any{"name": "Invented", "burials": int64(3)}, Location: data.Location{Source: "list", SourceKey: "a", Method: "unknown"}})
	put(t, store, data.Feature{ID: "a", Collection: "sites", Properties: map[string]any{"name": "Invented", "burials": int64(5)}, Location: data.Location{Source: "list", SourceKey: "a", Method: "unknown"}})
	h := newHandler(t, store, nil)
	w := get(t, h, "/api/collections/sites/items/a/history")
	var doc struct {
		Versions []struct {
			Revision int64
			Kind     string
			Changed  []struct {
				Field    string
				Old, New any
			}
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil || len(doc.Versions) != 2 {
		t.Fatalf("%d %s, %v", w.Code, w.Body, err)
	}
	if v := doc.Versions[0]; v.Kind != "updated" || len(v.Changed) != 1 || v.Changed[0].Field != "burials" || v.Changed[0].Old != 3.0 || v.Changed[0].New != 5.0 {
		t.Errorf("%+v", v)
	}
	if w := get(t, h, "/api/collections/sites/items/nothing/history"); w.Code != 404 {
		t.Errorf("a feature that never was: %d", w.Code)
	}
}
