package storetest

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

var roundTrip = []test{
	{"EveryFieldOfEveryCollectionComesBack", func(t *testing.T, s *fixture) {
		for _, c := range data.Collections {
			want := full(c)
			s.put(want)
			if got := s.get(c.Name, want.ID); !same(got, want) {
				t.Errorf("%s:\n got %+v\nwant %+v", c.Name, got, want)
			}
		}
	}},
	{"WhatWasNotRecordedIsAbsent", func(t *testing.T, s *fixture) {
		for _, c := range data.Collections {
			s.put(data.Feature{ID: "bare", Collection: c.Name})
			got := s.get(c.Name, "bare")
			if len(got.Properties) > 0 || len(got.Extra) > 0 || got.Geometry != nil {
				t.Errorf("%s: something came from nothing: %+v", c.Name, got)
			}
			if want := (data.Location{Method: data.MethodUnknown}); !reflect.DeepEqual(got.Location, want) {
				t.Errorf("%s: location is %+v, want %+v", c.Name, got.Location, want)
			}
		}
	}},
	{"AnEmptyTextIsNotAnAbsentOne", func(t *testing.T, s *fixture) {
		s.put(with(plot("empty", 130, 50), "name", ""), plot("absent", 130, 50))
		if v, recorded := s.get("plots", "empty").Properties["name"]; !recorded || v != "" {
			t.Errorf("the empty name came back as %v", v)
		}
		if v, recorded := s.get("plots", "absent").Properties["name"]; recorded {
			t.Errorf("the absent name came back as %v", v)
		}
	}},
	{"EveryGeometryComesBack", everyGeometry},
	{"RingsAndBoundsComeBackAsPolygons", func(t *testing.T, s *fixture) {
		ring := orb.Ring{{130, 50}, {131, 50}, {131, 51}, {130, 50}}
		b := orb.Bound{Min: orb.Point{130, 50}, Max: orb.Point{131, 51}}
		s.put(site("ring", ring), site("bound", b))
		if got := s.get("sites", "ring").Geometry; !orb.Equal(got, orb.Polygon{ring}) {
			t.Errorf("the ring came back as %v", got)
		}
		if got := s.get("sites", "bound").Geometry; !orb.Equal(got, b.ToPolygon()) {
			t.Errorf("the bound came back as %v", got)
		}
	}},
	{"CoordinatesComeBackToTheLastBit", func(t *testing.T, s *fixture) {
		want := orb.Point{math.Nextafter(131.1, 200), math.Nextafter(-48.3, -200)}
		s.put(site("bits", want))
		if got := s.get("sites", "bits").Geometry; got != orb.Geometry(want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}},
	{"WhatCannotBeKeptIsRefused", refusals},
	{"AnUnknownCollectionIsNotFound", func(t *testing.T, s *fixture) {
		_, err := s.Write(s.ctx, "test", "", func(tx data.Tx) error {
			_, err := tx.Put(s.ctx, data.Feature{Collection: "graves"})
			return err
		})
		_, byID := s.Feature(s.ctx, "graves", "1")
		_, byCount := s.Count(s.ctx, data.Query{Collection: "graves"})
		_, byExtent := s.Extent(s.ctx, "graves")
		var byQuery error
		for _, err := range s.Features(s.ctx, data.Query{Collection: "graves"}) {
			byQuery = err
		}
		for i, err := range []error{err, byID, byCount, byExtent, byQuery} {
			if !errors.Is(err, data.ErrNotFound) {
				t.Errorf("call %d: error is %v", i, err)
			}
		}
	}},
}

func everyGeometry(t *testing.T, s *fixture) {
	line := orb.LineString{{130, 50}, {130.5, 50.25}, {131, 50}}
	shell := orb.Ring{{130, 50}, {131, 50}, {131, 51}, {130, 51}, {130, 50}}
	hole := orb.Ring{{130.2, 50.2}, {130.2, 50.4}, {130.4, 50.4}, {130.2, 50.2}}
	bowTie := orb.Polygon{{{132, 50}, {133, 51}, {133, 50}, {132, 51}, {132, 50}}}
	for name, want := range map[string]orb.Geometry{
		"none":               nil,
		"point":              orb.Point{130, 50},
		"points":             orb.MultiPoint{{130, 50}, {-170, -50}},
		"line":               line,
		"lines":              orb.MultiLineString{line, {{1, 2}, {3, 4}}},
		"polygon with hole":  orb.Polygon{shell, hole},
		"polygons":           orb.MultiPolygon{{shell, hole}, bowTie},
		"bow-tie":            bowTie,
		"clockwise":          orb.Polygon{hole},
		"collection":         orb.Collection{orb.Point{130, 50}, line, orb.Polygon{shell}, orb.Collection{orb.Point{1, 2}}},
		"empty points":       orb.MultiPoint{},
		"empty line":         orb.LineString{},
		"empty polygon":      orb.Polygon{},
		"empty polygons":     orb.MultiPolygon{},
		"empty collection":   orb.Collection{},
		"at the edges":       orb.LineString{{-180, -90}, {180, 90}},
		"split at the 180th": split(),
	} {
		s.put(site(name, want))
		got := s.get("sites", name).Geometry
		if want == nil {
			if got != nil {
				t.Errorf("%s came back as %v", name, got)
			}
			continue
		}
		if got == nil || !orb.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

// split is an outline on both sides of the antimeridian, cut there as RFC 7946 asks.
func split() orb.MultiPolygon {
	return orb.MultiPolygon{
		{{{179, 66}, {180, 66}, {180, 67}, {179, 67}, {179, 66}}},
		{{{-180, 66}, {-179, 66}, {-179, 67}, {-180, 67}, {-180, 66}}},
	}
}

func refusals(t *testing.T, s *fixture) {
	s.put(plot("before", 130, 50))
	nan, inf := math.NaN(), math.Inf(1)
	for name, bad := range map[string]data.Feature{
		"unknown property":  with(plot("", 130, 50), "colour", "red"),
		"text for integer":  with(plot("", 130, 50), "burials", "3"),
		"int for int64":     with(plot("", 130, 50), "burials", 3),
		"float for text":    with(plot("", 130, 50), "name", 3.0),
		"not a number":      with(data.Feature{Collection: "overlaps"}, "area_m2", nan),
		"infinite":          with(data.Feature{Collection: "overlaps"}, "area_m2", inf),
		"broken JSON":       with(data.Feature{Collection: "overlaps"}, "reasons", json.RawMessage(`[{`)),
		"NaN coordinate":    site("", orb.Point{nan, 50}),
		"infinite one":      site("", orb.LineString{{130, 50}, {130, -inf}}),
		"source on the map": {Collection: "sources", Geometry: orb.Point{130, 50}},
		"nothing inside":    site("", orb.Collection{nil}),
	} {
		_, err := s.Write(s.ctx, "test", "", func(tx data.Tx) error {
			_, err := tx.Put(s.ctx, bad)
			return err
		})
		if !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%s: error is %v", name, err)
		}
	}
	if n := s.revision(); n != 1 {
		t.Errorf("revision is %d after refusals, want 1", n)
	}
}
