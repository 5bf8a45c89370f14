package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Proxies are the networks of the proxies that are believed. What they say of a request in
// X-Forwarded-For, -Proto, -Host and -Prefix and in X-Request-Id counts; from anybody else
// these headers are taken away before a handler sees them.
//
// RFC 7239's Forwarded is not read: a proxy that sets one kind of header and hands on the
// other as it came would let a client say what it likes.
type Proxies []netip.Prefix

// ParseProxies reads networks such as 10.0.0.0/8 and single addresses such as ::1.
func ParseProxies(texts []string) (Proxies, error) {
	var p Proxies
	for _, text := range texts {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			address, err := netip.ParseAddr(text)
			if err != nil || address.Zone() != "" {
				return nil, fmt.Errorf("%q is neither an address such as 127.0.0.1 nor a network such as 10.0.0.0/8", text)
			}
			network = netip.PrefixFrom(address, address.BitLen())
		}
		p = append(p, network.Masked())
	}
	return p, nil
}

// trust reports whether an address is that of a proxy to believe.
func (p Proxies) trust(address netip.Addr) bool {
	address = address.Unmap()
	for _, network := range p {
		if network.Contains(address) {
			return true
		}
	}
	return false
}

const (
	forwardedFor    = "X-Forwarded-For"
	forwardedProto  = "X-Forwarded-Proto"
	forwardedHost   = "X-Forwarded-Host"
	forwardedPrefix = "X-Forwarded-Prefix"
)

// forwarded makes of a request what it was before it went through proxies that are
// trusted: RemoteAddr is the client, Host and URL.Scheme are the address it asked for, and
// X-Forwarded-Prefix is the path that the proxy took away.
func (p Proxies) forwarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer, err := netip.ParseAddrPort(r.RemoteAddr)
		if err == nil && p.trust(peer.Addr()) {
			p.believe(r, peer)
		} else {
			for _, name := range [...]string{forwardedPrefix, requestIDHeader} {
				delete(r.Header, name)
			}
		}
		next.ServeHTTP(w, r)
	})
}

func (p Proxies) believe(r *http.Request, peer netip.AddrPort) {
	if client := p.client(r.Header.Values(forwardedFor), peer.Addr()); client != peer.Addr() {
		r.RemoteAddr = netip.AddrPortFrom(client, 0).String()
	}
	if proto := lastOf(r.Header.Values(forwardedProto)); proto == "http" || proto == "https" {
		r.URL.Scheme = proto
	}
	if host := lastOf(r.Header.Values(forwardedHost)); host != "" {
		r.Host = host // looked at by namedHost, as any other
	}
	if prefix, ok := cleanPrefix(lastOf(r.Header.Values(forwardedPrefix))); ok {
		r.Header.Set(forwardedPrefix, prefix)
	} else {
		delete(r.Header, forwardedPrefix)
	}
	if !plainID(r.Header.Get(requestIDHeader)) {
		delete(r.Header, requestIDHeader)
	}
}

// client is the right-most address that is none of our proxies: what stands left of it may
// be invented. If all of them are proxies it is the left-most.
func (p Proxies) client(lists []string, peer netip.Addr) netip.Addr {
	client := peer
	for _, rest := range slices.Backward(lists) {
		for rest != "" {
			var hop string
			rest, hop = cutLast(rest)
			address, ok := hopAddress(hop)
			if !ok {
				return client
			}
			if client = address; !p.trust(client) {
				return client
			}
		}
	}
	return client
}

// hopAddress reads an address, with or without a port.
func hopAddress(text string) (netip.Addr, bool) {
	if address, err := netip.ParseAddr(strings.Trim(text, "[]")); err == nil {
		return address.Unmap().WithZone(""), true
	}
	withPort, err := netip.ParseAddrPort(text)
	return withPort.Addr().Unmap().WithZone(""), err == nil
}

// lastOf is the last element of a list in headers: what the proxy next to us has put there.
func lastOf(lists []string) string {
	if len(lists) == 0 {
		return ""
	}
	_, last := cutLast(lists[len(lists)-1])
	return last
}

// cutLast parts a list at its last comma.
func cutLast(list string) (rest, last string) {
	if i := strings.LastIndexByte(list, ','); i >= 0 {
		rest, last = list[:i], list[i+1:]
	} else {
		last = list
	}
	return rest, strings.TrimSpace(last)
}

// cleanPrefix is a path to put before ours, without a slash at its end.
func cleanPrefix(prefix string) (string, bool) {
	prefix = strings.TrimRight(prefix, "/")
	if prefix == "" || prefix[0] != '/' || strings.HasPrefix(prefix, "//") || len(prefix) > 200 {
		return "", false
	}
	for _, c := range []byte(prefix) {
		if !letterOrDigit(c) && !strings.ContainsRune("/-._~", rune(c)) {
			return "", false
		}
	}
	return prefix, !strings.Contains(prefix+"/", "/../")
}

// plainID reports whether a text can stand in the log as the id of a request.
func plainID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for _, c := range []byte(id) {
		if !letterOrDigit(c) && c != '-' && c != '.' && c != '_' {
			return false
		}
	}
	return true
}

func letterOrDigit(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// base is the address of the server as the client knows it, without a slash at its end. It
// is empty for a client that names no host, so that links are relative.
func (s *server) base(r *http.Request) string {
	if s.BaseURL != "" {
		return s.BaseURL
	}
	if r.Host == "" {
		return r.Header.Get(forwardedPrefix)
	}
	address := url.URL{Scheme: "http", Host: r.Host}
	if r.TLS != nil {
		address.Scheme = "https"
	}
	if r.URL.Scheme != "" {
		address.Scheme = r.URL.Scheme
	}
	return address.String() + r.Header.Get(forwardedPrefix)
}

// namedHost refuses what is no host where links would be made of it.
func (s *server) namedHost(next http.Handler) http.Handler {
	if s.BaseURL != "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != "" && !validHost(r.Host) {
			writeProblem(w, &problem{Status: http.StatusBadRequest, Detail: "The header Host does not hold the name of a host."})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// validHost reports whether a text is a name or an address, with or without a port, as a
// URL has it.
func validHost(text string) bool {
	name := text
	if i := strings.LastIndexByte(text, ':'); i > strings.LastIndexByte(text, ']') {
		var port string
		name, port = text[:i], text[i+1:]
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 || port[0] == '+' {
			return false
		}
	}
	if strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") {
		address, err := netip.ParseAddr(name[1 : len(name)-1])
		return err == nil && address.Is6() && address.Zone() == ""
	}
	return validName(name)
}

// validName reports whether a text is a name in the DNS, underscores included, which some
// put there, or an IPv4 address, which looks like one.
func validName(name string) bool {
	if len(name) > 253 {
		return false
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(name, "."), ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, c := range []byte(label) {
			if !letterOrDigit(c) && c != '-' && c != '_' {
				return false
			}
		}
	}
	return true
}
