package fieldplan

// demoPlan is ten days in July with two vehicles.
func demoPlan() Plan {
	p := Plan{
		ID: DemoID, Title: "Demonstration: ten days in July (invented)", Fictional: true, Languages: []string{"en", "ru", "ja"},
		Note: "Everything in this plan is invented: places, people, papers and rules.",
		Team: []Person{
			{Name: "A. Demonstration (invented)", Role: "Leader", Phone: "000-01", Vehicle: "a"},
			{Name: "B. Demonstration (invented)", Role: "Anthropologist", Phone: "000-02", Vehicle: "a"},
			{Name: "C. Demonstration (invented)", Role: "Surveyor", Phone: "000-03", Vehicle: "b"},
			{Name: "D. Demonstration (invented)", Role: "Interpreter", Phone: "000-04", Vehicle: "b"},
		},
		Emergency: []Contact{{Name: "Rescue service (invented)", Phone: "000-112", Note: "No network beyond the base: satellite telephone."}},
		Vehicles:  []Vehicle{{ID: "a", Name: "Lorry", SpeedKMH: 20}, {ID: "b", Name: "Van", SpeedKMH: 25}},
		Base:      Place{ID: "base", Name: "Base (invented)", Position: demoBase},
		Nights: []Place{
			{ID: "east", Name: "East camp (invented)", Position: demoAt(32, -11)},
			{ID: "north", Name: "North hut (invented)", Position: demoAt(-16, 24)},
			{ID: "west", Name: "West hut (invented)", Position: demoAt(-30, 9)},
		},
		From: "2027-07-05", To: "2027-07-14", Zone: "Asia/Vladivostok", Start: "08:30", End: "17:30", Rest: []string{"2027-07-11"},
		Weights: DefaultWeights,
		Papers: []Paper{
			{Restriction: "demo-border-zone", State: "asked", Asked: "2027-05-20", Reference: "BZ 7 (invented)"},
			{Restriction: "demo-digging", State: "granted", From: "2027-07-01", To: "2027-07-12", Reference: "D 14 (invented)"},
			{Restriction: "demo-railway", State: "granted", From: "2027-07-05", To: "2027-07-08", Reference: "R 3 (invented)"},
			{Restriction: "demo-village", State: "asked", Asked: "2027-06-01", Reference: "V 2 (invented)"},
		},
		Days: []Day{{Date: "2027-07-05", Vehicle: "a", Stops: []Visited{{Site: "demo-larch", Locked: true}}}},
	}
	for _, s := range demoSites {
		p.Stops = append(p.Stops, Stop{Site: s.siteID(), Task: s.task, Minutes: s.minutes, Priority: s.priority, Must: s.must, Note: s.note})
	}
	minutes, km := 35.0, 8.5
	p.Matrix = []Leg{
		{From: "base", To: "demo-larch", Minutes: &minutes, KM: &km}, // measured on the way in
		{From: "demo-ferry", To: "demo-lake"},                        // the bridge is gone
	}
	return p.complete()
}
