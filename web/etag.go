package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
)

// gzipSuffix marks the entity tag of the compressed form of an answer: a strong tag names
// one sequence of bytes.
const gzipSuffix = "-gzip"

// unchanged sets the entity tag of an answer, and reports whether the client has it
// already; the answer, 304, is then written.
func unchanged(w http.ResponseWriter, r *http.Request, tag string) bool {
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "no-cache")
	if !matches(strings.Join(r.Header.Values("If-None-Match"), ","), tag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// matches compares a tag with a list of them, weakly (RFC 9110, 13.1.2), and without
// regard to whether the client has the compressed form.
func matches(list, tag string) bool {
	for candidate := range strings.SplitSeq(list, ",") {
		candidate = strings.TrimSpace(candidate)
		if candidate == "*" || opaque(candidate) == opaque(tag) {
			return true
		}
	}
	return false
}

func opaque(tag string) string {
	tag = strings.Trim(strings.TrimPrefix(tag, "W/"), `"`)
	return strings.TrimSuffix(tag, gzipSuffix)
}

// zipped is the tag of the compressed form.
func zipped(tag string) string { return strings.TrimSuffix(tag, `"`) + gzipSuffix + `"` }

// revisionTag is a weak tag: as long as the store has not changed, an answer says the
// same, though perhaps with another time of asking.
func (s *server) revisionTag(r *http.Request, o offer) (string, error) {
	revision, err := s.Store.Revision(r.Context())
	if err != nil {
		return "", err
	}
	form := o.name
	if form == asHTML.name {
		form += "-" + string(languageOf(r))
	}
	return `W/"` + strconv.FormatInt(revision, 10) + "-" + form + "-" + s.build + `"`, nil
}

// contentTag is a strong tag made from the bytes.
func contentTag(b []byte) string {
	sum := sha256.Sum256(b)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}
