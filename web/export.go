package web

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"time"

	"burialmap/data"
	"burialmap/data/format"
)

// cutOffError is an error after the answer has begun: only the connection can say so.
type cutOffError struct{ error }

func (c cutOffError) Unwrap() error { return c.error }

// export writes a selection in another format, as a file: all of it, unless a limit is
// asked for.
func (s *server) export(w http.ResponseWriter, r *http.Request, p params, o offer, sel selection) error {
	writer, err := s.Formats.Writer(o.name)
	if err != nil {
		return err
	}
	if _, limited := p["limit"]; !limited {
		sel.limit = 0
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(exportTime)) // a recorder has none
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", sel.collection.Name+writer.Extension()))
	out := newStream(w, o.media)
	if err := writer.Write(r.Context(), out, format.Export{Layers: []format.Layer{{Collection: sel.collection, Features: s.selected(r.Context(), sel), Count: -1}}}); err != nil {
		return out.fail(err)
	}
	return out.end()
}

// selected streams the features of a page.
func (s *server) selected(ctx context.Context, sel selection) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		stop := fmt.Errorf("the writer takes no more")
		_, err := s.walk(ctx, sel, func(f data.Feature) error {
			if !yield(f, nil) {
				return stop
			}
			return nil
		})
		if err != nil && !errors.Is(err, stop) {
			yield(data.Feature{}, err)
		}
	}
}
