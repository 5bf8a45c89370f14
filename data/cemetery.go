package data

// CemeteryUses is the vocabulary of cemeteries.use.
var CemeteryUses = []string{"civilian", "pow", "mixed", "unknown"}

// Cemeteries are boundaries of burial grounds.
var Cemeteries = Collection{
	Name:    "cemeteries",
	Title:   "Cemeteries",
	About:   "Boundaries of burial grounds and who is buried in them.",
	Spatial: true,
	Fields: fields(nameFields, []Field{
		{Name: "use", Type: Enum, Values: CemeteryUses, Title: "Use", About: "Who is buried here: local civilians, prisoners of war, both, or not known."},
		periodField,
	}, summaryFields),
}
