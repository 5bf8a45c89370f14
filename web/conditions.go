package web

import (
	"context"
	"errors"
	"strings"

	"burialmap/data"
)

// Where one address shows several collections, each can have a condition and words of its
// own: filter-plots, q-sites.

// narrowingParams are those parameters for the collections that can be shown.
func narrowingParams(spatial bool) []string {
	var names []string
	for _, c := range data.Collections {
		if spatial && !c.Spatial {
			continue
		}
		names = append(names, "filter-"+c.Name)
		if len(c.SearchFields()) > 0 {
			names = append(names, "q-"+c.Name)
		}
	}
	return names
}

// narrowed is what of a collection is wanted, as a query: all of it if nothing else is said.
func (s *server) narrowed(ctx context.Context, c data.Collection, p params) (q data.Query, err error) {
	q.Collection = c.Name
	q.Words, err = (params{"q": p["q-"+c.Name]}).words()
	if err != nil {
		return q, renamed(err, "q", "q-"+c.Name)
	}
	if text, ok := p["filter-"+c.Name]; ok {
		q.Filter, err = s.filter(ctx, c, params{"filter": text})
	}
	return q, renamed(err, "filter", "filter-"+c.Name)
}

// renamed is a problem with a parameter, by the name under which the client sent it.
func renamed(err error, was, is string) error {
	if p := (*problem)(nil); errors.As(err, &p) && p.Parameter == was {
		q := *p
		q.Parameter = is
		q.Detail = strings.Replace(p.Detail, `"`+was+`"`, `"`+is+`"`, 1)
		return &q
	}
	return err
}
