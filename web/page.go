package web

import (
	"bufio"
	"context"
	"net/http"
	"strconv"
	"time"

	"burialmap/data"
)

// page is a stretch of a selection, as long as the limit.
type page struct {
	returned int
	next     int64 // the key of the page after this one; 0 if this is the last
}

// walk visits the features of a page in order. The page is known when it returns.
func (s *server) walk(ctx context.Context, sel selection, visit func(data.Feature) error) (page, error) {
	q := sel.query
	if sel.when == nil && sel.limit > 0 {
		q.Limit = sel.limit + 1 // one more tells whether there is a next page
	}
	var p page
	var last int64
	for f, err := range s.Store.Features(ctx, q) {
		if err != nil {
			return p, err
		}
		if !sel.when.holds(f) {
			continue
		}
		if sel.limit > 0 && p.returned == sel.limit {
			p.next = last
			break
		}
		if err := visit(f); err != nil {
			return p, err
		}
		last = f.FID
		p.returned++
	}
	return p, nil
}

// matched is the number of features selected, on this page or not. With a time asked for
// it is not known, which the standard allows.
func (s *server) matched(ctx context.Context, sel selection) (int, bool, error) {
	if sel.when != nil {
		return 0, false, nil
	}
	q := sel.query
	q.After = 0
	n, err := s.Store.Count(ctx, q)
	return n, true, err
}

// itemsGeoJSON streams a page as a FeatureCollection. What is known only at its end – the
// link to the next page – stands at its end.
func (s *server) itemsGeoJSON(w http.ResponseWriter, r *http.Request, sel selection) error {
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	total, known, err := s.matched(ctx, sel)
	if err != nil {
		return err
	}
	out := newStream(w, asGeoJSON.media)
	b := append([]byte(nil), `{"type":"FeatureCollection","timeStamp":"`...)
	b = s.Now().UTC().AppendFormat(b, time.RFC3339)
	b = append(b, `",`...)
	if known {
		b = strconv.AppendInt(append(b, `"numberMatched":`...), int64(total), 10)
		b = append(b, ',')
	}
	b = append(b, `"features":[`...)
	first := true
	p, err := s.walk(ctx, sel, func(f data.Feature) error {
		if !first {
			b = append(b, ",\n"...)
		}
		first = false
		b = f.AppendGeoJSON(b)
		_, err := out.Write(b)
		b = b[:0]
		return err
	})
	if err != nil {
		return out.fail(err)
	}
	b = strconv.AppendInt(append(b, `],"numberReturned":`...), int64(p.returned), 10)
	b = appendJSON(append(b, `,"links":`...), s.pageLinks(r, asGeoJSON, p))
	_, _ = out.Write(append(b, '}', '\n'))
	return out.end()
}

// pageLinks lead from a page to its other forms and to the next page.
func (s *server) pageLinks(r *http.Request, o offer, p page) []link {
	links := s.formLinks(r, o, s.linkedOffers()...)
	if p.next > 0 {
		next := s.address(r, "f", o.name, "after", strconv.FormatInt(p.next, 10))
		links = append(links, link{next, "next", o.media, "Next page"})
	}
	c, _ := collectionOf(r)
	return append(links, link{s.collectionURL(r, c.Name), "collection", asJSON.media, c.Title})
}

// stream is an answer that is written while it is being found.
type stream struct {
	*bufio.Writer
	w       http.ResponseWriter
	written int
}

func newStream(w http.ResponseWriter, media string) *stream {
	w.Header().Set("Content-Type", media)
	return &stream{Writer: bufio.NewWriterSize(w, 32<<10), w: w}
}

func (s *stream) Write(b []byte) (int, error) {
	n, err := s.Writer.Write(b)
	s.written += n
	return n, err
}

// fail ends the answer with an error. As long as nothing has left, that is a problem like
// any other; later the connection is cut, so that nobody takes a part for the whole.
func (s *stream) fail(err error) error {
	if s.written == s.Buffered() {
		return err
	}
	return cutOffError{err}
}

// end sends the rest. If the client is gone, nobody is left to tell.
func (s *stream) end() error {
	_ = s.Flush()
	return nil
}
