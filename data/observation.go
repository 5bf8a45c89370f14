package data

// Markers is the vocabulary of observations.marker.
var Markers = []string{"none", "wooden", "stone", "metal", "memorial", "other"}

// Outcomes is the vocabulary of observations.outcome.
var Outcomes = []string{"seen", "nothing_seen", "not_reached"}

// Observations are what a team saw, measured and counted at a place on a day, each with a
// position of its own. An observation never moves what it is of: a position taken for a
// feature is proposed, as one of its [Positions].
var Observations = Collection{
	Name:    "observations",
	Title:   "Observations",
	About:   "What field teams saw, measured and counted, with the position where they stood or that they took.",
	Spatial: true,
	Fields: []Field{
		{Name: "of", Type: Text, Title: "Observation of", About: "The feature that was looked at, as collection/id."},
		{Name: "takes_position", Type: Boolean, Title: "Position of the feature", About: "True if the position is where the feature itself lies, and not only where the observer stood."},
		{Name: "plan", Type: Text, Title: "Plan", About: "Id of the plan of visits that it was made under."},
		{Name: "observed", Type: Interval, Form: Moment, Title: "Observed", About: "When, as EDTF: a day, or a day with the time."},
		{Name: "observer", Type: Text, Title: "Observer", About: "Who observed."},
		{Name: "task", Type: Enum, Values: Tasks, Title: "Task", About: "What was done there."},
		{Name: "outcome", Type: Enum, Values: Outcomes, Title: "Outcome", About: "Whether anything of the burials was seen, or the place not reached."},
		{Name: "marker", Type: Enum, Values: Markers, Title: "Marker", About: "Which marker stands there; none if it was looked for and there is none."},
		{Name: "inscription", Type: Text, Title: "Inscription", About: "What is written on the marker."},
		{Name: "graves", Type: Integer, Title: "Graves counted", About: "How many graves were counted."},
		{Name: "depth_m", Type: Real, Form: NotNegative, Unit: "m", Title: "Depth", About: "How deep was dug, or how deep the burial lies."},
		{Name: "photos", Type: Text, Title: "Photographs", About: "File names of photographs, separated by semicolons."},
		{Name: "remarks", Type: Text, Title: "Remarks", About: "What else was seen, in words."},
	},
}
