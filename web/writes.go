package web

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"
)

// ownHeader has to stand in every request that is more than reading. A page of another
// host cannot send it without asking first, and is not allowed to.
const ownHeader = "X-Burialmap"

// own lets a request through that comes from our own page, or from a program.
func own(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get(ownHeader) == "":
			writeProblem(w, &problem{Status: http.StatusForbidden, Detail: "Requests that are more than reading need the header " + ownHeader + ": 1."})
		case foreign(r):
			writeProblem(w, &problem{Status: http.StatusForbidden, Detail: "This can only be asked from the map's own pages."})
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// foreign reports whether a page of another host makes the request.
func foreign(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return true
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || u.Host != r.Host
}

// editing lets a request through only where the data may be changed.
func (s *server) editing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.Edit {
			writeProblem(w, &problem{Status: http.StatusForbidden, Detail: "Nothing can be changed here; start the server with --edit on this machine to do so."})
			return
		}
		if !s.knows(r.Host) {
			writeProblem(w, &problem{Status: http.StatusForbidden, Detail: "The data can only be changed under an address of this machine."})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// knows reports whether a host is this machine, or the one that the public knows: a page
// elsewhere may have made a name of its own lead here.
func (s *server) knows(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	if ip := net.ParseIP(strings.Trim(name, "[]")); name == "localhost" || ip != nil && ip.IsLoopback() {
		return true
	}
	base, err := url.Parse(s.BaseURL)
	return err == nil && s.BaseURL != "" && base.Host == host
}

// pathVar is a variable of the address, as it was before it was escaped.
func pathVar(r *http.Request, name string) (string, error) {
	text, err := url.PathUnescape(mux.Vars(r)[name])
	if err != nil {
		return "", missing("There is nothing at this address.")
	}
	return text, nil
}
