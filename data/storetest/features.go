package storetest

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// plots are invented graves in a row along the parallel of 50°, a ten-thousandth of a
// degree from one to the next. Their ids are p0, p1, …
func plots(n int) []data.Feature {
	list := make([]data.Feature, n)
	for i := range list {
		list[i] = plot(fmt.Sprint("p", i), 130+float64(i)*1e-4, 50)
	}
	return list
}

// plot is an invented grave whose south-western corner is given.
func plot(id string, lon, lat float64) data.Feature {
	const w, h = 2e-5, 1e-5
	return data.Feature{
		ID:         id,
		Collection: "plots",
		Geometry:   orb.Polygon{{{lon, lat}, {lon + w, lat}, {lon + w, lat + h}, {lon, lat + h}, {lon, lat}}},
		Location:   data.Location{Accuracy: 5, Method: "plan", Fictional: true},
		Properties: map[string]any{"kind": "grave"},
	}
}

// site is an invented burial site with any geometry or none.
func site(id string, g orb.Geometry) data.Feature {
	return data.Feature{
		ID:         id,
		Collection: "sites",
		Geometry:   g,
		Location:   data.Location{Method: data.MethodUnknown, Fictional: true},
		Properties: map[string]any{},
	}
}

// keyed gives a feature a source and a key in it.
func keyed(f data.Feature, source, key string) data.Feature {
	f.Location.Source, f.Location.SourceKey = source, key
	return f
}

// with gives a feature one more property.
func with(f data.Feature, field string, value any) data.Feature {
	properties := map[string]any{field: value}
	for k, v := range f.Properties {
		if k != field {
			properties[k] = v
		}
	}
	f.Properties = properties
	return f
}

// full is a feature of a collection with a value in every field: texts in Latin,
// Cyrillic and Japanese, with quotes, line breaks and a character beyond 16 bits.
func full(c data.Collection) data.Feature {
	f := data.Feature{
		ID:         "вид-種-\"1\"/?%",
		Collection: c.Name,
		Location: data.Location{
			Accuracy: 12.25, Method: "grid_reference", Text: "4 км к СЗ от Вымышленного; 架空村の北西4km",
			Parse:  json.RawMessage(`{"place":"Джатва","offset_m":4000,"方角":"北西"}`),
			Source: "источник/1", SourceKey: "way/42'; --", Fictional: true,
		},
		Properties: map[string]any{},
		Extra:      map[string]string{"Примечание": "«да»\nнет", "備考": "𠮷野", "": "empty name", "empty": ""},
	}
	if c.Spatial {
		f.Geometry = orb.Point{131.123456789012, 48.987654321098}
	}
	for i, field := range c.Fields {
		f.Properties[field.Name] = valueOf(field, i)
	}
	return f
}

func valueOf(field data.Field, i int) any {
	switch field.Type {
	case data.Enum:
		return field.Values[i%len(field.Values)]
	case data.Interval:
		return "1945-11~/1948"
	case data.Integer:
		return int64(1)<<53 + int64(i) + 1 // more than a float64 holds
	case data.Real:
		return 0.1 + float64(i)
	case data.Boolean:
		return true
	case data.JSON:
		return json.RawMessage(`[{"code":"shared_ground","m²":1.5,"言葉":"墓"}]`)
	}
	return fmt.Sprintf("%s %d – Хурмули フルムリ Khurmuli", field.Name, i)
}

// same compares what people recorded: all but what the store gives.
func same(a, b data.Feature) bool {
	a.FID, a.Revision, a.Updated = b.FID, b.Revision, b.Updated
	if len(a.Properties) == 0 && len(b.Properties) == 0 {
		a.Properties, b.Properties = nil, nil
	}
	if len(a.Extra) == 0 && len(b.Extra) == 0 {
		a.Extra, b.Extra = nil, nil
	}
	return reflect.DeepEqual(a, b)
}

// ids are those of features, in their order.
func ids(features []data.Feature) []string {
	list := make([]string, len(features))
	for i, f := range features {
		list[i] = f.ID
	}
	return list
}

// bound is west, south, east, north.
func bound(west, south, east, north float64) *orb.Bound {
	return &orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}
}
