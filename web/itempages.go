package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// columns is how many fields of its own a collection shows in a table.
const columns = 7

type itemsPage struct {
	Collection data.Collection
	URL        string // of the collection
	Columns    []data.Field
	Rows       []itemRow
	Total      string
	First      string // address of the first page, unless this is it
	Next       string // address of the next page
	Forms      []link
}

type itemRow struct {
	ID, URL   string
	Cells     []string
	Place     string
	Fictional bool
}

func (s *server) itemsHTML(w http.ResponseWriter, r *http.Request, sel selection) error {
	total, known, err := s.matched(r.Context(), sel)
	if err != nil {
		return err
	}
	c := sel.collection
	doc := itemsPage{Collection: c, URL: s.collectionURL(r, c.Name), Columns: c.Fields[:min(columns, len(c.Fields))]}
	p, err := s.walk(r.Context(), sel, func(f data.Feature) error {
		row := itemRow{ID: f.ID, URL: s.itemURL(r, c.Name, f.ID), Place: placeOf(f), Fictional: f.Location.Fictional}
		for _, field := range doc.Columns {
			row.Cells = append(row.Cells, shown(f.Properties[field.Name]))
		}
		doc.Rows = append(doc.Rows, row)
		return nil
	})
	if err != nil {
		return err
	}
	doc.Total = fmt.Sprintf("%d shown", p.returned)
	if known {
		doc.Total = fmt.Sprintf("%d of %d", p.returned, total)
	}
	s.turnPages(r, &doc, p)
	return s.pages.write(w, r, "items", c.Title, s.base(r), doc)
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
	if q := r.URL.Query(); q.Has("after") {
		q.Del("after")
		doc.First = s.base(r) + r.URL.EscapedPath() + "?" + q.Encode()
	}
}

type itemPage struct {
	Collection    data.Collection
	CollectionURL string
	ID            string
	Fictional     bool
	Facts         []fact
	Extra         map[string]string
	Place         string
	Updated       string
	Revision      int64
}

type fact struct {
	Title, About, Value, Unit, URL string
}

func (s *server) itemHTML(w http.ResponseWriter, r *http.Request, c data.Collection, f data.Feature) error {
	doc := itemPage{
		Collection: c, CollectionURL: s.collectionURL(r, c.Name), ID: f.ID, Fictional: f.Location.Fictional,
		Extra: f.Extra, Place: placeOf(f), Revision: f.Revision, Updated: f.Updated.UTC().Format(time.RFC3339),
	}
	for _, field := range fieldsOf(c) {
		v := f.Properties[field.Name]
		if v == nil {
			v = f.Location.Value(field.Name)
		}
		if v != nil {
			doc.Facts = append(doc.Facts, fact{field.Title, field.About, shown(v), field.Unit, s.leadsTo(r, field, v)})
		}
	}
	return s.pages.write(w, r, "item", c.Title+": "+f.ID, s.base(r), doc)
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
	return s.itemURL(r, collection, id) + "?f=html"
}

// shown is a value as people read it.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case float64:
		return strconv.FormatFloat(v, 'g', 6, 64)
	case json.RawMessage:
		return string(v)
	}
	return fmt.Sprint(v)
}

// placeOf says where a feature lies, to about a metre.
func placeOf(f data.Feature) string {
	if f.Geometry == nil {
		return "not located"
	}
	centre := f.Geometry.Bound().Center()
	place := fmt.Sprintf("%.5f, %.5f", centre[0], centre[1])
	if _, isPoint := f.Geometry.(orb.Point); isPoint {
		return place
	}
	return f.Geometry.GeoJSONType() + " around " + place
}
