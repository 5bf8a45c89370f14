package web_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/web"
)

// whatIf answers as the program has it done.
func whatIf(store data.Store) func(*web.Config) {
	return func(c *web.Config) {
		c.WhatIf = func(ctx context.Context, position string) (data.Outlook, error) {
			return detect.WhatIf(ctx, store, detect.Options{}, func(ctx context.Context, store data.Store) error {
				_, err := data.Prefer(ctx, store, position, "")
				return err
			})
		}
	}
}

// observedGrave is a prisoner's grave beside a civilian one, which a position puts upon it.
func observedGrave() []data.Feature {
	grave := func(id, who string, x float64) data.Feature {
		ring := orb.Ring{{131 + x, 48}, {131.00002 + x, 48}, {131.00002 + x, 48.00002}, {131 + x, 48.00002}, {131 + x, 48}}
		return data.Feature{ID: id, Collection: "plots", Geometry: orb.Polygon{ring}, Properties: map[string]any{"occupancy": who}, Location: data.Location{Accuracy: 0.5, Method: "survey", Source: "plan", SourceKey: id, Fictional: true}}
	}
	return append(ground(), grave("his", "pow", 0), grave("hers", "civilian", 0.001))
}

const graveObserved = `{"type":"Feature","id":"o","geometry":{"type":"Point","coordinates":[131.00101,48.00001]},
	"properties":{"of":"plots/his","takes_position":true,"observed":"2027-07-05","accuracy_m":0.3,"location_method":"gps"}}`

func TestWhatPreferringWouldDoIsToldToWhoeverMay(t *testing.T) {
	store := newStore(t, observedGrave()...)
	h := editing(t, store, whatIf(store))
	stored(t, program(h, http.MethodPost, "/api/collections/observations/items", graveObserved), http.StatusCreated)
	before, err := store.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var told struct {
		Position string  `json:"position"`
		Of       string  `json:"of"`
		Moved    float64 `json:"moved_m"`
		data.Outlook
	}
	w := send(h, http.MethodPost, "/api/collections/positions/items/o/what-if", "")
	if err := json.Unmarshal(w.Body.Bytes(), &told); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%d %s, %v", w.Code, w.Body, err)
	}
	if told.Of != "plots/his" || told.Moved < 70 || len(told.Overlaps) != 2 || told.Overlaps[0].Before != nil || *told.Overlaps[0].After.Probability < 0.9 {
		t.Errorf("%s", w.Body)
	}
	if now, err := store.Revision(t.Context()); err != nil || now != before {
		t.Errorf("asking has made revision %d of %d, %v", now, before, err)
	}
	for address, want := range map[string]int{"/api/collections/positions/items/none/what-if": http.StatusNotFound, "/api/collections/positions/items/o/what-if?x=1": http.StatusBadRequest} {
		if w := send(h, http.MethodPost, address, ""); w.Code != want {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
	}
	if w := send(newHandler(t, store, whatIf(store)), http.MethodPost, "/api/collections/positions/items/o/what-if", ""); w.Code != http.StatusForbidden {
		t.Errorf("where nothing may be changed: %d", w.Code)
	}
}

func TestAnObservationAtTheInterfaceTakesItsProposalAlong(t *testing.T) {
	store := newStore(t, observedGrave()...)
	h := editing(t, store, nil)
	const address = "/api/collections/observations/items/o"
	proposal := func() (data.Feature, error) { return store.Feature(t.Context(), "positions", "o") }
	if o := stored(t, program(h, http.MethodPost, "/api/collections/observations/items", graveObserved), http.StatusCreated); o.Properties["fictional"] != true || len(o.Findings) > 0 {
		t.Errorf("of an invented grave it is %+v", o)
	}
	if p, err := proposal(); err != nil || p.Text("of") != "plots/his" || p.Properties["preferred"] != false {
		t.Errorf("%+v, %v", p, err)
	}
	o := stored(t, program(h, http.MethodPatch, address, `{"properties":{"of":"plots/none"}}`, "If-Match", "*"), http.StatusOK)
	if len(o.Findings) != 1 || o.Findings[0].Rule != "observation_of_unknown" {
		t.Errorf("%+v", o.Findings)
	}
	if p, err := proposal(); err == nil {
		t.Errorf("still proposed: %+v", p)
	}
	stored(t, program(h, http.MethodPatch, address, `{"properties":{"of":"plots/his"}}`, "If-Match", "*"), http.StatusOK)
	if _, err := proposal(); err != nil {
		t.Error(err)
	}
	if w := program(h, http.MethodDelete, address, "", "If-Match", "*"); w.Code != http.StatusNoContent {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if p, err := proposal(); err == nil {
		t.Errorf("the observation is deleted, and its proposal is not: %+v", p)
	}
}
