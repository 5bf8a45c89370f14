package cql

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// random makes filters of every kind.
type random struct{ *rand.Rand }

func pick[T any](r random, of ...T) T { return of[r.IntN(len(of))] }

func list[T any](r random, least int, one func() T) []T {
	all := make([]T, least+r.IntN(3))
	for i := range all {
		all[i] = one()
	}
	return all
}

func (r random) filter(depth int) data.Filter {
	if depth > 0 {
		deeper := func() data.Filter { return r.filter(depth - 1) }
		switch r.IntN(6) {
		case 0:
			return data.And(list(r, 2, deeper))
		case 1:
			return data.Or(list(r, 2, deeper))
		case 2:
			return data.Not{Filter: deeper()}
		}
	}
	switch r.IntN(9) {
	case 0:
		return data.Between{Of: r.operand(2), Low: r.operand(1), High: r.operand(1)}
	case 1:
		return data.In{Of: r.operand(2), List: list(r, 1, r.shallow)}
	case 2:
		return data.Like{Of: r.operand(2), Pattern: r.operand(1)}
	case 3:
		return data.IsNull{Of: r.operand(2)}
	case 4:
		return data.Spatial{Op: pick(r, data.SpatialOps...), Left: r.operand(2), Right: r.operand(2)}
	case 5:
		return data.Temporal{Op: pick(r, data.TemporalOps...), Left: r.operand(2), Right: r.operand(2)}
	case 6:
		return data.Array{Op: pick(r, data.ArrayOps...), Left: r.operand(2), Right: r.operand(2)}
	case 7:
		return data.Truth(r.IntN(2) == 0)
	}
	return data.Comparison{Op: pick(r, comparisons...), Left: r.operand(2), Right: r.operand(2)}
}

func (r random) shallow() data.Operand { return r.operand(0) }

func (r random) operand(depth int) data.Operand {
	if depth > 0 {
		switch r.IntN(8) {
		case 0:
			return data.CaseI{Of: r.operand(depth - 1)}
		case 1:
			return data.AccentI{Of: r.operand(depth - 1)}
		case 2:
			return data.Distance{Left: r.operand(depth - 1), Right: r.operand(depth - 1)}
		case 3:
			return data.ListValue(list(r, 0, r.shallow))
		}
	}
	switch r.IntN(7) {
	case 0:
		return data.TextValue(pick(r, "", "it's", "墓地", `a\%_`, "\"", "''", "a\nb"))
	case 1:
		return data.NumberValue(r.number())
	case 2:
		return data.BooleanValue(r.IntN(2) == 0)
	case 3:
		return data.GeometryValue{Geometry: r.geometry(1)}
	case 4:
		return r.instant()
	case 5:
		return data.IntervalValue{Start: r.end(), End: r.end()}
	}
	return data.Property(pick(r, "name", "a.b", "in", "NULL", "with space", `q"uote`, "名前", "date", "point", "5a", "ё"))
}

func (r random) number() float64 {
	return pick(r, 0, 1, -1, 0.1, 135.123456789012, 1e21, -2.5e-9, 1e300, 5e-324, float64(r.IntN(1000)), r.Float64())
}

func (r random) instant() data.Operand {
	seconds := r.Int64N(200 * 365 * 86400)
	if r.IntN(2) == 0 {
		return data.InstantValue{Time: time.Unix(seconds/86400*86400, 0).UTC(), Day: true}
	}
	return data.InstantValue{Time: time.Unix(seconds, pick[int64](r, 0, 5e8, 123456789)).UTC()}
}

func (r random) end() data.Operand {
	return pick(r, nil, r.instant(), data.Operand(data.Property("updated")))
}

func (r random) point() orb.Point { return orb.Point{r.number(), r.number()} }

func (r random) geometry(depth int) orb.Geometry {
	path := func() []orb.Point { return list(r, 1, r.point) }
	line := func() orb.LineString { return path() }
	polygon := func() orb.Polygon { return list(r, 1, func() orb.Ring { return path() }) }
	switch r.IntN(7 + depth) {
	case 0:
		return orb.Bound{Min: r.point(), Max: r.point()}
	case 1:
		return orb.MultiPoint(path())
	case 2:
		return line()
	case 3:
		return orb.MultiLineString(list(r, 1, line))
	case 4:
		return polygon()
	case 5:
		return orb.MultiPolygon(list(r, 1, polygon))
	case 7:
		return orb.Collection(list(r, 1, func() orb.Geometry {
			for { // a bound is not a member of a collection
				if g := r.geometry(depth - 1); g.GeoJSONType() != "Polygon" || reflect.TypeOf(g) == reflect.TypeFor[orb.Polygon]() {
					return g
				}
			}
		}))
	}
	return r.point()
}

func TestWhatIsWrittenIsReadAgainAsItWas(t *testing.T) {
	r := random{rand.New(rand.NewPCG(7, 8))}
	for range 4000 {
		f := r.filter(3)
		text, asJSON := Text(f), JSON(f)
		if len(text) > MaxText {
			continue
		}
		if again, err := Parse(text); err != nil || !reflect.DeepEqual(again, f) {
			t.Fatalf("%s\nis read as %#v, %v\nand was %#v", text, again, err, f)
		}
		if again, err := ParseJSON(asJSON); err != nil || !reflect.DeepEqual(again, f) {
			t.Fatalf("%s\nis read as %#v, %v\nand was %#v", asJSON, again, err, f)
		}
	}
}

// checked tests what must be true of every filter that was read.
func checked(t *testing.T, f data.Filter) {
	for _, c := range data.Collections {
		p, err := data.Compile(c, f)
		if err == nil {
			p.Holds(data.Feature{Collection: c.Name})
			p.Holds(data.Feature{Collection: c.Name, Geometry: orb.Polygon{{{135, 48}, {136, 48}, {135, 49}, {135, 48}}}, Properties: map[string]any{"name": "x", "period": "1946/"}})
		}
	}
	if again, err := ParseJSON(JSON(f)); err != nil {
		if !tooGreat(err) {
			t.Fatalf("%s: %v", JSON(f), err)
		}
	} else if !reflect.DeepEqual(again, f) {
		t.Fatalf("%s\nis read as %#v\nand was %#v", JSON(f), again, f)
	}
	text := Text(f)
	if again, err := Parse(text); err != nil {
		if !tooGreat(err) {
			t.Fatalf("%s: %v", text, err)
		}
	} else if !reflect.DeepEqual(again, f) {
		t.Fatalf("%s\nis read as %#v\nand was %#v", text, again, f)
	}
}

// tooGreat are errors that come of the other way of writing alone: it needs more brackets.
func tooGreat(err error) bool {
	return strings.Contains(err.Error(), "are the most") || strings.Contains(err.Error(), "more than")
}

func FuzzParse(f *testing.F) {
	for _, c := range examples {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if filter, err := Parse(text); err == nil {
			checked(t, filter)
		}
	})
}

func FuzzParseJSON(f *testing.F) {
	for _, c := range examples {
		f.Add([]byte(c.json))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if filter, err := ParseJSON(text); err == nil {
			checked(t, filter)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	const text = "occupancy = 'pow' AND S_INTERSECTS(geometry, BBOX(134, 47, 136, 49)) AND T_DURING(period, INTERVAL('1945-08-01', '1949-12-31'))"
	for b.Loop() {
		if _, err := Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}
