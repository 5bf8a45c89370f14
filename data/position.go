package data

// Positions are where several sources say that one feature lies, side by side. The
// feature itself stands where the preferred one of them says, and keeps the source it is
// known by; without a preferred one it stands where its own source says. See
// [Preferences] for how imports leave the choice alone.
var Positions = Collection{
	Name:    "positions",
	Title:   "Positions",
	About:   "Where several sources say that one burial site, cemetery or plot lies; at most one of them is preferred.",
	Spatial: true,
	Fields: []Field{
		{Name: "of", Type: Text, Title: "Position of", About: "The feature that it is a position of, as collection/id."},
		{Name: "preferred", Type: Boolean, Title: "Preferred", About: "True if the feature stands at this position."},
		{Name: "recorded", Type: Text, Title: "Recorded", About: "When the position was taken, as EDTF."},
		{Name: "note", Type: Text, Title: "Note", About: "What else is to be said of it, in words."},
	},
}
