package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"burialmap/web"
)

// proxied asks from an address, with a host, for the landing page or another address.
func proxied(t *testing.T, h http.Handler, peer, host, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.RemoteAddr, r.Host = peer, host
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func trusting(t *testing.T, networks ...string) func(*web.Config) {
	t.Helper()
	proxies, err := web.ParseProxies(networks)
	if err != nil {
		t.Fatal(err)
	}
	return func(c *web.Config) { c.TrustProxy, c.BaseURL = proxies, "" }
}

func TestLinksFollowTrustedProxiesOnly(t *testing.T) {
	const near, far = "10.1.2.3:4000", "192.0.2.7:4000"
	h := newHandler(t, newStore(t), trusting(t, "10.0.0.0/8", "fd00::1"))
	for _, c := range []struct {
		peer, host string
		headers    []string
		want       string
	}{
		{far, "maps.example", nil, "http://maps.example/api"},
		{far, "maps.example", []string{"X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example", "X-Forwarded-Prefix", "/evil"}, "http://maps.example/api"},
		{near, "inner:8080", nil, "http://inner:8080/api"},
		{near, "inner:8080", []string{"X-Forwarded-Proto", "https"}, "https://inner:8080/api"},
		{near, "inner:8080", []string{"X-Forwarded-Proto", "gopher"}, "http://inner:8080/api"},
		{near, "inner:8080", []string{"X-Forwarded-Host", "maps.example:8443", "X-Forwarded-Proto", "https"}, "https://maps.example:8443/api"},
		{near, "inner:8080", []string{"X-Forwarded-Host", "evil.example, maps.example"}, "http://maps.example/api"},
		{near, "inner:8080", []string{"X-Forwarded-Host", "evil.example", "X-Forwarded-Host", "maps.example"}, "http://maps.example/api"},
		{near, "inner:8080", []string{"X-Forwarded-Prefix", "/graves/"}, "http://inner:8080/graves/api"},
		{near, "inner:8080", []string{"X-Forwarded-Prefix", "//evil.example"}, "http://inner:8080/api"},
		{near, "inner:8080", []string{"X-Forwarded-Prefix", "/a/../b"}, "http://inner:8080/api"},
		{near, "inner:8080", []string{"X-Forwarded-Prefix", `/a"b`}, "http://inner:8080/api"},
		{"[fd00::1]:4000", "inner", []string{"X-Forwarded-Proto", "https"}, "https://inner/api"},
		{"[::ffff:10.1.2.3]:4000", "inner", []string{"X-Forwarded-Proto", "https"}, "https://inner/api"},
		{"[fd00::2]:4000", "inner", []string{"X-Forwarded-Proto", "https"}, "http://inner/api"},
		{"@", "inner", []string{"X-Forwarded-Proto", "https"}, "http://inner/api"},
		{near, "inner", []string{"Forwarded", "proto=https;host=evil.example"}, "http://inner/api"},
		{far, "", nil, `"/api`},
	} {
		w := proxied(t, h, c.peer, c.host, "/api", c.headers...)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), c.want) || strings.Contains(w.Body.String(), "evil") {
			t.Errorf("from %s for %s with %q: status %d, no %s in %.300s", c.peer, c.host, c.headers, w.Code, c.want, w.Body)
		}
	}
}

func TestABaseAddressStandsOverAllHeaders(t *testing.T) {
	h := newHandler(t, newStore(t), func(c *web.Config) {
		trusting(t, "10.0.0.0/8")(c)
		c.BaseURL = base
	})
	w := proxied(t, h, "10.1.2.3:4000", "inner", "/api", "X-Forwarded-Host", "else.example", "X-Forwarded-Prefix", "/else")
	if !strings.Contains(w.Body.String(), base+"/api") || strings.Contains(w.Body.String(), "else") {
		t.Errorf("%.300s", w.Body)
	}
}

func TestWhatIsNoHostIsRefused(t *testing.T) {
	h := newHandler(t, newStore(t), trusting(t, "10.0.0.0/8"))
	long := strings.Repeat("a", 64)
	for _, host := range []string{
		"a b", "evil.example/path", "user@evil.example", `"><script>`, "a..b", ".", "-a", "a-", "host:", "host:0", "host:x", "host:70000", "host:+1", "a:1:2",
		"[::1", "::1", "[1.2.3.4]", "[fe80::1%eth0]", "\r\nX: y", "хост", long, strings.Repeat(long[:50]+".", 6),
	} {
		w := proxied(t, h, "192.0.2.7:1", host, "/api")
		if w.Code != http.StatusBadRequest || len(host) > 1 && strings.Contains(w.Body.String(), host) {
			t.Errorf("Host %q: status %d: %s", host, w.Code, w.Body)
		}
		if w := proxied(t, h, "10.0.0.1:1", "inner", "/api", "X-Forwarded-Host", host); w.Code != http.StatusBadRequest {
			t.Errorf("X-Forwarded-Host %q: status %d", host, w.Code)
		}
	}
	for _, host := range []string{"localhost", "localhost:8080", "maps.example.", "xn--80ahc.example", "a_b", "127.0.0.1:1", "[::1]", "[2001:db8::1]:443"} {
		if w := proxied(t, h, "192.0.2.7:1", host, "/api"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "http://"+host+"/api") {
			t.Errorf("Host %q: status %d: %.200s", host, w.Code, w.Body)
		}
	}
}

func TestTheLogNamesTheNearestThatIsNoProxyOfOurs(t *testing.T) {
	var log logged
	trust := trusting(t, "10.0.0.0/8")
	h := newHandler(t, newStore(t), func(c *web.Config) { trust(c); c.Log = log.logger() })
	for _, c := range []struct {
		peer   string
		lists  []string
		client string
	}{
		{"192.0.2.7:4", nil, "192.0.2.7"},
		{"192.0.2.7:4", []string{"198.51.100.1"}, "192.0.2.7"},
		{"10.0.0.1:4", nil, "10.0.0.1"},
		{"10.0.0.1:4", []string{"198.51.100.1"}, "198.51.100.1"},
		{"10.0.0.1:4", []string{"203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
		{"10.0.0.1:4", []string{"203.0.113.9, 198.51.100.1, 10.9.9.9"}, "198.51.100.1"},
		{"10.0.0.1:4", []string{"203.0.113.9", "198.51.100.1,10.9.9.9"}, "198.51.100.1"},
		{"10.0.0.1:4", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		{"10.0.0.1:4", []string{"203.0.113.9, unknown, 10.0.0.2"}, "10.0.0.2"},
		{"10.0.0.1:4", []string{"[2001:db8::7]:9999"}, "2001:db8::7"},
		{"10.0.0.1:4", []string{"198.51.100.1:80"}, "198.51.100.1"},
		{"10.0.0.1:4", []string{"x\ny"}, "10.0.0.1"},
	} {
		log.lines.Reset()
		var headers []string
		for _, list := range c.lists {
			headers = append(headers, "X-Forwarded-For", list)
		}
		proxied(t, h, c.peer, "inner", "/healthz", headers...)
		if !strings.Contains(log.lines.String(), `"client":"`+c.client+`"`) {
			t.Errorf("from %s for %q: want %s in %s", c.peer, c.lists, c.client, log.lines.String())
		}
	}
}

func TestARequestKeepsTheIDThatATrustedProxyGaveIt(t *testing.T) {
	h := newHandler(t, newStore(t), trusting(t, "10.0.0.0/8"))
	for _, c := range []struct {
		peer, id string
		kept     bool
	}{
		{"10.0.0.1:4", "0f3a-91.b_7", true},
		{"192.0.2.7:4", "0f3a-91.b_7", false},
		{"10.0.0.1:4", "", false},
		{"10.0.0.1:4", "two words", false},
		{"10.0.0.1:4", strings.Repeat("a", 65), false},
		{"10.0.0.1:4", "a\r\nb", false},
	} {
		got := proxied(t, h, c.peer, "inner", "/healthz", "X-Request-Id", c.id).Header().Get("X-Request-Id")
		if got == "" || (got == c.id) != c.kept {
			t.Errorf("%q from %s: the answer has %q", c.id, c.peer, got)
		}
	}
}

func TestNetworksOfProxiesAreRead(t *testing.T) {
	for _, text := range []string{"10.0.0.0/8", "127.0.0.1", "::1", "fd00::/8"} {
		if _, err := web.ParseProxies([]string{text}); err != nil {
			t.Error(err)
		}
	}
	for _, text := range []string{"", "proxy.example", "10.0.0.0/33", "10.0.0", "fe80::1%eth0", "*"} {
		if _, err := web.ParseProxies([]string{text}); err == nil || !strings.Contains(err.Error(), `"`+text+`"`) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// FuzzForwarded: whatever headers say, an answer is well made.
func FuzzForwarded(f *testing.F) {
	f.Add("maps.example", "https", "/graves", "198.51.100.1, 10.0.0.2", "id")
	f.Add("[::1]:80", "http", "//", "x", "\n")
	proxies, err := web.ParseProxies([]string{"10.0.0.0/8"})
	if err != nil {
		f.Fatal(err)
	}
	h := newHandler(f, newStore(f), func(c *web.Config) { c.TrustProxy, c.BaseURL = proxies, "" })
	f.Fuzz(func(t *testing.T, host, proto, prefix, hops, id string) {
		w := proxied(t, h, "10.0.0.1:1", "inner", "/api", "X-Forwarded-Host", host, "X-Forwarded-Proto", proto, "X-Forwarded-Prefix", prefix, "X-Forwarded-For", hops, "X-Request-Id", id)
		if w.Code != http.StatusOK && w.Code != http.StatusBadRequest {
			t.Errorf("status %d", w.Code)
		}
		if strings.ContainsAny(w.Header().Get("X-Request-Id"), "\r\n ") || w.Header().Get("X-Request-Id") == "" {
			t.Errorf("request id %q", w.Header().Get("X-Request-Id"))
		}
	})
}
