package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// answering is a server that gives one answer, byte by byte as it is, to each request.
func answering(t *testing.T, answer string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			c.Read(make([]byte, 4096))
			io.WriteString(c, answer)
			c.Close()
		}
	}()
	return listener.Addr().String()
}

func TestOnlyWholeAnswersCount(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\n"
	for _, c := range []struct {
		answer string
		size   int
		whole  bool
	}{
		{ok + "Content-Length: 5\r\n\r\nhello", 5, true},
		{ok + "Content-Length: 0\r\n\r\n", 0, true},
		{"HTTP/1.1 204 No Content\r\n\r\n", 0, true},
		{ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\na\r\n0123456789\r\n0\r\n\r\n", 15, true},
		{ok + "Content-Length: 6\r\n\r\nhello", 5, false},
		{ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", 5, false},
		{ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel", 3, false},
		{ok + "Transfer-Encoding: chunked\r\n\r\nx\r\n", 0, false},
		{ok + "\r\nhello", 0, false},
		{ok + "Content-Length: x\r\n\r\n", 0, false},
		{ok + "Content-Le", 0, false},
		{"SSH-2.0\r\n", 0, false},
		{"", 0, false},
	} {
		asking := client{host: answering(t, c.answer)}
		_, size, err := asking.get(t.Context(), "/", false)
		if size != c.size || (err == nil) != c.whole {
			t.Errorf("%q: %d bytes, %v; want %d bytes, whole: %v", c.answer, size, err, c.size, c.whole)
		}
		asking.close()
	}
}

func TestFailuresAreCountedAndTold(t *testing.T) {
	p := plan{name: "few", host: answering(t, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), paths: []string{"/a", "/b"}, clients: 1, once: true}
	f := p.ask(t.Context())
	if f.failed != 2 || f.err == nil || !strings.Contains(f.err.Error(), "/a: status 503") || !strings.HasPrefix(f.String(), "few 0 2 ") {
		t.Errorf("%s: %v", f, f.err)
	}
}

func TestListsNameWhatThePlotsFill(t *testing.T) {
	dir := t.TempDir()
	var plots strings.Builder
	for i := range 3 {
		fmt.Fprintf(&plots, `{"type":"Feature","id":"p%d","geometry":{"type":"Polygon","coordinates":[[[%d,48],[131.1,48],[131.1,48.1],[131,48]]]},"properties":{"cemetery":"c"}}`+"\n", i, 131+i*10)
	}
	file := filepath.Join(dir, "plots.geojsonl")
	if err := os.WriteFile(file, []byte(plots.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writeLists(file, dir, 2); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"z6":    "/tiles/6/55/22.mvt\n/tiles/6/57/22.mvt\n",
		"ids":   "/api/collections/plots/items/p0\n/api/collections/plots/items/p1\n/api/collections/plots/items/p2\n",
		"boxes": "/api/collections/plots/items?limit=100&bbox=131.000000,48.000000,151.000000,48.100000\n",
	} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != want {
			t.Errorf("%s is %q (%v), want %q", name, got, err, want)
		}
	}
	if lists, err := readList(filepath.Join(dir, "mixed")); err != nil || len(lists) != 5000 {
		t.Errorf("%d mixed addresses: %v", len(lists), err)
	}
}
