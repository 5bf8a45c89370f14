package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static/api.css
var styleSheet []byte

// pages are the API for people: the same resources as HTML, without script, in three
// languages.
type pages struct {
	byName  map[language]map[string]*template.Template
	version string
}

// pageNames are the pages there are; each has a file of its own beside the layout.
var pageNames = []string{"landing", "conformance", "collections", "collection", "items", "item", "changes", "docs", "noapp"}

// degrees is a coordinate to about a hundred metres.
func degrees(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) + "°" }

func newPages(version string) *pages {
	p := &pages{byName: map[language]map[string]*template.Template{}, version: version}
	for _, tag := range languages {
		l := language(tag)
		p.byName[l] = map[string]*template.Template{}
		for _, name := range pageNames {
			p.byName[l][name] = template.Must(template.New(name).Funcs(template.FuncMap{"say": l.say, "field": l.field, "about": l.about, "day": day, "degrees": degrees}).
				ParseFS(templateFiles, "templates/layout.html", "templates/"+name+".html"))
		}
	}
	return p
}

// pageData is what the layout shows around a page.
type pageData struct {
	Title     string
	Site      string
	Base      string
	Language  language
	Languages []otherLanguage
	asked     bool   // whether the address names the language
	JSON      string // the address of the same document as JSON, or ""
	Version   string
	Body      any
}

// otherLanguage leads to the same page in another language.
type otherLanguage struct {
	Tag, Name, URL string
	Current        bool
}

// In is an address of ours as HTML, in the language of this page if that was asked for.
func (d pageData) In(address string) string {
	u, err := url.Parse(address)
	if err != nil { // cannot happen: we made it
		return address
	}
	q := u.Query()
	q.Set("f", asHTML.name)
	if d.asked {
		q.Set("lang", string(d.Language))
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// write answers with a page, its other forms and languages linked.
func (p *pages) write(w http.ResponseWriter, r *http.Request, name, title, base string, body any) error {
	d := pageData{Title: title, Site: apiTitle, Base: base, Language: languageOf(r), Version: p.version, Body: body, asked: r.URL.Query().Has("lang")}
	address := base + r.URL.EscapedPath()
	for _, tag := range languages {
		q := r.URL.Query()
		q.Set("lang", tag)
		d.Languages = append(d.Languages, otherLanguage{tag, languageNames[tag], address + "?" + q.Encode(), language(tag) == d.Language})
	}
	if strings.HasPrefix(r.URL.Path, "/api") && name != "docs" {
		q := r.URL.Query()
		q.Del("lang")
		q.Set("f", asJSON.name)
		d.JSON = address + "?" + q.Encode()
	}
	var out bytes.Buffer
	if err := p.byName[d.Language][name].ExecuteTemplate(&out, "layout", d); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(d.Language))
	varyByLanguage(h)
	_, _ = w.Write(out.Bytes()) // the client is gone: nobody is left to tell
	return nil
}

// varyByLanguage tells caches that the header Accept-Language counts.
func varyByLanguage(h http.Header) {
	if !slices.Contains(h.Values("Vary"), "Accept-Language") {
		h.Add("Vary", "Accept-Language")
	}
}

// style is the style sheet of the pages.
func (s *server) style(w http.ResponseWriter, r *http.Request) error {
	if unchanged(w, r, contentTag(styleSheet)) {
		return nil
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = w.Write(styleSheet) // the client is gone: nobody is left to tell
	return nil
}

// withoutApp stands where the map would be.
func (s *server) withoutApp(w http.ResponseWriter, r *http.Request) {
	s.handle(func(w http.ResponseWriter, r *http.Request) error {
		if r.URL.Path != "/" {
			return missing("There is nothing at this address.")
		}
		return s.pages.write(w, r, "noapp", apiTitle, s.base(r), nil)
	}).ServeHTTP(w, r)
}
