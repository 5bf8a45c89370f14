package web

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// columns is how many fields of its own a collection shows in a table.
const columns = 6

type itemsPage struct {
	Collection data.Collection
	About      string
	URL        string // of the collection
	Columns    []data.Field
	References []data.Field // fields that name other features
	Rows       []itemRow
	Total      string
	Unlocated  int
	Sketch     template.HTML
	First      string // address of the first page, unless this is it
	Next       string // address of the next page
	Forms      []link
}

type itemRow struct {
	Name, ID, URL string
	Cells         []string
	References    []fact
	Place         string
	Fictional     bool
}

func (s *server) itemsHTML(w http.ResponseWriter, r *http.Request, sel selection) error {
	c, l := sel.collection, languageOf(r)
	doc := itemsPage{Collection: c, About: l.say(c.Name + ".about"), URL: s.collectionURL(r, c.Name)}
	doc.Columns, doc.References = tableOf(c, sel.only)
	var drawn sketch
	p, err := s.walk(r.Context(), sel, func(f data.Feature) error {
		drawn.add(f)
		if f.Geometry == nil {
			doc.Unlocated++
		}
		doc.Rows = append(doc.Rows, s.row(r, doc, f))
		return nil
	})
	if err != nil {
		return err
	}
	total, err := s.matched(r.Context(), sel, p)
	if err != nil {
		return err
	}
	doc.Total = l.say("items.shown", p.returned, total)
	doc.Sketch = drawn.svg(l, l.say("items.map"))
	if !c.Spatial {
		doc.Unlocated = 0
	}
	s.turnPages(r, &doc, p)
	return s.pages.write(w, r, "items", l.say(c.Name), s.base(r), doc)
}

// tableOf are the fields that a table shows, and those of them that name other features,
// which come last. Names have a column of their own.
func tableOf(c data.Collection, only []string) (values, references []data.Field) {
	for _, f := range fieldsOf(c) {
		_, refers := refersTo[f.Name]
		switch {
		case only != nil && !slices.Contains(only, f.Name), only == nil && isLocation(f), f.Type == data.JSON, isName(f):
		case refers:
			references = append(references, f)
		case len(values) < columns || only != nil:
			values = append(values, f)
		}
	}
	return values, references
}

func isLocation(f data.Field) bool {
	return slices.ContainsFunc(data.LocationFields, func(l data.Field) bool { return l.Name == f.Name })
}

func isName(f data.Field) bool {
	return f.Name == "name" || f.Name == "title" || strings.HasPrefix(f.Name, "name_")
}

func (s *server) row(r *http.Request, doc itemsPage, f data.Feature) itemRow {
	l := languageOf(r)
	row := itemRow{Name: l.nameOf(f), ID: f.ID, URL: s.itemURL(r, f.Collection, f.ID), Place: placeOf(l, f), Fictional: f.Location.Fictional}
	for _, field := range doc.Columns {
		row.Cells = append(row.Cells, l.value(doc.Collection, field, valueOf(f, field.Name)))
	}
	for _, field := range doc.References {
		v := valueOf(f, field.Name)
		row.References = append(row.References, fact{Value: shown(v), URL: s.leadsTo(r, field, v)})
	}
	return row
}

// valueOf is a property or a fact of the location; nil if it was not recorded.
func valueOf(f data.Feature, field string) any {
	if v := f.Properties[field]; v != nil {
		return v
	}
	return f.Location.Value(field)
}

// turnPages fills in the addresses of other pages and of other forms of this one.
func (s *server) turnPages(r *http.Request, doc *itemsPage, p page) {
	for _, l := range s.pageLinks(r, asHTML, p) {
		switch l.Rel {
		case "next":
			doc.Next = l.Href
		case "alternate":
			l.Title = strings.TrimPrefix(l.Title, "This document as ")
			doc.Forms = append(doc.Forms, l)
		}
	}
	q := r.URL.Query()
	if q.Has("after") || q.Has("offset") || q.Has("startindex") {
		for _, name := range []string{"after", "offset", "startindex"} {
			q.Del(name)
		}
		doc.First = s.place(r) + "?" + q.Encode()
	}
}

type itemDoc struct {
	Collection    data.Collection
	CollectionURL string
	ID            string
	Fictional     bool
	Facts         []fact
	Extra         map[string]string
	Place         string
	Sketch        template.HTML
	Written       string
	Forms         []link
}

type fact struct {
	Title, About, Value, Unit, URL string
}

// itemPage shows one feature to people.
func (s *server) itemPage(w http.ResponseWriter, r *http.Request, sel selection, id string) error {
	if err := sel.fits(asHTML); err != nil {
		return err
	}
	c, l := sel.collection, languageOf(r)
	f, err := s.Store.Feature(r.Context(), c.Name, id)
	if err != nil {
		return noFeature(err)
	}
	doc := itemDoc{
		Collection: c, CollectionURL: s.collectionURL(r, c.Name), ID: f.ID, Fictional: f.Location.Fictional, Extra: f.Extra, Place: placeOf(l, f),
		Forms: []link{{Href: s.itemURL(r, c.Name, f.ID) + "?f=json", Title: asGeoJSON.title}},
	}
	if f.Revision > 0 {
		doc.Written = l.say("item.written", f.Revision, f.Updated.UTC().Format("2006-01-02 15:04 UTC"))
	}
	for _, field := range fieldsOf(c) {
		if v := valueOf(f, field.Name); v != nil {
			doc.Facts = append(doc.Facts, fact{l.field(field.Name), l.about(c.Name, field.Name), l.value(c, field, v), field.Unit, s.leadsTo(r, field, v)})
		}
	}
	var drawn sketch
	drawn.add(f)
	doc.Sketch = drawn.svg(l, l.say("item.map"))
	title := l.nameOf(f)
	if title == "" {
		title = f.ID
	}
	return s.pages.write(w, r, "item", title, s.base(r), doc)
}

// refersTo are the fields whose value is the id of a feature, by its collection; the
// parties of an overlap name the collection themselves.
var refersTo = map[string]string{
	"source": data.Sources.Name, "site": data.Sites.Name, "cemetery": data.Cemeteries.Name,
	"pow_cemetery": data.Cemeteries.Name, "civilian_cemetery": data.Cemeteries.Name, "pow": "", "civilian": "", "of": "",
}

// leadsTo is the address of the feature that a value names, or "".
func (s *server) leadsTo(r *http.Request, field data.Field, v any) string {
	collection, refers := refersTo[field.Name]
	id, isText := v.(string)
	if !refers || !isText {
		return ""
	}
	if collection == "" {
		collection, id, _ = strings.Cut(id, "/")
	}
	if _, ok := data.CollectionNamed(collection); !ok {
		return ""
	}
	return s.itemURL(r, collection, id)
}

// shown is a value as people read it.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'g', 6, 64)
	case json.RawMessage:
		return string(v)
	}
	return fmt.Sprint(v)
}

// placeOf says where a feature lies, to about a metre.
func placeOf(l language, f data.Feature) string {
	if f.Geometry == nil {
		return l.say("place.none")
	}
	place := l.position(f.Geometry.Bound().Center())
	if _, isPoint := f.Geometry.(orb.Point); isPoint {
		return place
	}
	return l.say("geometry."+f.Geometry.GeoJSONType()) + ", " + l.say("place.around", place)
}

// position is a point as people write it: latitude first, with its half of the globe.
func (l language) position(p orb.Point) string {
	north, east := "position.north", "position.east"
	if p[1] < 0 {
		p[1], north = -p[1], "position.south"
	}
	if p[0] < 0 {
		p[0], east = -p[0], "position.west"
	}
	return l.say("position", p[1], l.say(north), p[0], l.say(east))
}

func day(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.DateOnly)
}
