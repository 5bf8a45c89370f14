package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// writeRange answers with bytes, or with one range of them if the request asks for one that
// can be had (RFC 9110, 14). Several ranges at once, and what is no range, are answered with
// everything, as are ranges of what the client knew as something else.
func writeRange(w http.ResponseWriter, r *http.Request, tag string, body []byte) error {
	from, to, status := 0, len(body), http.StatusOK
	if asked := r.Header.Get("Range"); asked != "" && r.Method == http.MethodGet && sameAs(r.Header.Get("If-Range"), tag) {
		var kind rangeKind
		from, to, kind = oneRange(asked, len(body))
		switch kind {
		case beyond:
			h := w.Header()
			h.Set("Content-Range", fmt.Sprintf("bytes */%d", len(body)))
			for _, name := range []string{"Content-Encoding", "Etag", "Content-Type"} {
				h.Del(name)
			}
			return &problem{Status: http.StatusRequestedRangeNotSatisfiable, Detail: fmt.Sprintf("The tile has %d bytes; the range begins beyond.", len(body))}
		case within:
			status = http.StatusPartialContent
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, len(body)))
		}
	}
	w.Header()["Content-Length"] = []string{strconv.Itoa(to - from)}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body[from:to]) // the client is gone: nobody is left to tell
	}
	return nil
}

// sameAs reports whether the header If-Range, if there is one, names this very answer: by a
// strong tag; we give no dates.
func sameAs(ifRange, tag string) bool { return ifRange == "" || ifRange == tag }

type rangeKind int

const (
	noRange rangeKind = iota // none that is to be heeded
	within
	beyond // it begins after the end
)

// oneRange reads bytes=from-last, bytes=from- and bytes=-count.
func oneRange(text string, length int) (from, to int, kind rangeKind) {
	unit, spec, _ := strings.Cut(text, "=")
	first, last, dashed := strings.Cut(strings.TrimSpace(spec), "-")
	if !strings.EqualFold(strings.TrimSpace(unit), "bytes") || !dashed {
		return 0, length, noRange
	}
	a, okA := tileNumber(first)
	b, okB := tileNumber(last)
	switch {
	case first == "" && okB: // the last bytes
		if b == 0 {
			return 0, length, beyond
		}
		return max(0, length-b), length, within
	case !okA || last != "" && !okB || okB && b < a:
		return 0, length, noRange
	case a >= length:
		return 0, length, beyond
	case okB:
		return a, min(b, length-1) + 1, within
	}
	return a, length, within
}
