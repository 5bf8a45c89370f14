package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestTheBookOfAPlanIsOnePageUnderAPolicyOfItsOwn(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := storedPlan(t, h, journey)
	w := get(t, h, address+"/book?lang=ja&today=2026-05-01")
	policy := w.Header().Get("Content-Security-Policy")
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || w.Header().Get("Content-Language") != "ja" {
		t.Fatalf("status %d, %v", w.Code, w.Header())
	}
	if !strings.Contains(policy, "default-src 'none'; style-src 'sha256-") || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("policy %q", policy)
	}
	page := w.Body.String()
	if !strings.Contains(page, `<html lang="ja">`) || !strings.Contains(page, "緊急時") || !strings.HasSuffix(page, "</html>\n") {
		t.Errorf("the page is not whole or not Japanese: %.300s", page)
	}
	if strings.Contains(page, "<b>Lost") || !strings.Contains(page, "&lt;b&gt;Lost") {
		t.Error("a name is taken for HTML")
	}
	if again := get(t, h, address+"/book?lang=ja&today=2026-05-01", "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
		t.Errorf("status %d for what is known", again.Code)
	}
	if first := get(t, h, address+"/book"); first.Code != http.StatusOK || first.Header().Get("Content-Language") == "" {
		t.Errorf("without a language: status %d", first.Code)
	}
	for _, query := range []string{"lang=fr", "lang=en,ja", "today=tomorrow", "language=en"} {
		if w := get(t, h, address+"/book?"+query); w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", query, w.Code)
		}
	}
	detail(t, get(t, h, "/api/plans/nothing/book"), http.StatusNotFound)
}
