package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// link leads from a resource to another, as OGC API writes it.
type link struct {
	Href  string `json:"href"`
	Rel   string `json:"rel"`
	Type  string `json:"type,omitempty"`
	Title string `json:"title,omitempty"`
}

// formLinks are the link of a resource to itself and to its other forms. The address is
// that of the request, with f saying which form.
func (s *server) formLinks(r *http.Request, chosen offer, offers ...offer) []link {
	var links []link
	for _, o := range offers {
		rel := "alternate"
		if o.name == chosen.name {
			rel = "self"
		}
		links = append(links, link{Href: s.address(r, "f", o.name), Rel: rel, Type: o.media, Title: "This document as " + o.title})
	}
	return links
}

// address is that of the request with query parameters set: name, value, name, value.
func (s *server) address(r *http.Request, set ...string) string {
	q := r.URL.Query()
	for i := 0; i < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return s.base(r) + strings.TrimSuffix(r.URL.EscapedPath(), "/") + "?" + q.Encode()
}

func (s *server) collectionURL(r *http.Request, collection string) string {
	return s.base(r) + "/api/collections/" + collection
}

func (s *server) itemURL(r *http.Request, collection, id string) string {
	return s.collectionURL(r, collection) + "/items/" + url.PathEscape(id)
}

func writeJSON(w http.ResponseWriter, v any) error { return writeAs(w, asJSON.media, v) }

func writeAs(w http.ResponseWriter, media string, v any) error {
	w.Header().Set("Content-Type", media)
	_, _ = w.Write(append(appendJSON(nil, v), '\n')) // the client is gone: nobody is left to tell
	return nil
}

// appendJSON writes one of our own answers. Addresses keep their ampersands: no answer is
// ever taken for HTML.
func appendJSON(b []byte, v any) []byte {
	out := bytes.NewBuffer(b)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic(err) // cannot happen: answers are text, numbers and lists
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
