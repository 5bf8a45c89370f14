package data

// The vocabularies of overlaps.
var (
	// Relations say how two recorded outlines lie, ignoring how sure they are. Touching
	// is not overlapping: outlines that share only boundary points are "touches".
	Relations = []string{"disjoint", "touches", "overlaps", "within", "contains", "equals"}
	// TimeRelations compare the civilian burials with the prisoners' on the same ground.
	TimeRelations = []string{"civilian_later", "contemporary", "civilian_earlier", "unknown"}
	// Classes sort overlaps by probability: certain from 0.95, probable from 0.5, possible
	// from 0.05, unlikely below. not_assessed is no probability: it says that the positions
	// are not known well enough to tell, and is never shown as 0 %.
	Classes = []string{"certain", "probable", "possible", "unlikely", "not_assessed"}
)

// ClassNotAssessed is the class of a pair whose probability cannot be told.
const ClassNotAssessed = "not_assessed"

// Overlaps are derived: one feature for each pair of prisoners' and civilian ground that
// was compared. Its geometry is the shared ground, or the shortest line between the two
// if they share none.
var Overlaps = Collection{
	Name:    "overlaps",
	Title:   "Overlaps",
	About:   "Pairs of prisoners' and civilian burials that share ground or lie within reach of each other.",
	Spatial: true,
	Derived: true,
	Fields: []Field{
		{Name: "pow", Type: Text, Title: "Prisoners' burial", About: "The prisoners' side as collection/id."},
		{Name: "civilian", Type: Text, Title: "Civilian burial", About: "The civilian side as collection/id."},
		{Name: "site", Type: Text, Title: "Burial site", About: "Id of the burial site that the prisoners' side is or belongs to."},
		{Name: "pow_cemetery", Type: Text, Title: "Prisoners' cemetery", About: "Id of the cemetery that the prisoners' side is or belongs to."},
		{Name: "civilian_cemetery", Type: Text, Title: "Civilian cemetery", About: "Id of the cemetery that the civilian side is or belongs to."},
		{Name: "class", Type: Enum, Values: Classes, Title: "Class", About: "How likely it is that both share ground."},
		{Name: "probability", Type: Real, Title: "Probability", About: "Probability that both share ground; absent if not assessed."},
		{Name: "area_probability", Type: Real, Title: "Probability of a countable area", About: "Probability that they share at least 0.25 m², the least area worth counting; absent if not assessed."},
		{Name: "relation", Type: Enum, Values: Relations, Title: "Relation", About: "How the recorded outlines lie to each other, seen from the prisoners' side."},
		{Name: "area_m2", Type: Real, Unit: "m²", Title: "Shared area", About: "Area shared by the outlines as recorded."},
		{Name: "pow_fraction", Type: Real, Title: "Share of the prisoners' burial", About: "Shared area as a fraction of the prisoners' outline."},
		{Name: "civilian_fraction", Type: Real, Title: "Share of the civilian burial", About: "Shared area as a fraction of the civilian outline."},
		{Name: "distance_m", Type: Real, Unit: "m", Title: "Distance", About: "Shortest distance between the outlines as recorded; 0 if they meet."},
		{Name: "expected_area_m2", Type: Real, Unit: "m²", Title: "Expected shared area", About: "Shared area to be expected given the uncertainty; absent if not assessed."},
		{Name: "expected_fraction", Type: Real, Title: "Expected share", About: "Expected shared area as a fraction of the prisoners' outline; absent if not assessed."},
		{Name: "time_relation", Type: Enum, Values: TimeRelations, Title: "Time", About: "Whether the civilian burials are later or earlier than the prisoners', or of the same time."},
		{Name: "reasons", Type: JSON, Title: "Reasons", About: "The facts that drove the result, each with a code, its values and its source."},
		{Name: "review", Type: Enum, Values: Reviews, Judged: true, Title: "Judgement", About: "What a person decided about the pair: accepted, rejected or postponed; absent while it is open."},
		{Name: "review_reason", Type: Text, Judged: true, Title: "Reason of the judgement", About: "Why it was decided so, in the words of whoever did."},
		{Name: "reviewed", Type: Text, Judged: true, Title: "Judged", About: "When it was decided, in UTC as RFC 3339 writes it."},
		{Name: "reviewer", Type: Text, Judged: true, Title: "Judged by", About: "Who decided; local is somebody at the machine of the server."},
		{Name: "reviewed_class", Type: Enum, Values: Classes, Judged: true, Title: "Class when judged", About: "The class that was judged; where it differs from the class, the data have changed since."},
		{Name: "reviewed_probability", Type: Real, Judged: true, Title: "Probability when judged", About: "The probability that was judged; absent if it was not assessed then."},
		{Name: "method_version", Type: Text, Title: "Method", About: "Version of the method that found the overlap."},
	},
}
