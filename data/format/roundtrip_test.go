package format_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/csv"
	"burialmap/data/format/geojson"
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
	}
	if f.Geometry = r.geometry(); f.Geometry != nil && r.IntN(2) == 0 {
		f.Location.Accuracy = geo.Accuracy(1 + r.IntN(5000))
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

func stream(features []data.Feature) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		for _, f := range features {
			if !yield(f, nil) {
				return
			}
		}
	}
}

func TestWhatIsWrittenReadsBackTheSame(t *testing.T) {
	registry := format.Registry{Readers: []format.Reader{geojson.Reader{}, csv.Reader{}}}
	for _, w := range []format.Writer{geojson.Writer{}, geojson.LineWriter{}, csv.Writer{}} {
		for _, c := range []data.Collection{data.Sites, data.Cemeteries, data.Plots, data.Sources} {
			r := random{rand.New(rand.NewPCG(1, uint64(len(c.Name))))}
			var want []data.Feature
			for i := range 300 {
				f := r.feature(c, i)
				f.Properties["name"] = "n" // no row is blank
				if c.Name == "sources" {
					delete(f.Properties, "name")
				}
				want = append(want, f)
			}
			var file bytes.Buffer
			if err := w.Write(context.Background(), &file, c, stream(want)); err != nil {
				t.Fatal(err)
			}
			store := newMemory()
			opt := format.ImportOptions{Options: format.Options{Collection: c}, Problem: func(p data.Problem) error {
				if p.Rule != "source_unknown" {
					t.Errorf("%s, %s: %v", w.Name(), c.Name, p)
				}
				return nil
			}}
			in := format.Input{Name: "list" + w.Extension(), ReadSeeker: bytes.NewReader(file.Bytes()), Size: int64(file.Len())}
			report, err := format.Import(context.Background(), store, registry, in, opt)
			if err != nil || report.New != len(want) {
				t.Fatalf("%s, %s: %+v, %v", w.Name(), c.Name, report, err)
			}
			for i, got := range store.all(c.Name) {
				if c.Name == "sources" && i == len(want) {
					break
				}
				got.FID, got.Revision = 0, 0
				if want := recorded(c, want[i]); !reflect.DeepEqual(got, want) {
					t.Fatalf("%s, %s:\n got %+v\nwant %+v", w.Name(), c.Name, got, want)
				}
			}
		}
	}
}

// recorded is what a file can say of a feature: all but its derived fields.
func recorded(c data.Collection, f data.Feature) data.Feature {
	f.Properties = maps.Clone(f.Properties)
	for _, field := range c.Fields {
		if field.Derived {
			delete(f.Properties, field.Name)
		}
	}
	return f
}

func TestAnExportThatComesBackChangesNothing(t *testing.T) {
	registry := format.Registry{Readers: []format.Reader{geojson.Reader{}, csv.Reader{}}}
	for _, w := range []format.Writer{geojson.Writer{}, geojson.LineWriter{}, csv.Writer{}} {
		for _, c := range []data.Collection{data.Sites, data.Cemeteries} {
			store := newMemory()
			store.put(t, data.Feature{ID: "list", Collection: "sources", Properties: map[string]any{"title": "list"}, Location: data.Location{Method: data.MethodUnknown}})
			r := random{rand.New(rand.NewPCG(2, uint64(len(c.Name))))}
			for i := range 50 {
				f := r.feature(c, i)
				f.Properties["name"], f.Properties["overlap_class"] = "n", "certain"
				store.put(t, f)
			}
			var file bytes.Buffer
			if err := w.Write(context.Background(), &file, c, stream(store.all(c.Name))); err != nil {
				t.Fatal(err)
			}
			var findings []data.Problem
			report, err := format.Import(context.Background(), store, registry,
				format.Input{Name: "export" + w.Extension(), ReadSeeker: bytes.NewReader(file.Bytes()), Size: int64(file.Len())},
				format.ImportOptions{Options: format.Options{Collection: c}, Problem: func(p data.Problem) error {
					findings = append(findings, p)
					return nil
				}})
			if err != nil || report.Unchanged != 50 || report.Change.Revision != 0 || len(findings) > 0 {
				t.Errorf("%s, %s: %+v, %v, findings %v", w.Name(), c.Name, report, err, findings)
			}
		}
	}
}

func TestWriterPassesOnTheErrorOfItsFeatures(t *testing.T) {
	broken := func(yield func(data.Feature, error) bool) { yield(data.Feature{}, data.ErrNotFound) }
	for _, w := range []format.Writer{geojson.Writer{}, geojson.LineWriter{}, csv.Writer{}} {
		var file bytes.Buffer
		if err := w.Write(context.Background(), &file, data.Plots, broken); err == nil {
			t.Errorf("%s hides the error", w.Name())
		}
	}
}

func TestEmptyCollectionIsStillAFile(t *testing.T) {
	var file bytes.Buffer
	if err := (geojson.Writer{}).Write(context.Background(), &file, data.Plots, stream(nil)); err != nil || !json.Valid(file.Bytes()) {
		t.Errorf("%v, %s", err, file.Bytes())
	}
}

func TestWKTIsReadStrictly(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	for text, want := range map[string]orb.Geometry{
		"POINT (131.5 48.25)":                                   orb.Point{131.5, 48.25},
		"point(131.5 48.25)":                                    orb.Point{131.5, 48.25},
		"SRID=4326; POINT Z (131.5 48.25 70)":                   orb.Point{131.5, 48.25},
		"POINT ZM (1 2 3 4)":                                    orb.Point{1, 2},
		"MULTIPOINT (1 2, 3 4)":                                 orb.MultiPoint{{1, 2}, {3, 4}},
		"MULTIPOINT ((1 2), (3 4))":                             orb.MultiPoint{{1, 2}, {3, 4}},
		"LINESTRING(1 2,3 4)":                                   orb.LineString{{1, 2}, {3, 4}},
		"MULTILINESTRING((1 2,3 4),(5 6,7 8))":                  orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}},
		"POLYGON((0 0,1 0,1 1,0 0))":                            orb.Polygon{ring},
		"MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((0 0,1 0,1 1,0 0)))": orb.MultiPolygon{{ring}, {ring}},
		"POLYGON EMPTY":                                         nil,
		"POINT Z EMPTY":                                         nil,
	} {
		if g, err := format.ParseWKT(text); err != nil || !orb.Equal(g, want) && !(g == nil && want == nil) {
			t.Errorf("%s is %v, %v", text, g, err)
		}
	}
	for _, text := range []string{
		"", "POINT", "POINT (1)", "POINT (1 2", "POINT (1 2) x", "POINT (1 2, 3 4)", "POINT (NaN 2)", "POINT (0x1 2)", "POINT (1e400 2)", "POINT (1,5 2,5)",
		"POINT (1 2 3 4 5)", "POLYGON (1 2, 3 4)", "GEOMETRYCOLLECTION (POINT (1 2))", "SRID=3857;POINT (1 2)", "CIRCLE (1 2)", "POLYGON ((", "0101000000", "POINT Q (1 2)", "MULTIPOINT ((1 2), (3))",
	} {
		if g, err := format.ParseWKT(text); err == nil {
			t.Errorf("%q is taken for %v", text, g)
		}
	}
}

func FuzzParseWKT(f *testing.F) {
	f.Add("MULTIPOLYGON(((0 0,1 0,1 1,0 0)))")
	f.Add("SRID=4326;POINT Z (1 2 3)")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := format.ParseWKT(text)
		if err != nil || g == nil {
			return
		}
		again, err := format.ParseWKT(string(format.AppendWKT(nil, g)))
		if err != nil || again.GeoJSONType() != g.GeoJSONType() {
			t.Errorf("%q is %v, and written and read again %v, %v", text, g, again, err)
		}
	})
}

func TestFindingsAreWrittenAsATableAndAsLines(t *testing.T) {
	p := data.Problem{Severity: data.Refused, File: "a.csv", Record: 2, ID: "=1+1", Rule: "range", Place: "line 3", Message: "lat is \"95\"", Advice: "look, then correct"}
	var table, text bytes.Buffer
	for _, w := range []format.ProblemWriter{format.NewProblemTable(&table), format.NewProblemText(&text)} {
		if err := w.Write(p); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	want := "\ufeffseverity,file,record,id,field,rule,place,message,advice\nrefused,a.csv,2,'=1+1,,range,line 3,\"lat is \"\"95\"\"\",\"look, then correct\"\n"
	if table.String() != want {
		t.Errorf("table\n%s\nwant\n%s", table.String(), want)
	}
	if text.String() != p.String()+"\n" {
		t.Errorf("text %q", text.String())
	}
}
