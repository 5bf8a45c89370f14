package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// edited is the answer to a request that changes data.
type edited struct {
	code   int
	header http.Header
	body   string
}

// edit sends a request that changes data.
func (s *server) edit(t *testing.T, method, path, media, body string, header ...string) edited {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", media)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return edited{answer.StatusCode, answer.Header, string(text)}
}

const inventedGrave = `{"type":"Feature","geometry":{"type":"Point","coordinates":[135.0712,48.4891]},"properties":{"name":"An invented grave","kind":"grave","occupancy":"pow","fictional":true}}`

func TestWhoMayEditIsAskedBeforeTheServerStarts(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	line := mustRun(t, dir, "token", "anna").stdout
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--edit", "--listen", "0.0.0.0:0"}, exitUsage, "--edit-token-file"},
		{[]string{"--edit", "--base-url", "https://maps.example.org"}, exitUsage, "--edit-token-file"},
		{[]string{"--edit", "--trust-proxy", "127.0.0.1"}, exitUsage, "--edit-token-file"},
		{[]string{"--edit-token-file", file("right", line, 0o600)}, exitUsage, "without --edit"},
		{[]string{"--edit", "--edit-token-file", file("open", line, 0o644)}, exitFailed, "others can read"},
		{[]string{"--edit", "--edit-token-file", file("empty", "# nobody\n", 0o600)}, exitFailed, "no line"},
		{[]string{"--edit", "--edit-token-file", file("short", "anna secretword\n", 0o600)}, exitFailed, "line 1"},
		{[]string{"--edit", "--edit-token-file", filepath.Join(dir, "none")}, exitFailed, "no such file"},
	} {
		if runtime.GOOS == "windows" && (c.says == "others can read" || c.says == "no such file") {
			continue // no modes, and other words
		}
		r := burialmap(t, dir, append([]string{"serve", "--listen", "127.0.0.1:0", "--db", "x.gpkg"}, c.args...)...)
		if r.code != c.code || !strings.Contains(r.stderr, c.says) || strings.Contains(r.stderr, "secretword") {
			t.Errorf("%v: exit code %d, %s", c.args, r.code, r.stderr)
		}
	}
	if r := burialmap(t, dir, "token", "import"); r.code != exitUsage || !strings.Contains(r.stderr, "program's own") {
		t.Errorf("%d %s", r.code, r.stderr)
	}
}

func TestWhoHasATokenEditsARunningServer(t *testing.T) {
	dir := t.TempDir()
	made := mustRun(t, dir, "token", "anna")
	if err := os.WriteFile(filepath.Join(dir, "editors"), []byte(made.stdout), 0o600); err != nil {
		t.Fatal(err)
	}
	var token string
	for word := range strings.FieldsSeq(made.stderr) {
		if len(word) > len(token) && strings.ToUpper(word) == word {
			token = word
		}
	}
	s := serve(t, dir, "--edit", "--edit-token-file", "editors")
	const items = "/api/collections/plots/items"
	if answer := s.edit(t, http.MethodPost, items, "application/geo+json", inventedGrave); answer.code != http.StatusUnauthorized {
		t.Errorf("without a token: %d %s", answer.code, answer.body)
	}
	bearer := "Bearer " + token
	answer := s.edit(t, http.MethodPost, items, "application/geo+json", inventedGrave, "Authorization", bearer)
	if answer.code != http.StatusCreated {
		t.Fatalf("%d %s", answer.code, answer.body)
	}
	at := strings.TrimPrefix(answer.header.Get("Location"), s.url)
	answer = s.edit(t, http.MethodPatch, at, "application/merge-patch+json", `{"properties":{"burials":2}}`, "Authorization", bearer, "If-Match", answer.header.Get("ETag"))
	if answer.code != http.StatusOK || !strings.Contains(answer.body, `"burials":2`) {
		t.Fatalf("%d %s", answer.code, answer.body)
	}
	if history := string(s.get(t, at+"/history", http.StatusOK)); strings.Count(history, `"author":"anna"`) != 2 {
		t.Errorf("the history: %s", history)
	}
	answer = s.edit(t, http.MethodDelete, at, "", "", "Authorization", bearer, "If-Match", answer.header.Get("ETag"))
	if answer.code != http.StatusNoContent {
		t.Errorf("%d %s", answer.code, answer.body)
	}
	s.get(t, at, http.StatusNotFound)
	s.stop(t)
	if strings.Contains(s.log.String(), token) {
		t.Error("the token stands in the log")
	}
}
