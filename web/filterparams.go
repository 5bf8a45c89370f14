package web

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/cql"
)

// filterLanguages are those in which a condition may be written; the first unless another is
// named.
var filterLanguages = []string{"cql2-text", "cql2-json"}

// condition is what the parameters filter and datetime ask of the features of a
// collection, as one; nil if they are not given. Tiles are filtered by the same.
func (s *server) condition(ctx context.Context, c data.Collection, p params) (data.Filter, error) {
	asked, err := s.filter(ctx, c, p)
	if err != nil {
		return nil, err
	}
	when, err := p.datetime(c)
	switch {
	case err != nil || when == nil:
		return asked, err
	case asked == nil:
		return when, nil
	}
	both := data.And{asked, when}
	if err := data.CheckFilter(c, both); err != nil { // together they may be too much
		return nil, badFilter(err)
	}
	return both, nil
}

// filter is the condition that is written in CQL2, its geometries brought to CRS84.
func (s *server) filter(ctx context.Context, c data.Collection, p params) (data.Filter, error) {
	text, ok := p["filter"]
	language, named := p["filter-lang"]
	if named && !slices.Contains(filterLanguages, language) {
		return nil, badParameter("filter-lang", "Parameter \"filter-lang\" is to be one of "+strings.Join(filterLanguages, ", ")+".")
	}
	from, err := s.systemAsked(ctx, c, p, "filter-crs")
	if err != nil || !ok {
		return nil, err
	}
	var f data.Filter
	if language == filterLanguages[1] {
		f, err = cql.ParseJSON([]byte(text))
	} else {
		f, err = cql.Parse(text)
	}
	if err != nil {
		return nil, badFilter(err)
	}
	if !inCRS84(from) {
		if f, err = data.MapGeometries(f, func(q orb.Point) (orb.Point, error) { return from.ToWGS84(from.InOrder(q)) }); err != nil {
			return nil, badFilter(err)
		}
	}
	if err := data.CheckFilter(c, f); err != nil {
		return nil, badFilter(err)
	}
	return f, nil
}

func badFilter(err error) error {
	return badParameter("filter", fmt.Sprintf("Parameter \"filter\": %v.", err))
}

// datetime is the condition that a feature may be of the time asked for: an instant, or two
// with a slash between them, of which one may be open (.. or nothing). A day may stand for
// its instants. Features whose period is not recorded match every time, as the standard has
// it, and so do all features of a collection without periods.
func (p params) datetime(c data.Collection) (data.Filter, error) {
	text, ok := p["datetime"]
	if !ok {
		return nil, nil
	}
	refused := badParameter("datetime", "Parameter \"datetime\" is to be a time such as 1946-07-21T00:00:00Z, a day such as 1946-07-21, or an interval such as 1945-08-01/.. of them.")
	first, second, two := strings.Cut(text, "/")
	if !two {
		second = first
	}
	from, open1, ok1 := instant(first)
	to, open2, ok2 := instant(second)
	if !ok1 || !ok2 || !two && open1 || open1 && open2 && first+second == "" || !open1 && !open2 && lastMoment(to).Before(from.Time) {
		return nil, refused
	}
	if _, dated := c.Field("period"); !dated || open1 && open2 {
		return nil, nil
	}
	var asked data.IntervalValue
	if !open1 {
		asked.Start = from
	}
	if !open2 {
		asked.End = to
	}
	return mayBeOf(asked), nil
}

// mayBeOf is the condition that the period of a feature may hold some of a time. Where the
// period has an end that nobody knows, it is the other end that decides.
func mayBeOf(asked data.IntervalValue) data.Filter {
	period := data.Property("period")
	relates := func(op string) data.Filter { return data.Temporal{Op: op, Left: period, Right: asked} }
	like := func(pattern data.TextValue) data.Filter { return data.Like{Of: period, Pattern: pattern} }
	return data.Or{
		data.IsNull{Of: period},
		relates("T_INTERSECTS"),
		data.And{like("%/"), data.Not{Filter: relates("T_AFTER")}},
		data.And{like("/%"), data.Not{Filter: relates("T_BEFORE")}},
	}
}

// instant reads one end of an interval: a moment, or a day.
func instant(text string) (v data.InstantValue, open, ok bool) {
	if text == "" || text == ".." {
		return v, true, true
	}
	if t, err := time.Parse(time.RFC3339, strings.ToUpper(text)); err == nil {
		return data.InstantValue{Time: t.UTC()}, false, true
	}
	t, err := time.Parse(time.DateOnly, text)
	return data.InstantValue{Time: t, Day: true}, false, err == nil
}

// lastMoment is the last moment of a day, or the moment itself.
func lastMoment(v data.InstantValue) time.Time {
	if v.Day {
		return v.Time.AddDate(0, 0, 1).Add(-1)
	}
	return v.Time
}
