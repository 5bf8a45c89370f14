package route_test

import (
	"math"
	"reflect"
	"testing"

	"burialmap/geo/route"
)

func TestWalkingAPlanGivesItsTimes(t *testing.T) {
	for seed := range uint64(40) {
		p := small(seed, 10)
		p.Effort = 0.1
		for _, tour := range solve(t, p).Tours {
			if tour.Fault != 0 {
				continue
			}
			got := p.Walk(tour.Crew, tour.Day, tour.Start, tour.End, sites(tour))
			if len(got.Visits) == 0 && len(tour.Visits) == 0 {
				got.Visits = tour.Visits
			}
			if !reflect.DeepEqual(got, tour) {
				t.Errorf("seed %d: %+v\nis not\n%+v", seed, got, tour)
			}
		}
	}
}

func TestAWalkGoesOnWhereSomethingIsBroken(t *testing.T) {
	p := line(1, 100, 200, 300, 400, 0)
	p.Sites[0].Open[0] = nil
	p.Sites[1].Open[0] = []route.Window{{From: 0, To: 500}, {From: 520, To: 600}} // it is 720 when they come
	way := p.Travel
	p.Travel = func(c, a, b int) float64 {
		if b == 2 {
			return math.Inf(1)
		}
		return way(c, a, b)
	}
	got := p.Walk(0, 0, 4, 4, []int{0, 1, 2, 3})
	want := []route.Visit{
		{Site: 0, Arrive: 580, Begin: 580, Leave: 610, Fault: route.Closed},
		{Site: 1, Arrive: 710, Begin: 710, Leave: 740, Fault: route.TooLate},
		{Site: 2, Arrive: 740, Begin: 740, Leave: 770, Fault: route.NoWay},
		{Site: 3, Arrive: 870, Begin: 870, Leave: 900},
	}
	if !reflect.DeepEqual(got.Visits, want) {
		t.Errorf("%+v", got.Visits)
	}
	if got.Fault != route.TooLate || got.Home != 1300 || got.Drive != 700 || got.Depart != 480 {
		t.Errorf("%+v", got)
	}
}

func TestNobodyWaitsAtTheFirstSiteForWhatCanBeSlept(t *testing.T) {
	p := line(1, 60, 90, 0)
	p.Sites[0].Open[0] = []route.Window{{From: 0, To: 500}, {From: 700, To: 800}}
	got := p.Walk(0, 0, 2, 2, []int{0, 1})
	if got.Depart != 640 || got.Visits[0].Arrive != 700 || got.Visits[0].Begin != 700 {
		t.Errorf("%+v", got)
	}
}
