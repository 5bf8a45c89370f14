package data

import "fmt"

// RestrictionKinds is the vocabulary of restrictions.kind.
var RestrictionKinds = []string{"season", "border_zone", "permit", "consent", "hazard", "access"}

// RestrictionEffects is the vocabulary of restrictions.effect.
var RestrictionEffects = []string{EffectForbids, EffectPaper, EffectWarns}

// The effects one by one.
const (
	EffectForbids = "forbids"     // nobody can work there: always, or outside the season from opens to closes
	EffectPaper   = "needs_paper" // work needs a paper that takes lead_days to get
	EffectWarns   = "warns"       // to be known before going; nothing is forbidden by it
)

// Tasks is what a team can do at a site, from the least to the most.
var Tasks = []string{"visit", "survey", "trial_dig", "exhumation"}

// RestrictionConcerns is the vocabulary of restrictions.concerns: which tasks are meant.
var RestrictionConcerns = []string{"any", "digging", "exhumation"} // digging is trial_dig and exhumation

// Restrictions are what a place can forbid or ask of those who want to work there, each
// dated and with its source. One applies to the site that it names, to the sites of the
// region that it names, to what lies within its geometry – or may, as far as positions are
// known –, and to every site if it has none of these.
var Restrictions = Collection{
	Name:    "restrictions",
	Title:   "Restrictions",
	About:   "What a place forbids or asks of those who want to work there: seasons, border zones, permits, consent, hazards, access; each dated, with its source.",
	Spatial: true,
	Fields: fields(nameFields, []Field{
		{Name: "kind", Type: Enum, Values: RestrictionKinds, Title: "Kind", About: "What sort of restriction it is."},
		{Name: "effect", Type: Enum, Values: RestrictionEffects, Title: "Effect", About: "Whether it forbids work, asks for a paper or only warns."},
		{Name: "concerns", Type: Enum, Values: RestrictionConcerns, Title: "Concerns", About: "Which tasks it concerns; absent means any."},
		{Name: "site", Type: Text, Title: "Site", About: "Id of the one site it applies to."},
		{Name: "region", Type: Text, Title: "Region", About: "Region whose sites it applies to, as sites.region writes it."},
		{Name: "opens", Type: Text, Form: DayOfYear, Title: "Season opens", About: "First day of each year on which work is possible, as MM-DD."},
		{Name: "closes", Type: Text, Form: DayOfYear, Title: "Season closes", About: "Last day of each year on which work is possible, as MM-DD; before opens, the season runs over New Year."},
		{Name: "lead_days", Type: Integer, Unit: "d", Title: "Lead time", About: "Days from asking for the paper to having it, where a source states them; absent is not known."},
		{Name: "issuer", Type: Text, Title: "Issued by", About: "Who gives the paper or decides."},
		{Name: "in_force", Type: Interval, Title: "In force", About: "When the restriction holds, as an EDTF interval; absent is not known, and it is taken to hold."},
		{Name: "stated", Type: Interval, Title: "Stated", About: "When its source stated it, as EDTF."},
		{Name: "note", Type: Text, Title: "Note", About: "What else is to be known of it, in words; also what is not known."},
	}),
}

// season sees to it that both ends of a season are given or none: a day from which on work
// is possible says nothing of how long it is.
func (a *assembly) season() {
	if a.rules.Collection.Name != Restrictions.Name {
		return
	}
	p := a.feature.Properties
	for _, ends := range [][2]string{{"opens", "closes"}, {"closes", "opens"}} {
		day, other := a.feature.Text(ends[0]), a.feature.Text(ends[1])
		if day == "" || other != "" {
			continue
		}
		a.warn(ends[0], "season_value", fmt.Sprintf("%s is %s, and %s is not given", ends[0], day, ends[1]),
			"the words are kept beside the record; give both ends of the season or none")
		delete(p, ends[0])
		a.keep(ends[0], day)
	}
}
