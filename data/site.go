package data

// SiteStatuses is the vocabulary of sites.status. It follows the reasons that the
// Japanese government's answer of December 2004 gives for sites that could and could
// not be worked (https://www.shugiin.go.jp/internet/itdb_shitsumon.nsf/html/shitsumon/b161050.htm).
var SiteStatuses = []string{
	"recoverable", "recovered", "partly_recovered", "unlocated", "trial_negative",
	"overbuilt", "others_listed", "refused", "memorial", "unknown",
}

// Sites are places where prisoners were buried, as lists and reports name them: often a
// point, often not located at all.
var Sites = Collection{
	Name:    "sites",
	Title:   "Burial sites",
	About:   "Places where Japanese prisoners of war who died in Soviet camps in 1945–56 were buried, as lists and reports name them.",
	Spatial: true,
	Fields: fields(nameFields, []Field{
		{Name: "region", Type: Text, Title: "Region", About: "Region of Russia."},
		{Name: "ministry_no", Type: Text, Title: "Ministry number", About: "Number in the burial list of the Japanese health ministry; several are separated by semicolons."},
		{Name: "camp", Type: Text, Title: "Camp", About: "Camp, branch, battalion or hospital the dead belonged to."},
		{Name: "status", Type: Enum, Values: SiteStatuses, Title: "Status", About: "Whether remains can be or have been recovered."},
		{Name: "burials", Type: Integer, Title: "Burials", About: "Number of people buried, where a source states one number."},
		{Name: "recovered", Type: Integer, Title: "Recovered", About: "Number of remains recovered, where a source states one number."},
		periodField,
		{Name: "setting", Type: Text, Title: "Setting", About: "What the ground is like and who else lies there, in words."},
	}, summaryFields),
}
