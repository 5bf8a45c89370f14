package data

// PlotKinds is the vocabulary of plots.kind, PlotOccupancies that of plots.occupancy.
var (
	PlotKinds       = []string{"grave", "row", "plot", "section"}
	PlotOccupancies = []string{"pow", "civilian", "mixed", "unknown"}
)

// Plots are graves, rows, plots and sections within burial grounds.
var Plots = Collection{
	Name:    "plots",
	Title:   "Plots",
	About:   "Graves, rows, plots and sections, with who lies in them.",
	Spatial: true,
	Fields: []Field{
		{Name: "name", Type: Text, Title: "Name", About: "Name or number of the plot in its source."},
		{Name: "kind", Type: Enum, Values: PlotKinds, Title: "Kind", About: "Whether it is one grave, a row, a plot or a section."},
		{Name: "site", Type: Text, Title: "Burial site", About: "Id of the burial site it belongs to."},
		{Name: "cemetery", Type: Text, Title: "Cemetery", About: "Id of the cemetery it lies in."},
		{Name: "occupancy", Type: Enum, Values: PlotOccupancies, Title: "Occupancy", About: "Who lies here: prisoners of war, local civilians, both, or not known."},
		{Name: "burials", Type: Integer, Title: "Burials", About: "Number of people buried."},
		periodField,
	},
}
