package web

import (
	"context"
	"sync"
	"time"

	"burialmap/data"
)

// extentDoc says where and when the features of a collection lie; what is not known is
// left out.
type extentDoc struct {
	Spatial  *spatialDoc  `json:"spatial,omitempty"`
	Temporal *temporalDoc `json:"temporal,omitempty"`
}

// spatialDoc holds bounds as west, south, east, north; west is greater than east across
// 180°.
type spatialDoc struct {
	BBox [][4]float64 `json:"bbox"`
	CRS  string       `json:"crs"`
}

// temporalDoc holds intervals; null is an open end.
type temporalDoc struct {
	Interval [][2]*time.Time `json:"interval"`
	TRS      string          `json:"trs"`
}

const gregorian = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"

func (s *server) extent(ctx context.Context, c data.Collection, e data.Extent) (*extentDoc, error) {
	var doc extentDoc
	if e.Located > 0 {
		b := e.Bound
		doc.Spatial = &spatialDoc{[][4]float64{{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}}, crs84}
	}
	if _, dated := c.Field("period"); dated {
		span, err := s.spans.of(ctx, s.Store, c)
		if err != nil {
			return nil, err
		}
		if span.known {
			doc.Temporal = &temporalDoc{[][2]*time.Time{{span.from, span.to}}, gregorian}
		}
	}
	if doc.Spatial == nil && doc.Temporal == nil {
		return nil, nil
	}
	return &doc, nil
}

// spans remembers from when to when the periods of collections go: that takes reading all
// of them.
type spans struct {
	mu   sync.Mutex
	kept map[string]span
}

type span struct {
	revision int64
	known    bool
	from, to *time.Time // nil where a period is open there
}

func (k *spans) of(ctx context.Context, store data.Store, c data.Collection) (span, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	revision, err := store.Revision(ctx)
	if err != nil {
		return span{}, err
	}
	if kept, ok := k.kept[c.Name]; ok && kept.revision == revision {
		return kept, nil
	}
	periods, err := store.Values(ctx, data.Query{Collection: c.Name}, "period")
	if err != nil {
		return span{}, err
	}
	found := spanOf(periods)
	found.revision = revision
	if k.kept == nil {
		k.kept = map[string]span{}
	}
	k.kept[c.Name] = found
	return found, nil
}

// spanOf is the stretch that holds all periods. Ends that nobody knows do not widen it.
func spanOf(periods []string) span {
	var s span
	var open1, open2 bool
	for _, text := range periods {
		p, err := data.ParsePeriod(text)
		if err != nil {
			continue
		}
		s.known = true
		open1, open2 = open1 || p.From.Open, open2 || p.To.Open
		for _, d := range []data.Date{p.From, p.To} {
			if d.Open || d.Unknown {
				continue
			}
			if last := d.Last.AddDate(0, 0, 1).Add(-time.Second); s.to == nil || last.After(*s.to) {
				s.to = &last
			}
			if first := d.First; s.from == nil || first.Before(*s.from) {
				s.from = &first
			}
		}
	}
	if open1 {
		s.from = nil
	}
	if open2 {
		s.to = nil
	}
	return s
}
