package route_test

import (
	"testing"

	"burialmap/geo/route"
)

func TestMostOfWhatCanAllBeVisitedIs(t *testing.T) {
	p, best := made{sites: 60, crews: 2, days: 4, nights: 3, width: 200, spare: 0.02, seed: 1}.problem()
	s, err := route.Solve(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if s.Prize < 0.95*best {
		t.Errorf("prize %v of %v", s.Prize, best)
	}
}
