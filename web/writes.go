package web

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"
)

// ownHeader has to stand in every request that is more than reading and that a browser may
// have made. A page of another host cannot send it without asking first, and is not allowed
// to.
const ownHeader = "X-Burialmap"

// own lets a request through that comes from our own page, or from a program.
func own(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p := notOwn(r); p != nil {
			writeProblem(w, p)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// notOwn says why a request is not one of our own pages.
func notOwn(r *http.Request) *problem {
	switch {
	case r.Header.Get(ownHeader) == "":
		return forbidden("Requests that are more than reading need the header " + ownHeader + ": 1.")
	case foreign(r):
		return forbidden("This can only be asked from the map's own pages.")
	}
	return nil
}

func forbidden(detail string) *problem {
	return &problem{Status: http.StatusForbidden, Detail: detail}
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

// browser reports whether a page may have made the request, rather than a program: every
// browser says one of these with each request that is more than reading.
func browser(r *http.Request) bool {
	return r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Site") != "" || r.Header.Get("Sec-Fetch-Mode") != ""
}

// authorKey is where the context of a request holds who makes it.
type authorKey struct{}

// author is who makes a request that [server.editing] has let through.
func author(ctx context.Context) string {
	name, _ := ctx.Value(authorKey{}).(string)
	return name
}

// editing lets a request through only where the data may be changed, and only from those
// who may.
func (s *server) editing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, p := s.editor(r)
		if p == nil {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), authorKey{}, name)))
			return
		}
		if p.Status == http.StatusUnauthorized {
			challenge := `Bearer realm="burialmap"`
			if r.Header.Get("Authorization") != "" {
				challenge += `, error="invalid_token"`
			}
			w.Header().Set("WWW-Authenticate", challenge)
		}
		writeProblem(w, p)
	})
}

// editor is who makes a request that would change the data, or why nobody may. Where there
// are tokens, one is asked of everybody: even the address of this machine may be where a
// proxy hands on what comes from elsewhere.
func (s *server) editor(r *http.Request) (string, *problem) {
	switch {
	case !s.Edit:
		return "", forbidden("Nothing can be changed here; start the server with --edit on this machine to do so.")
	case s.Editors != nil:
		return s.holder(r)
	case proxied(r):
		return "", forbidden("The data can only be changed from this machine itself; what comes through a proxy needs tokens: start the server with --edit-token-file.")
	case !s.knows(r.Host):
		return "", forbidden("The data can only be changed under an address of this machine.")
	}
	return anonymous, nil
}

// holder is who has the token of a request.
func (s *server) holder(r *http.Request) (string, *problem) {
	const how = "send a token that the server knows in the header Authorization: Bearer TOKEN."
	all := r.Header.Values("Authorization")
	if len(all) == 0 {
		return "", &problem{Status: http.StatusUnauthorized, Detail: "To change the data, " + how}
	}
	scheme, token, _ := strings.Cut(all[0], " ")
	name, known := s.Editors.named(strings.TrimSpace(token))
	if len(all) > 1 || !strings.EqualFold(scheme, "Bearer") || !known {
		return "", &problem{Status: http.StatusUnauthorized, Detail: "The token is not known here; " + how}
	}
	return name, nil
}

// proxied reports whether a proxy says that it hands on what somebody else asks.
func proxied(r *http.Request) bool {
	for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"} {
		if r.Header.Get(name) != "" {
			return true
		}
	}
	return false
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
