//go:build unix

package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// stopTime is how long the program may take to end when it is asked to.
const stopTime = 10 * time.Second

// busyServer serves some thousand plots.
func busyServer(t *testing.T) *server {
	t.Helper()
	dir := t.TempDir()
	mustRun(t, dir, "sample", "--plots", "10000", "--prisoners", "10", "--cemeteries", "500", "-o", "plots.geojsonl")
	mustRun(t, dir, "import", "plots.geojsonl", "--collection", "plots")
	return serve(t, dir)
}

// end asks the program to end and waits for it, but no longer than it may take.
func (s *server) end(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(stopTime, func() { _ = s.cmd.Process.Kill() })
	defer late.Stop()
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("it did not end well within %v: %v\n%.2000s", stopTime, err, s.log)
	}
}

// Whoever has an answer when the program is asked to end has a whole one.
func TestStoppingUnderLoadCutsNoAnswer(t *testing.T) {
	s := busyServer(t)
	paths := []string{
		"/tiles/0/0/0.mvt", "/api/collections/plots/items?limit=1000", "/api/collections/plots/items?f=geojsonl", "/api/collections/plots/items?f=csv",
		"/api/collections/plots/items/load-pow-0000001", "/api/collections?f=html", "/",
	}
	var whole atomic.Int64
	var all sync.WaitGroup
	enough := make(chan struct{})
	for i := range 16 {
		all.Go(func() {
			for n := i; ; n++ {
				done, err := takeWhole(s.url + paths[n%len(paths)])
				if err != nil {
					t.Errorf("%s: %v", paths[n%len(paths)], err)
				}
				if done || err != nil {
					return
				}
				if whole.Add(1) == 200 {
					close(enough)
				}
			}
		})
	}
	<-enough
	s.end(t)
	all.Wait()
	t.Logf("%d whole answers", whole.Load())
}

// takeWhole asks for an address and takes the answer. It reports that the server is gone if
// there is no answer at all, and an error if there is a part of one.
func takeWhole(address string) (gone bool, err error) {
	r, err := http.Get(address) //nolint:gosec // it is the test's own server
	if err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "malformed") {
			return true, err
		}
		return true, nil
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err == nil && r.ContentLength >= 0 && int64(len(body)) != r.ContentLength {
		err = fmt.Errorf("%d of %d bytes", len(body), r.ContentLength)
	}
	busy := r.StatusCode == http.StatusServiceUnavailable && r.Header.Get("Retry-After") != "" // too many exports at a time
	if err == nil && r.StatusCode != http.StatusOK && !busy {
		err = fmt.Errorf("%s", r.Status)
	}
	return false, err
}

// Somebody who asks for much and takes nothing of it holds nobody up.
func TestStoppingDoesNotWaitForThoseWhoTakeNothing(t *testing.T) {
	s := busyServer(t)
	for range 4 {
		c, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_ = c.(*net.TCPConn).SetReadBuffer(4 << 10)
		io.WriteString(c, "GET /api/collections/plots/items?f=geojson&limit=10000 HTTP/1.1\r\nHost: x\r\n\r\n")
		if _, err := io.ReadFull(c, make([]byte, 16)); err != nil { // it has begun
			t.Fatal(err)
		}
	}
	s.end(t)
}

// A database that was taken away is no database, even if its file is still open.
func TestReadinessEndsWithTheDatabase(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, dir, "sample", "--plots", "10", "--cemeteries", "1", "-o", "plots.geojsonl")
	mustRun(t, dir, "import", "plots.geojsonl", "--collection", "plots")
	s := serve(t, dir)
	s.get(t, "/readyz", http.StatusOK)
	removeDatabase(filepath.Join(dir, "burialmap.gpkg"))
	body := s.get(t, "/readyz", http.StatusServiceUnavailable)
	if strings.Contains(string(body), "gpkg") || strings.Contains(string(body), dir) {
		t.Errorf("it tells where the database was: %s", body)
	}
	s.get(t, "/healthz", http.StatusOK)
	if r := burialmap(t, dir, "health", "--url", s.url); r.code != exitFailed {
		t.Errorf("health ends with %d", r.code)
	}
}

func TestProfilesAndMetricsAreForTheOwner(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		args, want string
	}{
		{"serve --debug-listen 0.0.0.0:0", "--debug-listen 0.0.0.0:0 would show"},
		{"serve --debug-listen :6060", "--debug-listen :6060 would show"},
		{"serve --trust-proxy proxy.example", `"proxy.example" is neither`},
		{"serve --trust-proxy 10.0.0.0/8,10.0.0.0/40", `"10.0.0.0/40" is neither`},
	} {
		if r := burialmap(t, dir, strings.Fields(c.args)...); r.code != exitUsage || !strings.Contains(r.stderr, c.want) {
			t.Errorf("%s: exit code %d\n%s", c.args, r.code, r.stderr)
		}
	}
	own := serve(t, dir)
	if figures := string(own.get(t, "/metrics", http.StatusOK)); !strings.Contains(figures, `burialmap_store_features{collection="sites"} `) || !strings.Contains(figures, "burialmap_join_seconds_count") {
		t.Errorf("figures are missing:\n%s", figures)
	}
	own.get(t, "/debug/pprof/", http.StatusNotFound)
	behind := serve(t, dir, "--trust-proxy", "127.0.0.1", "--metrics-listen", "127.0.0.1:0", "--debug-listen", "127.0.0.1:0")
	behind.get(t, "/metrics", http.StatusNotFound)
}
