package formattest

import (
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// random makes features of every kind that a collection can hold.
type random struct{ *rand.Rand }

func (r random) feature(c data.Collection, i int) data.Feature {
	f := data.Feature{ID: fmt.Sprintf("%s-%d", c.Name, i), Collection: c.Name, Properties: map[string]any{}, Location: data.Location{Method: data.MethodUnknown}}
	for _, field := range c.Fields {
		if r.IntN(3) > 0 {
			f.Properties[field.Name] = r.value(field)
		}
	}
	if _, ok := c.Field("of"); ok { // of one feature only one position can be preferred
		f.Properties["of"] = fmt.Sprintf("sites/site-%d", i)
	}
	if opens, ok := f.Properties["opens"]; ok { // a season has both ends or none
		f.Properties["closes"] = opens
	} else {
		delete(f.Properties, "closes")
	}
	for range r.IntN(3) {
		if f.Extra == nil {
			f.Extra = map[string]string{}
		}
		f.Extra["column "+r.words()] = r.words()
	}
	if !c.Spatial {
		return f
	}
	f.Location = data.Location{Method: data.Methods[r.IntN(len(data.Methods))], Source: "list", SourceKey: fmt.Sprintf("key/%d", i), Fictional: r.IntN(2) == 0}
	if r.IntN(2) == 0 {
		f.Location.Text = r.words()
		f.Location.Parse = json.RawMessage(`{"place":"Джатва","offset_m":4000,"likely":[1.5,null,"北西"]}`)
	}
	if f.Geometry = r.geometry(); f.Geometry != nil && r.IntN(2) == 0 {
		f.Location.Accuracy = geo.Accuracy(1 + r.IntN(5000))
	}
	return f
}

// named is a feature that no table shows as a blank row.
func (r random) named(c data.Collection, i int) data.Feature {
	f := r.feature(c, i)
	if _, ok := c.Field("name"); ok {
		f.Properties["name"] = "n"
	}
	return f
}

func (r random) value(f data.Field) any {
	switch f.Type {
	case data.Enum:
		return f.Values[r.IntN(len(f.Values))]
	case data.Interval:
		return []string{"1945/1948", "194X", "1946~", "../1950"}[r.IntN(4)]
	case data.Integer:
		return r.Int64N(100000)
	case data.Real:
		return math.Round(r.Float64()*1e6) / 1e3
	case data.Boolean:
		return r.IntN(2) == 0
	}
	if f.Form == data.DayOfYear {
		return fmt.Sprintf("%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
	}
	if f.Name == "of" {
		return fmt.Sprintf("sites/site-%d", r.Int64())
	}
	if f.Name == "photos" { // names within a folder
		return []string{"DCIM/Хурмули 1.jpg", "写真.jpg; \"2\", 3.jpg", "'1'.jpg"}[r.IntN(3)]
	}
	if f.Name == "site" || f.Name == "cemetery" {
		return fmt.Sprintf("ref-%d", r.IntN(100))
	}
	return r.words()
}

// words are of the kinds that break formats.
func (r random) words() string {
	all := []string{"Хурмули", "フルムリ", `"quoted", with comma`, "=SUM(A1)", "'-1", "two\nlines", "semi;colon\ttab", "1,5", "true", `back\slash`, "@", "{not json", "e\u0301", "🪦", "'", "''=x"}
	return all[r.IntN(len(all))]
}

func (r random) degrees() float64 { return math.Round((131+r.Float64())*1e7) / 1e7 }

func (r random) geometry() orb.Geometry {
	at := orb.Point{r.degrees(), degrees(r.degrees() - 83)}
	switch r.IntN(6) {
	case 0:
		return nil
	case 1:
		return at
	case 2:
		return orb.MultiPoint{at, square(at, 1)[2]}
	case 3:
		return orb.LineString{at, square(at, 1)[2], square(at, 1)[3]}
	case 4:
		hole := square(orb.Point{degrees(at[0] + 1e-4), degrees(at[1] + 1e-4)}, 1)
		hole.Reverse()
		return orb.Polygon{square(at, 9), hole}
	}
	return orb.MultiPolygon{{square(at, 1)}, {square(orb.Point{degrees(at[0] + 0.01), at[1]}, 2)}}
}

func degrees(v float64) float64 { return math.Round(v*1e7) / 1e7 }

// square runs counterclockwise, as RFC 7946 wants it.
func square(p orb.Point, size float64) orb.Ring {
	x, y := degrees(p[0]+size*1e-4), degrees(p[1]+size*1e-4)
	return orb.Ring{p, {x, p[1]}, {x, y}, {p[0], y}, p}
}

// Features are handed to a writer one by one.
type Features = iter.Seq2[data.Feature, error]

// Stream hands features on one by one.
func Stream(features []data.Feature) Features {
	return func(yield func(data.Feature, error) bool) {
		for _, f := range features {
			if !yield(f, nil) {
				return
			}
		}
	}
}
