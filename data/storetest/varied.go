package storetest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

var variedTexts = []string{"", "a", "A", "Ä", "ab", "aB%", "a_b", `a\b`, "o'b\"", "Ряд 1", "ряд 1", "Ё", "е", "墓", "ß", "SS", "z\U0010ffff", "10", "9"}

// varied are invented features with a value in some fields and none in others.
func varied(r *rand.Rand, c data.Collection, n int) []data.Feature {
	var list []data.Feature
	for i := range n {
		f := data.Feature{ID: fmt.Sprint("v", i), Collection: c.Name, Properties: map[string]any{}}
		if c.Spatial {
			f.Geometry = variedGeometry(r)
		}
		for _, field := range c.Fields {
			if r.IntN(3) > 0 {
				f.Properties[field.Name] = variedValue(r, field)
			}
		}
		f.Location = data.Location{Method: data.MethodUnknown, Fictional: r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			f.Location.Method, f.Location.Text, f.Location.Source = "plan", variedTexts[r.IntN(len(variedTexts))], variedTexts[r.IntN(len(variedTexts))]
			f.Location.Accuracy, f.Location.Parse = 2.5, json.RawMessage(`{"a":1}`)
		}
		list = append(list, f)
	}
	return list
}

func variedValue(r *rand.Rand, f data.Field) any {
	switch f.Type {
	case data.Integer:
		return int64(r.IntN(6) - 1)
	case data.Real:
		return float64(r.IntN(8)-2) / 2
	case data.Boolean:
		return r.IntN(2) == 0
	case data.JSON:
		return json.RawMessage([]string{"[]", `["a","b"]`, `[{"code":"near"},{"code":"same_time"}]`, "null"}[r.IntN(4)])
	case data.Enum:
		return f.Values[r.IntN(len(f.Values))]
	case data.Interval:
		return []string{"1945", "1945/1947", "194X", "1946-07", "/1947", "1948/..", "1946~", "no period"}[r.IntN(8)]
	}
	return variedTexts[r.IntN(len(variedTexts))]
}

func variedGeometry(r *rand.Rand) orb.Geometry {
	x, y := 129+float64(r.IntN(20))/10, 49+float64(r.IntN(20))/10
	switch r.IntN(8) {
	case 0:
		return nil
	case 1:
		return orb.LineString{{x, y}, {x + 0.2, y + 0.1}}
	case 2, 3:
		return orb.Polygon{{{x, y}, {x + 0.2, y}, {x + 0.2, y + 0.2}, {x, y + 0.2}, {x, y}}}
	case 4:
		return split()
	case 5:
		return orb.Polygon{}
	}
	return orb.Point{x, y}
}

// generator makes filters of which some are true of the features.
type generator struct {
	r        *rand.Rand
	c        data.Collection
	features []data.Feature
}

func (g generator) someFIDs() (fids []int64) {
	for _, f := range g.features {
		if g.r.IntN(2) == 0 {
			fids = append(fids, f.FID)
		}
	}
	return fids
}

func (g generator) filter(depth int) data.Filter {
	for {
		f := g.any(depth)
		if data.CheckFilter(g.c, f) == nil {
			return f
		}
	}
}

func (g generator) any(depth int) data.Filter {
	if depth > 0 {
		switch g.r.IntN(5) {
		case 0:
			return data.And{g.filter(depth - 1), g.filter(depth - 1)}
		case 1:
			return data.Or{g.filter(depth - 1), g.filter(depth - 1), g.filter(depth - 1)}
		case 2:
			return data.Not{Filter: g.filter(depth - 1)}
		}
	}
	list := g.c.Queryables()
	q := list[g.r.IntN(len(list))]
	switch q.Type {
	case data.GeometryType:
		return g.spatial()
	case data.ListType:
		op := data.ArrayOps[g.r.IntN(len(data.ArrayOps))]
		return data.Array{Op: op, Left: data.Property(q.Name), Right: data.ListValue{data.TextValue("near"), data.TextValue("a")}[:1+g.r.IntN(2)]}
	case data.PeriodType, data.TimeType:
		if g.r.IntN(3) > 0 {
			return g.temporal(q)
		}
	}
	return g.scalar(list, q)
}

func (g generator) scalar(list []data.Queryable, q data.Queryable) data.Filter {
	of := data.Operand(data.Property(q.Name))
	if q.Type == data.TextType && g.r.IntN(5) == 0 {
		of = []data.Operand{data.CaseI{Of: of}, data.AccentI{Of: of}, data.AccentI{Of: data.CaseI{Of: of}}}[g.r.IntN(3)]
	}
	other := g.literal(q)
	if g.r.IntN(6) == 0 {
		other = data.Property(list[g.r.IntN(len(list))].Name)
	}
	ops := []data.ComparisonOp{data.Equal, data.NotEqual, data.Less, data.Greater, data.LessOrEqual, data.GreaterOrEqual}
	switch g.r.IntN(6) {
	case 0:
		return data.IsNull{Of: of}
	case 1:
		return data.Between{Of: of, Low: g.literal(q), High: other}
	case 2:
		return data.In{Of: of, List: []data.Operand{g.literal(q), other, g.literal(q)}}
	case 3:
		return data.Like{Of: of, Pattern: data.TextValue([]string{"a%", "%a%", "%b", "_", "", `a\_%`, "%Р%", "р_д%", `\`, "%1", "a%B%"}[g.r.IntN(11)])}
	case 4:
		return data.Comparison{Op: ops[g.r.IntN(6)], Left: other, Right: of}
	}
	return data.Comparison{Op: ops[g.r.IntN(6)], Left: of, Right: other}
}

func (g generator) literal(q data.Queryable) data.Operand {
	switch q.Type {
	case data.NumberType:
		return data.NumberValue([]float64{-1, 0, 0.5, 1, 1.5, 2, 3, 2.5, 1e300, 1 << 53}[g.r.IntN(10)])
	case data.BooleanType:
		return data.BooleanValue(g.r.IntN(2) == 0)
	case data.TimeType:
		return g.instant()
	}
	if len(q.Values) > 0 && g.r.IntN(4) > 0 {
		return data.TextValue(q.Values[g.r.IntN(len(q.Values))])
	}
	return data.TextValue(variedTexts[g.r.IntN(len(variedTexts))])
}

// instant is about now, when the features were put, or about when people were buried.
func (g generator) instant() data.InstantValue {
	day := time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, g.r.IntN(3)-1)
	if g.r.IntN(2) == 0 {
		day = time.Date(1944+g.r.IntN(6), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if g.r.IntN(2) == 0 {
		return data.InstantValue{Time: day.Add(time.Duration(g.r.IntN(24)) * time.Hour)}
	}
	return data.InstantValue{Time: day, Day: true}
}

func (g generator) temporal(q data.Queryable) data.Filter {
	of, other := data.Operand(data.Property(q.Name)), data.Operand(g.instant())
	if g.r.IntN(2) == 0 {
		other = data.IntervalValue{Start: g.instant()}
	}
	if g.r.IntN(4) == 0 {
		of, other = other, of
	}
	return data.Temporal{Op: data.TemporalOps[g.r.IntN(len(data.TemporalOps))], Left: of, Right: other}
}

func (g generator) spatial() data.Filter {
	at := data.Operand(data.GeometryValue{Geometry: variedGeometry(g.r)})
	if g.r.IntN(3) == 0 {
		at = data.GeometryValue{Geometry: *bound(129+g.r.Float64(), 49+g.r.Float64(), 130+g.r.Float64(), 50+g.r.Float64())}
	}
	of := data.Operand(data.Property("geometry"))
	switch g.r.IntN(5) {
	case 0:
		of, at = at, of
	case 1:
		ops := []data.ComparisonOp{data.Less, data.GreaterOrEqual, data.Equal, data.Greater}
		return data.Comparison{Op: ops[g.r.IntN(4)], Left: data.Distance{Left: of, Right: at}, Right: data.NumberValue(float64(g.r.IntN(5)) * 5000)}
	case 2:
		return data.IsNull{Of: of}
	}
	return data.Spatial{Op: data.SpatialOps[g.r.IntN(len(data.SpatialOps))], Left: of, Right: at}
}
