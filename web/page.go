package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"burialmap/data"
	"burialmap/geo/crs"
)

// page is a stretch of a selection, as long as the limit.
type page struct {
	returned int
	next     string // the key of the page after this one; empty if this is the last
}

// walk visits the features of a page in order. The page is known when it returns.
func (s *server) walk(ctx context.Context, sel selection, visit func(data.Feature) error) (page, error) {
	q := sel.query
	if sel.limit > 0 {
		q.Limit = sel.limit + 1 // one more tells whether there is a next page
	}
	var p page
	var last data.Feature
	for f, err := range s.Store.Features(ctx, q) {
		if err != nil {
			return p, err
		}
		if sel.limit > 0 && p.returned == sel.limit {
			p.next = pageKey(q.Sort, last)
			break
		}
		if err := visit(f); err != nil {
			return p, err
		}
		last = f
		p.returned++
	}
	return p, nil
}

// matched is the number of features selected, on this page or not. Where the page holds all
// of them nobody needs to count.
func (s *server) matched(ctx context.Context, sel selection, p page) (int, error) {
	q := sel.query
	if p.next == "" && q.After == 0 && q.Offset == 0 {
		return p.returned, nil
	}
	q.After, q.AfterValues, q.Offset, q.Sort = 0, nil, 0, nil
	return s.Store.Count(ctx, q)
}

// itemsGeoJSON answers with a page as a FeatureCollection.
func (s *server) itemsGeoJSON(w http.ResponseWriter, r *http.Request, sel selection) error {
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	bodies, p, err := s.encoded(ctx, sel)
	if err != nil {
		return err
	}
	total, err := s.matched(ctx, sel, p)
	if err != nil {
		return err
	}
	head := s.Now().UTC().AppendFormat([]byte(`{"type":"FeatureCollection","timeStamp":"`), time.RFC3339)
	head = append(head, `","features":[`...)
	tail := strconv.AppendInt([]byte(`],"numberMatched":`), int64(total), 10)
	tail = strconv.AppendInt(append(tail, `,"numberReturned":`...), int64(p.returned), 10)
	tail = append(appendLinks(append(tail, `,"links":`...), s.pageLinks(r, asGeoJSON, p)), '}', '\n')
	h := w.Header()
	tellSystem(w, sel.system)
	h.Set("Content-Length", strconv.Itoa(sizeOf(head, tail, bodies)))
	out := newStream(w, asGeoJSON.media)
	_, _ = out.Write(head)
	for i, b := range bodies {
		if i > 0 {
			_, _ = out.Write(betweenFeatures)
		}
		_, _ = out.Write(b)
	}
	_, _ = out.Write(tail)
	return out.end()
}

var betweenFeatures = []byte(",\n")

func sizeOf(head, tail []byte, bodies [][]byte) int {
	n := len(head) + len(tail) + len(betweenFeatures)*max(0, len(bodies)-1)
	for _, b := range bodies {
		n += len(b)
	}
	return n
}

// encoded are the features of a page as GeoJSON.
func (s *server) encoded(ctx context.Context, sel selection) ([][]byte, page, error) {
	if s.kept != nil && inCRS84(sel.system) && sel.only == nil {
		return s.keptPage(ctx, sel)
	}
	return s.freshPage(ctx, sel)
}

// freshPage encodes every feature of a page.
func (s *server) freshPage(ctx context.Context, sel selection) ([][]byte, page, error) {
	if sel.only != nil {
		sel.query.Fields = sel.fieldsNeeded()
	}
	bodies := [][]byte{}
	form := formOf(sel.system, sel.only)
	outside := outsiders{system: sel.system}
	p, err := s.walk(ctx, sel, func(f data.Feature) error {
		f, err := written(f, sel.system)
		if err != nil {
			outside.count(f.ID)
		}
		bodies = append(bodies, f.AppendGeoJSONAs(nil, form))
		return nil
	})
	if err == nil {
		err = outside.problem()
	}
	return bodies, p, err
}

// fieldsNeeded are those that are shown or sorted by.
func (sel selection) fieldsNeeded() []string {
	needed := append([]string{}, sel.only...)
	for _, o := range sel.query.Sort {
		if o.Field != "id" {
			needed = append(needed, o.Field)
		}
	}
	return needed
}

// outsiders are features of a page that a system has no coordinates for. They cannot be
// left out, nor shown as if they had no place: the page is refused.
type outsiders struct {
	system crs.CRS
	n      int
	first  string
}

func (o *outsiders) count(id string) {
	if o.n == 0 {
		o.first = id
	}
	o.n++
}

func (o *outsiders) problem() error {
	if o.n == 0 {
		return nil
	}
	return badParameter("crs", "Features that lie where "+o.system.Code+" has no coordinates, on this page: "+strconv.Itoa(o.n)+", the first "+
		shortened(o.first)+". Ask with bbox for what lies in its zone, or for another system.")
}

// pageLinks lead from a page to its other forms and to the next page.
func (s *server) pageLinks(r *http.Request, o offer, p page) []link {
	links := s.formLinks(r, o, s.linkedOffers()...)
	if p.next != "" {
		links = append(links, link{s.nextAddress(r, o, p), "next", o.media, "Next page"})
	}
	c, _ := collectionOf(r)
	return append(links, link{s.collectionURL(r, c.Name), "collection", asJSON.media, c.Title})
}

// nextAddress is that of the next page: it begins after a key, wherever this one began.
func (s *server) nextAddress(r *http.Request, o offer, p page) string {
	q := r.URL.Query()
	q.Del("offset")
	q.Del("startindex")
	q.Set("f", o.name)
	q.Set("after", p.next)
	return s.place(r) + "?" + q.Encode()
}
