package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"burialmap/data"
	"burialmap/data/cql"
	"burialmap/tiles"
)

// params are the parameters that a tile takes: of one collection any condition, of all of
// them the time.
func (t tiled) params() []string {
	if t.layer == "" {
		return []string{"f", "datetime"}
	}
	return []string{"f", "datetime", "filter", "filter-lang", "filter-crs"}
}

// tileFilters are what is wanted of each collection on a tile.
func (s *server) tileFilters(ctx context.Context, of tiled, p params) (map[string]tiles.Wanted, error) {
	wanted := map[string]tiles.Wanted{}
	for _, c := range data.Collections {
		if !c.Spatial || of.layer != "" && of.layer != c.Name {
			continue
		}
		f, err := s.condition(ctx, c, p)
		if err != nil {
			return nil, err
		}
		want(wanted, c, data.Query{Filter: f})
	}
	return wanted, nil
}

// mapWanted is what is wanted of each layer of the map.
func (s *server) mapWanted(ctx context.Context, p params) (map[string]tiles.Wanted, error) {
	if len(p) == 0 {
		return nil, nil
	}
	wanted := map[string]tiles.Wanted{}
	for _, c := range data.Collections {
		if !c.Spatial {
			continue
		}
		q, err := s.narrowed(ctx, c, p)
		if err != nil {
			return nil, err
		}
		want(wanted, c, q)
	}
	return wanted, nil
}

// want adds what is wanted of a collection, unless that is everything. Two conditions that
// are written the same keep the same features.
func want(wanted map[string]tiles.Wanted, c data.Collection, q data.Query) {
	if q.Filter == nil && q.Words == "" {
		return
	}
	q.Collection = c.Name
	key := strconv.Quote(q.Words)
	if q.Filter != nil {
		key += cql.Text(q.Filter)
	}
	wanted[c.Name] = tiles.Wanted{Query: q, Key: key}
}

// mapQuery is what the addresses of tiles say of what is wanted, as their description was
// asked for.
func mapQuery(p params) string {
	if len(p) == 0 {
		return ""
	}
	v := url.Values{}
	for name, text := range p {
		v.Set(name, text)
	}
	return "?" + strings.ReplaceAll(v.Encode(), "+", "%20")
}

// fixedTiles is the answer where tiles cannot be narrowed.
func fixedTiles() *problem {
	return &problem{Status: http.StatusBadRequest, Detail: "These tiles come from an archive and cannot be filtered."}
}
