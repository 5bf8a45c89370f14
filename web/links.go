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
// that of the request, with f saying which form. In which system coordinates are, and in
// which language pages are, is said only to the forms that have a choice.
func (s *server) formLinks(r *http.Request, chosen offer, offers ...offer) []link {
	q := r.URL.Query()
	q.Del("f")
	own := q.Encode()
	q.Del("crs")
	q.Del("lang")
	others := q.Encode()
	place := s.place(r) + "?f="
	links := make([]link, 0, len(offers)+2)
	for _, o := range offers {
		rel, rest := "alternate", others
		if o.name == chosen.name {
			rel, rest = "self", own
		}
		href := place + o.name
		if rest != "" {
			href += "&" + rest
		}
		links = append(links, link{Href: href, Rel: rel, Type: o.media, Title: "This document as " + o.title})
	}
	return links
}

// place is the address of the request without its query.
func (s *server) place(r *http.Request) string {
	return s.base(r) + strings.TrimSuffix(r.URL.EscapedPath(), "/")
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

// appendLinks writes links the way appendJSON does. Every page has some, so that time counts.
func appendLinks(b []byte, links []link) []byte {
	b = append(b, '[')
	for i, l := range links {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"href":`...), l.Href)
		b = appendText(append(b, `,"rel":`...), l.Rel)
		if l.Type != "" {
			b = appendText(append(b, `,"type":`...), l.Type)
		}
		if l.Title != "" {
			b = appendText(append(b, `,"title":`...), l.Title)
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

// appendText writes plain text directly and leaves the rest to encoding/json.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x7f {
			return appendJSON(b, s)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}
