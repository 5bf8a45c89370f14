package formattest

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"burialmap/data"
	"burialmap/data/format"
)

// Format is one file format with what a test has to know of it.
type Format struct {
	Reader format.Reader
	Writer format.Writer
	// Collections are those it can hold; nil is every one that can be imported.
	Collections []data.Collection
	// Within is what the format can hold of a feature, the rest being what Holds says it
	// loses. Nil keeps everything.
	Within func(c data.Collection, f data.Feature) data.Feature
	// Reorders: the features come back in an order that the format likes better, so that
	// they are compared by id.
	Reorders bool
	// NoEmpty: a file of this format that holds no features is no file of it.
	NoEmpty bool
}

func (f Format) collections() []data.Collection {
	if f.Collections != nil {
		return f.Collections
	}
	return []data.Collection{data.Sites, data.Cemeteries, data.Plots, data.Positions, data.Restrictions, data.Observations, data.Sources}
}

// ofNothingHere is the rule that tells of observations whose features are not there: these
// are random.
const ofNothingHere = "observation_of_unknown"

func (f Format) within(c data.Collection, x data.Feature) data.Feature {
	if f.Within == nil {
		return x
	}
	return f.Within(c, x)
}

// RoundTrip runs the whole suite for a format that is written and read.
func RoundTrip(t *testing.T, f Format) {
	t.Helper()
	t.Run("what is written reads back the same", f.readsBack)
	t.Run("an export that comes back changes nothing", f.changesNothing)
	t.Run("a writer passes on the error of its features", f.passesOn)
	if !f.NoEmpty {
		t.Run("an empty collection is still a file", f.empty)
	}
}

func (f Format) readsBack(t *testing.T) {
	for _, c := range f.collections() {
		r := random{rand.New(rand.NewPCG(1, uint64(len(c.Name))))}
		var want []data.Feature
		for i := range 300 {
			want = append(want, f.within(c, recorded(c, r.named(c, i))))
		}
		store := NewMemory()
		report := f.load(t, store, "list", f.write(t, c, want), c, func(p data.Problem) {
			if p.Rule != "source_unknown" && p.Rule != ofNothingHere {
				t.Errorf("%s: %v", c.Name, p)
			}
		})
		if report.New != len(want) {
			t.Fatalf("%s: %+v", c.Name, report)
		}
		all := store.All(c.Name)[:len(want)]
		if f.Reorders {
			sortByID(all)
			sortByID(want)
		}
		for i, got := range all {
			got.FID, got.Revision = 0, 0
			if !reflect.DeepEqual(got, want[i]) {
				t.Fatalf("%s:\n got %+v\nwant %+v", c.Name, got, want[i])
			}
		}
	}
}

func sortByID(features []data.Feature) {
	slices.SortFunc(features, func(a, b data.Feature) int { return cmp.Compare(a.ID, b.ID) })
}

func (f Format) changesNothing(t *testing.T) {
	for _, c := range f.collections() {
		store := NewMemory()
		store.Put(t, data.Feature{ID: "list", Collection: "sources", Properties: map[string]any{"title": "list"}, Location: data.Location{Method: data.MethodUnknown}})
		r := random{rand.New(rand.NewPCG(2, uint64(len(c.Name))))}
		for i := range 50 {
			x := f.within(c, recorded(c, r.named(c, i)))
			if _, derived := c.Field("overlap_class"); derived {
				x.Properties["overlap_class"] = "certain"
			}
			store.Put(t, x)
		}
		all := store.All(c.Name)
		report := f.load(t, store, "export", f.write(t, c, all), c, func(p data.Problem) {
			if p.Rule != ofNothingHere {
				t.Errorf("%s: %v", c.Name, p)
			}
		})
		if report.Unchanged != len(all) || report.Change.Revision != 0 {
			t.Errorf("%s: %+v", c.Name, report)
		}
	}
}

func (f Format) passesOn(t *testing.T) {
	broken := func(yield func(data.Feature, error) bool) { yield(data.Feature{}, data.ErrNotFound) }
	var file bytes.Buffer
	if err := f.Writer.Write(context.Background(), &file, export(f.collections()[0], broken)); err == nil {
		t.Error("the error is hidden")
	}
}

func (f Format) empty(t *testing.T) {
	for _, c := range f.collections() {
		store := NewMemory()
		if report := f.load(t, store, "nothing", f.write(t, c, nil), c, nil); report.Read != 0 {
			t.Errorf("%s: %+v", c.Name, report)
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

func (f Format) write(t *testing.T, c data.Collection, features []data.Feature) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := f.Writer.Write(context.Background(), &file, export(c, Stream(features))); err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	return file.Bytes()
}

// export is a collection with an About, as the program would hand it on.
func export(c data.Collection, features Features) format.Export {
	return format.Export{
		Layers: []format.Layer{{Collection: c, Features: features, Count: -1}},
		About: format.About{Title: c.Title, Program: "burialmap (test)", Date: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Revision: 7, Sources: []data.Feature{
			{ID: "list", Collection: "sources", Properties: map[string]any{"title": "An invented list", "licence": "CC BY 4.0"}},
		}},
	}
}

func (f Format) load(t *testing.T, store data.Store, name string, file []byte, c data.Collection, problem func(data.Problem)) format.Report {
	t.Helper()
	in := format.Input{Name: name + f.Writer.Extension(), ReadSeeker: bytes.NewReader(file), Size: int64(len(file))}
	report, err := format.Import(context.Background(), store, format.Registry{Readers: []format.Reader{f.Reader}}, in, format.ImportOptions{
		Options: format.Options{Collection: c},
		Problem: func(p data.Problem) error {
			if problem != nil {
				problem(p)
			}
			return nil
		},
	})
	if err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	return report
}
