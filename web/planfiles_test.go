package web_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"strings"
	"testing"

	"burialmap/data/format/gpkg"
	"burialmap/web"
)

// withPackages serves what is needed to make packages.
func withPackages(c *web.Config) { c.Formats.Writers = append(c.Formats.Writers, gpkg.Writer{}) }

func TestAPackageHoldsWhatATeamCarries(t *testing.T) {
	h := editing(t, newStore(t, ground()...), withPackages)
	address := storedPlan(t, h, strings.Replace(journey, "{", `{"id":"july",`, 1))
	w := get(t, h, address+"/package?today=2026-05-01")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/zip" || w.Header().Get("Content-Disposition") != `attachment; filename="july-1.zip"` {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	z, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, f := range z.File {
		held[f.Name] = true
	}
	for _, name := range []string{"README.txt", "manifest.json", "plan.gpx", "plan.kmz", "field.gpkg", "field.qgs", "plan.json", "timetable.csv", "map.pmtiles", "book-en.html", "book-ja.html"} {
		if !held[name] {
			t.Errorf("there is no %s among %v", name, held)
		}
	}
	if again := get(t, h, address+"/package?today=2026-05-01", "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
		t.Errorf("%d", again.Code)
	}
	if other := get(t, h, address+"/package?today=2026-05-01&only=gpx&languages=ja", "If-None-Match", w.Header().Get("ETag")); other.Code != http.StatusOK || other.Body.Len() > w.Body.Len()/2 {
		t.Errorf("%d, %d bytes of %d", other.Code, other.Body.Len(), w.Body.Len())
	}
}

func TestAPackageInALanguageThatNobodyWroteIsRefused(t *testing.T) {
	h := editing(t, newStore(t, ground()...), withPackages)
	address := storedPlan(t, h, journey)
	for _, query := range []string{"languages=", "languages=de", "languages=en,en", "only=gold", "colour=1", "revision=x"} {
		if w := get(t, h, address+"/package?"+query); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
	detail(t, get(t, h, "/api/plans/nothing/package"), http.StatusNotFound)
}

func TestABookIsAPageThatMayAskNothingOfAnybody(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := storedPlan(t, h, journey) + "/book?today=2026-05-01"
	for language, says := range map[string]string{"": `<html lang="en">`, "&lang=ru": `<html lang="ru">`, "&lang=ja": `<html lang="ja">`} {
		w := get(t, h, address+language)
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || !strings.Contains(w.Body.String(), says) {
			t.Errorf("%s: %d %v %.300s", language, w.Code, w.Header(), w.Body)
		}
		policy := w.Header().Values("Content-Security-Policy")
		if len(policy) != 1 || !strings.HasPrefix(policy[0], "default-src 'none'") || strings.Contains(policy[0], "script-src") {
			t.Errorf("%q", policy)
		}
		if strings.Contains(w.Body.String(), "<b>Lost") || !strings.Contains(w.Body.String(), "&lt;b&gt;Lost") {
			t.Error("a name is taken for HTML")
		}
		if again := get(t, h, address+language, "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
			t.Errorf("%s: %d", language, again.Code)
		}
	}
}
