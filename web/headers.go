package web

import "net/http"

// contentSecurityPolicy lets the pages load what the server itself holds, and nothing
// else: no inline script or style, no other host.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; " +
	"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// always are the headers that every answer has. All answers share their values: Header.Set
// replaces them and Header.Add copies them, nobody writes into them.
var always = []fixedHeader{
	fixed("Content-Security-Policy", contentSecurityPolicy),
	fixed("X-Content-Type-Options", "nosniff"),
	fixed("Referrer-Policy", "no-referrer"),
	fixed("Cross-Origin-Opener-Policy", "same-origin"),
}

// fixedHeader is a header with a value that is always the same.
type fixedHeader struct {
	name   string
	values []string
}

func fixed(name, value string) fixedHeader {
	return fixedHeader{http.CanonicalHeaderKey(name), []string{value}}
}

// secured sets the headers that every answer has.
func secured(next http.Handler) http.Handler { return withHeaders(always, next) }

func withHeaders(fixed []fixedHeader, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for _, f := range fixed {
			h[f.name] = f.values
		}
		next.ServeHTTP(w, r)
	})
}

const readMethods = "GET, HEAD, OPTIONS"

// open lets pages of other hosts read answers and the headers that say more of them (CORS).
var open = []fixedHeader{
	fixed("Access-Control-Allow-Origin", "*"),
	fixed("Access-Control-Expose-Headers", "ETag, Link, Location, Content-Crs, Content-Disposition, Retry-After, X-Request-Id, "+
		mergedHeader+", "+droppedHeader+", "+revisionHeader),
}

// public lets pages of other hosts read an answer: the data is for everybody, and nothing
// here depends on who asks.
func public(next http.Handler) http.Handler { return withHeaders(open, next) }

// revisionHeader says which revision of the store an answer shows.
const revisionHeader = "Burialmap-Revision"

// preflight answers a browser that asks what another host's page may do: read.
func preflight(w http.ResponseWriter) {
	allowForeign(w.Header(), readMethods, "Accept, Accept-Language, Content-Type, If-None-Match, Range")
	w.WriteHeader(http.StatusNoContent)
}

// allowForeign says what pages of other hosts may do and send.
func allowForeign(h http.Header, methods, headers string) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Methods", methods)
	h.Set("Access-Control-Allow-Headers", headers)
	h.Set("Access-Control-Max-Age", "86400")
}
