package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static/api.css
var styleSheet []byte

// pages are the API for people: the same resources as HTML, without script.
type pages struct {
	byName  map[string]*template.Template
	version string
}

// pageNames are the pages there are; each has a file of its own beside the layout.
var pageNames = []string{"landing", "conformance", "collections", "collection", "items", "item", "changes", "docs", "noapp"}

func newPages(version string) *pages {
	p := &pages{byName: map[string]*template.Template{}, version: version}
	for _, name := range pageNames {
		p.byName[name] = template.Must(template.ParseFS(templateFiles, "templates/layout.html", "templates/"+name+".html"))
	}
	return p
}

// pageData is what the layout shows around a page.
type pageData struct {
	Title   string
	Site    string
	Base    string
	JSON    string // the address of the same document as JSON, or ""
	Version string
	Body    any
}

// write answers with a page, its other form linked.
func (p *pages) write(w http.ResponseWriter, r *http.Request, name, title, base string, body any) error {
	d := pageData{Title: title, Site: apiTitle, Base: base, Version: p.version, Body: body}
	if strings.HasPrefix(r.URL.Path, "/api") && name != "docs" {
		q := r.URL.Query()
		q.Set("f", asJSON.name)
		d.JSON = base + r.URL.EscapedPath() + "?" + q.Encode()
	}
	var out bytes.Buffer
	if err := p.byName[name].ExecuteTemplate(&out, "layout", d); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(out.Bytes()) // the client is gone: nobody is left to tell
	return nil
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
